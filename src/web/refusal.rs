//! Answers that are not the page: sent elsewhere, asked to sign in, refused, broken. Each says what to do, in the
//! reader's language, and carries the request's id.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, ResponseError};

use super::form::Sent;
use crate::error::{Error, Late};

/// Why a handler did not answer with its page.
#[derive(Debug)]
pub enum Refusal {
    /// It is done, or it is elsewhere: look there.
    SeeOther(String),
    /// Nobody is signed in. What was sent is kept, to be sent again after signing in.
    SignedOut {
        /// What was asked for.
        path: String,
        /// The form that was sent.
        kept: Option<Sent>,
    },
    /// The charter of today comes first.
    OwesCharter {
        /// What was asked for.
        path: String,
        /// The form that was sent.
        kept: Option<Sent>,
    },
    /// What was sent cannot be read.
    Garbled,
    /// Too often, or too long.
    TooMany,
    /// More than any form of ours weighs.
    TooHeavy,
    /// It does not come from this site.
    Foreign,
    /// The domain said no, or something broke.
    Refused(Error),
}

impl Refusal {
    /// Look there.
    pub fn see_other(path: impl Into<String>) -> Self {
        Self::SeeOther(path.into())
    }
}

impl<E: Into<Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Refused(error.into())
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(error) => error.fmt(f),
            other => write!(f, "{other:?}"),
        }
    }
}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::SeeOther(_) | Self::OwesCharter { kept: None, .. } | Self::SignedOut { kept: None, .. } => {
                StatusCode::SEE_OTHER
            }
            Self::OwesCharter { kept: Some(_), .. } => StatusCode::FORBIDDEN,
            Self::SignedOut { kept: Some(_), .. } => StatusCode::UNAUTHORIZED,
            Self::Garbled => StatusCode::BAD_REQUEST,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::TooHeavy => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::Refused(error) => match error {
                Error::NotFound => StatusCode::NOT_FOUND,
                // With what was sent: a form that was drawn before the space was renamed is not lost.
                Error::Moved(_) => StatusCode::PERMANENT_REDIRECT,
                Error::NotAllowed(_) => StatusCode::FORBIDDEN,
                Error::TooLate(Late::Link | Late::SetUp) => StatusCode::GONE,
                Error::TooLate(_) => StatusCode::CONFLICT,
                Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
                Error::Connection(_) => StatusCode::SERVICE_UNAVAILABLE,
                Error::Database(_) | Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            },
        }
    }

    /// The bare answer; the guard dresses it (see `web::broken`).
    fn error_response(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status_code());
        match self {
            Self::SeeOther(path) => answer.insert_header((LOCATION, path.as_str())).finish(),
            Self::SignedOut { path, kept: None } => {
                answer.insert_header((LOCATION, with_next("/sign-in", path))).finish()
            }
            Self::OwesCharter { path, kept: None } => {
                answer.insert_header((LOCATION, with_next("/charter", path))).finish()
            }
            _ => answer.finish(),
        }
    }
}

/// The address of a page that leads on to `path` when it is done with.
pub fn with_next(page: &str, path: &str) -> String {
    if path == "/" || path.is_empty() {
        return page.to_owned();
    }
    let query = serde_html_form::to_string([("next", path)]).unwrap_or_default();
    format!("{page}?{query}")
}

/// A path of this site that somebody may be sent on to; anything else is the home page (no open redirect).
pub fn safe_next(next: &str) -> &str {
    let local =
        next.starts_with('/') && !next.starts_with("//") && !next.contains(|c: char| c == '\\' || c.is_control());
    if local { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(safe_next("/posts/1?a=b"), "/posts/1?a=b");
        for foreign in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "",
            "/\t/evil",
            "/\u{b}",
            "/\0",
        ] {
            assert_eq!(safe_next(foreign), "/", "{foreign:?}");
        }
        assert_eq!(with_next("/sign-in", "/a?b=c&d"), "/sign-in?next=%2Fa%3Fb%3Dc%26d");
    }
}
