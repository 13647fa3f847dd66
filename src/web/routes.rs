//! Every URL, in one table. The access test walks it as each kind of person.

use actix_web::guard;
use actix_web::web::{self, ServiceConfig};

use super::{assets, comments, drafts, feed, health, home, mentions, posts, sign_in};

/// A method and a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET` (and `HEAD` with it) or `POST`.
    pub method: &'static str,
    /// As in product.md; what stands in braces is looked up by the handler.
    pub path: &'static str,
}

macro_rules! routes {
    ($($method:ident $path:literal => $handler:path,)+) => {
        /// All of them.
        pub const ROUTES: &[Route] = &[$(Route { method: stringify!($method), path: $path }),+];

        /// Tells actix.
        pub fn configure(service: &mut ServiceConfig) {
            $(service.route($path, routes!(@ $method).to($handler));)+
        }
    };
    (@ GET) => { web::route().guard(guard::Any(guard::Get()).or(guard::Head())) };
    (@ POST) => { web::post() };
}

routes! {
    GET "/" => home::index,

    GET "/sign-in" => sign_in::show,
    POST "/sign-in" => sign_in::create,
    POST "/sign-out" => sign_in::delete,

    // feeds
    GET "/spaces/{slug}" => feed::show,
    // posts
    GET "/posts/new" => posts::new,
    POST "/spaces/{slug}/posts" => posts::create,
    GET "/posts/{id}" => posts::show,
    GET "/posts/{id}/edit" => posts::edit,
    POST "/posts/{id}/edit" => posts::update,
    GET "/posts/{id}/history" => posts::history,
    POST "/posts/{id}/deletion" => posts::delete,
    POST "/posts/{id}/pin" => posts::pin,
    POST "/posts/{id}/closing" => posts::close,
    // comments
    POST "/posts/{id}/comments" => comments::create,
    GET "/comments/{id}" => comments::show,
    GET "/comments/{id}/edit" => comments::edit,
    POST "/comments/{id}/edit" => comments::update,
    GET "/comments/{id}/history" => comments::history,
    POST "/comments/{id}/deletion" => comments::delete,
    // mentions
    GET "/spaces/{slug}/mentions" => mentions::index,
    // drafts
    GET "/drafts" => drafts::index,
    POST "/drafts" => drafts::create,
    POST "/drafts/{id}/deletion" => drafts::delete,

    GET "/assets/{name}" => assets::show,
    GET "/health/live" => health::live,
    GET "/health/ready" => health::ready,
}
