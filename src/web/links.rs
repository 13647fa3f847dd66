//! Links from letters: what all of their pages share. A GET only looks, so that a mail scanner uses nothing up.

use actix_web::http::StatusCode;
use serde::Serialize;

use super::answer::Answer;
use super::page::Page;
use super::visit::Caller;

/// `link/gone.html`: a link that was used, replaced or has had its time, and how to get another.
#[derive(Debug, Serialize)]
pub struct Gone {
    /// What has become of it.
    pub title: String,
    /// What to do.
    pub advice: String,
    /// Where.
    pub url: &'static str,
    /// The words on the button.
    pub label: String,
}

impl Page for Gone {
    const TEMPLATE: &'static str = "link/gone.html";
}

/// What kind of link it was.
#[derive(Clone, Copy, Debug)]
pub enum Was {
    /// A new password.
    Password,
    /// A link to sign in.
    SignIn,
    /// An invitation.
    Invitation,
    /// A file of a letter.
    File,
}

/// The page of such a link.
pub fn gone(caller: &Caller, was: Was) -> Answer {
    let (key, url) = match was {
        Was::Password => ("password", "/password/forgotten"),
        Was::SignIn => ("sign-in", "/sign-in/link"),
        Was::Invitation => ("invitation", "/sign-in"),
        Was::File => ("file", "/"),
    };
    let title = match was {
        Was::File => "link-gone-file-title",
        Was::Password | Was::SignIn | Was::Invitation => "link-gone-title",
    };
    let title = caller.say(title);
    let advice = caller.say(&format!("link-gone-{key}"));
    let label = caller.say(&format!("link-gone-{key}-again"));
    caller.page_at_door(StatusCode::GONE, &Gone { title, advice, url, label })
}
