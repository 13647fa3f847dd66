//! What people say of themselves, and change.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::index;
use crate::domain::db::{Db, Tx};
use crate::domain::event::{self, Event};
use crate::domain::ids::{PersonId, PictureId};
use crate::domain::kinds::PersonKind;
use crate::domain::markup;
use crate::domain::picture::{self, Square};
use crate::domain::policy::Oneself;
use crate::domain::problems::{Problems, Wrong};
use crate::domain::schema::people;
use crate::domain::sql::plain;
use crate::domain::words::{Line, Name, Note};
use crate::error::Result;

/// The most skills somebody may name.
const SKILLS: usize = 20;

/// The longest of them, in characters: it stands in a tag.
const SKILL: usize = 40;

/// The longest telephone number, with what says whose line it is.
const PHONE: usize = 40;

/// What stands in the form of one's own profile.
#[derive(Clone, Debug, Default, Queryable)]
pub struct Own {
    /// As they are called.
    pub name: String,
    /// What they do.
    pub title: Option<String>,
    /// The part of the house.
    pub unit: Option<String>,
    /// Where they work.
    pub location: Option<String>,
    /// Where to call.
    pub phone: Option<String>,
    /// What they are good at.
    pub skills: Vec<String>,
    /// About them, in Markdown.
    pub about: Option<String>,
    /// The handle of whom they report to.
    pub manager: Option<String>,
    /// Their photo.
    pub picture: Option<PictureId>,
}

/// What is to stand there. What a guest may not change is left alone whatever it holds.
#[derive(Debug)]
pub struct Draft {
    name: Option<Name>,
    title: Option<Line>,
    unit: Option<Line>,
    location: Option<Line>,
    phone: Option<Line>,
    skills: Vec<String>,
    about: Option<Note>,
    manager: String,
}

/// The fields of the form as they were typed.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'t> {
    /// As they are called.
    pub name: &'t str,
    /// What they do.
    pub title: &'t str,
    /// The part of the house.
    pub unit: &'t str,
    /// Where they work.
    pub location: &'t str,
    /// Where to call.
    pub phone: &'t str,
    /// Skills, between commas.
    pub skills: &'t str,
    /// About them, in Markdown.
    pub about: &'t str,
    /// Whom they report to: a name or a handle.
    pub manager: &'t str,
}

impl Draft {
    /// Parses the form of somebody of this side of the door.
    ///
    /// # Errors
    /// Every problem, field by field.
    pub fn parse(is_guest: bool, typed: Typed<'_>) -> Result<Self, Problems> {
        let mut problems = Problems::none();
        let name = if is_guest { None } else { problems.take("name", Name::parse(typed.name)) };
        let title = problems.take("title", Line::parse_optional(typed.title)).flatten();
        let phone = problems.take("phone", phone(typed.phone)).flatten();
        let about = problems.take("about", Note::parse_optional(typed.about)).flatten();
        let unit = problems.take("unit", Line::parse_optional(typed.unit)).flatten();
        let location = problems.take("location", Line::parse_optional(typed.location)).flatten();
        let skills = problems.take("skills", skills(typed.skills)).unwrap_or_default();
        let manager = typed.manager.trim().to_owned();
        let draft = Self { name, title, unit, location, phone, skills, about, manager };
        if problems.is_empty() { Ok(draft) } else { Err(problems) }
    }
}

fn phone(text: &str) -> Result<Option<Line>, Wrong> {
    match Line::parse_optional(text)? {
        Some(line) if line.as_str().chars().count() > PHONE => Err(Wrong::with("problem-too-long", PHONE)),
        Some(line) if !line.as_str().contains(|c: char| c.is_ascii_digit()) => Err(Wrong::new("problem-phone")),
        line => Ok(line),
    }
}

fn skills(text: &str) -> Result<Vec<String>, Wrong> {
    let mut skills: Vec<String> = Vec::new();
    for skill in text.split([',', ';', '\n']) {
        let Some(skill) = Line::parse_optional(skill)? else { continue };
        if skill.as_str().chars().count() > SKILL {
            return Err(Wrong::with("problem-skill-long", SKILL));
        }
        if !skills.iter().any(|known| known.to_lowercase() == skill.as_str().to_lowercase()) {
            skills.push(skill.into());
        }
    }
    if skills.len() > SKILLS { Err(Wrong::with("problem-skills-many", SKILLS)) } else { Ok(skills) }
}

/// What one says of oneself.
pub async fn own(db: &Db, oneself: &Oneself<'_>) -> Result<Own> {
    let above = diesel::alias!(people as above);
    let own = people::table
        .left_join(above.on(people::manager_id.eq(above.field(people::id).nullable())))
        .filter(people::id.eq(oneself.id()))
        .select((
            people::name,
            people::title,
            people::unit,
            people::location,
            people::phone,
            people::skills,
            people::about,
            above.field(people::handle).nullable(),
            people::picture_id,
        ))
        .first(&mut db.conn())
        .await?;
    Ok(own)
}

/// Changes one's own profile.
///
/// # Errors
/// `problem-manager-…` when nobody, or more than one, is called so.
pub async fn edit(tx: &mut Tx, oneself: &Oneself<'_>, draft: &Draft) -> Result<()> {
    let row = people::table.find(oneself.id());
    let kind: PersonKind = row.select(people::kind).first(&mut tx.conn()).await?;
    let about_html = draft.about.as_ref().map(|about| markup::render(about.as_str()));
    let said = (
        people::title.eq(&draft.title),
        people::phone.eq(&draft.phone),
        people::about.eq(&draft.about),
        people::about_html.eq(about_html),
    );
    diesel::update(row).set(said).execute(&mut tx.conn()).await?;
    if kind == PersonKind::Employee {
        let manager = manager(tx, oneself, &draft.manager).await?;
        let of_house = (
            draft.name.as_ref().map(|name| people::name.eq(name)),
            people::unit.eq(&draft.unit),
            people::location.eq(&draft.location),
            people::skills.eq(&draft.skills),
            people::manager_id.eq(manager),
        );
        diesel::update(row).set(of_house).execute(&mut tx.conn()).await?;
    }
    index(tx, oneself.id()).await?;
    event::record(tx, Some(oneself.id()), &Event::ProfileEdited { person: oneself.id() }).await
}

/// Whom these words mean: a colleague's handle, or the name of only one.
async fn manager(tx: &mut Tx, oneself: &Oneself<'_>, typed: &str) -> Result<Option<PersonId>> {
    if typed.is_empty() {
        return Ok(None);
    }
    let handle = typed.trim_start_matches('@');
    let meant: Vec<(PersonId, String)> = people::table
        .filter(people::kind.eq(PersonKind::Employee).and(people::left_at.is_null()))
        .filter(people::handle.eq(handle).or(plain(people::name).eq(plain(typed))))
        .order(people::handle.eq(handle).desc())
        .limit(2)
        .select((people::id, people::handle))
        .load(&mut tx.conn())
        .await?;
    let wrong = |key| Err(Problems::one("manager", key).into());
    match meant.as_slice() {
        [] => wrong("problem-manager-unknown"),
        [(person, _), ..] if *person == oneself.id() => wrong("problem-manager-oneself"),
        [(person, _)] => Ok(Some(*person)),
        [(person, exactly), ..] if exactly == handle => Ok(Some(*person)),
        _ => wrong("problem-manager-several"),
    }
}

/// Shows another face, or none: the earlier photo is gone for good.
pub async fn change_photo(tx: &mut Tx, oneself: &Oneself<'_>, photo: Option<&Square>) -> Result<()> {
    let row = people::table.find(oneself.id());
    let earlier: Option<PictureId> = row.select(people::picture_id).for_update().first(&mut tx.conn()).await?;
    let photo = match photo {
        Some(square) => Some(picture::store(tx, square).await?),
        None => None,
    };
    diesel::update(row).set(people::picture_id.eq(photo)).execute(&mut tx.conn()).await?;
    picture::forget(tx, earlier).await?;
    event::record(tx, Some(oneself.id()), &Event::ProfileEdited { person: oneself.id() }).await
}
