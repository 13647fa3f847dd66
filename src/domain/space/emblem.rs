//! The picture that a space is recognized by.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::{Db, Tx};
use crate::domain::event::{self, Event};
use crate::domain::ids::{PictureId, SpaceId};
use crate::domain::picture::{self, Picture, Square};
use crate::domain::policy::{Grants, InSpace, Own, Viewer, sight};
use crate::domain::schema::spaces;
use crate::domain::words::Slug;
use crate::error::{Error, Result};

/// A space's picture, for whoever may know of the space: it stands in the list and on the door. An earlier one is gone.
pub async fn picture(db: &Db, viewer: &Viewer, slug: &Slug, picture: PictureId) -> Result<Picture> {
    let known: Option<SpaceId> = spaces::table
        .filter(spaces::slug.eq(slug).and(spaces::picture_id.eq(picture)))
        .filter(sight::listed(viewer.eyes(db.at())))
        .select(spaces::id)
        .first(&mut db.conn())
        .await
        .optional()?;
    match known {
        Some(_) => picture::bytes(db, picture).await?.ok_or(Error::NotFound),
        None => Err(Error::NotFound),
    }
}

/// Gives a space another picture, or none.
pub async fn change_picture(tx: &mut Tx, space: &InSpace<impl Grants<Own>>, to: Option<&Square>) -> Result<()> {
    let row = spaces::table.find(space.space());
    let earlier: Option<PictureId> = row.select(spaces::picture_id).for_update().first(&mut tx.conn()).await?;
    let picture = match to {
        Some(square) => Some(picture::store(tx, square).await?),
        None => None,
    };
    diesel::update(row).set(spaces::picture_id.eq(picture)).execute(&mut tx.conn()).await?;
    picture::forget(tx, earlier).await?;
    event::record(tx, Some(space.person()), &Event::SpaceEdited { space: space.space() }).await
}
