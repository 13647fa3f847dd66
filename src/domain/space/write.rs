//! Founding a space, changing what it says of itself, putting it to rest.

use std::cmp::Ordering;

use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not, select};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::about::Row;
use super::audience::grow_audience;
use super::seats::{fill_room, hold, put};
use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::ids::SpaceId;
use crate::domain::kinds::{Role, SpaceColour, SpaceKind, Visibility};
use crate::domain::markup;
use crate::domain::policy::{Employee, Grants, InSpace, Own};
use crate::domain::presence;
use crate::domain::schema::{old_slugs, spaces};
use crate::domain::words::{Name, Purpose, Slug};
use crate::error::{Error, Late, Result, Why};

/// A space to be founded.
#[derive(Clone, Debug)]
pub struct Founding {
    /// Group or project.
    pub kind: SpaceKind,
    /// Its name.
    pub name: Name,
    /// What employees who are not members see of it.
    pub visibility: Visibility,
    /// What it is for, in a sentence.
    pub purpose: Option<Purpose>,
    /// What it is for, at length, in Markdown.
    pub description: Option<String>,
    /// What it is recognized by.
    pub colour: Option<SpaceColour>,
}

/// What a space says of itself from now on.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Its name; the address follows.
    pub name: Name,
    /// What employees who are not members see of it.
    pub visibility: Visibility,
    /// What it is for, in a sentence.
    pub purpose: Option<Purpose>,
    /// What it is for, at length, in Markdown.
    pub description: Option<String>,
    /// What it is recognized by.
    pub colour: Option<SpaceColour>,
    /// Whether letters about it say nothing of what was written.
    pub discreet: bool,
}

/// Founds a space; who founds it answers for it.
pub async fn create(tx: &mut Tx, employee: &Employee<'_>, founding: &Founding) -> Result<Slug> {
    let slug = free_slug(tx, &founding.name, None, founding.visibility == Visibility::Secret).await?;
    let space = SpaceId::new();
    insert(tx, space, &slug, founding, None).await?;
    put(tx, space, employee.id(), Role::Owner).await?;
    event::record(tx, Some(employee.id()), &Event::SpaceCreated { space }).await?;
    Ok(slug)
}

/// A project gets its back room: a space of its own, whose members are always exactly the project's employees. `suffix`
/// is what its name adds to the project's: ", coulisse".
pub async fn open_room(tx: &mut Tx, project: &InSpace<impl Grants<Own>>, suffix: &str) -> Result<Slug> {
    if project.is_archived() {
        return Err(Error::NotAllowed(Why::Archived));
    }
    hold(tx, project.space()).await?;
    let row = row(tx, project.space()).await?;
    if row.kind != SpaceKind::Project {
        return Err(Error::NotAllowed(Why::BackRoom));
    }
    let has_one = exists(spaces::table.filter(spaces::room_of.eq(project.space())));
    if select(has_one).get_result(&mut tx.conn()).await? {
        return Err(Error::TooLate(Late::Done));
    }
    let name = room_name(&row.name, suffix)?;
    let slug = free_slug(tx, &name, None, false).await?;
    let (kind, visibility) = (SpaceKind::Group, Visibility::Secret);
    let founding = Founding { kind, name, visibility, purpose: None, description: None, colour: None };
    let room = SpaceId::new();
    insert(tx, room, &slug, &founding, Some(project.space())).await?;
    fill_room(tx, project.space(), room).await?;
    event::record(tx, Some(project.person()), &Event::SpaceCreated { space: room }).await?;
    Ok(slug)
}

/// Changes what a space says of itself. The address follows the name, and the old one leads on; a back room keeps its
/// name and its walls, which are its project's.
pub async fn edit(tx: &mut Tx, space: &InSpace<impl Grants<Own>>, edit: &Edit) -> Result<Slug> {
    hold(tx, space.space()).await?;
    let row = row(tx, space.space()).await?;
    let words = (
        spaces::purpose.eq(edit.purpose.as_ref()),
        spaces::description.eq(edit.description.as_deref()),
        spaces::description_html.eq(edit.description.as_deref().map(markup::render)),
        spaces::colour.eq(edit.colour),
        spaces::discreet.eq(edit.discreet),
    );
    diesel::update(spaces::table.find(space.space())).set(words).execute(&mut tx.conn()).await?;
    let mut slug = Slug::parse(&row.slug).map_err(|_| Error::NotFound)?;
    if space.room_of().is_none() {
        if row.name != edit.name.as_str() {
            slug = rename(tx, space.space(), &slug, &edit.name, edit.visibility == Visibility::Secret).await?;
            rename_room(tx, &row, &edit.name).await?;
        }
        let visibility = spaces::visibility.eq(edit.visibility);
        diesel::update(spaces::table.find(space.space())).set(visibility).execute(&mut tx.conn()).await?;
        if row.visibility == Visibility::Open && edit.visibility != Visibility::Open {
            presence::shut(tx, space.space()).await?;
        }
        if edit.visibility == Visibility::Open && row.visibility != Visibility::Open {
            grow_audience(tx, space.space()).await?;
        }
        let open = |visibility| match visibility {
            Visibility::Secret => 0,
            Visibility::Closed => 1,
            Visibility::Open => 2,
        };
        let changed = match open(edit.visibility).cmp(&open(row.visibility)) {
            Ordering::Less => Some(Event::SpaceNarrowed { space: space.space() }),
            Ordering::Greater => Some(Event::SpaceWidened { space: space.space() }),
            Ordering::Equal => None,
        };
        if let Some(changed) = changed {
            event::record(tx, Some(space.person()), &changed).await?;
        }
    }
    event::record(tx, Some(space.person()), &Event::SpaceEdited { space: space.space() }).await?;
    Ok(slug)
}

/// Readable, and nothing new; its back room with it.
pub async fn archive(tx: &mut Tx, space: &InSpace<impl Grants<Own>>) -> Result<()> {
    not_a_room(space)?;
    if rest(tx, space, Some(tx.at())).await? {
        let archived = Event::SpaceArchived { space: space.space() };
        event::record(tx, Some(space.person()), &archived).await?;
    }
    Ok(())
}

/// It lives again, and its back room with it.
pub async fn reopen(tx: &mut Tx, space: &InSpace<impl Grants<Own>>) -> Result<()> {
    not_a_room(space)?;
    if rest(tx, space, None).await? {
        event::record(tx, Some(space.person()), &Event::SpaceReopened { space: space.space() }).await?;
    }
    Ok(())
}

/// Whether that changed anything.
async fn rest<R>(tx: &mut Tx, space: &InSpace<R>, at: Option<DateTime<Utc>>) -> Result<bool> {
    let both = spaces::id.eq(space.space()).or(spaces::room_of.assume_not_null().eq(space.space()));
    let other = spaces::archived_at.is_null().eq(at.is_some());
    let changed = diesel::update(spaces::table.filter(both).filter(other))
        .set(spaces::archived_at.eq(at))
        .execute(&mut tx.conn())
        .await?;
    Ok(changed > 0)
}

fn not_a_room<R>(space: &InSpace<R>) -> Result<()> {
    if space.room_of().is_some() { Err(Error::NotAllowed(Why::BackRoom)) } else { Ok(()) }
}

async fn row(tx: &mut Tx, space: SpaceId) -> Result<Row> {
    Ok(spaces::table.find(space).select(Row::as_select()).first(&mut tx.conn()).await?)
}

async fn insert(tx: &mut Tx, space: SpaceId, slug: &Slug, founding: &Founding, room_of: Option<SpaceId>) -> Result<()> {
    diesel::insert_into(spaces::table)
        .values((
            spaces::id.eq(space),
            spaces::slug.eq(slug),
            spaces::kind.eq(founding.kind),
            spaces::visibility.eq(founding.visibility),
            spaces::opened_to_guests.eq(false),
            spaces::name.eq(&founding.name),
            spaces::purpose.eq(founding.purpose.as_ref()),
            spaces::description.eq(founding.description.as_deref()),
            spaces::description_html.eq(founding.description.as_deref().map(markup::render)),
            spaces::colour.eq(founding.colour),
            spaces::room_of.eq(room_of),
            spaces::audience_version.eq(1),
            spaces::created_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// The longest name, in characters.
const LONGEST_NAME: usize = 80;

/// "Ligne 4, coulisse", however long the project's name is.
fn room_name(project: &str, suffix: &str) -> Result<Name> {
    let room = LONGEST_NAME.saturating_sub(suffix.chars().count());
    let project: String = project.chars().take(room).collect();
    Name::parse(&format!("{}{suffix}", project.trim_end())).map_err(|wrong| Error::internal(anyhow::anyhow!(wrong.key)))
}

/// The room's name follows its project's.
async fn rename_room(tx: &mut Tx, project: &Row, name: &Name) -> Result<()> {
    let room = spaces::table.filter(spaces::room_of.eq(project.id)).select((spaces::id, spaces::name, spaces::slug));
    let room: Option<(SpaceId, String, Slug)> = room.first(&mut tx.conn()).await.optional()?;
    let Some((room, old_name, slug)) = room else { return Ok(()) };
    let suffix = old_name.strip_prefix(&project.name).unwrap_or(&old_name);
    rename(tx, room, &slug, &room_name(name.as_str(), suffix)?, false).await?;
    Ok(())
}

/// Another name, and an address that follows it; the old address leads on.
async fn rename(tx: &mut Tx, space: SpaceId, old: &Slug, name: &Name, secret: bool) -> Result<Slug> {
    let slug = free_slug(tx, name, Some(space), secret).await?;
    diesel::delete(old_slugs::table.find(&slug)).execute(&mut tx.conn()).await?;
    let named = (spaces::name.eq(name), spaces::slug.eq(&slug));
    diesel::update(spaces::table.find(space)).set(named).execute(&mut tx.conn()).await?;
    if slug != *old {
        diesel::insert_into(old_slugs::table)
            .values((old_slugs::slug.eq(old), old_slugs::space_id.eq(space)))
            .execute(&mut tx.conn())
            .await?;
    }
    Ok(slug)
}

/// What stands in an address where a space's name would, and is the page to found one.
const FOUNDING: &str = "new";

/// What a secret space's address ends with.
const SIX_DIGITS: std::ops::Range<u32> = 100_000..999_999;

/// The first address of a name that no space has, nor had: a link of long ago leads where it led. A space may take back
/// its own. Of two foundings at once, the second waits, so that both find an address. A secret space takes an address that
/// cannot be guessed: whoever founds another of its name must not learn from theirs that it is there (leaks, T-15).
async fn free_slug(tx: &mut Tx, name: &Name, own: Option<SpaceId>, secret: bool) -> Result<Slug> {
    diesel::sql_query("lock table old_slugs in share row exclusive mode").execute(&mut tx.conn()).await?;
    let own = own.unwrap_or_else(SpaceId::new);
    let first = if secret {
        SIX_DIGITS.start + getrandom::u32().map_err(Error::internal)? % SIX_DIGITS.len() as u32
    } else {
        0
    };
    for n in first.. {
        let slug = Slug::from_name(name, n);
        if slug.as_str() == FOUNDING {
            continue;
        }
        let now = spaces::table.filter(spaces::slug.eq(&slug).and(spaces::id.ne(own)));
        let before = old_slugs::table.filter(old_slugs::slug.eq(&slug).and(old_slugs::space_id.ne(own)));
        if select(not(exists(now)).and(not(exists(before)))).get_result(&mut tx.conn()).await? {
            return Ok(slug);
        }
    }
    Err(Error::TooLate(Late::Done))
}
