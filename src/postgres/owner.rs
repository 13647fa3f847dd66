//! Who the database runs as. PostgreSQL refuses to be root; then only its processes are somebody else.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use rustix::process::geteuid;

/// The users the database may run as under root, in order of preference. `nobody` is not among
/// them: what belongs to `nobody` belongs to every careless service of the machine.
const CANDIDATES: [&str; 2] = ["parvis", "postgres"];

/// The user and group of the database's processes and files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner {
    pub uid: u32,
    pub gid: u32,
}

/// The user the database must run as, or `None` when that is the user of this process.
pub fn of_cluster(pg: &Path) -> anyhow::Result<Option<Owner>> {
    let us = geteuid();
    let present = fs::metadata(pg).ok();
    if !us.is_root() {
        if let Some(found) = present.filter(|found| found.uid() != us.as_raw()) {
            bail!(
                "the database in {} belongs to user {}: start Parvis as that user or as root, or \
                 choose another folder with PARVIS_DATA_DIR",
                pg.display(),
                found.uid()
            );
        }
        return Ok(None);
    }
    if let Some(found) = present.filter(|found| found.uid() != 0) {
        return Ok(Some(Owner { uid: found.uid(), gid: found.gid() }));
    }
    let passwd = fs::read_to_string("/etc/passwd").context("cannot read /etc/passwd")?;
    choose(&passwd).map(Some).context(
        "PostgreSQL does not run as root, and there is no user `parvis` or `postgres` for it. \
         Make one with `adduser --system --group parvis`, or start Parvis as another user",
    )
}

fn choose(passwd: &str) -> Option<Owner> {
    CANDIDATES.iter().find_map(|name| {
        passwd.lines().find_map(|line| {
            let fields: Vec<&str> = line.split(':').collect();
            match fields[..] {
                [user, _, uid, gid, ..] if user == *name => {
                    Some(Owner { uid: uid.parse().ok()?, gid: gid.parse().ok()? })
                }
                _ => None,
            }
        })
    })
}

impl Owner {
    /// Every folder on the way must let the database's user pass.
    pub fn must_reach(self, folder: &Path) -> anyhow::Result<()> {
        for step in folder.ancestors() {
            let found = fs::metadata(step).with_context(|| format!("cannot read {}", step.display()))?;
            if !self.may_enter(found.mode(), found.uid(), found.gid()) {
                bail!(
                    "started as root, the database runs as user {} and cannot reach {} because {} is \
                     closed to it. Put the data elsewhere, for example PARVIS_DATA_DIR=/var/lib/parvis",
                    self.uid,
                    folder.display(),
                    step.display()
                );
            }
        }
        Ok(())
    }

    fn may_enter(self, mode: u32, uid: u32, gid: u32) -> bool {
        let bit = if uid == self.uid {
            0o100
        } else if gid == self.gid {
            0o010
        } else {
            0o001
        };
        mode & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSTGRES: &str = "postgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash\n";
    const NOBODY: &str = "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n";

    #[test]
    fn parvis_comes_before_postgres_and_nobody_never() {
        let both = format!("{POSTGRES}parvis:x:900:901::/var/lib/parvis:/bin/false\n");
        assert_eq!(choose(&both), Some(Owner { uid: 900, gid: 901 }));
        assert_eq!(choose(POSTGRES), Some(Owner { uid: 101, gid: 104 }));
        assert_eq!(choose(NOBODY), None);
    }

    #[test]
    fn a_closed_folder_lets_nobody_else_pass() {
        let owner = Owner { uid: 101, gid: 104 };
        assert!(owner.may_enter(0o755, 0, 0));
        assert!(owner.may_enter(0o711, 0, 0));
        assert!(!owner.may_enter(0o700, 0, 0));
        assert!(owner.may_enter(0o700, 101, 0));
        assert!(owner.may_enter(0o710, 0, 104));
    }
}
