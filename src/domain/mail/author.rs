//! Who sent a mail: the address says it, and what proves the address lets them speak.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Db;
use crate::domain::ids::PersonId;
use crate::domain::job::Claimed;
use crate::domain::kinds::{Language, MailLevel, PersonKind};
use crate::domain::policy::Viewer;
use crate::domain::schema::people;
use crate::domain::session;
use crate::error::Result;

/// Somebody here who has the address that a mail claims to be from. That alone lets nobody speak.
#[derive(Clone, Debug, Queryable)]
pub struct Author {
    /// Who it would be.
    pub id: PersonId,
    /// Employee or guest.
    kind: PersonKind,
    is_admin: bool,
    /// In which language they read.
    pub language: Option<Language>,
    /// Of which time their addresses are.
    epoch: i16,
}

/// What speaks for a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// How far the mail itself is proved.
    Level(MailLevel),
    /// Somebody who may has confirmed it: who has the mailbox, or who answers for the space.
    Confirmed,
}

/// By what somebody is looked for.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// By their address.
    Address(&'a str),
    /// By who they are: somebody let a mail through in their name.
    Person(PersonId),
}

/// Who this is, if they may take part now.
pub async fn author(db: &Db, _: &Claimed, whose: Whose<'_>) -> Result<Option<Author>> {
    let mut found = people::table.filter(session::may_sign_in(db.at())).into_boxed();
    found = match whose {
        Whose::Address(address) => found.filter(people::email.eq(address)),
        Whose::Person(person) => found.filter(people::id.eq(person)),
    };
    let found = found.select((people::id, people::kind, people::is_admin, people::language, people::mail_epoch));
    Ok(found.first(&mut db.conn()).await.optional()?)
}

impl Author {
    /// The viewer that they are, if this is enough to let them speak. An answer to a letter that only they were sent is
    /// enough for a guest whose domain proves nothing; employees are always proved.
    pub fn speaks(&self, proof: Proof, answers: bool) -> Option<Viewer> {
        let enough = match proof {
            Proof::Confirmed | Proof::Level(MailLevel::A) => true,
            Proof::Level(MailLevel::B) => answers && self.kind == PersonKind::Guest,
            Proof::Level(MailLevel::C | MailLevel::D) => false,
        };
        enough.then(|| Viewer::new(self.id, self.kind, self.is_admin))
    }

    /// Whether they are from outside.
    pub fn is_guest(&self) -> bool {
        self.kind == PersonKind::Guest
    }

    /// Whether an address that was signed at this time is still theirs.
    pub fn is_of(&self, epoch: u8) -> bool {
        (self.epoch % 16) as u8 == epoch
    }
}
