//! Parvis as a program of one's own: what a device needs to install it, and what it shows when there is no network. The
//! worker keeps styles, scripts and the page of this file, and no page of anybody who is signed in.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderName};
use serde::Serialize;
use serde_json::json;

use super::answer::Answer;
use super::assets;
use super::page::Page;
use super::visit::Caller;

/// `offline/show.html`
#[derive(Serialize)]
pub struct Show {}

impl Page for Show {
    const TEMPLATE: &'static str = "offline/show.html";
}

/// `GET /offline`
pub async fn show(caller: Caller) -> Answer {
    caller.page_at_door(StatusCode::OK, &Show {})
}

/// `GET /manifest.webmanifest`
pub async fn manifest(caller: Caller) -> Answer {
    let house = caller.house.as_ref().map(|house| house.name.as_str());
    let icon = |name: &str, size: u32, purpose: &str| json!({ "src": format!("/icons/{name}.png"), "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose });
    let manifest = json!({
        "id": "/",
        "name": house.map_or_else(|| "Parvis".to_owned(), |house| format!("Parvis · {house}")),
        "short_name": "Parvis",
        "description": caller.say("manifest-description"),
        "lang": caller.language.as_str(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#edefec",
        "theme_color": "#0f3a2b",
        "icons": [icon("192", 192, "any"), icon("512", 512, "any"), icon("maskable", 512, "maskable")],
    });
    let body = manifest.to_string();
    Ok(HttpResponse::Ok().content_type("application/manifest+json").body(body))
}

/// What the worker keeps besides the page.
const KEPT: [&str; 7] = [
    "app.css",
    "app.js",
    "icons.svg",
    "favicon.svg",
    "inter-latin-wght-normal.woff2",
    "literata-latin-opsz-normal.woff2",
    "bricolage-grotesque-latin-opsz-normal.woff2",
];

/// `GET /service-worker.js`: for the whole site it must stand at its root. Its first line names what it keeps, so that
/// another version of Parvis has another worker.
pub async fn worker() -> HttpResponse {
    let kept: Vec<&str> = KEPT.iter().filter_map(|name| assets::find(name)).chain(["/offline"]).collect();
    let script = format!("const kept = {};\n{}", json!(kept), assets::text("worker.js"));
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-cache"))
        .insert_header((HeaderName::from_static("service-worker-allowed"), "/"))
        .body(script)
}
