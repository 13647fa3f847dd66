//! Pictures on their way to a browser. Each page that has one asks its own gate first.

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETag, EntityTag, Header, IfNoneMatch, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::{HttpRequest, HttpResponse};

use crate::domain::ids::PictureId;
use crate::domain::picture::Picture;

/// Who may keep a picture, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The browser that asked, which asks again each time: whoever has no access any more is not shown it again.
    Private,
    /// Anybody, for a year: it hangs outside, and its address changes with it.
    Public,
}

/// A picture; or, for a browser that has it and was let through the gate once more, only that it is still the same. A
/// picture never changes under its id, which is its tag. Opened by itself, nothing in it runs.
pub fn answer(request: &HttpRequest, id: PictureId, picture: Picture, kept: Kept) -> HttpResponse {
    let cache = match kept {
        Kept::Private => "private, no-cache",
        Kept::Public => "public, max-age=31536000, immutable",
    };
    let tag = EntityTag::new_strong(id.to_string());
    let has_it = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Err(_) => false,
    };
    let mut answer = if has_it { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header(ETag(tag))
        .insert_header((CACHE_CONTROL, cache))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"));
    if has_it {
        return answer.finish();
    }
    answer.insert_header((CONTENT_TYPE, picture.media_type)).body(picture.bytes)
}
