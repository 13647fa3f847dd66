//! A mail server that takes letters, or says what a test has it say.

use std::sync::{Arc, Mutex};

use parvis::config::{Options, Secret};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A letter that it took.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    pub from: String,
    pub to: String,
    pub raw: Vec<u8>,
}

/// The server; it ends with its test.
#[derive(Clone)]
pub struct Server {
    url: String,
    says: Arc<Mutex<Says>>,
}

#[derive(Default)]
struct Says {
    answer: Option<String>,
    asked: usize,
    taken: Vec<Taken>,
}

impl Server {
    pub async fn start() -> Self {
        // Done by main in the program.
        rustls::crypto::ring::default_provider().install_default().ok();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let says = Arc::<Mutex<Says>>::default();
        let server = Self { url, says };
        let listening = server.clone();
        actix_web::rt::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                actix_web::rt::spawn(listening.clone().talk(stream));
            }
        });
        server
    }

    /// Where it listens, as the settings say it.
    pub fn url(&self) -> Secret {
        let options = Options { smtp_url: Some(self.url.clone()), ..Options::default() };
        options.check().expect("settings that can be used").smtp_url.expect("a server")
    }

    /// What it says from now on to whoever names a recipient; nothing: it takes all.
    pub fn says(&self, answer: Option<&str>) {
        self.says.lock().expect("nobody panics").answer = answer.map(str::to_owned);
    }

    /// How often a recipient was named.
    pub fn asked(&self) -> usize {
        self.says.lock().expect("nobody panics").asked
    }

    /// The letters that it took.
    pub fn taken(&self) -> Vec<Taken> {
        self.says.lock().expect("nobody panics").taken.clone()
    }

    async fn talk(self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        let (mut letter, mut line) = (Taken::default(), Vec::new());
        let mut answer = "220 test ESMTP".to_owned();
        loop {
            if stream.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
                return;
            }
            line.clear();
            if stream.read_until(b'\n', &mut line).await.unwrap_or(0) == 0 {
                return;
            }
            let said = String::from_utf8_lossy(&line).trim_end().to_owned();
            let address = || said.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            answer = match said.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" => "250-test\r\n250 8BITMIME".to_owned(),
                "MAIL" => {
                    letter = Taken { from: address(), ..Taken::default() };
                    "250 ok".to_owned()
                }
                "RCPT" => {
                    letter.to = address();
                    let mut says = self.says.lock().expect("nobody panics");
                    says.asked += 1;
                    says.answer.clone().unwrap_or_else(|| "250 ok".to_owned())
                }
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").await.ok();
                    loop {
                        line.clear();
                        if stream.read_until(b'\n', &mut line).await.unwrap_or(0) == 0 {
                            return;
                        }
                        if line == b".\r\n" {
                            break;
                        }
                        letter.raw.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
                    }
                    self.says.lock().expect("nobody panics").taken.push(std::mem::take(&mut letter));
                    "250 taken".to_owned()
                }
                "QUIT" => "221 bye".to_owned(),
                _ => "250 ok".to_owned(),
            };
        }
    }
}
