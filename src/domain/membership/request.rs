//! Asking to come into a closed space, and the answer.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::write::{come_in, role_of};
use super::{not_a_room, not_archived};
use crate::domain::db::{Db, Tx};
use crate::domain::event::{self, Event};
use crate::domain::ids::PersonId;
use crate::domain::kinds::Visibility;
use crate::domain::person::Face;
use crate::domain::policy::{Grants, InSpace, Listed, Own};
use crate::domain::problems::{Problems, Wrong};
use crate::domain::schema::{join_requests, organizations, people};
use crate::domain::words::Note;
use crate::error::{Error, Late, Result, Why};

/// Somebody who asks to come in.
#[derive(Debug, Queryable)]
pub struct Request {
    /// Who.
    pub face: Face,
    /// What they say.
    pub message: Option<String>,
    /// Since when they wait.
    pub asked_at: DateTime<Utc>,
}

/// The longest word to the owners, in characters; the database says the same.
const LONGEST: usize = 500;

/// What is said, if anything, of printable characters.
fn word(text: &str) -> Result<Option<String>, Wrong> {
    match Note::parse_optional(text)? {
        Some(note) if note.as_str().chars().count() > LONGEST => Err(Wrong::with("problem-too-long", LONGEST)),
        note => Ok(note.map(String::from)),
    }
}

/// Asks to come in, with a word or without. Asking twice is asking once.
pub async fn ask(tx: &mut Tx, listed: &Listed, message: &str) -> Result<()> {
    let mut problems = Problems::none();
    let message = problems.take("message", word(message));
    problems.into_result()?;
    let message = message.flatten();
    match listed.visibility() {
        _ if listed.is_archived() => return Err(Error::NotAllowed(Why::Archived)),
        Visibility::Closed => {}
        Visibility::Open | Visibility::Secret => return Err(Error::TooLate(Late::Done)),
    }
    if role_of(tx, listed.space(), listed.person()).await?.is_some() {
        return Err(Error::TooLate(Late::Done));
    }
    let asked = diesel::insert_into(join_requests::table)
        .values((
            join_requests::space_id.eq(listed.space()),
            join_requests::person_id.eq(listed.person()),
            join_requests::message.eq(message),
            join_requests::asked_at.eq(tx.at()),
        ))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    if asked == 0 {
        return Ok(());
    }
    let asked = Event::JoinRequested { space: listed.space(), person: listed.person() };
    event::record(tx, Some(listed.person()), &asked).await
}

/// Asks no longer.
pub async fn take_back(tx: &mut Tx, listed: &Listed) -> Result<()> {
    let own = join_requests::table.find((listed.space(), listed.person()));
    diesel::delete(own).execute(&mut tx.conn()).await?;
    Ok(())
}

/// Those who wait for an answer, the longest first.
pub async fn requests(db: &Db, space: &InSpace<impl Grants<Own>>) -> Result<Vec<Request>> {
    let waiting = join_requests::table
        .inner_join(people::table.on(people::id.eq(join_requests::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(join_requests::space_id.eq(space.space()))
        .filter(people::left_at.is_null())
        .order((join_requests::asked_at, people::id))
        .select((Face::as_select(), join_requests::message, join_requests::asked_at));
    Ok(waiting.load(&mut db.conn()).await?)
}

/// They come in.
pub async fn accept(tx: &mut Tx, space: &InSpace<impl Grants<Own>>, person: PersonId) -> Result<()> {
    not_a_room(space)?;
    not_archived(space)?;
    answered(tx, space, person).await?;
    come_in(tx, space.space(), person, space.person()).await
}

/// They do not; a word says why.
pub async fn refuse(tx: &mut Tx, space: &InSpace<impl Grants<Own>>, person: PersonId, word: &str) -> Result<()> {
    answered(tx, space, person).await?;
    let mut problems = Problems::none();
    let word = problems.take("message", self::word(word));
    problems.into_result()?;
    let word = word.flatten();
    event::record(tx, Some(space.person()), &Event::JoinRefused { space: space.space(), person, word }).await
}

/// The request is answered, once: of two owners at once, one comes too late.
async fn answered<R>(tx: &mut Tx, space: &InSpace<R>, person: PersonId) -> Result<()> {
    let request = join_requests::table.find((space.space(), person));
    match diesel::delete(request).execute(&mut tx.conn()).await? {
        0 => Err(Error::TooLate(Late::Done)),
        _ => Ok(()),
    }
}
