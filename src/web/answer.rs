//! Answers: a page in its frame, or a look elsewhere.

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, LOCATION};
use actix_web::{HttpRequest, HttpResponse};

use super::chrome::{Frame, Plain};
use super::flash::Flash;
use super::page::{Page, html};
use super::refusal::Refusal;
use super::visit::{Caller, Visit};

/// What a handler gives.
pub type Answer = Result<HttpResponse, Refusal>;

/// What a page that is there already is told: see `assets/js/live.js`.
pub const FRAGMENT: &str = "text/vnd.parvis.update+html";

/// Whether the page that asks is there already.
pub fn wants_fragment(request: &HttpRequest) -> bool {
    let accepted = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.contains(FRAGMENT)
}

impl Visit {
    /// A page in its frame.
    pub fn page(&self, frame: Frame, page: &impl Page) -> Answer {
        self.page_with(StatusCode::OK, frame, page)
    }

    /// A form that has problems, with everything that was typed.
    pub fn again(&self, frame: Frame, page: &impl Page) -> Answer {
        self.page_with(StatusCode::UNPROCESSABLE_ENTITY, frame, page)
    }

    /// A page with a status of its own.
    pub fn page_with(&self, status: StatusCode, frame: Frame, page: &impl Page) -> Answer {
        let body = self.app.templates.fill(&frame, page, self.setting())?;
        Ok(self.said(html(status, body)))
    }

    /// What a page that is there already is told.
    pub fn updates(&self, status: StatusCode, page: &impl Page) -> Answer {
        let body = self.app.templates.fill(&Plain::of(self), page, self.setting())?;
        Ok(HttpResponse::build(status).content_type(format!("{FRAGMENT}; charset=utf-8")).body(body))
    }
}

impl Caller {
    /// A page at the door.
    pub fn page_at_door(&self, status: StatusCode, page: &impl Page) -> Answer {
        let body = self.app.templates.fill(&Plain::of(self), page, self.setting())?;
        Ok(self.said(html(status, body)))
    }

    /// What the last act said has been shown.
    fn said(&self, mut answer: HttpResponse) -> HttpResponse {
        if self.flash.is_some() {
            answer.add_cookie(&Flash::none()).ok();
        }
        answer
    }
}

/// It is done: look there.
pub fn see(path: impl AsRef<str>) -> Answer {
    Ok(HttpResponse::SeeOther().insert_header((LOCATION, path.as_ref())).finish())
}

/// It is done: look there, and read this.
pub fn see_and_read(path: impl AsRef<str>, flash: Flash) -> Answer {
    Ok(HttpResponse::SeeOther().insert_header((LOCATION, path.as_ref())).cookie(flash.cookie()).finish())
}
