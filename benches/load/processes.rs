//! The processor's time of the server and of its database, as the kernel counts it.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use crate::Outcome;

/// The kernel's unit of time in `/proc`: a hundredth of a second on every Linux that Parvis runs on.
const TICK_MS: f64 = 10.0;

/// The server's process, and the file in which its database says which process it is.
pub struct Processes {
    pub server: Option<u32>,
    pub postmaster: Option<PathBuf>,
}

/// Milliseconds of processor time.
#[derive(Clone, Copy, Default)]
pub struct Spent {
    pub server: f64,
    pub database: f64,
}

struct Process {
    parent: u32,
    /// Its own time and that of its children that have ended.
    ticks: u64,
}

impl Processes {
    /// What has been spent since they started.
    pub fn spent(&self) -> Outcome<Spent> {
        let Some(server) = self.server else { return Ok(Spent::default()) };
        let all = all()?;
        let ms = |pids: &[u32]| {
            pids.iter().filter_map(|pid| all.get(pid)).map(|one| one.ticks).sum::<u64>() as f64 * TICK_MS
        };
        let database = match &self.postmaster {
            Some(file) => family(&all, fs::read_to_string(file)?.lines().next().unwrap_or_default().trim().parse()?),
            None => Vec::new(),
        };
        Ok(Spent { server: ms(&[server]), database: ms(&database) })
    }

    /// The server's memory, in bytes.
    pub fn resident(&self) -> Outcome<u64> {
        let Some(server) = self.server else { return Ok(0) };
        let status = fs::read_to_string(format!("/proc/{server}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no memory")?;
        Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? * 1024)
    }
}

impl Spent {
    pub fn since(self, before: Self) -> Self {
        Self { server: self.server - before.server, database: self.database - before.database }
    }
}

/// A process and all that come from it.
fn family(all: &HashMap<u32, Process>, first: u32) -> Vec<u32> {
    let mut family = vec![first];
    let mut seen = 0;
    while seen < family.len() {
        let parent = family[seen];
        family.extend(all.iter().filter(|(_, one)| one.parent == parent).map(|(pid, _)| *pid));
        seen += 1;
    }
    family
}

fn all() -> Outcome<HashMap<u32, Process>> {
    let mut all = HashMap::new();
    for entry in fs::read_dir("/proc")? {
        let Some(pid) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        // It may have ended since.
        if let Some(one) = fs::read_to_string(format!("/proc/{pid}/stat")).ok().and_then(|stat| read(&stat)) {
            all.insert(pid, one);
        }
    }
    Ok(all)
}

/// proc(5): after the name in parentheses, the parent is the second field; utime, stime, cutime, cstime are 12 to 15.
fn read(stat: &str) -> Option<Process> {
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = fields.get(11..15)?.iter().filter_map(|field| field.parse::<u64>().ok()).sum();
    Some(Process { parent: fields.get(1)?.parse().ok()?, ticks })
}
