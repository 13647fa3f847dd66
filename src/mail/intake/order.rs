//! Mails of one conversation are one thread, in whatever order they come.

use super::Reading;
use super::decide::{Intent, Place, named};
use crate::domain::db::Db;
use crate::domain::ids::PostId;
use crate::domain::mail::{self, Comer};
use crate::domain::policy::{self, Contribute, InPost, Viewer};
use crate::error::{Error, Result};
use crate::mail::incoming::sender::Level;

impl Reading<'_> {
    /// Where it stands by now: what it answers may have come a moment ago, or what answers it, and waits for it.
    pub(super) async fn in_order(&self, db: &Db, intent: &Intent) -> Result<Place> {
        let (space, slug) = match &intent.place {
            Place::Thread(answered) => return Ok(Place::Thread(answered.clone())),
            Place::Space(space, slug) => (*space, slug),
        };
        if let Some(answered) = self.answered(db, Some(space)).await? {
            return Ok(Place::Thread(answered));
        }
        let Ok(from) = &self.understood.incoming.from else { return Ok(Place::Space(space, slug.clone())) };
        let named = self.named_elsewhere();
        let comer = Comer { message_id: &self.message_id, named: &named, from: &from.address };
        match mail::expected(db, self.held.claimed(), space, &comer).await? {
            // It was written to the space and to no thread: where its author may not answer, it stands by itself.
            Some(there) if takes_part(db, &intent.viewer, there.post).await? => Ok(Place::Thread(there)),
            _ => Ok(Place::Space(space, slug.clone())),
        }
    }

    /// What of others it names, to be remembered: nothing of what only uses a name.
    pub(super) fn believed(&self) -> Vec<String> {
        if self.level.0 == Level::D { Vec::new() } else { self.named_elsewhere() }
    }

    /// The ids it names that are not ours, each once, the nearest first. What is passed on answers nothing.
    fn named_elsewhere(&self) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        if self.understood.forward.is_some() {
            return ids;
        }
        for id in named(&self.understood.incoming).filter(|id| self.addresses.about(id).is_none()) {
            let id = format!("<{id}>");
            if !ids.contains(&id) && id != self.message_id {
                ids.push(id);
            }
        }
        ids
    }
}

async fn takes_part(db: &Db, viewer: &Viewer, post: PostId) -> Result<bool> {
    let post: Result<InPost<Contribute>> = policy::post(db, viewer, post).await;
    match post {
        Ok(post) => Ok(!post.comments_closed()),
        Err(Error::NotFound | Error::NotAllowed(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
