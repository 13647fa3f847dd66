//! A Postfix of its own: its queue and its settings in a folder, its port on this machine alone, and no way out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Who hands mail in from here is a stranger that the house's server has found to be lying,
pub const LIAR: &str = "127.0.0.3";
/// or somebody whom it has found to be right.
pub const PROVED: &str = "127.0.0.4";

pub struct Postfix {
    folder: PathBuf,
    pub port: u16,
}

/// Where mail goes.
pub struct Ways {
    /// Parvis' door, and the domain behind it.
    pub parvis: u16,
    /// The mailboxes, and their domains.
    pub boxes: u16,
}

/// The domain of Parvis' own addresses,
pub const PARVIS: &str = "parvis.test";
/// those of the people in these tests,
pub const DOMAINS: [&str; 4] = ["brevent.example", "acier-duval.example", "boxes.test", "mx.test"];

impl Postfix {
    pub fn start(folder: &Path, port: u16, ways: &Ways) -> Self {
        let folder = folder.join("postfix");
        let place = folder.display();
        for name in ["etc", "queue", "data"] {
            fs::create_dir_all(folder.join(name)).unwrap();
        }
        let verdict = |verdict: &str| format!("PREPEND Authentication-Results: mx.test; {verdict}");
        let verdicts = format!(
            "{LIAR} {}\n{PROVED} {}\n",
            verdict("dmarc=fail (p=reject) header.from=brevent.example"),
            verdict("dmarc=pass header.from=brevent.example")
        );
        fs::write(folder.join("verdicts"), verdicts).unwrap();
        let mut transport = format!("{PARVIS} lmtp:[127.0.0.1]:{}\n", ways.parvis);
        for domain in DOMAINS {
            transport.push_str(&format!("{domain} lmtp:[127.0.0.1]:{}\n", ways.boxes));
        }
        fs::write(folder.join("transport"), transport + "* error:no mail leaves\n").unwrap();
        let main = format!(
            "compatibility_level = 3.6
queue_directory = {place}/queue
data_directory = {place}/data
maillog_file = {place}/log
maillog_file_prefixes = {place}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.test
mydestination =
inet_interfaces = loopback-only
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
relay_domains = {PARVIS}, {}
transport_maps = texthash:{place}/transport
smtpd_client_restrictions = check_client_access texthash:{place}/verdicts
lmtp_send_xforward_command = yes
smtputf8_enable = yes
smtputf8_autodetect_classes = all
message_size_limit = 26214400
smtpd_client_connection_rate_limit = 0
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
transport_retry_time = 1s
lmtp_destination_concurrency_failed_cohort_limit = 100
",
            DOMAINS.join(", ")
        );
        fs::write(folder.join("etc/main.cf"), main).unwrap();
        fs::write(folder.join("etc/master.cf"), format!("127.0.0.1:{port} inet n - n - - smtpd\n{SERVICES}")).unwrap();
        run(root("chown").arg("-R").arg("root:root").arg(folder.join("etc")));
        run(root("chown").arg("postfix").arg(folder.join("data")));
        let postfix = Self { folder, port };
        let mut start = postfix.command("postfix", &["start"]);
        let started = start.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        assert!(started.success(), "see {}/log", postfix.folder.display());
        postfix
    }

    fn command(&self, name: &str, arguments: &[&str]) -> Command {
        let mut command = root(name);
        command.arg("-c").arg(self.folder.join("etc")).args(arguments);
        command
    }

    /// Tries everything again that waits; what waits, and why.
    pub fn queue(&self) -> String {
        run(&mut self.command("postqueue", &["-f"]));
        run(&mut self.command("postqueue", &["-j"]))
    }

    pub fn is_empty(&self) -> bool {
        self.queue().trim().is_empty()
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        self.command("postfix", &["stop"]).stderr(Stdio::null()).status().ok();
    }
}

/// A command of root's.
pub fn root(name: &str) -> Command {
    if rustix::process::geteuid().is_root() {
        return Command::new(name);
    }
    let mut command = Command::new("sudo");
    command.args(["-n", name]);
    command
}

/// Runs it to a good end; what it said.
pub fn run(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{command:?}: {told}{}", String::from_utf8_lossy(&output.stderr));
    told
}

const SERVICES: &str = "pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
";
