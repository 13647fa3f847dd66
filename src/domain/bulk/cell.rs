//! Values in the text format of COPY (PostgreSQL documentation, "COPY", File Formats).

use chrono::{DateTime, SecondsFormat, Utc};

use crate::domain::ids::*;
use crate::domain::kinds::*;

/// A value that can stand in a column.
pub trait Cell {
    /// Writes it after what is there.
    fn write(&self, line: &mut Vec<u8>);
}

/// What separates columns and lines, and the escape itself, is escaped.
fn escaped(text: &str, line: &mut Vec<u8>) {
    for byte in text.bytes() {
        match byte {
            b'\\' => line.extend(b"\\\\"),
            b'\n' => line.extend(b"\\n"),
            b'\r' => line.extend(b"\\r"),
            b'\t' => line.extend(b"\\t"),
            byte => line.push(byte),
        }
    }
}

impl Cell for String {
    fn write(&self, line: &mut Vec<u8>) {
        escaped(self, line);
    }
}

impl Cell for &str {
    fn write(&self, line: &mut Vec<u8>) {
        escaped(self, line);
    }
}

impl Cell for bool {
    fn write(&self, line: &mut Vec<u8>) {
        line.push(if *self { b't' } else { b'f' });
    }
}

impl Cell for DateTime<Utc> {
    fn write(&self, line: &mut Vec<u8>) {
        line.extend(self.to_rfc3339_opts(SecondsFormat::Micros, true).into_bytes());
    }
}

impl Cell for serde_json::Value {
    fn write(&self, line: &mut Vec<u8>) {
        escaped(&self.to_string(), line);
    }
}

impl Cell for uuid::Uuid {
    fn write(&self, line: &mut Vec<u8>) {
        line.extend(self.hyphenated().encode_lower(&mut Self::encode_buffer()).as_bytes());
    }
}

impl<T: Cell> Cell for Option<T> {
    fn write(&self, line: &mut Vec<u8>) {
        match self {
            Some(value) => value.write(line),
            None => line.extend(b"\\N"),
        }
    }
}

/// An array: each word in quotes, then escaped as any text.
impl Cell for Vec<String> {
    fn write(&self, line: &mut Vec<u8>) {
        let quoted = |word: &String| format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""));
        let words: Vec<String> = self.iter().map(quoted).collect();
        escaped(&format!("{{{}}}", words.join(",")), line);
    }
}

/// Bytes, in hexadecimal.
impl Cell for Vec<u8> {
    fn write(&self, line: &mut Vec<u8>) {
        line.extend(b"\\\\x");
        line.extend(self.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|half| b"0123456789abcdef"[half as usize]));
    }
}

macro_rules! cells {
    ($($number:ident)+; $($id:ident)+; $($kind:ident)+) => {
        $(impl Cell for $number {
            fn write(&self, line: &mut Vec<u8>) {
                line.extend(self.to_string().into_bytes());
            }
        })+
        $(impl Cell for $id {
            fn write(&self, line: &mut Vec<u8>) {
                self.uuid().write(line);
            }
        })+
        $(impl Cell for $kind {
            fn write(&self, line: &mut Vec<u8>) {
                line.extend(self.as_str().as_bytes());
            }
        })+
    };
}

cells! {
    i16 i32 i64;
    PersonId OrganizationId SpaceId PostId CommentId AccessId PictureId EventId FileId CaseId MailId RecipientId;
    PersonKind OrganizationKind Language SpaceKind SpaceColour Visibility Role Horizon EndReason Inviters PostKind Reaction FileKind Grievance Desk Verdict MailDoor MailKind MailLevel MailReason MailState
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cell: &impl Cell) -> String {
        let mut line = Vec::new();
        cell.write(&mut line);
        String::from_utf8(line).expect("text")
    }

    #[test]
    fn what_would_end_a_column_is_escaped() {
        assert_eq!(written(&"a\tb\nc\\d\r"), "a\\tb\\nc\\\\d\\r");
        assert_eq!(written(&vec!["a \"b\"".to_owned(), "c\\".to_owned()]), r#"{"a \\"b\\"","c\\\\"}"#);
        assert_eq!(written(&vec![0u8, 255]), "\\\\x00ff");
        assert_eq!(written(&None::<i32>), "\\N");
        assert_eq!(written(&Some(7)), "7");
    }
}
