//! Scripts and styles, bundled by esbuild with the fonts and drawings that the styles ask for.

use super::{Result, packages};
use std::{env, path::Path, process::Command};

/// Bundles `js/app.js`, `js/worker.js` and `css/app.css` into the served folder.
pub fn run(source: &Path, modules: &Path, served: &Path) -> Result<()> {
    let mut esbuild = Command::new(modules.join(".bin/esbuild"));
    esbuild
        .current_dir(source)
        .env("NODE_PATH", modules)
        .args(["js/app.js", "js/worker.js", "css/app.css", "--bundle", "--minify", "--format=esm", "--target=es2022"])
        .args(["--entry-names=[name]-[hash]", "--asset-names=[name]-[hash]"])
        .args(["--loader:.woff2=file", "--loader:.svg=file"])
        .args(["--legal-comments=none", "--log-level=warning"])
        .arg(format!("--outdir={}", served.display()));
    if env::var_os("PROFILE").is_some_and(|profile| profile == "debug") {
        esbuild.arg("--sourcemap=linked");
    }
    packages::run(&mut esbuild)
}
