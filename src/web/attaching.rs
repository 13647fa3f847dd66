//! Files in a form in which somebody writes: `attaching` in `templates/part/composer.html`. What came with a form that
//! could not be published waits, and comes back with what was typed.

use serde::Serialize;

use super::composer::Typed;
use super::files::File;
use super::refusal::Refusal;
use super::upload::Upload;
use super::visit::Visit;
use crate::domain::file::{self, Attached};
use crate::domain::ids::FileId;
use crate::domain::kinds::Language;
use crate::domain::problems::Problems;
use crate::error::{Error, Result};

/// The files of a form.
#[derive(Debug, Serialize)]
pub struct Attaching {
    /// Those that came before and wait.
    waiting: Vec<File>,
    /// Those that hang in the message already.
    hanging: Vec<File>,
    /// What is wrong.
    error: Option<String>,
    /// How many there may be,
    most: usize,
    /// and how heavy each, in megabytes.
    heaviest: u64,
}

impl Attaching {
    /// Of a form.
    pub fn new(language: Language, waiting: &[Attached], hanging: &[Attached], error: Option<String>) -> Self {
        let shown = |files: &[Attached]| super::files::shown(language, files.to_vec());
        Self {
            waiting: shown(waiting),
            hanging: shown(hanging),
            error,
            most: file::MOST,
            heaviest: file::HEAVIEST / (1024 * 1024),
        }
    }
}

impl Typed {
    /// The files that wait for what is typed.
    pub fn files(&self) -> Vec<FileId> {
        self.file.iter().filter_map(|id| id.parse().ok()).collect()
    }

    /// The files that are to be taken out of what is changed.
    pub fn unwanted(&self) -> Vec<FileId> {
        self.unwanted.iter().filter_map(|id| id.parse().ok()).collect()
    }
}

/// Takes in the files of a form, whose ids join those that came before; and what is wrong with the others. Ask whether
/// they may write there first.
pub async fn take_in(visit: &Visit, upload: Upload, typed: &mut Typed) -> Result<Problems, Refusal> {
    let (files, mut problems) = upload.several();
    let oneself = visit.viewer().oneself()?;
    for incoming in files {
        match file::keep(&visit.app.db, &visit.app.files, &oneself, incoming).await {
            Ok(kept) => typed.file.push(kept.id.to_string()),
            Err(Error::Invalid(wrong)) => {
                wrong.iter().for_each(|wrong| problems.add_with(wrong.field, wrong.key, &wrong.detail));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(problems)
}

/// What is typed, with the files that still wait for it, to be shown again.
pub async fn look_up(visit: &Visit, typed: Typed) -> Result<Typed> {
    let waiting = file::waiting(&visit.db, visit.viewer(), &typed.files()).await?;
    Ok(Typed { waiting, ..typed })
}
