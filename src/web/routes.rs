//! Every URL, in one table. The access test walks it as each kind of person.

use actix_web::guard;
use actix_web::web::{self, ServiceConfig};

use super::{accesses, admin_guests, guest_invitations, guests, openings, view_as};
use super::{assets, health, home, sign_in};

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

    // guests
    GET "/spaces/{slug}/opening" => openings::show,
    POST "/spaces/{slug}/opening" => openings::create,
    POST "/spaces/{slug}/closing" => openings::delete,
    GET "/spaces/{slug}/guests" => guests::index,
    POST "/spaces/{slug}/guests" => guests::create,
    GET "/spaces/{slug}/guests/new" => guests::new,
    GET "/spaces/{slug}/guests/preview" => guests::preview,
    GET "/accesses/{id}" => accesses::show,
    POST "/accesses/{id}/extension" => accesses::extend,
    POST "/accesses/{id}/sponsor" => accesses::change_sponsor,
    POST "/accesses/{id}/letter" => accesses::resend,
    POST "/accesses/{id}/approval" => accesses::approve,
    POST "/accesses/{id}/refusal" => accesses::refuse,
    POST "/accesses/{id}/end" => accesses::end,
    POST "/accesses/{id}/view" => view_as::create,
    POST "/view-as/leave" => view_as::delete,
    GET "/admin/guests" => admin_guests::index,
    POST "/admin/guests/ends" => admin_guests::end,
    GET "/invitations/{token}" => guest_invitations::show_at,
    POST "/invitations/{token}" => guest_invitations::create_at,
    POST "/invitations/{token}/refusal" => guest_invitations::decline,
    GET "/welcome" => guest_invitations::welcome,

    GET "/assets/{name}" => assets::show,
    GET "/health/live" => health::live,
    GET "/health/ready" => health::ready,
}
