//! How somebody's mails end. What ends three of them alike is a signature, though no mark says so.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sha2::{Digest as _, Sha256};

use crate::domain::db::{Db, Tx};
use crate::domain::ids::{MailId, PersonId, RecipientId};
use crate::domain::job::Claimed;
use crate::domain::kinds::MailState;
use crate::domain::schema::{mail_recipients, mail_signatures};
use crate::error::Result;

/// So few lines are no signature.
const LEAST: usize = 3;
/// In so many mails it is one.
const ENOUGH: i32 = 3;
/// So many endings of one person are remembered, those seen last.
const MOST: i64 = 20;
/// So much of the hash of a line above the last three is kept.
const SHORT: usize = 8;

/// How a mail ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    hash: Vec<u8>,
    above: Vec<u8>,
}

impl Signature {
    /// Of its last lines, the last first; nothing of fewer than three.
    pub fn of(lines: &[String]) -> Option<Self> {
        let (last, above) = lines.split_at_checked(LEAST)?;
        let above = above.iter().flat_map(|line| Sha256::digest(line)[..SHORT].to_vec()).collect();
        Some(Self { hash: Sha256::digest(last.join("\n")).to_vec(), above })
    }

    /// How many bytes of what stands above are the same.
    fn shared(&self, above: &[u8]) -> usize {
        let pairs = self.above.chunks(SHORT).zip(above.chunks(SHORT));
        pairs.take_while(|(mine, theirs)| mine == theirs).count() * SHORT
    }
}

/// Of how many lines the signature is with which somebody ends a mail like this; nothing while it is none.
pub async fn signed(db: &Db, _: &Claimed, person: PersonId, ends: &Signature) -> Result<Option<usize>> {
    let known = mail_signatures::table.find((person, &ends.hash)).filter(mail_signatures::times.ge(ENOUGH));
    let above: Option<Vec<u8>> = known.select(mail_signatures::above).first(&mut db.conn()).await.optional()?;
    Ok(above.map(|above| LEAST + ends.shared(&above) / SHORT))
}

/// Remembers how a published mail of somebody ends; once, to however many spaces it went.
pub(super) async fn learn(tx: &mut Tx, recipient: RecipientId, person: PersonId, ends: &Signature) -> Result<()> {
    let own = mail_recipients::table.find(recipient).select(mail_recipients::mail_id);
    let mail: MailId = own.first(&mut tx.conn()).await?;
    let counted = mail_recipients::mail_id.eq(mail).and(mail_recipients::id.ne(recipient));
    let counted = mail_recipients::table.filter(counted.and(mail_recipients::state.eq(MailState::Published)));
    if diesel::select(exists(counted)).get_result(&mut tx.conn()).await? {
        return Ok(());
    }
    let known = || mail_signatures::table.find((person, &ends.hash));
    let above: Option<Vec<u8>> =
        known().select(mail_signatures::above).for_update().first(&mut tx.conn()).await.optional()?;
    if let Some(above) = above {
        let seen = (mail_signatures::times.eq(mail_signatures::times + 1), mail_signatures::seen_at.eq(tx.at()));
        let shared = mail_signatures::above.eq(&above[..ends.shared(&above)]);
        diesel::update(known()).set((seen, shared)).execute(&mut tx.conn()).await?;
        return Ok(());
    }
    let new = (mail_signatures::person_id.eq(person), mail_signatures::hash.eq(&ends.hash));
    let seen =
        (mail_signatures::above.eq(&ends.above), mail_signatures::times.eq(1), mail_signatures::seen_at.eq(tx.at()));
    diesel::insert_into(mail_signatures::table)
        .values((new, seen))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    let own = || mail_signatures::table.filter(mail_signatures::person_id.eq(person));
    let old: Vec<Vec<u8>> = own()
        .order((mail_signatures::seen_at.desc(), mail_signatures::hash))
        .offset(MOST)
        .select(mail_signatures::hash)
        .load(&mut tx.conn())
        .await?;
    if !old.is_empty() {
        diesel::delete(own().filter(mail_signatures::hash.eq_any(old))).execute(&mut tx.conn()).await?;
    }
    Ok(())
}
