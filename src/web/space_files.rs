//! The files of a space: all that hangs in what its reader sees, the newest first.

use actix_web::web::{Path, Query};
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::chrome::{self, About};
use super::entry::Reader;
use super::face::Face;
use super::feed::{Item, address};
use super::files::File;
use super::page::Page;
use super::space_head::{Head, Tab, enter, head};
use super::translate::{Args, say, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::file::{self, Filter};
use crate::domain::kinds::FileKind;
use crate::domain::policy::{Contribute, InSpace, Read};
use crate::domain::position::Position;

/// `space/files.html`
#[derive(Serialize)]
pub struct Index {
    head: Head,
    /// « 23 fichiers »
    count: String,
    kinds: Vec<Item>,
    people: Vec<Choice>,
    /// The kind that is chosen, to be kept when a person is.
    kind: String,
    rows: Vec<Row>,
    is_filtered: bool,
    path: String,
    older: Option<String>,
    newer: Option<String>,
    /// Where whoever may write brings another.
    writing_url: Option<String>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "space/files.html";
}

/// Somebody who brought files.
#[derive(Debug, Serialize)]
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// A file, where it hangs, who brought it and when.
#[derive(Debug, Serialize)]
struct Row {
    file: File,
    from: Option<String>,
    from_url: Option<String>,
    /// Whether its message came by mail.
    by_mail: bool,
    uploader: Face,
    at: DateTime<Utc>,
}

/// Which of them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
    by: String,
    before: String,
}

/// `GET /spaces/{slug}/files`
pub async fn index(visit: Visit, slug: Path<String>, asked: Query<Asked>) -> Answer {
    let space: InSpace<Read> = enter(&visit, &slug).await?;
    let kind = FileKind::parse(&asked.kind);
    let filter = Filter {
        kind,
        handle: Some(asked.by.clone()).filter(|by| !by.is_empty() && !by.contains('\0')),
        before: Position::parse(&asked.before),
    };
    let (frame, head, page, uploaders) = try_join!(
        chrome::frame(&visit, About::Space(space.space())),
        head(&visit, &space, Tab::Files),
        file::of_space(&visit.db, &space, &filter),
        file::uploaders(&visit.db, &space),
    )?;
    let path = urls::space_part(head.slug(), "files");
    let word = kind.map_or("", FileKind::as_str);
    let item = |which: &str, key: &str| Item {
        label: say(visit.language, key),
        url: address(&path, &[("kind", which), ("by", &asked.by)]),
        count: None,
        current: which == word,
    };
    let reader = Reader::of(&visit);
    let rows = page.rows.into_iter().map(|row| Row {
        from: row.title,
        from_url: match (row.file.comment, row.file.post) {
            (Some(comment), _) => Some(urls::comment(comment)),
            (None, post) => post.map(urls::post),
        },
        by_mail: row.by_mail,
        uploader: reader.face(&row.uploader, row.uploader_seen),
        at: row.at,
        file: File::of(visit.language, row.file),
    });
    let choice = |uploader: file::Uploader| Choice {
        chosen: uploader.handle == asked.by,
        value: uploader.handle,
        label: uploader.name,
    };
    let older =
        page.next.map(|next| address(&path, &[("kind", word), ("by", &asked.by), ("before", &next.to_string())]));
    let writes = space.could::<Contribute>();
    let page = Index {
        count: translate(visit.language, "files-count", &Args::from([("n".into(), page.count.into())])),
        writing_url: writes.then(|| format!("/posts/new?space={}#write", head.slug())),
        kinds: vec![
            item("", "files-all"),
            item("document", "files-documents"),
            item("table", "files-tables"),
            item("image", "files-images"),
            item("other", "files-others"),
        ],
        people: uploaders.into_iter().map(choice).collect(),
        kind: word.to_owned(),
        rows: rows.collect(),
        is_filtered: kind.is_some() || !asked.by.is_empty(),
        newer: filter.before.map(|_| address(&path, &[("kind", word), ("by", &asked.by)])),
        path,
        older,
        head,
    };
    visit.page(frame.reaching(page.head.is_outside()), &page)
}
