//! Forms as they are sent: read whole before anybody looks at them, so that nothing typed is lost, whatever comes after.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::refusal::Refusal;
use super::translate;
use crate::domain::kinds::Language;
use crate::domain::problems::Problems;
use crate::error::Error;

/// The most a form may weigh: the longest post, every letter of it percent-encoded, and some more.
pub const HEAVIEST: usize = 1_000_000;

/// Never kept: a form that changes a password is filled again.
const SECRETS: [&str; 3] = ["password", "old", "new"];

/// What somebody wrote in a form, to be read again.
pub fn words(fields: &[(String, String)]) -> Vec<String> {
    // What stands in hidden fields (an id, a number) is one word; what people write is more, or a title.
    let is_written = |(name, value): &&(String, String)| {
        value.trim().contains(char::is_whitespace) || ["title", "body"].contains(&name.as_str())
    };
    let words = fields.iter().filter(is_written).map(|(_, value)| value.trim().to_owned());
    words.filter(|value| !value.is_empty()).collect()
}

/// The body of a form, as it came.
#[derive(Clone, Debug)]
pub struct Sent(pub Bytes);

impl Sent {
    /// Whether a request carries a form of the plain kind.
    pub fn is_form(request: &impl HttpMessage) -> bool {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        kind.split(';').next().is_some_and(|kind| kind.trim() == "application/x-www-form-urlencoded")
    }

    /// Its fields, to be sent once more.
    pub fn fields(&self) -> Vec<(String, String)> {
        let fields: Vec<(String, String)> = serde_html_form::from_bytes(&self.0).unwrap_or_default();
        fields.into_iter().filter(|(name, _)| !SECRETS.contains(&name.as_str())).collect()
    }

    /// The same without what no text may hold.
    pub fn without_nul(&self) -> Self {
        let clean = |text: String| text.replace('\0', "");
        let fields: Vec<(String, String)> =
            self.fields().into_iter().map(|(name, value)| (clean(name), clean(value))).collect();
        Self(Bytes::from(serde_html_form::to_string(fields).unwrap_or_default()))
    }
}

/// The fields of a form that was sent. Absent fields take their defaults; check-boxes of one name make a list.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Form<T> {
    type Error = Refusal;
    type Future = Ready<Result<Self, Refusal>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let extensions = request.extensions();
        let body = extensions.get::<Sent>().map_or(&[][..], |sent| &sent.0);
        ready(serde_html_form::from_bytes(body).map(Self).map_err(|_| Refusal::Garbled))
    }
}

/// The problems of a form as its template shows them: a sentence for each field that has one.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Shown(std::collections::BTreeMap<&'static str, String>);

impl Shown {
    /// In the reader's language.
    pub fn new(problems: &Problems, language: Language) -> Self {
        let mut shown = Self::default();
        for problem in problems.iter() {
            let sentence = translate::say_with(language, problem.key, "detail", problem.detail.clone());
            shown.0.entry(problem.field).or_insert(sentence);
        }
        shown
    }

    /// What is wrong with one field.
    pub fn of(&self, field: &str) -> Option<String> {
        self.0.get(field).cloned()
    }
}

/// Takes a form's problems apart from everything else that can go wrong: the first are shown beside the fields, the
/// others are refusals.
pub fn problems<T>(outcome: Result<T, Error>) -> Result<Result<T, Problems>, Error> {
    match outcome {
        Ok(value) => Ok(Ok(value)),
        Err(Error::Invalid(problems)) => Ok(Err(problems)),
        Err(error) => Err(error),
    }
}
