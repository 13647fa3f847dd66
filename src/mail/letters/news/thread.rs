//! How a letter stands among others: which one it answers, and which list it is of.

use super::Desk;
use crate::domain::delivery::Item;
use crate::domain::ids::{CommentId, DeliveryId, PostId};
use crate::domain::kinds::{Reason, Visibility};
use crate::mail::headers::{List, Threading};
use crate::web::urls;

impl Desk<'_> {
    /// Where an item is read.
    pub(super) fn url_of(&self, item: &Item) -> String {
        match &item.comment {
            Some(comment) => self.url(&urls::comment(comment.id)),
            None => self.url(&urls::post(item.post.id)),
        }
    }
}

/// The ids from the root of a thread to a comment in it, or to its post. What a post answers stands before it, though it
/// came later: its sender's own mail says so in the mailboxes that have it, and a letter that said otherwise would close a circle.
fn line(desk: &Desk<'_>, post: PostId, comment: Option<CommentId>) -> Vec<String> {
    let elders = desk.names.elders(post);
    let elder = comment.and_then(|comment| elders.iter().position(|elder| *elder == comment));
    let before = &elders[..elder.map_or(elders.len(), |elder| elder + 1)];
    let rest = elder.is_none().then(|| std::iter::once(post.uuid()).chain(comment.map(CommentId::uuid)));
    before.iter().map(|elder| elder.uuid()).chain(rest.into_iter().flatten()).map(|id| desk.message_id(id)).collect()
}

/// The thread in a mailbox is the thread on Parvis: the message is its root, an answer answers.
pub(super) fn threading(desk: &Desk<'_>, items: &[Item], one_thread: bool) -> Threading {
    let first = &items[0];
    let letter = first.delivery.unwrap_or_else(DeliveryId::new);
    let own = || desk.addresses.message_id(letter.uuid());
    let (message_id, references) = match items {
        // What somebody did with words is not those words: it answers them, under a name of its own.
        [one] if matches!(one.reason, Reason::Reaction | Reason::Kept) => {
            (own(), line(desk, one.post.id, one.comment.as_ref().map(|comment| comment.id)))
        }
        [one] => {
            let (post, comment) = (one.post.id, one.comment.as_ref());
            let mut above = line(desk, post, comment.map(|comment| comment.id));
            let id = above.pop().unwrap_or_else(own);
            if let Some(parent) = comment.and_then(|comment| comment.parent) {
                above = line(desk, post, Some(parent));
            }
            (id, above)
        }
        // Several in one letter are no object of their own: it is named by the first of its deliveries.
        _ => (own(), if one_thread { line(desk, first.post.id, None) } else { Vec::new() }),
    };
    let who = first.actor.as_ref().unwrap_or_else(|| first.author());
    let hops = desk.hops(items.iter().map(|item| match &item.comment {
        Some(comment) => comment.id.uuid(),
        None => item.post.id.uuid(),
    }));
    let from = if items.len() == 1 { &who.name } else { &desk.house.name };
    Threading {
        message_id,
        in_reply_to: references.last().cloned(),
        references,
        hops,
        thread: one_thread.then(|| first.post.id.to_string()),
        reason: first.reason.as_str(),
        ..desk.threading(letter, from)
    }
}

/// The space as a list.
pub(super) fn list(desk: &Desk<'_>, item: &Item, writes: bool) -> List {
    let (space, domain) = (&item.post.space, desk.addresses.domain());
    List {
        phrase: space.slug.clone(),
        id: format!("{}.{domain}", space.id.uuid().simple()),
        archive: desk.url(&urls::space(&space.slug)),
        archived_at: desk.url_of(item),
        post: writes.then(|| desk.addresses.of_space(space.id, &space.slug, space.visibility == Visibility::Secret)),
        owner: format!("postmaster@{domain}"),
    }
}
