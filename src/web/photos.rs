//! Pictures that have an address of their own: people's photos, behind the gate of their profile, spaces'
//! pictures, behind that of the list of spaces, and the house's logo.

use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};

use super::pictures::{self, Kept};
use super::refusal::Refusal;
use super::space_head::named;
use super::visit::{Caller, Visit};
use crate::domain::ids::PictureId;
use crate::domain::{house, person, space};
use crate::error::{Error, Result};

fn picture_id(text: &str) -> Result<PictureId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// `GET /people/{handle}/photo/{picture}`
pub async fn show(request: HttpRequest, visit: Visit, path: Path<(String, String)>) -> Result<HttpResponse, Refusal> {
    let (handle, picture) = path.into_inner();
    let id = picture_id(&picture)?;
    let photo = person::photo(&visit.db, visit.viewer(), &handle, id).await?;
    Ok(pictures::answer(&request, id, photo, Kept::Private))
}

/// `GET /spaces/{slug}/picture/{picture}`
pub async fn space(request: HttpRequest, visit: Visit, path: Path<(String, String)>) -> Result<HttpResponse, Refusal> {
    let (slug, picture) = path.into_inner();
    let id = picture_id(&picture)?;
    let picture = space::picture(&visit.db, visit.viewer(), &named(&slug)?, id).await?;
    Ok(pictures::answer(&request, id, picture, Kept::Private))
}

/// `GET /logo/{picture}`: it hangs at the door, for everybody.
pub async fn logo(request: HttpRequest, caller: Caller, picture: Path<String>) -> Result<HttpResponse, Refusal> {
    let id = picture_id(&picture)?;
    let logo = house::logo(&caller.db, id).await?;
    Ok(pictures::answer(&request, id, logo, Kept::Public))
}
