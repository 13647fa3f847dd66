//! The home page: what happens in the reader's spaces.

use serde::Serialize;

use super::answer::Answer;
use super::chrome::{self, About};
use super::page::Page;
use super::visit::Visit;

/// `home/index.html`
#[derive(Serialize)]
pub struct Index {
    /// As the reader is greeted.
    pub first_name: String,
}

impl Page for Index {
    const TEMPLATE: &'static str = "home/index.html";
}

/// `GET /`
pub async fn index(visit: Visit) -> Answer {
    let frame = chrome::frame(&visit, About::Home).await?;
    let first_name = visit.me().name.split(' ').next().unwrap_or_default().to_owned();
    visit.page(frame, &Index { first_name })
}
