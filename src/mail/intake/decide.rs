//! What is to become of a mail at one recipient: the address says where, the proof says who, the content says what.

use crate::domain::db::Db;
use crate::domain::delivery::Stop;
use crate::domain::ids::{DeliveryId, PersonId, PostId, SpaceId};
use crate::domain::job::Claimed;
use crate::domain::kinds::{Bounce, MailLevel, MailReason, MailState};
use crate::domain::mail::{self, Answered, Author, Copied, Named, Proof, Recipient, Whose};
use crate::domain::policy::Viewer;
use crate::domain::words::Slug;
use crate::error::Result;
use crate::mail::address::{Meant, Read, Signed};
use crate::mail::incoming::sender::Level;
use crate::mail::incoming::{Incoming, Kind, Reason, Understood};

use super::{Reading, level, reason};

/// What follows.
pub(super) enum Next {
    /// It becomes a message, if the gate agrees.
    Publish(Intent),
    /// It is kept until somebody decides.
    Hold { reason: MailReason, at: Copied, tell: bool },
    /// It is nothing to be published.
    Settle { state: MailState, reason: Option<MailReason>, at: Copied },
    /// A letter of ours came back.
    Bounced(DeliveryId, Bounce),
    /// Somebody wants no more mail.
    Stop(Stop),
    /// A letter of Parvis to itself has come round.
    Test(uuid::Uuid),
}

/// Who would say it, and where.
pub(super) struct Intent {
    /// Who speaks.
    pub viewer: Viewer,
    /// Whether that is proved.
    pub is_proved: bool,
    /// Whether somebody else says it, in their own name.
    pub passes_on: bool,
    /// Where.
    pub place: Place,
    /// The same for the ledger, with who sent it: whoever speaks for somebody else is not that.
    pub at: Copied,
}

/// Where a message would stand.
pub(super) enum Place {
    /// Under this post, or an answer to it.
    Thread(Answered),
    /// A new post in this space.
    Space(SpaceId, Slug),
}

impl Place {
    /// In which space.
    pub fn space(&self) -> SpaceId {
        match self {
            Self::Thread(answered) => answered.space,
            Self::Space(space, _) => *space,
        }
    }

    /// How far before the post of its thread it stands.
    pub fn elder(&self) -> Option<i16> {
        match self {
            Self::Thread(answered) => answered.elder,
            Self::Space(..) => None,
        }
    }
}

/// Where an answer belongs that came to somebody's signed address.
#[derive(Clone, Copy)]
struct Token {
    post: PostId,
    person: PersonId,
    epoch: u8,
}

fn settled(state: MailState, reason: MailReason, at: Copied) -> Next {
    Next::Settle { state, reason: Some(reason), at }
}

/// Held for those who run the house, and not told.
fn kept(reason: MailReason, at: Copied) -> Next {
    Next::Hold { reason, at, tell: false }
}

impl Reading<'_> {
    /// What follows at this recipient.
    pub(super) async fn next(&self, recipient: &Recipient) -> Result<Next> {
        let claimed = self.held.claimed();
        let meant = self.addresses.meant(&recipient.address);
        let token = match &meant {
            Meant::Signed(Read { signed, epoch }) => match (*signed, *epoch) {
                // It can only make Parvis quieter: the address is enough.
                (Signed::Unsubscribe { person, about }, epoch) => return Ok(Next::Stop(Stop { person, about, epoch })),
                (Signed::Test { test }, _) => return Ok(Next::Test(test)),
                (Signed::Bounce { letter }, _) => return Ok(self.bounced(letter.into())),
                // The link of that letter confirms; an address would be confirmed by any program that answers.
                (Signed::Confirm { .. }, _) => None,
                (Signed::Reply { post, person }, epoch) => Some(Token { post, person, epoch }),
            },
            Meant::Sender | Meant::Postmaster | Meant::Space { .. } | Meant::Elsewhere => None,
        };
        let db = self.app.db.read().await?;
        let author = match &self.understood.incoming.from {
            Ok(from) => mail::author(&db, claimed, Whose::Address(&from.address)).await?,
            Err(_) => None,
        };
        let person = author.as_ref().map(|author| author.id);
        // Whoever lets it through decides for their own space, whatever it has come to answer since.
        let within = recipient.space.filter(|_| recipient.as_person.is_some());
        let nowhere = Copied { space: within, person };
        if let Some(next) = self.machine(nowhere) {
            return Ok(next);
        }
        let place = match recipient.as_person.and(recipient.into) {
            Some(thread) => mail::answered(&db, claimed, Named::Ours(thread.uuid()), None).await?.map(Place::Thread),
            None => self.place(&db, &meant, token, within).await?,
        };
        let place = place.filter(|place| within.is_none_or(|within| within == place.space()));
        let Some(place) = place else {
            return Ok(Next::Hold { reason: self.nowhere(token), at: nowhere, tell: true });
        };
        let at = Copied { space: Some(place.space()), person };
        let hold = |reason, tell| Ok(Next::Hold { reason, at, tell });
        if let Some(person) = recipient.as_person {
            return Ok(match mail::author(&db, claimed, Whose::Person(person)).await? {
                Some(judge) => self.let_through(judge, at, place),
                None => Next::Hold { reason: MailReason::NotMember, at, tell: false },
            });
        }
        if let (false, Ok(from)) = (self.level.0 == Level::D, &self.understood.incoming.from)
            && mail::is_blocked(&db, claimed, place.space(), &from.address).await?
        {
            return Ok(settled(MailState::Dropped, MailReason::Blocked, at));
        }
        let Some(author) = author else {
            return hold(MailReason::UnknownSender, true);
        };
        if self.level.0 == Level::D {
            // Whoever has the address is told that it was used; whoever sent it learns nothing.
            return hold(MailReason::Forged, false);
        }
        if self.understood.reason == Some(Reason::Empty) {
            return hold(MailReason::Empty, true);
        }
        // A relay of the house lets its own people send: of a partner's it says nothing.
        let level = match (self.level, author.is_guest()) {
            ((Level::A, "trusted-relay"), true) if self.owns_letter => MailLevel::B,
            ((Level::A, "trusted-relay"), true) => MailLevel::C,
            ((proved, _), _) => level(proved),
        };
        let own = token.filter(|token| token.person == author.id);
        if let Some(token) = own
            && (!author.is_of(token.epoch) || mail::is_address_old(&db, claimed, token.post, author.id).await?)
        {
            return hold(MailReason::AddressEnded, true);
        }
        if token.is_some() && own.is_none() && level != MailLevel::A {
            return hold(MailReason::AnothersAddress, false);
        }
        let Some(viewer) = author.speaks(Proof::Level(level), own.is_some()) else {
            return hold(MailReason::Unverified, true);
        };
        if mail::is_too_many(&db, claimed, author.id).await? {
            return hold(MailReason::TooMany, true);
        }
        Ok(Next::Publish(Intent { viewer, is_proved: level == MailLevel::A, passes_on: false, place, at }))
    }

    /// Why it belongs nowhere.
    fn nowhere(&self, token: Option<Token>) -> MailReason {
        match token {
            Some(_) => MailReason::Removed,
            None if named(&self.understood.incoming).any(|id| self.addresses.is_digest(id)) => MailReason::Digest,
            None => MailReason::NoAddress,
        }
    }

    /// Somebody who may has let it through: in the name of who has its address, or in their own.
    fn let_through(&self, judge: Author, at: Copied, place: Place) -> Next {
        let passes_on = at.person != Some(judge.id);
        match judge.speaks(Proof::Confirmed, true) {
            Some(viewer) => Next::Publish(Intent { viewer, is_proved: true, passes_on, place, at }),
            None => Next::Hold { reason: MailReason::NotMember, at, tell: false },
        }
    }

    /// What no person wrote, or nobody could have.
    fn machine(&self, at: Copied) -> Option<Next> {
        let why = self.understood.reason.map(reason);
        match (self.understood.kind, why) {
            (Kind::Bounce, why) => Some(kept(why.unwrap_or(MailReason::Bounce), at)),
            (Kind::Automatic, why) => Some(settled(MailState::Dropped, why.unwrap_or(MailReason::Absence), at)),
            (_, Some(MailReason::Loop)) => Some(settled(MailState::Dropped, MailReason::Loop, at)),
            (_, Some(why @ (MailReason::NoAuthor | MailReason::SeveralAuthors))) => Some(kept(why, at)),
            _ if self.uses_results && self.understood.incoming.is_marked_spam() => Some(kept(MailReason::Spam, at)),
            _ => None,
        }
    }

    /// What came back to the address that a letter was sent from.
    fn bounced(&self, letter: DeliveryId) -> Next {
        let nobody = Copied::default();
        match self.understood.kind {
            Kind::Bounce => match self.understood.bounce() {
                Some(kind) => Next::Bounced(letter, kind),
                None => settled(MailState::Done, MailReason::Bounce, nobody),
            },
            Kind::Automatic => settled(MailState::Dropped, MailReason::Absence, nobody),
            Kind::Reply | Kind::Post | Kind::Forward | Kind::Held => kept(MailReason::NoAddress, nobody),
        }
    }

    /// Where it belongs: the thread of a signed address; else one in the space of its address that it answers, or that space.
    /// `within` is the space where somebody let it through.
    async fn place(
        &self,
        db: &Db,
        meant: &Meant,
        token: Option<Token>,
        within: Option<SpaceId>,
    ) -> Result<Option<Place>> {
        let claimed = self.held.claimed();
        if let Some(token) = token {
            let Some(thread) = mail::answered(db, claimed, Named::Ours(token.post.uuid()), None).await? else {
                return Ok(None);
            };
            let answered = self.answered(db, Some(thread.space)).await?;
            let within = answered.filter(|answered| answered.post == thread.post);
            return Ok(Some(Place::Thread(within.unwrap_or(thread))));
        }
        match meant {
            Meant::Space { name, option } => {
                let Some((space, slug, is_secret)) = mail::named(db, name).await? else { return Ok(None) };
                if is_secret && option.as_deref() != Some(&*self.addresses.tag(space)) {
                    return Ok(None);
                }
                let answered = self.answered(db, Some(space)).await?;
                Ok(Some(answered.map_or(Place::Space(space, slug), Place::Thread)))
            }
            Meant::Sender => Ok(self.answered(db, within).await?.map(Place::Thread)),
            Meant::Signed(_) | Meant::Postmaster | Meant::Elsewhere => Ok(None),
        }
    }

    /// What it answers, if that stands here, in this space.
    pub(super) async fn answered(&self, db: &Db, within: Option<SpaceId>) -> Result<Option<Answered>> {
        if self.understood.forward.is_some() {
            return Ok(None);
        }
        for id in named(&self.understood.incoming) {
            let bracketed = format!("<{id}>");
            let name = self.addresses.about(id).map_or(Named::Theirs(&bracketed), Named::Ours);
            if let Some(answered) = mail::answered(db, self.held.claimed(), name, within).await? {
                return Ok(Some(answered));
            }
        }
        Ok(None)
    }
}

/// So many ids are looked up for one mail.
const MOST_NAMED: usize = 20;

/// The ids a mail names, the nearest first.
pub(super) fn named(incoming: &Incoming) -> impl Iterator<Item = &str> {
    incoming.in_reply_to.iter().chain(incoming.references.iter().rev()).map(String::as_str).take(MOST_NAMED)
}

/// Whether the author holds a letter that was sent to them: it names one, whoever wrote what the letter carried.
pub(super) async fn owns_letter(db: &Db, claimed: &Claimed, understood: &Understood) -> Result<bool> {
    let Ok(from) = &understood.incoming.from else { return Ok(false) };
    let Some(author) = mail::author(db, claimed, Whose::Address(&from.address)).await? else { return Ok(false) };
    let ids: Vec<String> = named(&understood.incoming).map(|id| format!("<{id}>")).collect();
    mail::was_sent(db, claimed, author.id, &ids).await
}
