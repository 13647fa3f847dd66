//! Every URL, in one table. The access test walks it as each kind of person.

use actix_web::guard;
use actix_web::web::{self, ServiceConfig};

use super::{
    admin_spaces, assets, comments, drafts, feed, health, home, join_requests, members, mentions, posts, sign_in,
    space_settings, spaces,
};

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

    // Spaces: the list and founding stand before whatever is called by a space's name.
    GET "/spaces" => spaces::index,
    POST "/spaces" => spaces::create,
    GET "/spaces/new" => spaces::new,
    GET "/spaces/{slug}/about" => spaces::about,
    POST "/spaces/{slug}/room" => spaces::create_room,
    GET "/spaces/{slug}/members" => members::index,
    POST "/spaces/{slug}/members" => members::create,
    GET "/spaces/{slug}/members/new" => members::new,
    POST "/spaces/{slug}/invitations" => members::invite,
    POST "/spaces/{slug}/members/{person}/role" => members::update,
    POST "/spaces/{slug}/members/{person}/removal" => members::delete,
    POST "/spaces/{slug}/members/{person}/hand-over" => members::hand_over,
    GET "/spaces/{slug}/leave" => members::ask_leave,
    POST "/spaces/{slug}/leave" => members::leave,
    POST "/spaces/{slug}/requests" => join_requests::create,
    POST "/spaces/{slug}/requests/take-back" => join_requests::delete,
    POST "/spaces/{slug}/requests/{person}/acceptance" => join_requests::accept,
    POST "/spaces/{slug}/requests/{person}/refusal" => join_requests::refuse,
    GET "/spaces/{slug}/settings" => space_settings::edit,
    POST "/spaces/{slug}/settings" => space_settings::update,
    POST "/spaces/{slug}/archive" => space_settings::archive,
    POST "/spaces/{slug}/reopening" => space_settings::reopen,

    // Spaces, for admins.
    GET "/admin/spaces" => admin_spaces::index,
    POST "/admin/spaces/{id}/entry" => admin_spaces::enter,
    POST "/admin/spaces/{id}/charge" => admin_spaces::take_charge,
    GET "/admin/spaces/{id}/deletion" => admin_spaces::ask_delete,
    POST "/admin/spaces/{id}/deletion" => admin_spaces::delete,
    POST "/admin/spaces/{id}/keep" => admin_spaces::keep,

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
