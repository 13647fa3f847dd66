//! Bytes to text, strictly: what is declared, else UTF-8, else windows-1252, in which everything is something. A decoder
//! that puts a question mark where it does not understand has lost the word (many programs declare what they do not write).

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The text of these bytes.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> String {
    let declared = declared.map(|label| label.trim().trim_matches(['"', '\''])).filter(|label| !label.is_empty());
    let declared = declared.and_then(|label| {
        if label.eq_ignore_ascii_case("utf-7") || label.eq_ignore_ascii_case("unicode-1-1-utf-7") {
            return Some(Declared::Utf7);
        }
        Encoding::for_label(label.as_bytes()).map(Declared::Known)
    });
    let text = match declared {
        Some(Declared::Utf7) => {
            mail_parser::decoders::charsets::map::charset_decoder(b"utf-7").map(|decode| decode(bytes))
        }
        // Whoever declares a charset of eight bits may still have written UTF-8, which nothing else looks like.
        Some(Declared::Known(encoding)) if encoding.is_single_byte() && has_utf8(bytes) => strictly(UTF_8, bytes),
        Some(Declared::Known(encoding)) => strictly(encoding, bytes),
        None => None,
    };
    let text = text.or_else(|| strictly(UTF_8, bytes)).unwrap_or_else(|| WINDOWS_1252.decode(bytes).0.into_owned());
    text.replace('\0', "\u{fffd}")
}

enum Declared {
    Known(&'static Encoding),
    Utf7,
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
        .map(Into::into)
}

/// Whether there is a letter of more than one byte, and all of them are whole.
fn has_utf8(bytes: &[u8]) -> bool {
    !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_label_loses_no_letter() {
        assert_eq!(decode("répondre à l’été".as_bytes(), Some("iso-8859-1")), "répondre à l’été");
        assert_eq!(decode("你好，謝謝".as_bytes(), Some("big5")), "你好，謝謝");
        assert_eq!(decode(b"r\xe9pondre", Some("utf-8")), "répondre");
        assert_eq!(decode(b"r\xe9pondre", Some("x-unheard-of")), "répondre");
        assert_eq!(decode(b"r\xe9pondre \x80", None), "répondre €");
        assert_eq!(decode(b"\xa4", Some("iso-8859-15")), "€");
        assert_eq!(decode(b"\x1b$B$3$s$K$A$O\x1b(B", Some("ISO-2022-JP")), "こんにちは");
        assert_eq!(decode(b"caf+AOk-", Some("UTF-7")), "café");
    }
}
