//! Answers: a page in its frame, or a look elsewhere.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;

use super::chrome::{Frame, Plain};
use super::flash::Flash;
use super::page::{Page, html};
use super::refusal::Refusal;
use super::visit::{Caller, Visit};

/// What [`Visit::updates`] are.
const UPDATES: &str = "text/vnd.parvis.update+html; charset=utf-8";

/// What a handler gives.
pub type Answer = Result<HttpResponse, Refusal>;

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

    /// Updates of a page that is there already, as `assets/js/live.js` applies them.
    pub fn updates(&self, status: StatusCode, page: &impl Page) -> Answer {
        let body = self.app.templates.fill(&Plain::of(self), page, self.setting())?;
        Ok(HttpResponse::build(status).content_type(UPDATES).body(body))
    }

    /// One block of a page, for a page that is there already.
    pub fn block<P: Page>(&self, status: StatusCode, block: &str, frame: &Frame, page: &P) -> Answer {
        let body = self.app.templates.fill_block(block, frame, page, self.setting())?;
        Ok(HttpResponse::build(status).content_type(UPDATES).body(body))
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
