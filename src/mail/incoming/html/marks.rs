//! By what the mail programs mark what they quote and sign with, in classes, ids and styles.

use super::super::trim::Hint;
use super::tokens::Element;

/// What comes before a quotation.
const ANNOUNCES: &[&str] = &[
    "gmail_attr",
    "moz-cite-prefix",
    "zmail_extra_hr",
    "reply-intro",
    "yahoo_quoted_header",
    "protonmail_quote_header",
];

/// From where on everything is somebody else's message.
const BEGINS: &[&str] = &[
    "divrplyfwdmsg",
    "appendonsend",
    "olk_src_body_section",
    "yahoo_quoted",
    "ms-outlook-mobile-reference-message",
    "moz-forward-container",
    "messagereplysection",
    "messageheadersection",
    "cm_replymail_content_wrap",
    "cm_replymail_content",
    "zmail_extra",
    "parvis-cut",
    "mail-editor-reference-message-container",
    "stopspelling",
    "zwchr",
    "isforwardcontent",
    "isreplycontent",
    "originalmessage",
    "oriMsgHtmlSeperator",
];

/// Signatures.
const SIGNS: &[&str] = &[
    "gmail_signature",
    "moz-signature",
    "signature",
    "applemailsignature",
    "ms-outlook-mobile-signature",
    "protonmail_signature_block",
    "mobile_signature",
    "messagesignaturesection",
    "front-signature",
    "yahoo-signature",
    "lineprofil-signature",
];

/// What an element says of what is in it, or comes from here on.
pub(super) fn hint(element: &Element) -> Hint {
    let names = [element.get("class"), element.get("id")].into_iter().flatten().flat_map(str::split_whitespace);
    let mut found = Hint::None;
    for name in names {
        let name = bare(&name.to_lowercase());
        let is = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(&name));
        if is(BEGINS) {
            return Hint::QuoteBegins;
        }
        if is(ANNOUNCES) {
            found = Hint::Announces;
        } else if is(SIGNS) {
            found = Hint::Signature;
        }
    }
    match element.get("data-marker") {
        Some("__DIVIDER__" | "__HEADERS__" | "__QUOTED_TEXT__") => return Hint::QuoteBegins,
        Some("__SIG_PRE__" | "__SIG_POST__") => return Hint::Signature,
        _ => {}
    }
    let style = element.style();
    // Outlook's line above the head of what it quotes.
    let line = style.contains("border-top:solid#e1e1e1") || style.contains("border-top:solid#b5c4df");
    if line && style.contains("padding:3.0pt0") { Hint::QuoteBegins } else { found }
}

/// A name without what programs put before the names in what they take over (`x_`, `gmail-m_123456`, `m_-12`).
fn bare(name: &str) -> String {
    let mut name = name;
    loop {
        let before = name;
        name = name.strip_prefix("x_").or(name.strip_prefix("gmail-")).unwrap_or(name);
        if let Some(rest) = name.strip_prefix("m_") {
            name = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
        }
        if name == before {
            return name.to_owned();
        }
    }
}

/// Whether an element is not there for whoever reads it.
pub(super) fn is_hidden(element: &Element) -> bool {
    if matches!(
        &*element.name,
        "script"
            | "style"
            | "head"
            | "title"
            | "template"
            | "noscript"
            | "object"
            | "embed"
            | "iframe"
            | "svg"
            | "math"
            | "textarea"
            | "select"
            | "noembed"
            | "noframes"
            | "xmp"
    ) {
        return true;
    }
    let style = element.style();
    let zero = |property: &str| {
        style.split(';').any(|rule| {
            rule.strip_prefix(property).is_some_and(|value| matches!(value, "0" | "0px" | "0pt" | "0%" | "0em"))
        })
    };
    style.contains("display:none")
        || style.contains("visibility:hidden")
        || style.contains("mso-hide:all")
        || zero("font-size:")
        || zero("opacity:")
        || zero("max-height:")
        || element.get("hidden").is_some()
}

/// Whether a quotation is only an indentation.
pub(super) fn is_indent(element: &Element) -> bool {
    let style = element.style();
    element.get("type").is_none()
        && element.get("class").is_none()
        && style.contains("border:none")
        && style.contains("margin")
}
