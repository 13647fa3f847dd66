//! One mail server, handing mail over. Commands are read line by line and parsed by smtp-proto, whose receivers also end a
//! message: only a dot between two CRLF does, so that nothing can be smuggled in behind it.

mod message;

use std::io;
use std::time::Duration;

use smtp_proto::Request;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::listen::Protocol;
use super::recipient::{Doorbell, Known};
use super::reply::{self, Reply};
use crate::app::App;
use crate::stop::Stop;

/// How long the next bytes may take (RFC 5321, 4.5.3.2).
const PATIENCE: Duration = Duration::from_secs(300);
/// The longest line of a command, as far as anybody honest writes one.
const LONGEST: usize = 4096;
/// Recipients of one mail (RFC 5321, 4.5.3.1.8).
const RECIPIENTS: usize = 100;
/// Mistakes and wrong addresses; whoever makes more is guessing.
const MISTAKES: usize = 20;

/// A conversation.
pub(super) struct Session<'a> {
    app: &'a App,
    protocol: Protocol,
    stream: TcpStream,
    /// What has come and is not read yet.
    input: Vec<u8>,
    /// What is to be said, so that commands that came together are answered together.
    output: String,
    greeted: bool,
    /// The line that comes in is too long: the rest of it is thrown away.
    skips: bool,
    mistakes: usize,
    /// Who handed it to the mail server that hands it to us.
    peer: Option<String>,
    helo: String,
    envelope: Option<Envelope>,
}

#[derive(Default)]
struct Envelope {
    from: String,
    recipients: Vec<String>,
    raw: Vec<u8>,
}

/// How the conversation goes on.
enum Go {
    /// It does.
    On,
    /// It ends, after what is to be said.
    Away,
    /// A message follows.
    Data,
    /// A piece of one follows.
    Chunk { size: usize, is_last: bool },
}

impl<'a> Session<'a> {
    pub(super) fn new(app: &'a App, protocol: Protocol, stream: TcpStream) -> Self {
        let (input, output, helo) = (Vec::new(), String::new(), String::new());
        Self {
            app,
            protocol,
            stream,
            input,
            output,
            greeted: false,
            skips: false,
            mistakes: 0,
            peer: None,
            helo,
            envelope: None,
        }
    }

    /// Talks until one of both has enough.
    pub(super) async fn run(mut self, stop: &Stop) -> io::Result<()> {
        let Ok(bell) = Doorbell::new(self.app).await else {
            return self.end(reply::LATER).await;
        };
        self.output = format!("220 {} {:?} Parvis\r\n", self.host(), self.protocol);
        loop {
            let line = match self.line(stop).await? {
                Line::Whole(line) => line,
                Line::TooLong => {
                    self.wrong(reply::LONG_LINE);
                    continue;
                }
                Line::Over => return Ok(()),
                Line::Stop => return self.end(reply::STOPPING).await,
            };
            let go = self.obey(&bell, &line).await;
            match go {
                Go::On => {}
                Go::Away => return self.flush().await,
                Go::Data => self.data().await?,
                Go::Chunk { size, is_last } => self.chunk(size, is_last).await?,
            }
            if self.mistakes > MISTAKES {
                return self.end(reply::TOO_WRONG).await;
            }
        }
    }

    fn host(&self) -> &'a str {
        &self.app.config.mail_domain
    }

    fn say(&mut self, reply: Reply) -> Go {
        self.output.push_str(reply);
        Go::On
    }

    fn wrong(&mut self, reply: Reply) -> Go {
        self.mistakes += 1;
        self.say(reply)
    }

    async fn end(&mut self, reply: Reply) -> io::Result<()> {
        self.output.push_str(reply);
        self.flush().await
    }

    async fn flush(&mut self) -> io::Result<()> {
        let output = std::mem::take(&mut self.output);
        timeout(PATIENCE, self.stream.write_all(output.as_bytes())).await.map_err(io::Error::other)?
    }

    /// Reads some more; how much.
    async fn more(&mut self) -> io::Result<usize> {
        self.flush().await?;
        timeout(PATIENCE, self.stream.read_buf(&mut self.input)).await.map_err(io::Error::other)?
    }

    /// The next line, without its end. Between two mails the conversation may be ended from our side.
    async fn line(&mut self, stop: &Stop) -> io::Result<Line> {
        loop {
            if let Some(end) = self.input.iter().position(|byte| *byte == b'\n') {
                let rest = self.input.split_off(end + 1);
                let line = std::mem::replace(&mut self.input, rest);
                let is_rest = std::mem::take(&mut self.skips);
                return Ok(if is_rest || line.len() > LONGEST { Line::TooLong } else { Line::Whole(line) });
            }
            if self.input.len() > LONGEST {
                // Whatever follows on this line is no command either.
                self.input.clear();
                self.skips = true;
                self.mistakes += 1;
            }
            if self.mistakes > MISTAKES {
                return Ok(Line::TooLong);
            }
            let read = if self.envelope.is_some() {
                self.more().await?
            } else {
                tokio::select! {
                    read = self.more() => read?,
                    () = stop.requested() => return Ok(Line::Stop),
                }
            };
            if read == 0 {
                return Ok(Line::Over);
            }
        }
    }

    async fn obey(&mut self, bell: &Doorbell<'_>, line: &[u8]) -> Go {
        if line.get(..9).is_some_and(|verb| verb.eq_ignore_ascii_case(b"XFORWARD ")) {
            self.forwarded(&String::from_utf8_lossy(&line[9..]));
            return self.say(reply::OK);
        }
        let request = match Request::parse(&mut line.iter()) {
            Ok(request) => request,
            Err(smtp_proto::Error::InvalidSenderAddress | smtp_proto::Error::InvalidRecipientAddress) => {
                return self.wrong(reply::BAD_ADDRESS);
            }
            Err(smtp_proto::Error::UnknownCommand | smtp_proto::Error::NeedsMoreData { .. }) => {
                return self.wrong(reply::UNKNOWN);
            }
            Err(_) => return self.wrong(reply::SYNTAX),
        };
        match (request, self.protocol) {
            (Request::Lhlo { .. }, Protocol::Lmtp) | (Request::Ehlo { .. }, Protocol::Smtp) => self.greet(),
            (Request::Helo { .. }, Protocol::Smtp) => {
                self.forget();
                self.greeted = true;
                let hello = format!("250 {}\r\n", self.host());
                self.output.push_str(&hello);
                Go::On
            }
            (Request::Quit, _) => {
                self.say(reply::BYE);
                Go::Away
            }
            (Request::Noop { .. }, _) => self.say(reply::OK),
            (Request::Rset, _) => {
                self.forget();
                self.say(reply::OK)
            }
            (Request::Vrfy { .. }, _) => self.say(reply::NOT_SAID),
            (Request::Mail { from }, _) if self.greeted && self.envelope.is_none() => {
                self.sender(bell, from.address.as_ref(), from.size).await
            }
            (Request::Rcpt { to }, _) if self.envelope.is_some() => self.recipient(bell, to.address.as_ref()).await,
            (Request::Data, _) if self.is_addressed() => Go::Data,
            (Request::Bdat { chunk_size, is_last }, _) if self.is_addressed() => {
                Go::Chunk { size: chunk_size, is_last }
            }
            (Request::Data, _) if self.envelope.is_some() => self.wrong(reply::NO_RECIPIENTS),
            // Its bytes follow whatever is said to it.
            (Request::Bdat { .. }, _) => {
                self.wrong(reply::NO_RECIPIENTS);
                Go::Away
            }
            (Request::Mail { .. } | Request::Rcpt { .. } | Request::Data, _) => self.wrong(reply::ORDER),
            _ => self.wrong(reply::UNKNOWN),
        }
    }

    /// The next mail says anew who handed it over.
    fn forget(&mut self) {
        self.envelope = None;
        self.peer = None;
        self.helo.clear();
    }

    fn greet(&mut self) -> Go {
        self.forget();
        self.greeted = true;
        let size = self.app.config.mail_in.heaviest;
        let hello = format!(
            "250-{}\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-CHUNKING\r\n250-ENHANCEDSTATUSCODES\r\n\
             250-XFORWARD NAME ADDR PROTO HELO SOURCE PORT\r\n250 SIZE {size}\r\n",
            self.host()
        );
        self.output.push_str(&hello);
        Go::On
    }

    /// Postfix tells who gave it the mail; a value it does not know is `[UNAVAILABLE]`.
    fn forwarded(&mut self, attributes: &str) {
        for attribute in attributes.split_whitespace() {
            let Some((name, value)) = attribute.split_once('=') else { continue };
            let value = if value.eq_ignore_ascii_case("[unavailable]") { "" } else { value };
            match name.to_ascii_uppercase().as_str() {
                "ADDR" => {
                    let bare = value.get(..5).filter(|start| start.eq_ignore_ascii_case("ipv6:"));
                    let bare = bare.map_or(value, |_| &value[5..]);
                    self.peer = bare.parse::<std::net::IpAddr>().ok().map(|address| address.to_string());
                }
                "HELO" => self.helo = value.chars().filter(char::is_ascii_graphic).take(255).collect(),
                _ => {}
            }
        }
    }

    async fn sender(&mut self, bell: &Doorbell<'_>, from: &str, size: usize) -> Go {
        if size > self.app.config.mail_in.heaviest {
            return self.say(reply::TOO_BIG);
        }
        match bell.has_room(from).await {
            Ok(true) => {
                self.envelope = Some(Envelope { from: from.to_owned(), ..Envelope::default() });
                self.say(reply::SENDER)
            }
            Ok(false) => self.say(reply::ENOUGH),
            Err(_) => self.say(reply::LATER),
        }
    }

    async fn recipient(&mut self, bell: &Doorbell<'_>, to: &str) -> Go {
        let many = self.envelope.as_ref().is_some_and(|envelope| envelope.recipients.len() >= RECIPIENTS);
        if many {
            return self.say(reply::MANY);
        }
        match bell.ask(to).await {
            Ok(Known::Ours(address)) => {
                if let Some(envelope) = &mut self.envelope {
                    envelope.recipients.push(address);
                }
                self.say(reply::RECIPIENT)
            }
            Ok(Known::Nobody) => self.wrong(reply::NOBODY),
            Ok(Known::Elsewhere) => self.wrong(reply::ELSEWHERE),
            Err(error) => {
                tracing::warn!("nobody could be asked about a recipient: {error}");
                self.say(reply::LATER)
            }
        }
    }

    fn is_addressed(&self) -> bool {
        self.envelope.as_ref().is_some_and(|envelope| !envelope.recipients.is_empty())
    }
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
    Over,
    Stop,
}
