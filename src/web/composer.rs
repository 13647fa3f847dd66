//! Writing: the forms of `templates/part/composer.html`, and what they send.

use serde::{Deserialize, Serialize};

use super::attaching::Attaching;
use super::audience::Audience;
use super::form::Shown;
use super::urls;
use super::visit::Visit;
use crate::domain::draft::{Form, Kept, Saving};
use crate::domain::file::Attached;
use crate::domain::ids::{CommentId, FormId, PostId};
use crate::domain::kinds::PostKind;
use crate::domain::problems::Problems;

/// What is typed, and what the form carried with it. A missing id is one that nobody made yet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The id of the form.
    pub id: String,
    /// The audience the writer was told of.
    pub audience_version: String,
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
    /// What it is for.
    pub kind: String,
    /// What a poll lets people choose, one on each line.
    pub options: String,
    /// Whether they may choose several.
    pub several: bool,
    /// Whether nobody is told who chose what.
    pub anonymous: bool,
    /// The last day of a poll.
    pub ends_on: String,
    /// By which day an announcement is to be read.
    pub wished_on: String,
    /// The comment that is answered.
    pub parent: String,
    /// The draft it was drawn with.
    pub draft: String,
    /// Files that came before and wait for it.
    pub file: Vec<String>,
    /// Files of it that are to be taken out.
    pub unwanted: Vec<String>,
    /// Pictures among both,
    pub alt_of: Vec<String>,
    /// and, in the same order, what they show.
    pub alt: Vec<String>,
    /// The first, as they are shown; see `attaching::look_up`.
    #[serde(skip)]
    pub waiting: Vec<Attached>,
}

impl Typed {
    /// What somebody was writing before.
    pub fn before(kept: Option<Kept>) -> Self {
        match kept {
            Some(Kept { saving, words }) => {
                Self { title: words.title, body: words.body, draft: saving.to_string(), ..Self::default() }
            }
            None => Self::default(),
        }
    }

    /// The form in which it is typed.
    pub fn form(&self) -> Form {
        Form { id: self.id.parse().unwrap_or_else(|_| FormId::new()), from: Saving::parse(&self.draft) }
    }

    /// The audience the writer was told of; none that ever was when the form says nothing.
    pub fn version(&self) -> i32 {
        self.audience_version.parse().unwrap_or(-1)
    }
}

/// The form of a message.
#[derive(Debug, Serialize)]
pub struct Composer {
    action: String,
    id: String,
    audience: Audience,
    placeholder: String,
    draft: String,
    from: String,
    mentions: String,
    title: String,
    text: String,
    title_error: Option<String>,
    error: Option<String>,
    attaching: Attaching,
    open: bool,
    kinds: Kinds,
}

/// What a message may be for, and what a poll wants to know besides.
#[derive(Debug, Serialize)]
struct Kinds {
    choices: Vec<Kind>,
    error: Option<String>,
    options: String,
    options_error: Option<String>,
    several: bool,
    anonymous: bool,
    ends_on: String,
    ends_on_error: Option<String>,
    announces: bool,
    wished_on: String,
    wished_on_error: Option<String>,
}

/// One of them.
#[derive(Debug, Serialize)]
struct Kind {
    value: &'static str,
    label: String,
    is_chosen: bool,
}

impl Kinds {
    fn new(visit: &Visit, place: &Where<'_>, typed: &Typed, shown: &Shown) -> Self {
        let offered = |kind: &&PostKind| match kind {
            PostKind::Message | PostKind::Question | PostKind::Poll => true,
            PostKind::Decision => !visit.viewer().is_guest(),
            PostKind::Announcement => place.can_announce,
        };
        let kind = |kind: &PostKind| Kind {
            value: kind.as_str(),
            label: visit.say(&format!("kind-{}", kind.as_str())),
            is_chosen: typed.kind == kind.as_str(),
        };
        Self {
            choices: PostKind::ALL.iter().filter(offered).map(kind).collect(),
            error: shown.of("kind"),
            options: typed.options.clone(),
            options_error: shown.of("options"),
            several: typed.several,
            anonymous: typed.anonymous,
            ends_on: typed.ends_on.clone(),
            ends_on_error: shown.of("ends_on"),
            announces: place.can_announce,
            wished_on: typed.wished_on.clone(),
            wished_on_error: shown.of("wished_on"),
        }
    }
}

/// The form of an answer.
#[derive(Debug, Serialize)]
pub struct Answering {
    action: String,
    id: String,
    parent: Option<String>,
    /// Where one answers the message itself again.
    whole_url: String,
    audience: Audience,
    draft: String,
    from: String,
    mentions: String,
    text: String,
    error: Option<String>,
    attaching: Attaching,
}

/// Where one writes: a space as it is addressed and called.
pub struct Where<'a> {
    /// In addresses.
    pub slug: &'a str,
    /// As it is called.
    pub name: &'a str,
    /// Whether the writer may announce there.
    pub can_announce: bool,
}

impl Composer {
    /// For a new message.
    pub fn new(visit: &Visit, place: &Where<'_>, audience: Audience, typed: Typed, problems: &Problems) -> Self {
        let shown = Shown::new(problems, visit.language);
        let kinds = Kinds::new(visit, place, &typed, &shown);
        let attaching = Attaching::new(visit, &typed, &[], shown.of("files"));
        let hint = super::translate::say_with(visit.language, "post-write-in", "name", place.name.to_owned());
        Self {
            action: urls::space_part(place.slug, "posts"),
            id: typed.form().id.to_string(),
            audience,
            placeholder: hint,
            draft: format!("/drafts?space={}", place.slug),
            from: typed.draft,
            mentions: format!("{}?q=", urls::space_part(place.slug, "mentions")),
            title: typed.title,
            text: typed.body,
            title_error: shown.of("title"),
            error: shown.of("body"),
            attaching,
            open: false,
            kinds,
        }
    }

    /// Open from the start.
    pub fn opened(self) -> Self {
        Self { open: true, ..self }
    }
}

impl Answering {
    /// For a new answer under a post, or to one of its comments.
    pub fn new(
        visit: &Visit,
        slug: &str,
        post: PostId,
        audience: Audience,
        parent: Option<CommentId>,
        typed: Typed,
        problems: &Problems,
    ) -> Self {
        let shown = Shown::new(problems, visit.language);
        let attaching = Attaching::new(visit, &typed, &[], shown.of("files"));
        Self {
            action: urls::post_part(post, "comments"),
            id: typed.form().id.to_string(),
            parent: parent.map(|parent| parent.to_string()),
            whole_url: format!("{}#answer", urls::post(post)),
            audience,
            draft: format!("/drafts?post={post}"),
            from: typed.draft,
            mentions: format!("{}?q=", urls::space_part(slug, "mentions")),
            text: typed.body,
            error: shown.of("body"),
            attaching,
        }
    }
}
