//! The parts of a message: what is read, in its order, and what is kept as files.

use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

use super::charset;
use super::head::{self, Head};
use super::parse::{self, Attachment, Incoming, Segment};

/// What is read of a message, and its files; `raw` is what the offsets of its parts count in.
pub(super) fn in_order(message: &Message<'_>, raw: &[u8]) -> (Vec<Segment>, Vec<Attachment>) {
    let mut parts = Parts { message, raw, body: Vec::new(), attachments: Vec::new() };
    parts.walk(0, true);
    (parts.body, parts.attachments)
}

/// The parts of one message, being put in order.
struct Parts<'m> {
    message: &'m Message<'m>,
    raw: &'m [u8],
    body: Vec<Segment>,
    attachments: Vec<Attachment>,
}

impl Parts<'_> {
    fn walk(&mut self, number: u32, shown: bool) {
        let Some(part) = self.message.parts.get(number as usize) else { return };
        match &part.body {
            PartType::Multipart(children) => self.walk_children(part, children, shown),
            PartType::Message(inner) => self.attach_message(part, inner),
            PartType::Text(text) if shown && is_read(part) => {
                let text = self.text(part).unwrap_or_else(|| text.to_string());
                self.body.push(Segment::Text(flowed(part, text)));
            }
            PartType::Html(text) if shown && is_read(part) => {
                let html = self.text(part).unwrap_or_else(|| text.to_string());
                self.body.push(Segment::Html { html, plain: None });
            }
            _ => {
                let is_image = part.content_type().is_some_and(|kind| kind.ctype() == "image");
                let place = self.attach(part);
                if shown && is_image && self.attachments[place].cid.is_none() && !is_attached(part) {
                    self.body.push(Segment::Shown(place));
                }
            }
        }
    }

    fn walk_children(&mut self, part: &MessagePart<'_>, children: &[u32], shown: bool) {
        match part.content_type().and_then(|kind| kind.subtype()).unwrap_or_default() {
            // One of them is read: HTML, with what it says in plain words; what is neither is attached.
            "alternative" => {
                let before = self.body.len();
                children.iter().for_each(|child| self.walk(*child, shown));
                let alternatives = self.body.split_off(before);
                self.body.extend(chosen(alternatives));
            }
            _ => children.iter().for_each(|child| self.walk(*child, shown)),
        }
    }

    /// The text of a part, decoded by ourselves: the parser's own decoder loses what a wrong label does not fit.
    fn text(&self, part: &MessagePart<'_>) -> Option<String> {
        let raw = self.raw.get(part.offset_body as usize..part.offset_end as usize)?;
        let bytes = match part.encoding {
            Encoding::None => raw.to_vec(),
            Encoding::Base64 => mail_parser::decoders::base64::base64_decode(raw)?,
            Encoding::QuotedPrintable => mail_parser::decoders::quoted_printable::quoted_printable_decode(raw)?,
        };
        let declared = part.content_type().and_then(|kind| kind.attribute("charset"));
        Some(charset::decode(&bytes, declared).replace("\r\n", "\n"))
    }

    fn attach(&mut self, part: &MessagePart<'_>) -> usize {
        let content = match &part.body {
            PartType::Text(_) | PartType::Html(_) => match self.text(part) {
                Some(text) => text.into_bytes(),
                None => part.contents().to_vec(),
            },
            _ => part.contents().to_vec(),
        };
        self.keep(part, content, None)
    }

    fn attach_message(&mut self, part: &MessagePart<'_>, inner: &Message<'_>) {
        let content = self.raw.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default().to_vec();
        let head = Head::read(&content);
        let message = (!head.is_empty()).then(|| Box::new(parse::of(head, inner, self.raw)));
        self.keep(part, content, message);
    }

    fn keep(&mut self, part: &MessagePart<'_>, content: Vec<u8>, message: Option<Box<Incoming>>) -> usize {
        let kind = part.content_type();
        let media_type = kind.map_or_else(
            || "text/plain".to_owned(),
            |kind| {
                format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("plain"))
                    .to_ascii_lowercase()
                    .replace("x-coded/", "message/")
            },
        );
        let named =
            part.attachment_name().map(head::words).map(|name| safe_name(&name)).filter(|name| !name.is_empty());
        let name = named.unwrap_or_else(|| match &message {
            Some(message) if !message.subject.is_empty() => format!("{}.eml", safe_name(&message.subject)),
            _ => format!("part-{}.{}", self.attachments.len() + 1, ending(&media_type)),
        });
        let cid = part.content_id().map(|cid| cid.trim_matches(['<', '>']).to_owned()).filter(|cid| !cid.is_empty());
        let inline = part.content_disposition().is_some_and(|disposition| disposition.is_inline())
            || cid.is_some() && !is_attached(part);
        self.attachments.push(Attachment { name, media_type, cid, inline, content, message });
        self.attachments.len() - 1
    }
}

fn is_attached(part: &MessagePart<'_>) -> bool {
    part.content_disposition().is_some_and(|disposition| disposition.is_attachment())
}

/// Whether a text is part of what is read, and no file.
fn is_read(part: &MessagePart<'_>) -> bool {
    let kind = part.content_type();
    let subtype = kind.and_then(|kind| kind.subtype()).unwrap_or("plain");
    // A text with a name is a file, unless it says that it wants to be read.
    let wants = part.content_disposition().is_some_and(|disposition| disposition.is_inline());
    kind.is_none_or(|kind| kind.ctype() == "text")
        && matches!(subtype, "plain" | "html" | "markdown" | "enriched")
        && !is_attached(part)
        && (wants || part.attachment_name().is_none())
}

/// Of alternatives: the HTML, together with the plain words; else whatever there is.
fn chosen(alternatives: Vec<Segment>) -> Vec<Segment> {
    let mut plain = None;
    let (mut html, mut rest) = (Vec::new(), Vec::new());
    for segment in alternatives {
        match segment {
            Segment::Text(text) if plain.is_none() => plain = Some(text),
            Segment::Html { .. } if html.is_empty() => html.push(segment),
            // The other parts of HTML that goes on behind a file, as Apple Mail writes it.
            Segment::Html { .. } => html.push(segment),
            other => rest.push(other),
        }
    }
    match (html.first_mut(), plain) {
        (Some(Segment::Html { plain: beside, .. }), plain) => *beside = plain,
        (_, Some(text)) => html.push(Segment::Text(text)),
        _ => {}
    }
    html.into_iter().chain(rest).collect()
}

/// Joins lines that were broken softly (RFC 3676).
fn flowed(part: &MessagePart<'_>, text: String) -> String {
    let attribute =
        |name: &str| part.content_type().and_then(|kind| kind.attribute(name)).unwrap_or_default().to_ascii_lowercase();
    if attribute("format") != "flowed" {
        return text;
    }
    let delete = attribute("delsp") == "yes";
    let mut joined = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.split('\n') {
        let depth = line.bytes().take_while(|b| *b == b'>').count();
        let words = line[depth..].strip_prefix(' ').unwrap_or(&line[depth..]);
        match open {
            Some(of) if of == depth && words != "-- " => joined.push_str(words),
            _ => {
                if !joined.is_empty() {
                    joined.push('\n');
                }
                joined.push_str(&line[..depth]);
                if depth > 0 {
                    joined.push(' ');
                }
                joined.push_str(words);
            }
        }
        open = (words.ends_with(' ') && words != "-- ").then_some(depth);
        if delete && open.is_some() {
            joined.pop();
        }
    }
    joined
}

/// A name without folders, controls or signs that a file's name must not have.
fn safe_name(name: &str) -> String {
    let last = head::printable(name);
    let last = last.rsplit(['/', '\\']).next().unwrap_or_default().trim().trim_start_matches('.');
    let mut end = last.len().min(200);
    while !last.is_char_boundary(end) {
        end -= 1;
    }
    last[..end].to_owned()
}

fn ending(media_type: &str) -> &str {
    match media_type {
        "text/plain" => "txt",
        "text/html" => "html",
        "text/calendar" => "ics",
        "image/jpeg" => "jpg",
        "message/rfc822" | "message/global" => "eml",
        "message/delivery-status" | "message/disposition-notification" | "message/feedback-report" => "txt",
        other => match other.rsplit_once('/') {
            Some((_, end)) if end.len() <= 5 && end.bytes().all(|b| b.is_ascii_alphanumeric()) => end,
            _ => "bin",
        },
    }
}
