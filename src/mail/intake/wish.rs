//! An answer of one word does what it asks: what a button on the page does, through the same gate.

use super::Reading;
use super::decide::{Intent, Place};
use crate::domain::db::Tx;
use crate::domain::follow;
use crate::domain::kinds::{Attention, MailReason};
use crate::domain::mail::{self, Answered, Recipient};
use crate::domain::policy::{self, Contribute, InComment, InPost, Read};
use crate::domain::reaction;
use crate::error::Result;
use crate::mail::incoming::Wish;

impl Reading<'_> {
    /// What it asks for, of what it answers; nothing where it is a message. Whoever lets a mail through in their own name wants
    /// no word said in it.
    pub(super) fn wish<'i>(&self, intent: &'i Intent) -> Option<(&'i Answered, Wish)> {
        match &intent.place {
            Place::Thread(answered) if !intent.passes_on => Some((answered, self.understood.wish()?)),
            Place::Thread(_) | Place::Space(..) => None,
        }
    }

    /// Does it; twice is once.
    pub(super) async fn grant(
        &self,
        tx: &mut Tx,
        recipient: &Recipient,
        intent: &Intent,
        (answered, wish): (&Answered, Wish),
    ) -> Result<()> {
        let done = match (wish, answered.comment) {
            (Wish::Say(word), Some(comment)) => {
                let comment: InComment<Contribute> = policy::comment(tx, &intent.viewer, comment).await?;
                reaction::say_to_comment(tx, &comment, word).await?;
                MailReason::Reacted
            }
            (Wish::Say(word), None) => {
                let post: InPost<Contribute> = policy::post(tx, &intent.viewer, answered.post).await?;
                reaction::say(tx, &post, word).await?;
                MailReason::Reacted
            }
            (Wish::Attend(attention), _) => {
                let post: InPost<Read> = policy::post(tx, &intent.viewer, answered.post).await?;
                follow::choose(tx, &post, Some(attention)).await?;
                if attention == Attention::Muted { MailReason::Muted } else { MailReason::Followed }
            }
        };
        let about = (answered.post, answered.comment);
        mail::grant(tx, self.held.claimed(), recipient.id, done, about, intent.at).await
    }
}
