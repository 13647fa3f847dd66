//! The files of what a letter is about: those that travel with it, and a link of the reader's own to each of the others.

use serde::Serialize;

use super::Desk;
use crate::domain::db::Db;
use crate::domain::delivery::Item;
use crate::domain::file;
use crate::domain::kinds::Reason;
use crate::error::Result;
use crate::mail::Carried;
use crate::web::weight;

/// A file, as a letter names it.
#[derive(Serialize)]
pub(super) struct Listed {
    name: String,
    weight: String,
    /// Where its reader finds it, and they alone; nothing where it travels along.
    url: Option<String>,
}

/// Of each item its files by name, and of all together those that travel.
pub(super) async fn of(desk: &Desk<'_>, db: &Db, items: &[Item]) -> Result<(Vec<Vec<Listed>>, Vec<Carried>)> {
    let (mut all, mut travelling) = (Vec::new(), Vec::new());
    let mut room = u64::from(desk.app.config.limits.letter_megabytes) * 1_000_000;
    for item in items {
        if desk.is_discreet(item.post.space.discreet) || item.reason == Reason::Reaction {
            all.push(Vec::new());
            continue;
        }
        let of = (item.post.id, item.comment.as_ref().map(|comment| comment.id));
        let files = file::carried(db, &desk.app.files, &desk.reader.viewer, of, &mut room).await?;
        let mut listed = Vec::new();
        for file in files {
            let url = file.content.is_none().then(|| desk.link(file.id));
            let weight = weight::tell(desk.reader.language, file.size);
            listed.push(Listed { name: file.name.clone(), weight, url });
            let carried = |content| Carried { name: file.name, media_type: file.media_type, content };
            travelling.extend(file.content.map(carried));
        }
        all.push(listed);
    }
    Ok((all, travelling))
}
