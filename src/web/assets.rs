//! Styles, scripts, fonts and icons: what `assets/build.rs` made, from the binary itself.

use actix_web::http::header::{CacheControl, CacheDirective, ContentType, X_CONTENT_TYPE_OPTIONS};
use actix_web::{HttpResponse, web};
use rust_embed::Embed;
use std::borrow::Cow;

#[derive(Embed)]
#[folder = "$OUT_DIR/assets"]
struct Files;

/// The address of an asset by its plain name: `app.css` is at `/assets/app-5X2K.css`.
///
/// The address changes with the content, so a browser may keep the answer for ever.
///
/// # Panics
///
/// When no such asset was built, which the tests that render every page would find.
pub fn url(name: &str) -> &'static str {
    find(name).unwrap_or_else(|| panic!("no asset is called `{name}`"))
}

/// As [`url`], for names that come from elsewhere.
pub fn find(name: &str) -> Option<&'static str> {
    include!(concat!(env!("OUT_DIR"), "/assets.rs"))
}

/// What stands in an asset that is text.
pub fn text(name: &str) -> String {
    let file = find(name).and_then(|address| Files::get(address.trim_start_matches("/assets/")));
    file.map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
}

/// `GET /assets/{name}`
pub async fn show(name: web::Path<String>) -> HttpResponse {
    let Some(file) = Files::get(&name) else {
        return HttpResponse::NotFound().finish();
    };
    let body = match file.data {
        Cow::Borrowed(embedded) => web::Bytes::from_static(embedded),
        Cow::Owned(read) => web::Bytes::from(read),
    };
    HttpResponse::Ok()
        .insert_header(kind(&name))
        .insert_header(kept_for_ever())
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(body)
}

fn kind(name: &str) -> ContentType {
    let kind = match name.rsplit_once('.').map(|(_, kind)| kind) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("map") => "application/json",
        _ => "text/plain; charset=utf-8",
    };
    ContentType(kind.parse().expect("the types above are well formed"))
}

fn kept_for_ever() -> CacheControl {
    CacheControl(vec![
        CacheDirective::Public,
        CacheDirective::MaxAge(365 * 24 * 60 * 60),
        CacheDirective::Extension("immutable".into(), None),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::{App, body::to_bytes, test};

    #[actix_web::test]
    async fn every_asset_has_an_address_that_is_served_and_kept() {
        let app = test::init_service(App::new().route("/assets/{name}", web::get().to(show))).await;
        for (name, kind) in [
            ("app.css", "text/css; charset=utf-8"),
            ("app.js", "text/javascript; charset=utf-8"),
            ("icons.svg", "image/svg+xml"),
            ("favicon.svg", "image/svg+xml"),
            ("inter-latin-wght-normal.woff2", "font/woff2"),
            ("licences.txt", "text/plain; charset=utf-8"),
        ] {
            let request = test::TestRequest::get().uri(url(name)).to_request();
            let answer = test::call_service(&app, request).await;
            assert_eq!(answer.status(), 200, "{name}");
            let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok());
            assert_eq!(header("content-type"), Some(kind));
            assert_eq!(header("cache-control"), Some("public, max-age=31536000, immutable"));
            assert_eq!(header("x-content-type-options"), Some("nosniff"));
            assert!(!to_bytes(answer.into_body()).await.expect("a body").is_empty());
        }
    }

    #[actix_web::test]
    async fn what_was_not_built_is_not_found() {
        let app = test::init_service(App::new().route("/assets/{name}", web::get().to(show))).await;
        for path in ["/assets/app.css", "/assets/axe.min.js", "/assets/..%2Fassets.rs"] {
            let request = test::TestRequest::get().uri(path).to_request();
            assert_eq!(test::call_service(&app, request).await.status(), 404, "{path}");
        }
        assert_eq!(find("axe.min.js"), None);
    }
}
