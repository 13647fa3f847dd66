//! What a reader sees instead of the page they asked for: what happened, what to do, and the request's id.

use actix_web::HttpMessage;
use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::web::Data;
use serde::Serialize;

use super::chrome::Plain;
use super::form::{Sent, words};
use super::guard::RequestId;
use super::page::{Page, Setting, html};
use super::refusal::Refusal;
use super::{charters, sign_in, translate};
use crate::app::App;
use crate::domain::kinds::Language;
use crate::error::{Error, Late, Why};

/// `broken/show.html`
#[derive(Serialize)]
pub struct Show {
    /// Which drawing stands above the words.
    pub scene: &'static str,
    /// One sentence that says what happened.
    pub title: String,
    /// One that says what to do.
    pub advice: String,
    /// What to name to an admin.
    pub request_id: String,
    /// What somebody wrote, to be read again or copied.
    pub words: Vec<String>,
    /// The form as it was sent, where sending it again may help.
    pub kept: Vec<(String, String)>,
    /// Where it was going.
    pub action: String,
}

impl Page for Show {
    const TEMPLATE: &'static str = "broken/show.html";
}

/// Gives a bare answer its page.
pub async fn dress(answer: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let Some(refusal) = answer.response().error().and_then(|error| error.as_error::<Refusal>()) else { return answer };
    let (request, status) = (answer.request().clone(), answer.status());
    let Some(app) = request.app_data::<Data<App>>() else { return answer };
    let accepted =
        request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).and_then(translate::accepted);
    let language = accepted.unwrap_or(Language::French);
    let setting = Setting { language, zone: app.config.time_zone, now: app.clock.now() };
    let body = match refusal {
        Refusal::SeeOther(_) | Refusal::OwesCharter { kept: None, .. } | Refusal::SignedOut { kept: None, .. } => {
            return answer;
        }
        Refusal::Refused(Error::Moved(_)) => return answer,
        Refusal::SignedOut { path, kept: Some(kept) } => {
            let page = sign_in::Show::keeping(path, kept);
            app.templates.fill(&Plain::unknown(language), &page, setting)
        }
        Refusal::OwesCharter { path, kept: Some(kept) } => match the_charter(app, path, kept).await {
            Ok(page) => app.templates.fill(&Plain::unknown(language), &page, setting),
            Err(error) => Err(error),
        },
        refusal => {
            let sent = request.extensions().get::<Sent>().map(Sent::fields).unwrap_or_default();
            let page = Show::of(refusal, language, RequestId::of(&request).as_str());
            let page = page.keeping(request.path(), sent, may_help(refusal));
            app.templates.fill(&Plain::unknown(language), &page, setting)
        }
    };
    match body {
        Ok(body) => {
            let mut dressed = html(status, body);
            for cookie in answer.response().cookies() {
                dressed.add_cookie(&cookie).ok();
            }
            answer.into_response(dressed)
        }
        Err(error) => {
            tracing::error!("the page of a refusal could not be written: {error}");
            answer
        }
    }
}

async fn the_charter(app: &App, path: &str, kept: &Sent) -> crate::error::Result<charters::Show> {
    charters::Show::keeping(&app.db.read().await?, path, kept).await
}

/// Whether the same form may be taken another time.
fn may_help(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::TooMany | Refusal::Garbled => true,
        Refusal::Refused(Error::Connection(_) | Error::Database(_) | Error::Internal(_)) => true,
        Refusal::SeeOther(_) | Refusal::SignedOut { .. } | Refusal::OwesCharter { .. } => false,
        Refusal::TooHeavy | Refusal::Foreign => false,
        Refusal::Refused(_) => false,
    }
}

impl Show {
    /// With what was written, and the form to send again where that may help.
    fn keeping(self, action: &str, sent: Vec<(String, String)>, again: bool) -> Self {
        let words = words(&sent);
        let kept = if again && !words.is_empty() { sent } else { Vec::new() };
        Self { words, kept, action: action.to_owned(), ..self }
    }

    fn of(refusal: &Refusal, language: Language, request_id: &str) -> Self {
        let (scene, key) = told(refusal);
        Self {
            scene,
            title: translate::say(language, &format!("broken-{key}")),
            advice: translate::say(language, &format!("broken-{key}-advice")),
            request_id: request_id.to_owned(),
            words: Vec::new(),
            kept: Vec::new(),
            action: String::new(),
        }
    }
}

/// The drawing, and the key of the sentences.
fn told(refusal: &Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::Garbled => ("papers", "garbled"),
        Refusal::TooMany => ("quiet", "too-many"),
        Refusal::TooHeavy => ("papers", "too-heavy"),
        Refusal::Foreign => ("closed", "foreign"),
        Refusal::SeeOther(_) | Refusal::SignedOut { .. } | Refusal::OwesCharter { .. } => ("open", "elsewhere"),
        Refusal::Refused(error) => match error {
            Error::NotFound | Error::Moved(_) => ("closed", "not-found"),
            Error::NotAllowed(why) => ("closed", not_allowed(*why)),
            Error::TooLate(Late::Link) => ("slit", "link"),
            Error::TooLate(Late::Audience | Late::Done) => ("slit", "late"),
            Error::TooLate(Late::SetUp) => ("closed", "set-up"),
            Error::Invalid(_) => ("papers", "garbled"),
            Error::Connection(_) => ("works", "away"),
            Error::Database(_) | Error::Internal(_) => ("works", "internal"),
        },
    }
}

fn not_allowed(why: Why) -> &'static str {
    match why {
        Why::NotAMember => "not-a-member",
        Why::NotAModerator => "not-a-moderator",
        Why::NotAnOwner => "not-an-owner",
        Why::NotTheAuthor => "not-the-author",
        Why::NotAnAdmin => "not-an-admin",
        Why::Guest => "guest",
        Why::Archived => "archived",
        Why::BackRoom => "back-room",
        Why::CommentsClosed => "comments-closed",
        Why::LookingAs => "looking-as",
        Why::Deleted => "deleted",
        Why::LastOne => "last-one",
        Why::House => "house",
        Why::Oneself => "oneself",
        Why::OwnProposal => "own-proposal",
        Why::OwnWords => "own-words",
        Why::AnotherAccount => "another-account",
    }
}
