//! What a message shows of having come by mail: a footnote, never another kind of message.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::urls;
use super::visit::Visit;
use crate::domain::ids::CommentId;
use crate::domain::mail::{Passed, Trace};

/// For `templates/part/via.html`.
#[derive(Debug, Serialize)]
pub struct Via {
    is_proved: bool,
    /// Whether it came after its own answer, and stands before it.
    is_elder: bool,
    folded: Option<String>,
    passed: Vec<Passed>,
    outside: Vec<Outside>,
}

/// Somebody it was also written to, and who is not here.
#[derive(Debug, Serialize)]
struct Outside {
    /// What a guest may know of them: the name they were called by.
    name: String,
    /// Where an owner proposes them as a guest.
    propose_url: Option<String>,
}

/// Of the messages of a thread.
#[derive(Debug, Default)]
pub struct Vias(HashMap<Option<CommentId>, Via>);

static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\w.+=-]+@[\w-]+(?:\.[\w-]+)+").expect("a good pattern"));

/// The same HTML, each address left out.
fn without_addresses(html: &str) -> String {
    ADDRESS.replace_all(html, "…").into_owned()
}

impl Vias {
    /// For this reader; `slug` is where they are proposed as guests, for those who may.
    pub fn new(visit: &Visit, traces: Vec<Trace>, slug: Option<&str>) -> Self {
        let shows_addresses = !visit.viewer().is_guest();
        let outside = |(address, name): (String, Option<String>)| {
            let shown = match name.clone() {
                Some(name) => name,
                None if shows_addresses => address.clone(),
                None => return None,
            };
            let guests = name.map_or_else(|| address.clone(), |name| format!("{name} <{address}>"));
            let query = [("guests", guests)];
            let query = serde_html_form::to_string(query).unwrap_or_default();
            let propose_url = slug.map(|slug| format!("{}?{query}", urls::space_part(slug, "guests/new")));
            Some(Outside { name: shown, propose_url })
        };
        let via = |trace: Trace| {
            let Trace { comment, is_proved, elder, folded, passed, outside: others } = trace;
            // In what somebody's program quoted, there are addresses: a guest is told none.
            let folded = folded.map(|folded| if shows_addresses { folded } else { without_addresses(&folded) });
            let (is_elder, outside) = (elder.is_some(), others.into_iter().filter_map(outside).collect());
            (comment, Via { is_proved, is_elder, folded, passed, outside })
        };
        Self(traces.into_iter().map(via).collect())
    }

    /// Of the post.
    pub fn of_post(&mut self) -> Option<Via> {
        self.0.remove(&None)
    }

    /// Whether an answer came after what answers it.
    pub fn is_elder(&self, comment: CommentId) -> bool {
        self.0.get(&Some(comment)).is_some_and(|via| via.is_elder)
    }

    /// Of an answer, by its id as a page has it.
    pub fn of_comment(&mut self, comment: &str) -> Option<Via> {
        if self.0.is_empty() {
            return None;
        }
        self.0.remove(&Some(comment.parse().ok()?))
    }
}
