//! A real store of objects: s3rver (npm), on a port and in a folder of its own; it ends with the last test that uses it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, Weak};

use parvis::config::{Bucket, Options};

/// One for all tests of this process.
static SERVER: Mutex<Weak<Server>> = Mutex::new(Weak::new());

/// What it lets us in by.
pub const SECRET: &str = "S3RVER";

/// A server, as long as somebody holds it.
pub struct Server {
    process: Mutex<Child>,
    address: String,
    _folder: tempfile::TempDir,
}

impl Server {
    pub fn get() -> Arc<Self> {
        let mut server = SERVER.lock().expect("nobody panics while holding the server");
        let living = server.upgrade().unwrap_or_else(|| Arc::new(Self::start()));
        *server = Arc::downgrade(&living);
        living
    }

    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut process = Command::new("node")
            .arg(env!("PARVIS_S3RVER"))
            .args(["--silent", "--address", "127.0.0.1", "--port", "0", "--configure-bucket", "parvis", "--directory"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node.js: apt-get install nodejs npm");
        let stdout = BufReader::new(process.stdout.take().expect("what it says"));
        let says = |line: std::io::Result<String>| line.ok()?.strip_prefix("S3rver listening on ").map(str::to_owned);
        let address = stdout.lines().find_map(says).expect("s3rver does not start");
        Self { process: Mutex::new(process), address, _folder: folder }
    }

    /// A folder of a bucket (there is one, `parvis`) that nobody else uses, as the settings say it.
    pub fn bucket(&self, name: &str) -> Bucket {
        // Done by main in the program.
        rustls::crypto::ring::default_provider().install_default().ok();
        let folder = uuid::Uuid::now_v7().simple();
        let options = Options {
            files_url: Some(format!("s3://{name}/{folder}?endpoint=http://{}", self.address)),
            files_key: Some("S3RVER".to_owned()),
            files_secret: Some(SECRET.to_owned()),
            ..Options::default()
        };
        options.check().expect("settings that can be used").bucket.expect("a bucket")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut process = self.process.lock().expect("nobody panics while holding it");
        process.kill().ok();
        process.wait().ok();
    }
}
