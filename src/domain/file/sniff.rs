//! What a file is, by its content: what its sender called it is not believed.

use crate::domain::kinds::FileKind;

/// Bytes of a beginning that are enough to tell.
pub(super) const ENOUGH: usize = 8192;

/// What a beginning tells: the media type under which a file is sent, and what it is to those who look for it.
pub fn tell(beginning: &[u8]) -> (&'static str, FileKind) {
    match infer::get(beginning).map(|found| found.mime_type()) {
        Some(found) => of(found, beginning),
        None if is_text(beginning) => ("text/plain", FileKind::Document),
        None => (UNKNOWN, FileKind::Other),
    }
}

const UNKNOWN: &str = "application/octet-stream";

/// The pictures that a browser may show by itself: nothing runs in them.
pub fn is_safe_picture(media_type: &str) -> bool {
    ["image/jpeg", "image/png", "image/gif", "image/webp"].contains(&media_type)
}

fn of(found: &'static str, beginning: &[u8]) -> (&'static str, FileKind) {
    let office = "application/vnd.openxmlformats-officedocument";
    match found {
        _ if is_safe_picture(found) => (found, FileKind::Image),
        // What would run in a browser is sent as what it is to everybody else: text.
        "text/html" | "text/xml" | "text/x-shellscript" | "image/svg+xml" => ("text/plain", FileKind::Other),
        "application/pdf"
        | "application/rtf"
        | "application/msword"
        | "application/vnd.ms-powerpoint"
        | "application/vnd.oasis.opendocument.text"
        | "application/vnd.oasis.opendocument.presentation"
        | "application/epub+zip" => (found, FileKind::Document),
        "application/vnd.ms-excel" | "application/vnd.oasis.opendocument.spreadsheet" => (found, FileKind::Table),
        _ if found.starts_with(office) && found.contains("spreadsheet") => (found, FileKind::Table),
        _ if found.starts_with(office) => (found, FileKind::Document),
        "application/zip" => in_archive(beginning),
        _ if found.starts_with("video/") || found.starts_with("audio/") => (found, FileKind::Other),
        _ => (UNKNOWN, FileKind::Other),
    }
}

/// Office documents are archives whose parts have known names.
fn in_archive(beginning: &[u8]) -> (&'static str, FileKind) {
    let names = |part: &[u8]| beginning.windows(part.len()).any(|window| window == part);
    if names(b"xl/") {
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FileKind::Table)
    } else if names(b"word/") {
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", FileKind::Document)
    } else if names(b"ppt/") {
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation", FileKind::Document)
    } else {
        ("application/zip", FileKind::Other)
    }
}

/// UTF-8 without control characters, a last letter maybe cut in two.
fn is_text(beginning: &[u8]) -> bool {
    let text = match std::str::from_utf8(beginning) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() && beginning.len() >= ENOUGH => {
            std::str::from_utf8(&beginning[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty() && !text.chars().any(|c| c.is_control() && !['\n', '\r', '\t', '\u{c}'].contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_its_content_tells() {
        for (content, media_type, kind) in [
            (&b"%PDF-1.7\n"[..], "application/pdf", FileKind::Document),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png", FileKind::Image),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg", FileKind::Image),
            ("Une ligne, puis une autre ; é.\n".as_bytes(), "text/plain", FileKind::Document),
            (b"<!DOCTYPE html><script>alert(1)</script>", "text/plain", FileKind::Other),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "text/plain", FileKind::Document),
            (
                b"PK\x03\x04\x14\0\0\0\0\0 xl/workbook.xml",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                FileKind::Table,
            ),
            (b"PK\x03\x04\x14\0\0\0\0\0 a.txt", "application/zip", FileKind::Other),
            (b"\x7fELF\x02\x01\x01", UNKNOWN, FileKind::Other),
            (b"\x01\x02\x03", UNKNOWN, FileKind::Other),
        ] {
            assert_eq!(tell(content), (media_type, kind), "{:?}", String::from_utf8_lossy(content));
        }
    }
}
