//! Which hashed file answers for which name.

use super::{Result, packages::fingerprint, read, save};
use std::{fs, path::Path};

/// Copies a text file of ours under a name with its hash.
pub fn copy_hashed(file: &Path, served: &Path) -> Result<()> {
    let content = read(file)?;
    let part = |os: Option<&std::ffi::OsStr>| os.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, kind) = (part(file.file_stem()), part(file.extension()));
    save(&served.join(format!("{stem}-{}.{kind}", fingerprint(&content))), &content)
}

/// Writes the arms of a `match` from a name (`app.css`) to its address (`/assets/app-HASH.css`).
pub fn write(served: &Path, to: &Path) -> Result<()> {
    let files = fs::read_dir(served).map_err(|e| format!("{}: {e}", served.display()))?;
    let mut names: Vec<String> = files.flatten().map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let mut arms = String::from("match name {\n");
    for name in &names {
        if let Some(plain) = without_hash(name) {
            arms.push_str(&format!("    {plain:?} => Some({:?}),\n", format!("/assets/{name}")));
        }
    }
    arms.push_str("    _ => None,\n}\n");
    save(to, &arms)
}

/// `app-5X2K.css` is `app.css`; a source map stands for nothing.
fn without_hash(name: &str) -> Option<String> {
    let (stem, kind) = name.rsplit_once('.').filter(|(_, kind)| *kind != "map")?;
    let (plain, _hash) = stem.rsplit_once('-')?;
    Some(format!("{plain}.{kind}"))
}
