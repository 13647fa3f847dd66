//! What is to become of a mail at one recipient: the address says where, the proof says who, the content says what.

use crate::domain::db::Db;
use crate::domain::delivery::Stop;
use crate::domain::ids::{PersonId, PostId, RecipientId, SpaceId};
use crate::domain::job::Claimed;
use crate::domain::kinds::{MailReason, MailState};
use crate::domain::mail::{self, Answered, Author, Copied, Named, Opened, Proof, Recipient, Whose};
use crate::domain::policy::Viewer;
use crate::domain::words::Slug;
use crate::error::Result;
use crate::mail::address::{Addresses, Signed};
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
    /// Somebody wants no more mail.
    Stop(Stop),
    /// Somebody confirms that they sent a mail that is held.
    Confirm(RecipientId),
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
}

/// Where an answer belongs that came to somebody's signed address.
#[derive(Clone, Copy)]
struct Token {
    post: PostId,
    person: PersonId,
    epoch: u8,
}

fn settled(state: MailState, reason: MailReason) -> Next {
    Next::Settle { state, reason: Some(reason), at: Copied::default() }
}

/// Held for those who run the house.
fn for_house(reason: MailReason, tell: bool) -> Next {
    Next::Hold { reason, at: Copied::default(), tell }
}

impl Reading<'_> {
    /// What follows at this recipient.
    pub(super) async fn next(&self, recipient: &Recipient) -> Result<Next> {
        let (claimed, incoming) = (self.held.claimed(), &self.understood.incoming);
        let read = self.addresses.read(&recipient.address);
        let token = match read.map(|read| (read.signed, read.epoch)) {
            // These can only make Parvis quieter, or were given to nobody but who may use them: the address is enough.
            Some((Signed::Unsubscribe { person, about }, epoch)) => {
                return Ok(Next::Stop(Stop { person, about, epoch }));
            }
            Some((Signed::Confirm { held }, _)) => return Ok(Next::Confirm(held.into())),
            Some((Signed::Test { test }, _)) => return Ok(Next::Test(test)),
            Some((Signed::Bounce { .. }, _)) => return Ok(self.bounced()),
            Some((Signed::Reply { post, person }, epoch)) => Some(Token { post, person, epoch }),
            None => None,
        };
        if let Some(next) = self.machine() {
            return Ok(next);
        }
        let Ok(from) = &incoming.from else { return Ok(for_house(MailReason::NoAuthor, false)) };
        let db = self.app.db.read().await?;
        let Some(place) = self.place(&db, recipient, token).await? else {
            return Ok(for_house(if token.is_some() { MailReason::Removed } else { MailReason::NoAddress }, true));
        };
        let author = mail::author(&db, claimed, Whose::Address(&from.address)).await?;
        let at = Copied { space: Some(place.space()), person: author.as_ref().map(|author| author.id) };
        let hold = |reason, tell| Ok(Next::Hold { reason, at, tell });
        if let Some(person) = recipient.as_person {
            return Ok(match mail::author(&db, claimed, Whose::Person(person)).await? {
                Some(judge) => self.let_through(judge, at, place),
                None => Next::Hold { reason: MailReason::NotMember, at, tell: false },
            });
        }
        if self.understood.reason == Some(Reason::Empty) {
            return hold(MailReason::Empty, true);
        }
        let level = level(self.level.0);
        let Some(author) = author else {
            return hold(MailReason::UnknownSender, true);
        };
        if self.level.0 == Level::D {
            // Whoever has the address learns of it on their own page; whoever sent it learns nothing.
            return hold(MailReason::Forged, false);
        }
        let own = token.filter(|token| token.person == author.id);
        if let Some(token) = own
            && (!author.is_of(token.epoch) || mail::is_address_old(&db, claimed, token.post, author.id).await?)
        {
            return hold(MailReason::AddressEnded, true);
        }
        if token.is_some() && own.is_none() && self.level.0 != Level::A {
            return hold(MailReason::AnothersAddress, false);
        }
        let Some(viewer) = author.speaks(Proof::Level(level), own.is_some()) else {
            return hold(MailReason::Unverified, true);
        };
        if mail::is_too_many(&db, claimed, author.id).await? {
            return hold(MailReason::TooMany, true);
        }
        Ok(Next::Publish(Intent { viewer, is_proved: self.level.0 == Level::A, passes_on: false, place }))
    }

    /// Somebody who may has let it through: in the name of who has its address, or in their own.
    fn let_through(&self, judge: Author, at: Copied, place: Place) -> Next {
        let passes_on = at.person != Some(judge.id);
        match judge.speaks(Proof::Confirmed, true) {
            Some(viewer) => Next::Publish(Intent { viewer, is_proved: true, passes_on, place }),
            None => Next::Hold { reason: MailReason::NotMember, at, tell: false },
        }
    }

    /// What no person wrote, or nobody could have.
    fn machine(&self) -> Option<Next> {
        let why = self.understood.reason.map(reason);
        match (self.understood.kind, why) {
            (Kind::Bounce, why) => Some(for_house(why.unwrap_or(MailReason::Bounce), false)),
            (Kind::Automatic, why) => Some(settled(MailState::Dropped, why.unwrap_or(MailReason::Absence))),
            (_, Some(MailReason::Loop)) => Some(settled(MailState::Dropped, MailReason::Loop)),
            (_, Some(why @ (MailReason::NoAuthor | MailReason::SeveralAuthors))) => Some(for_house(why, false)),
            _ if self.uses_results && self.understood.incoming.is_marked_spam() => {
                Some(for_house(MailReason::Spam, false))
            }
            _ => None,
        }
    }

    /// What came back to the address that a letter was sent from.
    fn bounced(&self) -> Next {
        match self.understood.kind {
            Kind::Bounce => settled(MailState::Done, MailReason::Bounce),
            Kind::Automatic => settled(MailState::Dropped, MailReason::Absence),
            Kind::Reply | Kind::Post | Kind::Forward | Kind::Held => for_house(MailReason::NoAddress, true),
        }
    }

    /// Where it belongs: the thread of a signed address, else one that it answers, else the space of its address.
    async fn place(&self, db: &Db, recipient: &Recipient, token: Option<Token>) -> Result<Option<Place>> {
        let claimed = self.held.claimed();
        let chosen = recipient.post.or(token.map(|token| token.post));
        let answered = self.answered(db).await?;
        if let Some(post) = chosen {
            let within = answered.filter(|answered| answered.post == post);
            let thread = match within {
                Some(answered) => Some(answered),
                None => mail::answered(db, claimed, Named::Ours(post.uuid())).await?,
            };
            return Ok(thread.map(Place::Thread));
        }
        let local = recipient.address.rsplit_once('@').map_or(&*recipient.address, |(local, _)| local);
        let name = local.split(['+', '.']).next().unwrap_or(local);
        let space = mail::space(db, claimed, name).await?;
        Ok(match (answered, space) {
            (Some(answered), Some((space, _))) if answered.space == space => Some(Place::Thread(answered)),
            (_, Some((space, slug))) => Some(Place::Space(space, slug)),
            // To the address that letters come from: what it answers says where.
            (Some(answered), None) => Some(Place::Thread(answered)),
            (None, None) => None,
        })
    }

    /// What it answers, if that stands here.
    async fn answered(&self, db: &Db) -> Result<Option<Answered>> {
        if self.understood.forward.is_some() {
            return Ok(None);
        }
        for id in named(&self.understood.incoming) {
            let bracketed = format!("<{id}>");
            let name = self.addresses.about(id).map_or(Named::Theirs(&bracketed), Named::Ours);
            if let Some(answered) = mail::answered(db, self.held.claimed(), name).await? {
                return Ok(Some(answered));
            }
        }
        Ok(None)
    }
}

/// So many ids are looked up for one mail.
const MOST_NAMED: usize = 20;

/// The ids a mail names, the nearest first.
fn named(incoming: &Incoming) -> impl Iterator<Item = &str> {
    incoming.in_reply_to.iter().chain(incoming.references.iter().rev()).map(String::as_str).take(MOST_NAMED)
}

/// Whether the author holds a letter that only they were sent: it came to their own address, and names one of ours.
pub(super) async fn owns_letter(
    db: &Db,
    claimed: &Claimed,
    addresses: &Addresses,
    opened: &Opened,
    understood: &Understood,
) -> Result<bool> {
    let Ok(from) = &understood.incoming.from else { return Ok(false) };
    if !named(&understood.incoming).any(|id| addresses.about(id).is_some()) {
        return Ok(false);
    }
    let Some(author) = mail::author(db, claimed, Whose::Address(&from.address)).await? else { return Ok(false) };
    Ok(opened
        .recipients
        .iter()
        .filter_map(|recipient| addresses.read(&recipient.address))
        .any(|read| matches!(read.signed, Signed::Reply { person, .. } if person == author.id)))
}
