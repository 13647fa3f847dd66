//! What would become of a message, in words and as JSON: for those who ask why one was held.

use serde::Serialize;

use super::dns::Dns;
use super::forward::Passed;
use super::sender::{self, Envelope, House, Level, Verdict};
use super::trim::Piece;
use super::{Kind, Mailbox, Ours, Reason, Recipient, Refusal, Report, Target, Wish, understood};

/// The whole answer.
#[derive(Debug, Serialize)]
pub struct Explained {
    /// What it is.
    pub kind: Kind,
    /// Why it is not published by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// What was in the way of reading it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// Who it says it is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Mailbox>,
    /// How far that is proved, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender: Option<Sender>,
    /// To whom and what about.
    pub to: Vec<Mailbox>,
    pub cc: Vec<Mailbox>,
    pub subject: String,
    /// The same without what programs put before it.
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// Where it belongs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// What its one word asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wish: Option<Wish>,
    /// The list that it came through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// Whether its sender may be written to by a program.
    pub may_be_answered: bool,
    /// The sender's own words.
    pub kept: String,
    /// The same as they would be stored.
    pub markdown: String,
    /// What would be folded, and why.
    pub folded: Vec<Piece>,
    /// What is passed on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passed_on: Vec<Passed>,
    /// What hangs on it.
    pub attachments: Vec<File>,
    /// What a mail system reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    /// What all copies of it share.
    pub fold: String,
}

/// A sender, looked at.
#[derive(Debug, Serialize)]
pub struct Sender {
    pub level: Level,
    pub why: &'static str,
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// A file, without its content.
#[derive(Debug, Serialize)]
pub struct File {
    pub name: String,
    pub media_type: String,
    pub size: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cid: Option<String>,
    /// Whether the text shows it.
    pub shown: bool,
}

/// Says what would become of a message. Without a resolver only the message itself and what our own mail system wrote
/// into it speak for its sender.
pub async fn explain(raw: &[u8], envelope: &Envelope, house: &House, ours: &Ours<'_>, dns: Option<&Dns>) -> Explained {
    let understood = match understood(raw, ours) {
        Ok(understood) => understood,
        Err(refusal) => return Explained::refused(refusal),
    };
    let incoming = &understood.incoming;
    let verdict = match dns {
        Some(dns) => sender::check(raw, envelope, house, dns).await,
        None => Verdict { spf: "none".into(), dmarc: "none".into(), by: "nobody".into(), ..Verdict::default() },
    };
    let (level, why) = sender::level(incoming, &verdict, envelope, house, false);
    let sender = Some(Sender { level, why, verdict });
    let kept = understood.kept();
    let shown = &understood.body.shown;
    let file = |(n, part): (usize, &super::parse::Attachment)| File {
        name: part.name.clone(),
        media_type: part.media_type.clone(),
        size: part.content.len(),
        shown: shown.contains(&format!("part:{n}")) || part.cid.as_ref().is_some_and(|cid| shown.contains(cid)),
        cid: part.cid.clone(),
    };
    Explained {
        kind: understood.kind,
        reason: understood.reason,
        refusal: None,
        from: incoming.from.clone().ok(),
        sender,
        to: incoming.to.clone(),
        cc: incoming.cc.clone(),
        title: super::fold::subject(&incoming.subject),
        subject: incoming.subject.clone(),
        sent: incoming.sent.map(|sent| sent.to_rfc3339()),
        message_id: incoming.message_id.clone(),
        answers: incoming.in_reply_to.iter().chain(incoming.references.iter().rev()).take(3).cloned().collect(),
        target: understood.target.clone(),
        wish: understood.wish(),
        list: super::automatic::list(&incoming.head),
        may_be_answered: super::may_be_answered(&understood),
        markdown: understood.body.markdown(&kept),
        folded: if understood.forward.is_some() { Vec::new() } else { understood.folded().cloned().collect() },
        passed_on: understood.forward.as_ref().map(|forward| forward.messages.clone()).unwrap_or_default(),
        attachments: incoming.attachments.iter().enumerate().map(file).collect(),
        report: incoming.report.clone(),
        fold: understood.fold.clone(),
        kept,
    }
}

impl Explained {
    fn refused(refusal: Refusal) -> Self {
        Self {
            kind: Kind::Held,
            reason: Some(refusal.into()),
            refusal: Some(refusal),
            from: None,
            sender: None,
            to: Vec::new(),
            cc: Vec::new(),
            subject: String::new(),
            title: String::new(),
            sent: None,
            message_id: None,
            answers: Vec::new(),
            target: None,
            wish: None,
            list: None,
            may_be_answered: false,
            kept: String::new(),
            markdown: String::new(),
            folded: Vec::new(),
            passed_on: Vec::new(),
            attachments: Vec::new(),
            report: None,
            fold: String::new(),
        }
    }

    /// Whom a report is about.
    pub fn recipients(&self) -> &[Recipient] {
        self.report.as_ref().map_or(&[], |report| &report.recipients)
    }
}
