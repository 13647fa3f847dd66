//! Which PostgreSQL: the version that made the data, or the newest for new data.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};

/// Where Debian and its kin keep one folder for each major version.
const DEBIAN: &str = "/usr/lib/postgresql";

#[derive(Clone, Debug)]
struct Installed {
    version: u32,
    bin: PathBuf,
}

/// The folder with the programs that fit the data in `pg`.
pub fn programs(pg: &Path) -> anyhow::Result<PathBuf> {
    let mut all = of_debian(Path::new(DEBIAN));
    let path = std::env::var_os("PATH").unwrap_or_default();
    all.extend(std::env::split_paths(&path).filter_map(asked));
    choose(all, made_by(pg), pg)
}

fn choose(all: Vec<Installed>, made_by: Option<u32>, pg: &Path) -> anyhow::Result<PathBuf> {
    let Some(wanted) = made_by else {
        return all.into_iter().max_by_key(|found| found.version).map(|found| found.bin).context(
            "no PostgreSQL found. Install it (Debian, Ubuntu: `apt-get install postgresql`), or \
                 set PARVIS_DATABASE_URL to a server that you run",
        );
    };
    if let Some(found) = all.iter().find(|found| found.version == wanted) {
        return Ok(found.bin.clone());
    }
    let mut versions: Vec<String> = all.iter().map(|found| found.version.to_string()).collect();
    versions.dedup();
    if versions.is_empty() {
        versions.push("none".into());
    }
    bail!(
        "the data in {} was made by PostgreSQL {wanted}, which is not installed (found: {}). Install \
         postgresql-{wanted}, or dump with the old version and restore into a new folder",
        pg.display(),
        versions.join(", ")
    )
}

fn made_by(pg: &Path) -> Option<u32> {
    let version = fs::read_to_string(pg.join("PG_VERSION")).ok()?;
    version.trim().parse().ok()
}

fn of_debian(base: &Path) -> Vec<Installed> {
    let versions = fs::read_dir(base).into_iter().flatten().flatten();
    versions
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            let bin = entry.path().join("bin");
            has_programs(&bin).then_some(Installed { version, bin })
        })
        .collect()
}

/// A folder of the search path; its version is known by asking the program itself.
fn asked(bin: PathBuf) -> Option<Installed> {
    if !has_programs(&bin) {
        return None;
    }
    let answer = Command::new(bin.join("postgres")).arg("--version").output().ok()?;
    let version = version(&String::from_utf8(answer.stdout).ok()?)?;
    Some(Installed { version, bin })
}

fn has_programs(bin: &Path) -> bool {
    bin.join("postgres").is_file() && bin.join("initdb").is_file()
}

fn version(answer: &str) -> Option<u32> {
    let number = answer.split_whitespace().nth(2)?;
    let digits = number.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn installed(versions: &[u32]) -> Vec<Installed> {
        let found = |version: &u32| Installed { version: *version, bin: format!("/{version}").into() };
        versions.iter().map(found).collect()
    }

    fn chosen(versions: &[u32], made_by: Option<u32>) -> Result<PathBuf, String> {
        choose(installed(versions), made_by, Path::new("/data/pg")).map_err(|error| error.to_string())
    }

    #[test]
    fn new_data_takes_the_newest_and_old_data_its_own() {
        assert_eq!(chosen(&[15, 17, 16], None), Ok("/17".into()));
        assert_eq!(chosen(&[15, 17, 16], Some(15)), Ok("/15".into()));
    }

    #[test]
    fn a_missing_postgres_is_told_in_one_sentence() {
        let none = chosen(&[], None).unwrap_err();
        assert!(none.starts_with("no PostgreSQL found.") && none.contains("PARVIS_DATABASE_URL"));
        let other = chosen(&[15], Some(17)).unwrap_err();
        assert!(other.contains("made by PostgreSQL 17") && other.contains("(found: 15)"), "{other}");
        assert!(chosen(&[], Some(17)).unwrap_err().contains("(found: none)"));
    }

    #[test]
    fn the_version_is_read_from_what_the_program_says() {
        assert_eq!(version("postgres (PostgreSQL) 15.20 (Debian 15.20-1.pgdg)"), Some(15));
        assert_eq!(version("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(version("sh: not found"), None);
    }
}
