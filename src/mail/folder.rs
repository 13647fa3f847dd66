//! The folder where letters lie when no server takes them away: each as it would have travelled (`.eml`), and beside it
//! as a person reads it (`.txt`).

use std::path::Path;

use chrono::{DateTime, Utc};

use super::Written;
use crate::error::{Error, Result};

/// A letter that lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// Its name in the folder.
    pub id: String,
    /// When it was laid there.
    pub at: DateTime<Utc>,
    /// To whom: name and address.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// Lays the words of a letter beside it.
pub(super) async fn lay_beside(folder: &Path, id: &str, letter: &Written) -> Result<()> {
    let (name, address) = &letter.to;
    let line = |text: &str| text.replace(['\r', '\n'], " ");
    let words = format!("{} <{}>\n{}\n\n{}", line(name), line(address), line(&letter.subject), letter.text);
    tokio::fs::write(folder.join(format!("{id}.txt")), words).await.map_err(Error::internal)
}

/// The newest letters, without their words; none when there is no folder yet.
pub async fn newest(folder: &Path, most: usize) -> Result<Vec<Laid>> {
    let Ok(mut entries) = tokio::fs::read_dir(folder).await else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    while let Some(entry) = entries.next_entry().await.map_err(Error::internal)? {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(id) = name.strip_suffix(".txt") else { continue };
        let Ok(modified) = entry.metadata().await.and_then(|about| about.modified()) else { continue };
        found.push((DateTime::<Utc>::from(modified), id.to_owned()));
    }
    found.sort_by(|a, b| b.cmp(a));
    let mut letters = Vec::new();
    for (_, id) in found.into_iter().take(most) {
        if let Some(letter) = read(folder, &id).await? {
            letters.push(Laid { text: String::new(), ..letter });
        }
    }
    Ok(letters)
}

/// One of them. The name must be one that Parvis gave: nothing else in the machine can be read this way.
pub async fn read(folder: &Path, id: &str) -> Result<Option<Laid>> {
    let Ok(id) = id.parse::<uuid::Uuid>() else { return Ok(None) };
    let path = folder.join(format!("{id}.txt"));
    let Ok(words) = tokio::fs::read_to_string(&path).await else { return Ok(None) };
    let modified = tokio::fs::metadata(&path).await.and_then(|about| about.modified()).map_err(Error::internal)?;
    let mut parts = words.splitn(4, '\n');
    let mut part = || parts.next().unwrap_or_default().to_owned();
    let (to, subject) = (part(), part());
    part();
    Ok(Some(Laid { id: id.to_string(), at: modified.into(), to, subject, text: part() }))
}
