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
use crate::domain::problems::Problems;
use crate::domain::words::Alt;
use crate::error::{Error, Result};

const MEGABYTE: u64 = 1024 * 1024;

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
    pub fn new(visit: &Visit, typed: &Typed, hanging: &[Attached], error: Option<String>) -> Self {
        let file = |file: &Attached| {
            let typed = typed.alt_of(file.id).map(str::to_owned);
            File::of(visit.language, Attached { alt: typed.or(file.alt.clone()), ..file.clone() })
        };
        Self {
            waiting: typed.waiting.iter().map(file).collect(),
            hanging: hanging.iter().map(file).collect(),
            error,
            most: file::MOST,
            heaviest: visit.app.config.heaviest_file / MEGABYTE,
        }
    }
}

impl Typed {
    /// The files that wait for what is typed.
    pub fn files(&self) -> Vec<FileId> {
        self.file.iter().filter_map(|id| id.parse().ok()).collect()
    }

    /// What is to become of the files of what is written, unless something is wrong with it.
    pub fn attached(&self, problems: &mut Problems) -> Option<file::Change> {
        let mut described = Vec::new();
        for (id, alt) in self.alt_of.iter().zip(&self.alt) {
            match (id.parse(), Alt::parse_optional(alt)) {
                (Ok(id), Ok(alt)) => described.push((id, alt)),
                (_, Err(wrong)) => problems.add_with("files", "problem-file-alt", wrong.detail),
                (Err(_), _) => {}
            }
        }
        let unwanted = self.unwanted.iter().filter_map(|id| id.parse().ok()).collect();
        problems.is_empty().then(|| file::Change { wanted: self.files(), unwanted, described })
    }

    /// What was typed about a picture.
    fn alt_of(&self, file: FileId) -> Option<&str> {
        let (_, alt) = self.alt_of.iter().zip(&self.alt).find(|(id, _)| id.parse() == Ok(file))?;
        Some(alt)
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
