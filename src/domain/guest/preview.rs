//! "What they will see, exactly." The guest who is only proposed is really let in: a person, a contract, a membership,
//! written in a transaction; the space is entered through the one gate and read through the one predicate of sight, as
//! that guest; then the transaction is undone. There is no second rule that the preview could follow by mistake, and
//! nothing of the guest remains.

use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::{Database, Tx};
use crate::domain::ids::{OrganizationId, PersonId, PostId, SpaceId};
use crate::domain::kinds::{Horizon, OrganizationKind, PersonKind, Role};
use crate::domain::person::Face;
use crate::domain::policy::{self, Grants, InSpace, Own, Read, Viewer, sight};
use crate::domain::schema::{comments, memberships, organizations, people, posts, spaces};
use crate::domain::words::Slug;
use crate::error::{Error, Result};

/// How many posts a preview shows; how many there are is said beside it.
const SHOWN: i64 = 20;

/// A post as the guest would find it.
#[derive(Debug)]
pub struct Glimpse {
    /// Its title.
    pub title: Option<String>,
    /// Its words.
    pub html: String,
    /// When it was published.
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub author: Face,
    /// Answers.
    pub comments: i64,
}

/// What a guest would see of a space.
#[derive(Debug)]
pub struct Seen {
    /// The space's name.
    pub name: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// The newest posts.
    pub posts: Vec<Glimpse>,
    /// How many posts in all.
    pub post_count: i64,
    /// The people they would meet: name, photo, title.
    pub people: Vec<Face>,
    /// How many spaces of the house they would see. One.
    pub spaces: i64,
}

/// What a guest let in now, with this horizon, would see.
pub async fn preview(
    db: &Database,
    space: &InSpace<impl Grants<Own>>,
    horizon: Horizon,
    from_day: Option<DateTime<Utc>>,
) -> Result<Seen> {
    let mut seen = None;
    let undone = db
        .write(async |tx| {
            let (viewer, slug) = let_in(tx, space.space(), horizon, from_day).await?;
            seen = Some(look(tx, &viewer, &slug).await?);
            // Not an error: the way to leave a transaction without a trace.
            Err::<(), Error>(Error::NotFound)
        })
        .await;
    match (seen, undone) {
        (Some(seen), _) => Ok(seen),
        (None, Err(error)) => Err(error),
        (None, Ok(())) => Err(Error::NotFound),
    }
}

/// The guest who will never have been here.
async fn let_in(
    tx: &mut Tx,
    space: SpaceId,
    horizon: Horizon,
    from_day: Option<DateTime<Utc>>,
) -> Result<(Viewer, Slug)> {
    let (organization, person) = (OrganizationId::new(), PersonId::new());
    diesel::insert_into(organizations::table)
        .values((
            organizations::id.eq(organization),
            organizations::kind.eq(OrganizationKind::Partner),
            organizations::name.eq(organization.to_string()),
            organizations::created_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await?;
    diesel::insert_into(people::table)
        .values((
            (people::id.eq(person), people::kind.eq(PersonKind::Guest), people::organization_id.eq(organization)),
            (people::handle.eq(person.to_string()), people::name.eq("—"), people::words.eq("")),
            (people::email.eq(person.to_string()), people::skills.eq(Vec::<String>::new())),
            (people::is_admin.eq(false), people::created_at.eq(tx.at())),
        ))
        .execute(&mut tx.conn())
        .await?;
    let sees_from = match horizon {
        Horizon::Start => None,
        Horizon::Now => Some(tx.at()),
        Horizon::Date => from_day.or(Some(tx.at())),
    };
    let until = tx.at() + chrono::Duration::days(1);
    // A project that is not open yet is opened for the length of this look.
    diesel::update(spaces::table.find(space)).set(spaces::opened_to_guests.eq(true)).execute(&mut tx.conn()).await?;
    diesel::insert_into(memberships::table)
        .values((
            (memberships::space_id.eq(space), memberships::space_guests.eq(true)),
            (memberships::person_id.eq(person), memberships::person_kind.eq(PersonKind::Guest)),
            (memberships::role.eq(Role::Guest), memberships::sees_from.eq(sees_from)),
            (memberships::expires_at.eq(until), memberships::joined_at.eq(tx.at())),
            (memberships::read_at.eq(tx.at()), memberships::visited_at.eq(tx.at())),
        ))
        .execute(&mut tx.conn())
        .await?;
    let slug: Slug = spaces::table.find(space).select(spaces::slug).first(&mut tx.conn()).await?;
    Ok((Viewer::new(person, PersonKind::Guest, false), slug))
}

async fn look(tx: &Tx, guest: &Viewer, slug: &Slug) -> Result<Seen> {
    let space = policy::space::<Read>(tx, guest, slug).await?;
    let eyes = guest.eyes(tx.at());
    let stands = posts::space_id.eq(space.space()).and(posts::deleted_at.is_null());
    let visible = posts::table.filter(stands).filter(sight::of_posts(eyes));
    let post_count = visible.count().get_result(&mut tx.conn()).await?;
    type Row = (PostId, Option<String>, String, DateTime<Utc>, Face, Option<i64>);
    let answers = comments::table.filter(comments::post_id.eq(posts::id).and(comments::deleted_at.is_null()));
    let rows: Vec<Row> = posts::table
        .inner_join(people::table.on(people::id.eq(posts::author_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(stands)
        .filter(sight::of_posts(eyes))
        .order((posts::published_at.desc(), posts::id.desc()))
        .limit(SHOWN)
        .select((
            posts::id,
            posts::title,
            posts::html,
            posts::published_at,
            Face::as_select(),
            answers.select(count_star()).single_value(),
        ))
        .load(&mut tx.conn())
        .await?;
    let people = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(sight::of_people(eyes))
        .filter(people::id.ne(guest.id()).and(people::left_at.is_null()))
        .order((people::kind, people::name, people::id))
        .select(Face::as_select())
        .load(&mut tx.conn())
        .await?;
    let spaces_seen = spaces::table.filter(sight::listed(eyes)).count().get_result(&mut tx.conn()).await?;
    let (name, purpose) =
        spaces::table.find(space.space()).select((spaces::name, spaces::purpose)).first(&mut tx.conn()).await?;
    let posts = rows.into_iter().map(|(_, title, html, at, author, comments)| Glimpse {
        title,
        html,
        at,
        author,
        comments: comments.unwrap_or_default(),
    });
    Ok(Seen { name, purpose, posts: posts.collect(), post_count, people, spaces: spaces_seen })
}
