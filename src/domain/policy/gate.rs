//! The gate: from a viewer and what a URL names to a proof. Unseen is not found; seen but not allowed says why.

use std::marker::PhantomData;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::rights::{InComment, InPost, InSpace, Listed, Right};
use super::{Employee, Viewer, sight};
use crate::domain::db::Db;
use crate::domain::ids::{CommentId, PersonId, PostId, SpaceId};
use crate::domain::kinds::{Role, Visibility};
use crate::domain::schema::{comments, memberships, old_slugs, posts, spaces};
use crate::domain::words::Slug;
use crate::error::{Error, Result, Why};

/// What the gate learns of a space on the way in.
#[derive(Queryable, Selectable)]
#[diesel(table_name = spaces)]
struct Found {
    id: SpaceId,
    visibility: Visibility,
    archived_at: Option<DateTime<Utc>>,
    opened_to_guests: bool,
    audience_version: i32,
    room_of: Option<SpaceId>,
}

/// What the viewer is there, and from when on they see.
type Standing = (Option<Role>, Option<DateTime<Utc>>);

impl Found {
    fn prove<R: Right>(self, viewer: &Viewer, (role, sees_from): Standing) -> Result<InSpace<R>> {
        let proof = InSpace {
            viewer: viewer.carried(),
            space: self.id,
            visibility: self.visibility,
            role,
            sees_from,
            archived: self.archived_at.is_some(),
            opened_to_guests: self.opened_to_guests,
            audience_version: self.audience_version,
            room_of: self.room_of,
            right: PhantomData,
        };
        match proof {
            proof if proof.could::<R>() => Ok(proof),
            _ if viewer.looker().is_some() => Err(Error::NotAllowed(Why::LookingAs)),
            proof if proof.archived && !R::IN_ARCHIVE && proof.is_member() => Err(Error::NotAllowed(Why::Archived)),
            _ => Err(Error::NotAllowed(R::REFUSAL)),
        }
    }
}

/// Into the space of this name. A name it had before is answered with [`Error::Moved`].
pub async fn space<R: Right>(db: &Db, viewer: &Viewer, slug: &Slug) -> Result<InSpace<R>> {
    let mine = memberships::space_id.eq(spaces::id).and(memberships::person_id.eq(viewer.id()));
    let found: Option<(Found, Option<Role>, Option<DateTime<Utc>>)> = spaces::table
        .left_join(memberships::table.on(mine.and(sight::living(db.at()))))
        .filter(spaces::slug.eq(slug))
        .filter(sight::of_spaces(viewer.eyes(db.at())))
        .select((Found::as_select(), memberships::role.nullable(), memberships::sees_from.nullable()))
        .first(&mut db.conn())
        .await
        .optional()?;
    match found {
        Some((found, role, sees_from)) => found.prove(viewer, (role, sees_from)),
        None => Err(moved(db, viewer, slug).await?),
    }
}

/// Where a space of this former name is now, for those who see it there.
async fn moved(db: &Db, viewer: &Viewer, slug: &Slug) -> Result<Error> {
    let now: Option<Slug> = spaces::table
        .inner_join(old_slugs::table.on(old_slugs::space_id.eq(spaces::id)))
        .filter(old_slugs::slug.eq(slug))
        .filter(sight::listed(viewer.eyes(db.at())))
        .select(spaces::slug)
        .first(&mut db.conn())
        .await
        .optional()?;
    Ok(now.map_or(Error::NotFound, Error::Moved))
}

/// To the door of a space that an employee knows of, without seeing into it: to read its name, to join or to ask.
pub async fn listed(db: &Db, employee: &Employee<'_>, slug: &Slug) -> Result<Listed> {
    let found: Option<(SpaceId, Visibility, Option<DateTime<Utc>>)> = spaces::table
        .filter(spaces::slug.eq(slug))
        .filter(sight::listed(employee.viewer().eyes(db.at())))
        .select((spaces::id, spaces::visibility, spaces::archived_at))
        .first(&mut db.conn())
        .await
        .optional()?;
    match found {
        Some((space, visibility, archived_at)) => {
            Ok(Listed { person: employee.id(), space, visibility, archived: archived_at.is_some() })
        }
        None => Err(moved(db, employee.viewer(), slug).await?),
    }
}

/// To a post. A deleted one is there to be read (who, when), and for nothing else.
pub async fn post<R: Right>(db: &Db, viewer: &Viewer, post: PostId) -> Result<InPost<R>> {
    let mine = memberships::space_id.eq(spaces::id).and(memberships::person_id.eq(viewer.id()));
    let row = posts::table
        .inner_join(spaces::table)
        .left_join(memberships::table.on(mine.and(sight::living(db.at()))))
        .filter(posts::id.eq(post))
        .filter(sight::of_posts_in_spaces(viewer.eyes(db.at())))
        .select((
            Found::as_select(),
            (memberships::role.nullable(), memberships::sees_from.nullable()),
            (
                posts::author_id,
                posts::comments_closed_at.is_not_null(),
                posts::published_at,
                posts::deleted_at.is_null(),
            ),
        ))
        .first::<(Found, Standing, (PersonId, bool, DateTime<Utc>, bool))>(&mut db.conn())
        .await
        .optional()?;
    let Some((found, standing, (author, comments_closed, published_at, stands))) = row else {
        return Err(Error::NotFound);
    };
    let space = found.prove(viewer, standing)?;
    if !stands && R::LEAST.is_some() {
        return Err(Error::NotAllowed(Why::Deleted));
    }
    Ok(InPost { space, post, author, comments_closed, published_at, stands })
}

/// To a comment, by its post.
pub async fn comment<R: Right>(db: &Db, viewer: &Viewer, comment: CommentId) -> Result<InComment<R>> {
    let found: Option<(PostId, Option<CommentId>, PersonId, bool)> = comments::table
        .filter(comments::id.eq(comment))
        .select((comments::post_id, comments::parent_id, comments::author_id, comments::deleted_at.is_null()))
        .first(&mut db.conn())
        .await
        .optional()?;
    let Some((post_id, parent, author, stands)) = found else { return Err(Error::NotFound) };
    let post = post::<R>(db, viewer, post_id).await?;
    if !stands && R::LEAST.is_some() {
        return Err(Error::NotAllowed(Why::Deleted));
    }
    Ok(InComment { post, comment, parent, author, stands })
}
