//! A token instead of a password, for mailboxes that take none (OAuth 2.0: RFC 6749, 4.4; XOAUTH2, as Microsoft and Google
//! speak it).

use anyhow::Context as _;
use async_imap::Authenticator;
use serde::Deserialize;

use crate::config::TokenPlace;

/// What comes in with a token.
pub(super) struct Bearer(Option<String>);

#[derive(Deserialize)]
struct Given {
    access_token: String,
}

impl Bearer {
    /// A new one for each connection: it is good for an hour, and who is in stays in.
    pub(super) async fn fetch(place: &TokenPlace, user: &str, secret: &str) -> anyhow::Result<Self> {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", &place.client),
            ("client_secret", secret),
            ("scope", &place.scope),
        ];
        let request = reqwest::Client::new()
            .post(&place.url)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(serde_html_form::to_string(form)?);
        let answer = request.send().await.context("no token: nobody answers")?;
        let status = answer.status();
        anyhow::ensure!(status.is_success(), "no token: {status}");
        let given: Given = serde_json::from_slice(&answer.bytes().await?).ok().context("no token in the answer")?;
        Ok(Self(Some(format!("user={user}\x01auth=Bearer {}\x01\x01", given.access_token))))
    }
}

impl Authenticator for Bearer {
    type Response = String;

    /// Said once; what is asked after that is why it was refused, and the answer to it is empty.
    fn process(&mut self, _: &[u8]) -> String {
        self.0.take().unwrap_or_default()
    }
}
