//! A new cluster: made whole under another name, then renamed.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Instant;

use anyhow::{Context as _, bail};

use super::NAME;
use super::folder::{Folder, make_private};
use super::programs::Programs;

const UNFINISHED: &str = "pg.new-";

/// Makes the cluster of the folder, with the database in it.
pub fn create(folder: &Folder, programs: &Programs) -> anyhow::Result<()> {
    let began = Instant::now();
    // A name of our own: the work of a server that was killed here may still be writing to its own.
    let new = folder.path().join(format!("{UNFINISHED}{}", std::process::id()));
    make_private(&new, programs.owner)?;
    tracing::info!(folder = %folder.path().display(), "creating the database, once");
    initdb(programs, &new)?;
    create_database(programs, &new)?;
    fs::rename(&new, folder.pg()).context("cannot put the new database in its place")?;
    tracing::info!(seconds = began.elapsed().as_secs_f32(), "database created");
    Ok(())
}

/// Removes what a server that was killed here has begun. Should it be written to even now, it stays
/// until the next start.
pub fn remove_unfinished(folder: &Folder) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder.path())?.flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            let gone = fs::remove_dir_all(entry.path());
            tracing::info!(folder = %entry.path().display(), removed = gone.is_ok(), "unfinished database");
        }
    }
    Ok(())
}

fn initdb(programs: &Programs, new: &Path) -> anyhow::Result<()> {
    // Trust is for whoever opens the socket, and its folder is closed to everybody else.
    let output = programs
        .command("initdb")
        .arg("--pgdata")
        .arg(new)
        .args(["--username", NAME, "--auth=trust", "--data-checksums"])
        .args(["--encoding=UTF8", "--locale=C.UTF-8"])
        .output()
        .context("cannot run initdb")?;
    if output.status.success() {
        return Ok(());
    }
    let told = told(&output);
    if told.contains("could not look up effective user ID") {
        bail!(
            "PostgreSQL wants its user to have a name, and user {} has none in /etc/passwd: add one, \
             or set PARVIS_DATABASE_URL",
            rustix::process::geteuid().as_raw()
        );
    }
    bail!("the database could not be created in {}:\n{told}", new.display())
}

/// The server has no database of its own yet to connect to, so the single-user mode makes it.
fn create_database(programs: &Programs, new: &Path) -> anyhow::Result<()> {
    let mut single = programs
        .command("postgres")
        .args(["--single", "-D"])
        .arg(new)
        .args(["-c", "exit_on_error=true", "postgres"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot run postgres")?;
    let mut input = single.stdin.take().context("postgres has no input")?;
    writeln!(input, "create database {NAME};")?;
    drop(input);
    let output = single.wait_with_output()?;
    if !output.status.success() {
        bail!("the database could not be created in {}:\n{}", new.display(), told(&output));
    }
    Ok(())
}

fn told(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&text).trim().to_owned()
}
