//! The files of a mail, taken into the store before its message is published.

use std::collections::HashSet;

use super::Reading;
use super::words::Said;
use crate::domain::file::{self, Incoming};
use crate::domain::ids::FileId;
use crate::domain::policy::Viewer;
use crate::error::{Error, Result};

/// What was taken in, and the names of what could not be.
#[derive(Default)]
pub(super) struct Brought {
    /// To hang into the message.
    pub files: Vec<FileId>,
    /// What they are called.
    pub names: Vec<String>,
    /// Too heavy, too many, or a picture of too many pixels.
    pub refused: Vec<String>,
}

impl Reading<'_> {
    /// Takes the files in that belong to the message; and its whole text, where the message cannot hold it.
    pub(super) async fn bring(&self, viewer: &Viewer, said: &Said) -> Result<Brought> {
        let mut brought = Brought::default();
        let kept: HashSet<&str> = said.pictures.iter().map(String::as_str).collect();
        let files = self.understood.incoming.attachments.iter().enumerate();
        let wanted = files.filter(|(n, part)| self.understood.belongs(*n, part, &kept)).map(|(_, part)| part);
        for part in wanted {
            self.bring_one(viewer, &part.name, &part.content, &mut brought).await?;
        }
        if let Some(whole) = &said.whole {
            self.bring_one(viewer, "message.txt", whole.as_bytes(), &mut brought).await?;
        }
        Ok(brought)
    }

    async fn bring_one(&self, viewer: &Viewer, name: &str, content: &[u8], brought: &mut Brought) -> Result<()> {
        let store = &self.app.files;
        let too_heavy = content.len() as u64 > self.app.config.heaviest_file;
        if too_heavy || brought.files.len() >= file::MOST {
            brought.refused.push(name.to_owned());
            return Ok(());
        }
        let mut incoming = Incoming::begin(store.incoming(), name).await?;
        incoming.take(content).await?;
        match file::keep(&self.app.db, store, &viewer.oneself()?, incoming).await {
            Ok(file) => {
                brought.names.push(file.name.clone());
                brought.files.push(file.id);
            }
            Err(Error::Invalid(_)) => brought.refused.push(name.to_owned()),
            Err(error) => return Err(error),
        }
        Ok(())
    }
}
