//! How a letter stands among others: which one it answers, and which list it is of.

use super::Desk;
use crate::domain::delivery::Item;
use crate::domain::ids::DeliveryId;
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

/// The thread in a mailbox is the thread on Parvis: the message is its root, an answer answers.
pub(super) fn threading(desk: &Desk<'_>, items: &[Item], one_thread: bool) -> Threading {
    let first = &items[0];
    let id = |object: uuid::Uuid| desk.message_id(object);
    let root = id(first.post.id.uuid());
    let letter = first.delivery.unwrap_or_else(DeliveryId::new);
    let (message_id, in_reply_to, references) = match items {
        // What somebody did with words is not those words: it answers them, under a name of its own.
        [one] if matches!(one.reason, Reason::Reaction | Reason::Kept) => {
            let comment = one.comment.as_ref().map(|comment| id(comment.id.uuid()));
            let references = std::iter::once(root.clone()).chain(comment.clone()).collect();
            (desk.addresses.message_id(letter.uuid()), Some(comment.unwrap_or(root)), references)
        }
        [one] => match &one.comment {
            Some(comment) => {
                let parent = comment.parent.map(|parent| id(parent.uuid()));
                let references = std::iter::once(root.clone()).chain(parent.clone()).collect();
                (id(comment.id.uuid()), Some(parent.unwrap_or(root)), references)
            }
            None => (root, None, Vec::new()),
        },
        _ => {
            // Several in one letter are no object of their own: it is named by the first of its deliveries.
            let own = desk.addresses.message_id(letter.uuid());
            let references = if one_thread { vec![root.clone()] } else { Vec::new() };
            (own, one_thread.then_some(root), references)
        }
    };
    let who = first.actor.as_ref().unwrap_or_else(|| first.author());
    let hops = desk.hops(items.iter().map(|item| match &item.comment {
        Some(comment) => comment.id.uuid(),
        None => item.post.id.uuid(),
    }));
    let from = if items.len() == 1 { &who.name } else { &desk.house.name };
    Threading {
        message_id,
        in_reply_to,
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
