//! A mail becomes a message: the same commands as on a page, through the same gate, in one transaction with its ledger.

use super::Reading;
use super::decide::{Intent, Place};
use super::words::{self, Said};
use crate::domain::comment;
use crate::domain::db::Tx;
use crate::domain::draft::Form;
use crate::domain::file;
use crate::domain::ids::FileId;
use crate::domain::kinds::{Language, MailReason, PostKind};
use crate::domain::mail::{self, Copy, Published, Recipient};
use crate::domain::policy::{self, Contribute, InPost, InSpace};
use crate::domain::post;
use crate::domain::words::{Answer, Body, Title};
use crate::error::{Error, Result, Why};

impl Reading<'_> {
    /// Publishes it; where the gate or a rule refuses, it is held and says why.
    pub(super) async fn publish(&self, recipient: &Recipient, intent: Intent) -> Result<()> {
        let claimed = self.held.claimed();
        let at = intent.at;
        let done = match self.wish(&intent) {
            Some(wish) => self.app.db.write(async |tx| self.grant(tx, recipient, &intent, wish).await).await,
            None => self.publish_words(recipient, intent).await,
        };
        let reason = match done {
            Ok(()) => return Ok(()),
            Err(error) => reason(error)?,
        };
        let tell = self.may_tell();
        self.app.db.write(async |tx| mail::hold(tx, claimed, recipient.id, reason, at, tell).await).await
    }

    async fn publish_words(&self, recipient: &Recipient, mut intent: Intent) -> Result<()> {
        intent.place = self.in_order(&self.app.db.read().await?, &intent).await?;
        let intent = &intent;
        let language = self.language().await?;
        let most = if matches!(intent.place, Place::Thread(_)) { Answer::MOST } else { Body::MOST };
        let mut said = words::said(&self.understood, &self.addresses, language, most - 1_000);
        // Whoever may not write there leaves no file behind either.
        self.app.db.write(async |tx| admit(tx, intent).await).await?;
        let brought = self.bring(&intent.viewer, &said).await?;
        if said.text.is_empty() {
            said.text = brought.names.join(", ");
        }
        if let Some(refused) = words::refused(&brought.refused, language) {
            said.text = format!("{}\n\n{refused}", said.text);
        }
        if intent.passes_on {
            let from = self.understood.incoming.from.as_ref();
            let from = from.map_or("", |from| from.name.as_deref().unwrap_or(&from.address));
            said.text = words::quoted(&said.text, from, language);
        }
        self.app.db.write(async |tx| self.write(tx, recipient, intent, &said, &brought.files).await).await
    }

    async fn language(&self) -> Result<Language> {
        let house = crate::domain::house::front(&self.app.db.read().await?).await?;
        Ok(house.map_or(Language::French, |house| house.language))
    }

    /// In one transaction: is it a copy, does the gate still agree, the message, and where it came from.
    async fn write(
        &self,
        tx: &mut Tx,
        recipient: &Recipient,
        intent: &Intent,
        said: &Said,
        files: &[FileId],
    ) -> Result<()> {
        let claimed = self.held.claimed();
        let same = (&*self.message_id, &*self.understood.fold);
        if let Some(twin) = mail::twin(tx, claimed, same, intent.place.space()).await? {
            return mail::fold(tx, claimed, recipient.id, twin, intent.at).await;
        }
        // Here alone nothing comes between: another of the same conversation may have been published a moment ago.
        let place = self.in_order(tx, intent).await?;
        let files = file::Change { wanted: files.to_vec(), ..file::Change::default() };
        // Its recipient is its form: what was settled once cannot be published again, whatever happens in between.
        let form = Form { id: recipient.id.uuid().into(), from: None };
        let copy: Copy = match &place {
            Place::Thread(answered) => {
                let post: InPost<Contribute> = policy::post(tx, &intent.viewer, answered.post).await?;
                let draft = comment::Draft {
                    form,
                    parent: answered.comment,
                    body: Answer::parse(&said.text).map_err(|wrong| invalid(wrong.key))?,
                    audience_version: post.space().audience_version(),
                    files,
                };
                let published = match comment::answer(tx, &post, &draft).await {
                    // The answer it answers was removed: the thread is still there.
                    Err(Error::NotFound) => {
                        comment::answer(tx, &post, &comment::Draft { parent: None, ..draft }).await?
                    }
                    other => other?,
                };
                (answered.post, Some(published.id))
            }
            Place::Space(_, slug) => {
                let space: InSpace<Contribute> = policy::space(tx, &intent.viewer, slug).await?;
                let title = said.title.as_deref().and_then(|title| Title::parse(title).ok());
                let draft = post::Draft {
                    form,
                    title,
                    body: Body::parse(&said.text).map_err(|wrong| invalid(wrong.key))?,
                    kind: PostKind::Message,
                    poll: None,
                    wished_by: None,
                    audience_version: space.audience_version(),
                    files,
                };
                (post::publish(tx, &space, &draft).await?.id, None)
            }
        };
        let published = Published {
            copy,
            at: intent.at,
            message_id: self.message_id.clone(),
            is_proved: intent.is_proved,
            hops: self.understood.incoming.hops(),
            folded: words::folded(&self.understood, &self.addresses),
            passed: words::passed(&self.understood),
            copies: self.copies(),
            elder: place.elder(),
            named: self.believed(),
            ends: self.ends.clone().filter(|_| !intent.passes_on),
        };
        mail::note(tx, claimed, recipient.id, &published).await?;
        match intent.at.person {
            // Whoever confirmed it, or let it through, knows.
            Some(author) if recipient.as_person.is_none() && self.may_tell() => {
                mail::acknowledge(tx, claimed, recipient.id, author).await
            }
            _ => Ok(()),
        }
    }

    /// To whom else it was written: nobody of ours, and not its author.
    fn copies(&self) -> Vec<(String, Option<String>)> {
        let incoming = &self.understood.incoming;
        let from = incoming.from.as_ref().map_or("", |from| &*from.address);
        let others = incoming.to.iter().chain(&incoming.cc);
        let others = others.filter(|other| other.domain() != self.addresses.domain() && other.address != from);
        others.take(MOST_COPIES).map(|other| (other.address.clone(), other.name.clone())).collect()
    }
}

/// So many people in copy are remembered.
const MOST_COPIES: usize = 100;

/// Asks the gate before anything is taken in.
async fn admit(tx: &mut Tx, intent: &Intent) -> Result<()> {
    match &intent.place {
        Place::Thread(answered) => {
            let post: InPost<Contribute> = policy::post(tx, &intent.viewer, answered.post).await?;
            if post.comments_closed() { Err(Error::NotAllowed(Why::CommentsClosed)) } else { Ok(()) }
        }
        Place::Space(_, slug) => {
            policy::space::<Contribute>(tx, &intent.viewer, slug).await?;
            Ok(())
        }
    }
}

fn invalid(key: &'static str) -> Error {
    crate::domain::problems::Problems::one("body", key).into()
}

/// Why it is held; what only an operator can mend stays an error, and is tried again.
fn reason(error: Error) -> Result<MailReason> {
    Ok(match error {
        Error::NotFound | Error::Moved(_) => MailReason::NotMember,
        Error::NotAllowed(Why::Archived) => MailReason::Archived,
        Error::NotAllowed(Why::CommentsClosed) => MailReason::Closed,
        Error::NotAllowed(Why::Deleted) => MailReason::Removed,
        Error::NotAllowed(_) => MailReason::NotMember,
        Error::Invalid(_) => MailReason::Refused,
        other => return Err(other),
    })
}
