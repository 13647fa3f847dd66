//! Makes what the browser receives: styles, scripts, fonts and icons.
//!
//! Third-party browser code is not kept in this repository. It comes from npm, at the versions that
//! `package-lock.json` names, once for each lock file, and is bundled by esbuild into `OUT_DIR/assets`
//! under names that carry a hash of their content. `src/web/assets.rs` serves that folder.
//!
//! Where there is no Node.js, `PARVIS_ASSETS` may name a folder made by such a build elsewhere.

#[path = "build/bundle.rs"]
mod bundle;
#[path = "build/index.rs"]
mod index;
#[path = "build/packages.rs"]
mod packages;
#[path = "build/sprite.rs"]
mod sprite;

use std::{env, fs, path::Path, path::PathBuf};

/// A sentence for the person who builds.
type Result<T> = std::result::Result<T, String>;

fn main() {
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-env-changed=PARVIS_ASSETS");
    if let Err(reason) = build() {
        println!("cargo::error=the browser assets could not be built: {reason}");
        std::process::exit(1);
    }
}

fn build() -> Result<()> {
    let source = folder("CARGO_MANIFEST_DIR")?.join("assets");
    let out = folder("OUT_DIR")?;
    let served = out.join("assets");
    let _ = fs::remove_dir_all(&served);
    fs::create_dir_all(&served).map_err(|e| format!("{}: {e}", served.display()))?;

    // axe, the accessibility checker, is for the tests: beside the served folder, not in it.
    let axe = out.join("axe.min.js");
    println!("cargo::rustc-env=PARVIS_AXE={}", axe.display());
    // So is s3rver, a store of objects.
    let mut s3rver = PathBuf::new();

    if let Some(made) = env::var_os("PARVIS_ASSETS") {
        copy_all(Path::new(&made), &served)?;
    } else {
        let modules = packages::install(&source, &out)?;
        bundle::run(&source, &modules, &served)?;
        sprite::write(&source.join("icons.txt"), &modules, &served)?;
        index::copy_hashed(&source.join("img/favicon.svg"), &served)?;
        packages::write_licences(&modules, &served)?;
        copy(&modules.join("axe-core/axe.min.js"), &axe)?;
        s3rver = modules.join("s3rver/bin/s3rver.js");
    }
    println!("cargo::rustc-env=PARVIS_S3RVER={}", s3rver.display());
    index::write(&served, &out.join("assets.rs"))
}

fn folder(variable: &str) -> Result<PathBuf> {
    env::var_os(variable).map(PathBuf::from).ok_or_else(|| format!("{variable} is not set"))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn save(path: &Path, content: &str) -> Result<()> {
    fs::write(path, content).map_err(|e| format!("{}: {e}", path.display()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map(drop).map_err(|e| format!("{}: {e}", from.display()))
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    let files = fs::read_dir(from).map_err(|e| format!("{}: {e}", from.display()))?;
    for file in files.flatten() {
        copy(&file.path(), &to.join(file.file_name()))?;
    }
    Ok(())
}
