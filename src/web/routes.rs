//! Every URL, in one table. The access test walks it as each kind of person.

use actix_web::guard;
use actix_web::web::{self, ServiceConfig};

use super::{
    accesses, admin, admin_guests, admin_invitations, admin_organizations, admin_people, admin_spaces, announcements,
    assets, audit, charters, closeness, comments, devices, drafts, feed, files, follows, guest_export,
    guest_invitations, guests, health, held, home, house, icons, invitations, join_requests, live, mail_doors,
    mail_files, members, mentions, news, notifications, offline, openings, passwords, people, photos, polls, posts,
    preferences, profiles, questions, reactions, reports, saved, search, sessions, settings, setup, shortcuts, sign_in,
    sign_in_links, sign_up, space_files, space_settings, spaces, unsubscriptions, view_as,
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

    // The first run.
    GET "/setup" => setup::show,
    POST "/setup" => setup::create,

    // Signing in and out, passwords and links.
    GET "/sign-in" => sign_in::show,
    POST "/sign-in" => sign_in::create,
    POST "/sign-out" => sign_in::delete,
    GET "/sign-in/link" => sign_in_links::new,
    POST "/sign-in/link" => sign_in_links::create,
    GET "/sign-in/links/{token}" => sign_in_links::show,
    POST "/sign-in/links/{token}" => sign_in_links::enter,
    GET "/password/forgotten" => passwords::forgotten,
    POST "/password/forgotten" => passwords::ask,
    GET "/password/reset/{token}" => passwords::reset,
    POST "/password/reset/{token}" => passwords::choose,

    // Less mail, by a link in a letter.
    GET "/unsubscriptions/{token}" => unsubscriptions::show,
    POST "/unsubscriptions/{token}" => unsubscriptions::create,

    // A file that was too heavy for its letter.
    GET "/mail/files/{token}" => mail_files::show,

    // A held mail, confirmed by who sent it.
    GET "/mail/confirmations/{token}" => held::ask_confirm,
    POST "/mail/confirmations/{token}" => held::confirm,

    // Coming in: as a colleague or as a guest.
    GET "/sign-up" => sign_up::show,
    POST "/sign-up" => sign_up::create,
    GET "/invitations/{token}" => invitations::show,
    POST "/invitations/{token}" => invitations::create,
    POST "/invitations/{token}/refusal" => guest_invitations::decline,
    GET "/welcome" => guest_invitations::welcome,
    GET "/charter" => charters::show,
    POST "/charter" => charters::accept,

    // Spaces: the list and founding stand before whatever is called by a space's name.
    GET "/spaces" => spaces::index,
    POST "/spaces" => spaces::create,
    GET "/spaces/new" => spaces::new,
    GET "/spaces/{slug}" => feed::show,
    POST "/spaces/{slug}/posts" => posts::create,
    GET "/spaces/{slug}/mentions" => mentions::index,
    GET "/spaces/{slug}/about" => spaces::about,
    POST "/spaces/{slug}/room" => spaces::create_room,
    POST "/spaces/{slug}/closeness" => closeness::update,
    GET "/spaces/{slug}/files" => space_files::index,
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
    POST "/spaces/{slug}/picture" => space_settings::create_picture,
    POST "/spaces/{slug}/picture/removal" => space_settings::delete_picture,
    GET "/spaces/{slug}/picture/{picture}" => photos::space,
    GET "/spaces/{slug}/reports" => reports::index,
    POST "/spaces/{slug}/reports/{case}/ruling" => reports::judge,
    GET "/spaces/{slug}/reports/{case}/files/{id}/{name}" => reports::file,
    GET "/spaces/{slug}/mail" => held::index,
    POST "/spaces/{slug}/mail/decisions" => held::decide_all,
    POST "/spaces/{slug}/mail/release" => held::release,
    POST "/spaces/{slug}/mail/{mail}/decision" => held::decide,
    GET "/spaces/{slug}/mail/{mail}/original" => held::original,
    GET "/spaces/{slug}/journal" => audit::journal,
    POST "/spaces/{slug}/archive" => space_settings::archive,
    POST "/spaces/{slug}/reopening" => space_settings::reopen,

    // Guests: opening a project, proposing, the contract, looking with a guest's eyes.
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

    // Posts, comments, drafts.
    GET "/posts/new" => posts::new,
    GET "/posts/{id}" => posts::show,
    GET "/posts/{id}/edit" => posts::edit,
    POST "/posts/{id}/edit" => posts::update,
    GET "/posts/{id}/history" => posts::history,
    POST "/posts/{id}/deletion" => posts::delete,
    GET "/posts/{id}/reports/new" => reports::new,
    POST "/posts/{id}/reports" => reports::create,
    GET "/posts/{id}/removal" => reports::removal,
    POST "/posts/{id}/removal" => reports::remove,
    POST "/posts/{id}/pin" => posts::pin,
    POST "/posts/{id}/closing" => posts::close,
    POST "/posts/{id}/comments" => comments::create,
    POST "/posts/{id}/saving" => saved::update,
    POST "/posts/{id}/attention" => follows::update,
    GET "/posts/{id}/reactions" => reactions::index,
    POST "/posts/{id}/reactions" => reactions::create,
    POST "/posts/{id}/votes" => polls::create,
    GET "/posts/{id}/votes" => polls::index,
    POST "/posts/{id}/acknowledgements" => announcements::create,
    GET "/posts/{id}/acknowledgements" => announcements::index,
    POST "/posts/{id}/reminders" => announcements::remind,
    GET "/comments/{id}" => comments::show,
    GET "/comments/{id}/edit" => comments::edit,
    POST "/comments/{id}/edit" => comments::update,
    GET "/comments/{id}/history" => comments::history,
    POST "/comments/{id}/deletion" => comments::delete,
    GET "/comments/{id}/reports/new" => reports::new_of_comment,
    POST "/comments/{id}/reports" => reports::create_of_comment,
    GET "/comments/{id}/removal" => reports::removal_of_comment,
    POST "/comments/{id}/removal" => reports::remove_comment,
    POST "/files" => files::create,
    GET "/files/{id}/{name}" => files::show,
    GET "/comments/{id}/reactions" => reactions::index_of_comment,
    POST "/comments/{id}/answer" => questions::update,
    POST "/comments/{id}/reactions" => reactions::create_to_comment,
    GET "/saved" => saved::index,
    GET "/drafts" => drafts::index,
    POST "/drafts" => drafts::create,
    POST "/drafts/{id}/deletion" => drafts::delete,
    GET "/forms/{id}" => drafts::show,

    // What one is told.
    GET "/notifications" => notifications::index,
    GET "/notifications/{item}" => notifications::show,
    POST "/notifications/reading" => notifications::update,

    // People.
    GET "/people" => people::index,
    GET "/people/{handle}" => people::show,
    GET "/people/{handle}/photo/{picture}" => photos::show,

    // Everything at once.
    GET "/search" => search::index,

    // What moves: a stream of ids, and what an open page asks for then.
    GET "/live" => live::show,
    GET "/news" => news::index,

    // Keys.
    GET "/shortcuts" => shortcuts::index,

    // Settings of oneself.
    GET "/settings" => settings::index,
    GET "/settings/account" => settings::account,
    POST "/settings/password" => settings::update_password,
    POST "/settings/display" => settings::update_display,
    POST "/settings/shortcuts" => shortcuts::update,
    GET "/settings/profile" => profiles::edit,
    POST "/settings/profile" => profiles::update,
    POST "/settings/profile/photo" => profiles::create_photo,
    POST "/settings/profile/photo/removal" => profiles::delete_photo,
    GET "/settings/notifications" => preferences::edit,
    POST "/settings/notifications" => preferences::update,
    POST "/settings/notifications/spaces" => closeness::update_all,
    POST "/settings/notifications/address" => preferences::update_address,
    POST "/devices" => devices::create,
    POST "/devices/{id}/removal" => devices::delete,
    GET "/settings/mail" => held::mine,
    GET "/settings/sessions" => sessions::index,
    POST "/settings/sessions/others/end" => sessions::end_others,
    POST "/settings/sessions/{id}/end" => sessions::end,

    // For admins.
    GET "/admin" => admin::index,
    GET "/admin/people" => admin_people::index,
    GET "/admin/people/{handle}" => admin_people::show,
    POST "/admin/people/{handle}/suspension" => admin_people::suspend,
    POST "/admin/people/{handle}/reinstatement" => admin_people::reinstate,
    POST "/admin/people/{handle}/departure" => admin_people::leave,
    POST "/admin/people/{handle}/nomination" => admin_people::name_admin,
    POST "/admin/people/{handle}/release" => admin_people::release_admin,
    GET "/admin/invitations" => admin_invitations::index,
    POST "/admin/invitations" => admin_invitations::create,
    POST "/admin/invitations/preview" => admin_invitations::preview,
    POST "/admin/invitations/file" => admin_invitations::file,
    POST "/admin/invitations/{id}/letters" => admin_invitations::resend,
    POST "/admin/invitations/{id}/revocation" => admin_invitations::revoke,
    GET "/admin/organizations" => admin_organizations::index,
    POST "/admin/organizations" => admin_organizations::create,
    GET "/admin/organizations/{organization}" => admin_organizations::edit,
    POST "/admin/organizations/{organization}" => admin_organizations::update,
    GET "/admin/guests" => admin_guests::index,
    GET "/admin/guests/export" => guest_export::show,
    POST "/admin/guests/ends" => admin_guests::end,
    GET "/admin/spaces" => admin_spaces::index,
    POST "/admin/spaces/{id}/entry" => admin_spaces::enter,
    POST "/admin/spaces/{id}/charge" => admin_spaces::take_charge,
    GET "/admin/spaces/{id}/deletion" => admin_spaces::ask_delete,
    POST "/admin/spaces/{id}/deletion" => admin_spaces::delete,
    POST "/admin/spaces/{id}/keep" => admin_spaces::keep,
    GET "/admin/reports" => reports::of_house,
    POST "/admin/reports/{case}/reading" => reports::read,
    POST "/admin/reports/{case}/ruling" => reports::judge_for_house,
    GET "/admin/audit" => audit::index,
    GET "/admin/audit/export" => audit::export,
    GET "/admin/mail" => admin::mail,
    GET "/admin/mail/doors" => mail_doors::show,
    POST "/admin/mail/tests" => mail_doors::create,
    GET "/admin/mail/held" => held::of_house,
    POST "/admin/mail/held/decisions" => held::decide_all_for_house,
    POST "/admin/mail/held/{mail}/decision" => held::decide_for_house,
    GET "/admin/mail/held/{mail}/original" => held::original_of_house,
    GET "/admin/mail/{letter}" => admin::letter,
    GET "/admin/charter" => charters::edit,
    POST "/admin/charter" => charters::create,
    GET "/admin/settings" => house::edit,
    POST "/admin/settings" => house::update,
    POST "/admin/settings/logo" => house::create_logo,
    POST "/admin/settings/logo/removal" => house::delete_logo,

    // What every page needs, and whoever watches the machine.
    GET "/logo/{picture}" => photos::logo,
    GET "/assets/{name}" => assets::show,
    GET "/manifest.webmanifest" => offline::manifest,
    GET "/icons/{name}" => icons::show,
    GET "/service-worker.js" => offline::worker,
    GET "/offline" => offline::show,
    GET "/health/live" => health::live,
    GET "/health/ready" => health::ready,
}
