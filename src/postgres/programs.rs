//! How the programs of PostgreSQL are called: from a clean environment, as the right user.

use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::owner::Owner;

/// The folder of the programs, and the user they run as.
#[derive(Clone, Debug)]
pub struct Programs {
    bin: PathBuf,
    pub owner: Option<Owner>,
}

impl Programs {
    pub fn new(bin: PathBuf, owner: Option<Owner>) -> Self {
        Self { bin, owner }
    }

    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.bin.join(program));
        command.current_dir("/").env_clear().env("LC_ALL", "C.UTF-8").env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
        if let Some(owner) = self.owner {
            command.uid(owner.uid).gid(owner.gid);
        }
        command
    }
}
