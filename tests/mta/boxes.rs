//! A Dovecot of its own, with a mailbox for whoever gets mail; and a reader of them that knows as much of IMAP as it needs.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::mx::{root, run};

/// Everybody's, in these tests.
pub const PASSWORD: &str = "secret";

pub struct Dovecot {
    folder: PathBuf,
    pub lmtp: u16,
    pub imap: u16,
    pub imaps: u16,
    /// Where it asks whether a token is good.
    pub tokens: u16,
}

impl Dovecot {
    pub fn start(folder: &Path, [lmtp, imap, imaps, tokens]: [u16; 4]) -> Self {
        let folder = folder.join("dovecot");
        let place = folder.display();
        fs::create_dir_all(folder.join("mail")).unwrap();
        certify(&folder);
        let conf = format!(
            "base_dir = {place}/run
log_path = {place}/log
protocols = imap lmtp
listen = 127.0.0.1
hostname = boxes.test
ssl = yes
ssl_cert = <{place}/cert.pem
ssl_key = <{place}/key.pem
disable_plaintext_auth = no
default_login_user = dovenull
default_internal_user = dovecot
first_valid_uid = 1
mail_location = maildir:%h
lmtp_hdr_delivery_address = final
mail_max_userip_connections = 100
auth_mechanisms = plain login xoauth2
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {place}/oauth2.conf
}}
passdb {{
  driver = static
  mechanisms = plain login
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = allow_all_users=yes uid=mail gid=mail home={place}/mail/%d/%n
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
"
        );
        let oauth2 = format!(
            "introspection_mode = post\nintrospection_url = http://127.0.0.1:{tokens}/introspect\n\
             username_attribute = username\nactive_attribute = active\nactive_value = true\n"
        );
        fs::write(folder.join("oauth2.conf"), oauth2).unwrap();
        fs::write(folder.join("dovecot.conf"), conf).unwrap();
        run(root("chown").arg("mail").arg(folder.join("mail")));
        // It stays, and would hold on to whatever it could speak to.
        let mut command = root("dovecot");
        let command = command.arg("-c").arg(folder.join("dovecot.conf")).stdout(Stdio::null()).stderr(Stdio::null());
        assert!(command.status().unwrap().success(), "see {place}/log");
        Self { folder, lmtp, imap, imaps, tokens }
    }

    /// The authority that signed its certificate.
    pub fn authority(&self) -> PathBuf {
        self.folder.join("ca.pem")
    }

    /// Somebody's messages in a folder, whole, in their order.
    pub fn messages(&self, address: &str, folder: &str) -> Vec<String> {
        let mut reader = Reader::new(self.imap, address);
        if !reader.asks(&format!("SELECT {folder}")).ends_with("done") {
            return Vec::new();
        }
        reader.texts.clear();
        reader.asks("UID FETCH 1:* BODY.PEEK[]");
        std::mem::take(&mut reader.texts)
    }

    /// What it answers to one command in somebody's inbox.
    pub fn says(&self, address: &str, command: &str) -> String {
        let mut reader = Reader::new(self.imap, address);
        reader.asks("SELECT INBOX");
        reader.asks(command)
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        root("dovecot").arg("-c").arg(self.folder.join("dovecot.conf")).arg("stop").status().ok();
    }
}

/// A certificate for localhost, of an authority that nobody knows yet.
fn certify(folder: &Path) {
    let conf = "[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=critical,CA:TRUE\n\
                [leaf]\nbasicConstraints=CA:FALSE\nsubjectAltName=DNS:localhost\n";
    fs::write(folder.join("openssl.cnf"), conf).unwrap();
    let request = |key: &str, cert: &str, subject: &str, more: &[&str]| {
        let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
        let mut command = std::process::Command::new("openssl");
        command.args(["req", "-x509", "-nodes", "-days", "2", "-config", "openssl.cnf"]).args(curve);
        command.args(["-keyout", key, "-out", cert, "-subj", subject]).args(more).current_dir(folder);
        run(&mut command);
    };
    request("ca.key", "ca.pem", "/CN=an authority", &["-extensions", "ca"]);
    request("key.pem", "cert.pem", "/CN=localhost", &["-extensions", "leaf", "-CA", "ca.pem", "-CAkey", "ca.key"]);
}

struct Reader {
    stream: BufReader<TcpStream>,
    /// What came in one piece.
    texts: Vec<String>,
}

impl Reader {
    fn new(port: u16, address: &str) -> Self {
        let stream = BufReader::new(TcpStream::connect(("127.0.0.1", port)).unwrap());
        let mut reader = Self { stream, texts: Vec::new() };
        reader.line();
        let entered = reader.asks(&format!("LOGIN \"{address}\" {PASSWORD}"));
        assert!(entered.ends_with("done"), "{entered}");
        reader
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        line
    }

    /// Its answer, up to `done` when it agrees.
    fn asks(&mut self, command: &str) -> String {
        write!(self.stream.get_mut(), "x {command}\r\n").unwrap();
        let mut said = String::new();
        loop {
            let line = self.line();
            assert!(!line.is_empty(), "it hung up after {command}: {said}");
            if line.starts_with("x ") {
                return said + if line.starts_with("x OK") { "done" } else { &line };
            }
            if let Some((_, size)) = line.trim_end().strip_suffix('}').and_then(|line| line.rsplit_once('{')) {
                let mut text = vec![0; size.parse().unwrap()];
                self.stream.read_exact(&mut text).unwrap();
                self.texts.push(String::from_utf8_lossy(&text).into_owned());
            }
            said.push_str(&line);
        }
    }
}

/// A field of a message, unfolded.
pub fn field(message: &str, name: &str) -> String {
    let head = message.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ").replace("\r\n\t", " ");
    let wanted = format!("{}:", name.to_lowercase());
    let mut lines = head.lines().filter(|line| line.to_lowercase().starts_with(&wanted));
    lines.next().map(|line| line[wanted.len()..].trim().to_owned()).unwrap_or_default()
}
