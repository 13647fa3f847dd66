//! Who takes letters away: an SMTP server, a folder when there is none, or a test's own hands.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use anyhow::Context;
use lettre::address::Envelope;
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Attachment, Body, Mailbox, MultiPart, SinglePart};
use lettre::{Address, AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::headers::{self, Answering, Threading};
use crate::config::Config;
use crate::error::{Error, Result};

/// A letter that is ready to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// To whom: name and address.
    pub to: (String, String),
    /// Its subject, one line.
    pub subject: String,
    /// For those who read plain text.
    pub text: String,
    /// For those who read HTML.
    pub html: String,
    /// How it threads and how to be left alone, when it is about something that goes on.
    pub threading: Option<Threading>,
    /// The files that travel with it.
    pub files: Vec<Carried>,
    /// The mail that a program answers with it: nothing comes back from such a letter.
    pub answering: Option<Answering>,
}

/// A file that travels with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// What it is called.
    pub name: String,
    /// As what it is sent.
    pub media_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Takes letters away.
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf, AsyncFileTransport<Tokio1Executor>),
    Hands(Arc<Mutex<Vec<Written>>>),
}

impl Mailer {
    /// By SMTP when the settings name a server; else letters are laid into a folder, which the admins can read.
    pub fn new(config: &Config) -> anyhow::Result<Self> {
        let way = match &config.smtp_url {
            Some(url) => {
                let transport =
                    AsyncSmtpTransport::<Tokio1Executor>::from_url(url.reveal()).context("PARVIS_SMTP_URL")?;
                Way::Smtp(transport.timeout(Some(std::time::Duration::from_secs(30))).build())
            }
            None => {
                let folder = config.data_dir.join("mail");
                Way::Folder(folder.clone(), AsyncFileTransport::new(folder))
            }
        };
        Ok(Self { from: config.mail_from.clone(), way })
    }

    /// Into a test's hands.
    pub fn into_hands(from: Mailbox, hands: Arc<Mutex<Vec<Written>>>) -> Self {
        Self { from, way: Way::Hands(hands) }
    }

    /// The folder where letters lie, when no server takes them away.
    pub fn folder(&self) -> Option<&std::path::Path> {
        match &self.way {
            Way::Folder(folder, _) => Some(folder),
            Way::Smtp(_) | Way::Hands(_) => None,
        }
    }

    /// How many letters may be on their way at once: a server takes some time to answer, whatever ours does; a folder does not,
    /// and has them in their order.
    pub fn at_once(&self) -> usize {
        match self.way {
            Way::Smtp(_) => 8,
            Way::Folder(..) | Way::Hands(_) => 1,
        }
    }

    /// Sends a letter.
    ///
    /// # Errors
    /// What the server said; the job that sends tries again later.
    pub async fn send(&self, letter: &Written) -> Result<()> {
        let message = self.compose(letter)?;
        match &self.way {
            Way::Smtp(transport) => transport.send(message).await.map(|_| ()).map_err(Error::internal),
            Way::Folder(folder, transport) => {
                tokio::fs::create_dir_all(folder).await.map_err(Error::internal)?;
                let id = transport.send(message).await.map_err(Error::internal)?;
                super::folder::lay_beside(folder, &id, letter).await
            }
            Way::Hands(letters) => {
                letters.lock().expect("no test panics while it holds its letters").push(letter.clone());
                Ok(())
            }
        }
    }

    /// A letter as it travels.
    ///
    /// # Errors
    /// When no letter can be made of it.
    pub fn formatted(&self, letter: &Written) -> Result<Vec<u8>> {
        Ok(self.compose(letter)?.formatted())
    }

    fn compose(&self, letter: &Written) -> Result<Message> {
        let (name, address) = &letter.to;
        let to = mailbox(name, address)?;
        let subject: String = letter.subject.chars().filter(|c| !c.is_control()).collect();
        let body = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
        let threading = letter.threading.as_ref();
        // Never the machine's own name: it is nobody's business.
        let own = || format!("<{}@{}>", uuid::Uuid::now_v7(), self.from.email.domain());
        let id = threading.map_or_else(own, |threading| threading.message_id.clone());
        let mut message = Message::builder().from(self.sender(threading)).subject(subject).message_id(Some(id));
        if let Some((name, address)) = threading.and_then(|threading| threading.reply_to.as_ref()) {
            message = message.reply_to(mailbox(name, address)?);
        }
        if let Some(from) = envelope_from(letter)? {
            let envelope = Envelope::new(from, vec![to.email.clone()]);
            message = message.envelope(envelope.map_err(Error::internal)?);
        }
        let body = match letter.files.as_slice() {
            [] => body,
            files => files.iter().fold(MultiPart::mixed().multipart(body), |all, file| all.singlepart(carried(file))),
        };
        let mut message = message.to(to).multipart(body).map_err(Error::internal)?;
        headers::automatic(message.headers_mut(), letter.answering.as_ref());
        if let Some(threading) = threading {
            threading.put(message.headers_mut());
        }
        Ok(message)
    }

    /// The one address that Parvis writes from; the name beside it says who speaks.
    fn sender(&self, threading: Option<&Threading>) -> Mailbox {
        match threading.and_then(|threading| threading.from.as_deref()) {
            Some(name) => Mailbox::new(Some(plain(name)), self.from.email.clone()),
            None => self.from.clone(),
        }
    }
}

/// Who stands on the envelope, where that is not whoever writes: nobody on what answers a mail by itself, so that nothing
/// answers it (RFC 3834, 3.3); else the address that says which letter came back.
fn envelope_from(letter: &Written) -> Result<Option<Option<Address>>> {
    if letter.answering.is_some() {
        return Ok(Some(None));
    }
    let bounce = letter.threading.as_ref().and_then(|threading| threading.bounce.as_ref());
    bounce.map(|bounce| bounce.parse().map(Some).map_err(Error::internal)).transpose()
}

fn mailbox(name: &str, address: &str) -> Result<Mailbox> {
    Ok(Mailbox::new(Some(plain(name)), address.parse().map_err(Error::internal)?))
}

/// A file as a part. Base64 keeps its bytes, whatever lies on the way.
fn carried(file: &Carried) -> SinglePart {
    // Messages within a message may not be encoded; as files they may.
    let is_plain = !["message/", "multipart/"].iter().any(|kind| file.media_type.starts_with(kind));
    let of_any_kind = || ContentType::parse("application/octet-stream").expect("a media type");
    let known = ContentType::parse(&file.media_type).ok().filter(|_| is_plain);
    let media_type = known.unwrap_or_else(of_any_kind);
    let encoding = ContentTransferEncoding::Base64;
    let content = Body::new_with_encoding(file.content.clone(), encoding).expect("base64 carries all bytes");
    Attachment::new(plain(&file.name)).body(content, media_type)
}

/// A name as it may stand beside an address: lettre panics on a line break, and an `@` could pass for one.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_control() && *c != '@').collect()
}
