//! What hangs in messages: contents in the store, and the rows that name them.

use chrono::{DateTime, Duration, Utc};

use super::super::{Paper, paper};
use super::Store;
use crate::domain::bulk::{self, Load};
use crate::domain::file;
use crate::domain::ids::{CommentId, FileId, PersonId, PostId};

/// What is loaded of it.
#[derive(Default)]
pub struct Rows(Vec<Hung>);

/// A file, where it hangs, who brought it and when.
struct Hung {
    id: FileId,
    paper: Paper,
    post: PostId,
    comment: Option<CommentId>,
    by: PersonId,
    at: DateTime<Utc>,
}

impl Rows {
    /// Lays the contents into the store, then loads the rows.
    pub async fn load(&self, load: &Load, store: &file::Store) -> anyhow::Result<()> {
        for hung in &self.0 {
            let Some(content) = paper::content(&hung.paper.name) else {
                anyhow::bail!("nobody drew {}", hung.paper.name);
            };
            let laid = file::lay(load, store, &hung.paper.name, &content).await?;
            let blob =
                bulk::Blob { hash: laid.hash.clone(), size: laid.size, touched_at: hung.at, drawn_as: laid.drawn_as };
            let row = bulk::File {
                id: hung.id,
                hash: laid.hash,
                name: hung.paper.name.clone(),
                kind: laid.kind,
                media_type: laid.media_type,
                size: laid.size,
                width: laid.sides.map(|(width, _)| width),
                height: laid.sides.map(|(_, height)| height),
                uploader_id: hung.by,
                post_id: hung.post,
                comment_id: hung.comment,
                created_at: hung.at,
                alt: hung.paper.alt.clone(),
            };
            load.copy([blob]).await?;
            load.copy([row]).await?;
        }
        Ok(())
    }
}

impl Store {
    /// The files of a message.
    pub(super) fn papers(
        &mut self,
        papers: &[Paper],
        (post, comment): (PostId, Option<CommentId>),
        (by, at): (usize, DateTime<Utc>),
        rows: &mut Rows,
    ) {
        for (nth, paper) in (0..).zip(papers) {
            // In the order in which they were chosen.
            let (id, by) = (self.chance.id(at + Duration::milliseconds(nth)).into(), self.people[by]);
            rows.0.push(Hung { id, paper: paper.clone(), post, comment, by, at });
        }
    }
}
