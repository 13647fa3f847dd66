//! What mail systems say about mail: that it could not be delivered (RFC 3464, and what older ones write instead), that it
//! was read (RFC 8098), that somebody complained (RFC 5965).

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::head::{self, Head};
use super::parse::Attachment;

/// A report, as far as it can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What about.
    pub about: About,
    /// What became of whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Recipient>,
    /// The message it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_id: Option<String>,
}

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// Delivery.
    Delivery,
    /// That it was read, or deleted unread.
    Reading,
    /// A complaint.
    Complaint,
    /// Something else in the form of a report.
    Other,
}

/// What became of a message for one recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Recipient {
    /// Their address.
    pub address: String,
    /// `failed`, `delayed`, `delivered`, `relayed`, `expanded`, or nothing.
    pub action: String,
    /// `5.1.1`
    pub status: String,
    /// What the other server said.
    pub said: String,
}

impl Report {
    /// The report that a message is, by its form alone.
    pub fn of(head: &Head, attachments: &[Attachment]) -> Option<Self> {
        let kind = head.get("content-type").unwrap_or_default().to_ascii_lowercase();
        let part = |name: &str| attachments.iter().find(|part| part.media_type == name);
        let about = if kind.contains("disposition-notification") || part("message/disposition-notification").is_some() {
            About::Reading
        } else if kind.contains("feedback-report") || part("message/feedback-report").is_some() {
            About::Complaint
        } else if kind.contains("delivery-status")
            || part("message/delivery-status").or(part("message/global-delivery-status")).is_some()
        {
            About::Delivery
        } else if kind.starts_with("multipart/report") {
            About::Other
        } else {
            return None;
        };
        let status = part("message/delivery-status").or(part("message/global-delivery-status"));
        let recipients = status.map(|part| recipients(&part.content)).unwrap_or_default();
        let returned =
            attachments.iter().find(|part| part.message.is_some() || part.media_type == "text/rfc822-headers");
        let original_id = returned.and_then(|part| match &part.message {
            Some(message) => message.message_id.clone(),
            None => Head::read(&part.content).get("message-id").and_then(|id| head::ids(id).into_iter().next()),
        });
        Some(Self { about, recipients, original_id })
    }
}

/// The groups of a delivery status, one for each recipient.
fn recipients(content: &[u8]) -> Vec<Recipient> {
    let text = String::from_utf8_lossy(content).replace("\r\n", "\n");
    let groups = text.split("\n\n").map(|group| Head::read(group.trim_start().as_bytes()));
    let typed = |value: &str| value.split_once(';').map_or(value, |(_, value)| value).trim().to_owned();
    let recipients = groups.filter_map(|group| {
        let address = group.get("final-recipient").or(group.get("original-recipient")).map(typed)?;
        let action = group.get("action").unwrap_or_default().to_ascii_lowercase();
        let status =
            group.get("status").and_then(|status| status.split_whitespace().next()).unwrap_or_default().to_owned();
        let said = group.get("diagnostic-code").map(|said| head::printable(&typed(said))).unwrap_or_default();
        Some(Recipient { address, action, status, said })
    });
    recipients.take(100).collect()
}

/// Whether an address is a mail system's own.
pub fn is_system(address: &str) -> bool {
    SYSTEMS.is_match(address.split_once('@').map_or(address, |(local, _)| local))
}

/// Whether a subject is one that only mail systems write.
pub fn is_surely_bounce(subject: &str) -> bool {
    SURE.is_match(subject)
}

/// Whether a message that has not the form of a report says in its words that mail was not delivered.
pub fn is_bounce(head: &Head, from: Option<&str>, body: &str) -> bool {
    let from_system = from.is_some_and(is_system) || head.get("from").is_some_and(|from| RAW_SYSTEMS.is_match(from));
    let nobody = head.get("return-path").is_some_and(|path| path.trim() == "<>");
    let subject = head.text("subject").unwrap_or_default();
    let by_subject = SUBJECTS.is_match(&subject);
    let by_words = || WORDS.is_match(body.get(..body.floor_char_boundary(8_000)).unwrap_or_default());
    from_system
        || is_surely_bounce(&subject)
        || head.get("x-failed-recipients").is_some()
        || by_subject && (nobody || !subject.is_empty() && by_words())
        || nobody && by_words()
}

fn regex(text: &str) -> Regex {
    Regex::new(text).expect("a good pattern")
}

static SYSTEMS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^(?:mailer[-_.]?daemon|mail[-_.]?daemon|post[-_]?master|mdaemon|maildaemon|mmdf|bounces?|mail-?delivery(?:-system|-subsystem)?|microsoftexchange[0-9a-f]+|system|majordomo-owner|uucp)(?:[+\-=].*)?$",
    )
});
static RAW_SYSTEMS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)mailer-daemon|mail delivery (?:sub)?system|mail administrator|system administrator|^\s*postmaster\b|administrateur (?:système|de messagerie)|mail router",
    )
});
/// What nobody writes by hand.
static SURE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^(?:complaint about message from |AWS Notification Message$|メールエラー通知|loop alert:|you .{1,80} are not (?:a )?member|undelivered mail returned to sender|mail delivery failed: returning message|returned mail: see transcript|delivery status notification \()",
    )
});
static SUBJECTS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?ix)^\W*(?:undeliver(?:ed|able)|undelivered\ mail|(?:mail\ )?delivery\ (?:status\ )?(?:notification|failure|failed|report|problem|error|delayed)|delivery\ of\ .*failed
        |mail\ delivery\ fail|returned?\ (?:mail|e-?mail|to\ sender|message)|failure\ notice|failed\ (?:delivery|mail)|non-?deliver|nondeliverable|could\ not\ (?:send|deliver)
        |message\ (?:status|delivery|undeliverable|not\ delivered|could\ not)|mail\ (?:system\ error|not\ deliver|could\ not|status|error)|warning:\ (?:could\ not\ send|message)|permanent\ (?:delivery\ )?failure
        |unable\ to\ deliver|user\ unknown|rejected|error\ (?:sending|delivering|condition)|delay(?:ed)?|status\ notification|no\ such\ user|bounce|problem\ delivering
        |non[\ -](?:remis|distribu|délivr)|échec|(?:avis\ de\ )?non[\ -]remise|message\ non|notification\ d[’'\ ]?(?:état|e\ non)|erreur|retour|courrier\ non|impossible\ de|rapport\ de\ (?:non[\ -])?remise
        |unzustellbar|nicht\ zustellbar|zustell|fehler|rückläufer|mail\ konnte|no\ se\ (?:puede|pudo)\ entregar|no\ entregado|devuelto|error\ de\ entrega|mancat[ao]\ |non\ recapitabile|messaggio\ non|impossibile\ recapitare|onbestelbaar|niet\ bezorgd
        |não\ (?:entregue|foi\ possível)|falha\ na|nie\ dostarczono|zwrot|ошибка\ доставки|недоставленное)",
    )
});
static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?ix)(?:could\ not\ be\ delivered|couldn't\ be\ delivered|was\ not\ delivered|undeliver|delivery\ (?:has\ )?failed|delivery\ to\ the\ following|permanent\ (?:fatal\ )?error|did\ not\ reach|not\ able\ to\ deliver|unable\ to\ deliver
        |user\ unknown|unknown\ user|no\ such\ user|mailbox\ (?:full|unavailable|is\ full)|over\ quota|quota\ exceeded|recipient\ (?:address\ )?rejected|does(?:n't|\ not)\ exist|returned\ to\ sender|transcript\ of\ session|permanent\ failure
        |hi\.\ this\ is\ the\ qmail|\b5\d\d[\ -]\#?5\.\d\.\d|\b550[\ -]|\#5\.\d\.\d|\bsmtp\ error|has\ been\ rejected|address(?:es)?\ had\ (?:permanent|transient)
        |n'a\ pas\ (?:pu\ être|été)\ (?:remis|distribu|délivr)|impossible\ de\ (?:remettre|distribuer)|n’a\ pas\ (?:pu\ être|été)\ (?:remis|distribu|délivr)|échec\ de\ la\ remise|boîte\ (?:aux\ lettres\ )?pleine|destinataire\ inconnu
        |konnte\ nicht\ zugestellt|nicht\ zustellbar|unzustellbar|no\ se\ pudo\ entregar|no\ ha\ podido\ entregar|non\ è\ stato\ possibile\ recapitare|niet\ (?:worden\ )?bezorgd|não\ (?:pôde|foi))",
    )
});
