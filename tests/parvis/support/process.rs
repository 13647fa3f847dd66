//! The program itself, as an operator runs it.

use std::fs::{self, DirBuilder};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

const DEADLINE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(10);

/// In memory where there is such a place.
pub fn fast_folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.into() } else { std::env::temp_dir() }
}

/// A data folder for one test, gone with it.
pub struct DataFolder(PathBuf);

impl DataFolder {
    pub fn new() -> Self {
        Self::named(&format!("parvis-data-{}", uuid::Uuid::now_v7().simple()))
    }

    pub fn named(name: &str) -> Self {
        let path = fast_folder().join(name);
        DirBuilder::new().mode(0o711).create(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The process that PostgreSQL says is serving the folder.
    pub fn postmaster(&self) -> Pid {
        let file = fs::read_to_string(self.0.join("pg/postmaster.pid")).unwrap();
        Pid::from_raw(file.lines().next().unwrap().trim().parse().unwrap()).unwrap()
    }

    /// The folder of the socket that the database listens on.
    pub fn socket(&self) -> PathBuf {
        let file = fs::read_to_string(self.0.join("pg/postmaster.pid")).unwrap();
        file.lines().nth(4).unwrap().into()
    }
}

impl Drop for DataFolder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// `parvis` with nothing in its environment but what the test says.
pub fn parvis(arguments: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
    command
        .args(arguments)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .envs(settings.iter().copied());
    command
}

/// The outcome of a command that ends by itself: whether it went well, and what it said.
pub fn outcome(mut command: Command) -> (bool, String) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let told = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(told).unwrap())
}

/// A server that is ready.
pub struct Running {
    child: Child,
    log: Receiver<String>,
    told: Vec<String>,
    address: SocketAddr,
}

impl Running {
    pub fn start(data: &DataFolder) -> Self {
        Self::spawn(serve(data))
    }

    /// With more arguments and settings.
    pub fn start_with(data: &DataFolder, arguments: &[&str], settings: &[(&str, &str)]) -> Self {
        let mut command = serve(data);
        command.args(arguments).envs(settings.iter().copied()).stdout(Stdio::null());
        Self::spawn(command)
    }

    /// As another user.
    pub fn start_as(data: &DataFolder, uid: u32, gid: u32) -> Self {
        let mut command = serve(data);
        command.uid(uid).gid(gid);
        Self::spawn(command)
    }

    fn spawn(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (line, log) = channel();
        std::thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|told| line.send(told)));
        let mut running = Self { child, log, told: Vec::new(), address: ([127, 0, 0, 1], 0).into() };
        let ready = running.hear("Parvis is ready");
        let (_, address) = ready.split_once("\"address\":\"").unwrap();
        running.address = address.split('"').next().unwrap().parse().unwrap();
        running
    }

    /// Waits for a line of the log.
    pub fn hear(&mut self, text: &str) -> String {
        let began = Instant::now();
        while let Ok(line) = self.log.recv_timeout(DEADLINE.saturating_sub(began.elapsed())) {
            self.told.push(line.clone());
            if line.contains(text) {
                return line;
            }
        }
        panic!("the server never said {text:?}, but:\n{}", self.told.join("\n"));
    }

    /// Whether the server says that it can serve.
    pub fn is_ready(&self) -> bool {
        let ask = || -> std::io::Result<bool> {
            let mut stream = TcpStream::connect(self.address)?;
            stream.set_read_timeout(Some(DEADLINE))?;
            write!(stream, "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer)?;
            Ok(answer.starts_with("HTTP/1.1 200"))
        };
        ask().unwrap_or(false)
    }

    /// Where its pages are.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn uid(&self) -> u32 {
        uid_of(self.pid())
    }

    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// No mercy: the process has no chance to do anything more.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// As the system does it when it shuts down.
    pub fn stop(mut self) -> ExitStatus {
        kill_process(self.pid(), Signal::TERM).unwrap();
        self.hear("stopped\"");
        self.child.wait().unwrap()
    }
}

impl Drop for Running {
    /// In good order: a database whose folder vanishes under it leaves shared memory behind.
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            kill_process(self.pid(), Signal::TERM).ok();
        }
        self.child.wait().ok();
    }
}

fn serve(data: &DataFolder) -> Command {
    let settings = [("PARVIS_DATA_DIR", data.path().to_str().unwrap()), ("PARVIS_BIND", "127.0.0.1:0")];
    parvis(&["serve", "--log-format", "json"], &settings)
}

pub fn uid_of(process: Pid) -> u32 {
    fs::metadata(format!("/proc/{}", process.as_raw_nonzero())).unwrap().uid()
}

/// Waits until it is so.
pub fn until(what: &str, so: impl Fn() -> bool) {
    let began = Instant::now();
    while !so() {
        assert!(began.elapsed() < DEADLINE, "{what}: still not");
        std::thread::sleep(POLL);
    }
}
