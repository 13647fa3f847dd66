//! Mail that comes in: messages as programs write them, and how they are handed over.

use parvis::domain::ids::{PersonId, PostId};
use parvis::domain::kinds::MailDoor;
use parvis::domain::mail::Arrival;
use parvis::mail::address::{Addresses, Signed};
use parvis::mail::door::{self, Doorbell, Known};
use parvis::mail::keys;

use super::World;

/// What the DNS of the cast's world says: Brévent's and Duval's own server is 192.0.2.1, and Brévent wants what is not theirs
/// refused. Studio Pélican proves nothing.
pub const RECORDS: &[(&str, &str)] = &[
    ("brevent.example", "v=spf1 ip4:192.0.2.1 -all"),
    ("_dmarc.brevent.example", "v=DMARC1; p=reject"),
    ("acier-duval.example", "v=spf1 ip4:192.0.2.1 -all"),
    ("lemoine.example", "v=spf1 ip4:192.0.2.1 -all"),
    ("inconnu.example", "v=spf1 ip4:192.0.2.1 -all"),
];

/// Their own server.
const SERVER: &str = "192.0.2.1";

/// A message on its way.
#[derive(Clone, Debug)]
pub struct Message {
    from: String,
    heads: Vec<(String, String)>,
    body: String,
    peer: Option<String>,
    envelope: Option<String>,
    to: Vec<String>,
}

impl Message {
    /// From somebody whose own server sends it, to an address of this house: `ligne-4`, or a whole one.
    pub fn new(from: &str, to: &str) -> Self {
        let message = Self {
            from: from.to_owned(),
            heads: Vec::new(),
            body: "Bonjour.\n".to_owned(),
            peer: Some(SERVER.to_owned()),
            envelope: None,
            to: Vec::new(),
        };
        let head = if to.contains('@') { to.to_owned() } else { format!("{to}@localhost") };
        message.head("To", &head).and_for(to)
    }

    /// For one more recipient, whom no head names.
    pub fn and_for(mut self, to: &str) -> Self {
        self.to.push(if to.contains('@') { to.to_owned() } else { format!("{to}@localhost") });
        self
    }

    /// With a field in its head.
    pub fn head(mut self, name: &str, value: &str) -> Self {
        self.heads.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn subject(self, subject: &str) -> Self {
        self.head("Subject", subject)
    }

    pub fn id(self, id: &str) -> Self {
        self.head("Message-ID", id)
    }

    pub fn answers(self, id: &str) -> Self {
        self.head("In-Reply-To", id).head("References", id)
    }

    pub fn says(mut self, body: &str) -> Self {
        self.body = body.to_owned();
        self
    }

    /// Sent from a server that nobody vouches for.
    pub fn unproved(mut self) -> Self {
        self.peer = Some("203.0.113.66".to_owned());
        self
    }

    /// With no sender on its envelope, as bounces have it.
    pub fn without_envelope(mut self) -> Self {
        self.envelope = Some(String::new());
        self
    }

    /// Its bytes.
    pub fn raw(&self) -> Vec<u8> {
        let mut raw = format!("From: {}\r\n", self.from);
        for (name, value) in &self.heads {
            raw.push_str(&format!("{name}: {value}\r\n"));
        }
        if !self.heads.iter().any(|(name, _)| name == "Date") {
            raw.push_str("Date: Mon, 23 Nov 2026 09:00:00 +0000\r\n");
        }
        if !self.heads.iter().any(|(name, _)| name == "Content-Type") {
            raw.push_str("Content-Type: text/plain; charset=utf-8\r\n");
        }
        raw.push_str("MIME-Version: 1.0\r\n\r\n");
        raw.push_str(&self.body.replace('\n', "\r\n"));
        raw.into_bytes()
    }

    fn sender(&self) -> String {
        let bare = self.from.rsplit_once('<').map_or(&*self.from, |(_, rest)| rest.trim_end_matches('>'));
        self.envelope.clone().unwrap_or_else(|| bare.to_owned())
    }
}

impl World {
    /// Hands a message over, and does nothing else.
    pub async fn take(&self, message: &Message) {
        let (raw, sender) = (message.raw(), message.sender());
        let bell = Doorbell::new(&self.app).await.expect("a doorbell");
        let mut recipients = Vec::new();
        for to in &message.to {
            // What a door would refuse comes in all the same: whoever reads it must not count on the door.
            let known = bell.ask(to).await.expect("an answer");
            recipients.push(if let Known::Ours(address) = known { address } else { to.clone() });
        }
        let arrival = Arrival {
            door: MailDoor::Lmtp,
            envelope_from: &sender,
            peer: message.peer.clone(),
            helo: "mail.example",
            recipients: &recipients,
            raw: &raw,
        };
        door::keep(&self.app, &arrival).await.expect("a mail that is kept");
    }

    /// Hands a message over, and does what follows.
    pub async fn arrives(&self, message: &Message) {
        self.take(message).await;
        self.work().await;
    }

    /// The signed addresses of this house.
    pub async fn addresses(&self) -> Addresses {
        keys::addresses(&self.app).await.expect("keys")
    }

    /// The address to which somebody answers in a thread, and the id of the letter that brought it.
    pub async fn reply_address(&self, person: &str, post: &str) -> (String, String) {
        let addresses = self.addresses().await;
        let post: PostId = post.parse().expect("an id");
        let person: PersonId = person.parse().expect("an id");
        (addresses.sign(Signed::Reply { post, person }, 0), addresses.message_id(post.uuid()))
    }

    /// State and reason of what came in, in its order.
    pub async fn ledger(&self) -> Vec<(String, String)> {
        let rows = "select state, coalesce(reason, '') from mail_recipients order by id";
        self.query(rows, &[]).await.iter().map(|row| (row.get(0), row.get(1))).collect()
    }
}
