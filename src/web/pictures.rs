//! Pictures on their way to a browser. Each page that has one asks its own gate first.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};

use crate::domain::picture::Picture;

/// Who may keep a picture besides the browser that asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Nobody: it was shown to one reader.
    Private,
    /// Anybody: it hangs outside.
    Public,
}

/// A picture. Its address changes with it, so that it may be kept for a year; opened by itself, nothing in it runs.
pub fn answer(picture: Picture, kept: Kept) -> HttpResponse {
    let cache = match kept {
        Kept::Private => "private, max-age=31536000, immutable",
        Kept::Public => "public, max-age=31536000, immutable",
    };
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, picture.media_type))
        .insert_header((CACHE_CONTROL, cache))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .body(picture.bytes)
}
