//! The packages that `package-lock.json` names, installed once for each lock file.

use super::{Result, copy, read, save};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::{fs, io::ErrorKind, path::Path, path::PathBuf, process::Command};

/// The `node_modules` folder of this lock file, in `target/npm`, shared by all profiles.
pub fn install(source: &Path, out: &Path) -> Result<PathBuf> {
    let lock = read(&source.join("package-lock.json"))?;
    let shared = target(out)?.join("npm");
    let home = shared.join(fingerprint(&lock));
    if !home.exists() {
        // Made beside and moved when whole: two builds may come here at the same time.
        let draft = shared.join(format!("{}.{}", fingerprint(&lock), std::process::id()));
        fs::create_dir_all(&draft).map_err(|e| format!("{}: {e}", draft.display()))?;
        for file in ["package.json", "package-lock.json"] {
            copy(&source.join(file), &draft.join(file))?;
        }
        let quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
        run(Command::new("npm").args(["ci", "--ignore-scripts"]).args(quiet).current_dir(&draft))?;
        if fs::rename(&draft, &home).is_err() {
            let _ = fs::remove_dir_all(&draft);
        }
    }
    Ok(home.join("node_modules"))
}

/// One file with the licences of everything that is served and is not ours.
pub fn write_licences(modules: &Path, served: &Path) -> Result<()> {
    let mut all = String::from("Parts of what this site sends to browsers were made by others.\n");
    for package in [
        "@fontsource-variable/bricolage-grotesque",
        "@fontsource-variable/inter",
        "@fontsource-variable/literata",
        "@github/combobox-nav",
        "@github/text-expander-element",
        "dom-input-range",
        "lucide-static",
    ] {
        let licence = read(&modules.join(package).join("LICENSE"))?;
        all.push_str(&format!("\n---- {package}\n\n{}\n", licence.trim()));
    }
    save(&served.join(format!("licences-{}.txt", fingerprint(&all))), &all)
}

/// Runs a tool to its end; what it complained about becomes the error.
pub fn run(command: &mut Command) -> Result<()> {
    let tool = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|e| match e.kind() {
        ErrorKind::NotFound => format!(
            "{tool} was not found. Install Node.js 18 or newer (Debian: apt-get install nodejs npm), \
             or let PARVIS_ASSETS name a folder of assets built elsewhere"
        ),
        _ => format!("{tool}: {e}"),
    })?;
    if output.status.success() {
        return Ok(());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(format!("{tool} failed: {}", complaint.trim().replace('\n', " | ")))
}

/// A short name for a content, the same as long as the content is.
pub fn fingerprint(content: &str) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The target folder: OUT_DIR is `TARGET/PROFILE/build/PACKAGE/out`.
fn target(out: &Path) -> Result<&Path> {
    out.ancestors().nth(4).ok_or_else(|| format!("{} is no build folder", out.display()))
}
