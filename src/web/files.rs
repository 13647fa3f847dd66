//! Files: as they hang in a message (`templates/part/file.html`), on their way in, and on their way out through the gate.

use std::collections::HashMap;

use actix_web::body::SizedStream;
use actix_web::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETag,
    EntityTag, Header, IF_RANGE, IfNoneMatch, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::{StreamExt as _, stream};
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::composer::Typed;
use super::form::Shown;
use super::upload::Upload;
use super::visit::Visit;
use super::{attaching, urls, weight};
use crate::domain::file::{self, Attached, Reached, Size, Store};
use crate::domain::ids::FileId;
use crate::domain::kinds::{FileKind, Language};
use crate::error::{Error, Result};

/// A file as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct File {
    id: String,
    name: String,
    url: String,
    icon: &'static str,
    weight: String,
    is_image: bool,
    alt: String,
    picture: Option<Picture>,
}

/// Files under a message: those to be looked at, and the others.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Files {
    pictures: Vec<File>,
    documents: Vec<File>,
}

/// How it is shown when it can be looked at.
#[derive(Clone, Debug, Serialize)]
struct Picture {
    small: String,
    large: String,
    width: i32,
    height: i32,
    large_width: i32,
}

/// Files of comments, by the comment's id.
pub type ByComment = HashMap<String, Files>;

/// The side within which a small picture stands; the page reserves its place.
const SMALL: i32 = 640;

/// The side within which a large one does.
const LARGE: i32 = 1920;

/// Files as they are shown.
pub fn shown(language: Language, files: Vec<Attached>) -> Files {
    let mut shown = Files::default();
    files.into_iter().for_each(|file| shown.push(File::of(language, file)));
    shown
}

/// The same, by the comment in which they hang.
pub fn by_comment(language: Language, files: Vec<Attached>) -> ByComment {
    let mut found = ByComment::new();
    for file in files {
        if let Some(comment) = file.comment {
            found.entry(comment.to_string()).or_default().push(File::of(language, file));
        }
    }
    found
}

impl Files {
    fn push(&mut self, file: File) {
        let of_its_kind = if file.picture.is_some() { &mut self.pictures } else { &mut self.documents };
        of_its_kind.push(file);
    }
}

impl File {
    /// At an address under another, to be taken and not looked at.
    pub fn under(self, place: &str) -> Self {
        Self { url: format!("{place}{}", self.url), picture: None, ..self }
    }

    /// One of them.
    pub fn of(language: Language, file: Attached) -> Self {
        let url = urls::file(file.id, &file.name);
        let picture = match (file.width, file.height) {
            (Some(width), Some(height)) if file.is_drawn => {
                let scaled = |side: i32, within: i32| {
                    let longest = i64::from(width.max(height).max(within));
                    (i64::from(side) * i64::from(within) / longest).max(1) as i32
                };
                let (small, large) = (format!("{url}?size=small"), format!("{url}?size=large"));
                Some(Picture {
                    small,
                    large,
                    width: scaled(width, SMALL),
                    height: scaled(height, SMALL),
                    large_width: scaled(width, LARGE),
                })
            }
            _ => None,
        };
        let icon = match file.kind {
            FileKind::Image => "image",
            FileKind::Document => "file-text",
            FileKind::Table => "file-spreadsheet",
            FileKind::Other => "file",
        };
        let weight = weight::tell(language, file.size);
        let (is_image, alt) = (file.kind == FileKind::Image, file.alt.unwrap_or_default());
        Self { id: file.id.to_string(), name: file.name, url, icon, weight, is_image, alt, picture }
    }
}

/// Which size is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    size: String,
}

/// `GET /files/{id}/{name}`: the id leads there, the name is for the reader.
pub async fn show(request: HttpRequest, visit: Visit, path: Path<(String, String)>, asked: Query<Asked>) -> Answer {
    let id: FileId = path.0.parse().map_err(|_| Error::NotFound)?;
    let size = Size::parse(&asked.size);
    let file = file::reach(&visit.db, visit.viewer(), id).await?;
    sent(request, &visit.app.files, file, size).await
}

/// A file, or the part of it that is asked for.
pub async fn sent(request: HttpRequest, store: &Store, file: Reached, size: Size) -> Answer {
    let whole = file.weight(store, size).await?;
    let tag = EntityTag::new_strong(file.tag(size));
    let has_it = match IfNoneMatch::parse(&request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Err(_) => false,
    };
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    // A part is a part of what one has already: of another content, everything is sent.
    let is_same = header(IF_RANGE).is_none_or(|given| given == tag.to_string());
    let part = header(RANGE).filter(|_| is_same && !has_it).and_then(|range| part(range, whole));
    let mut answer = match part {
        _ if has_it => HttpResponse::NotModified(),
        None => HttpResponse::Ok(),
        Some(Ok(_)) => HttpResponse::PartialContent(),
        Some(Err(())) => HttpResponse::build(StatusCode::RANGE_NOT_SATISFIABLE),
    };
    answer
        .insert_header(ETag(tag))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((ACCEPT_RANGES, "bytes"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // Opened by itself, nothing in it runs.
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"));
    let range = match part {
        _ if has_it => return Ok(answer.finish()),
        None => 0..whole,
        Some(Ok(range)) => {
            answer.insert_header((CONTENT_RANGE, format!("bytes {}-{}/{whole}", range.start, range.end - 1)));
            range
        }
        Some(Err(())) => return Ok(answer.insert_header((CONTENT_RANGE, format!("bytes */{whole}"))).finish()),
    };
    answer
        .insert_header((CONTENT_TYPE, file.media_type(size)))
        .insert_header((CONTENT_DISPOSITION, disposition(&file, size)));
    let length = range.end - range.start;
    let bytes = match *request.method() {
        Method::HEAD => stream::empty().boxed(),
        _ => file.part(store, size, range).await?,
    };
    Ok(answer.body(SizedStream::new(length, bytes)))
}

/// The part that is asked for (RFC 9110, 14.1.2): one range of bytes. Several, or what is none, is no question; one that
/// begins behind the end cannot be answered.
fn part(asked: &str, whole: u64) -> Option<Result<std::ops::Range<u64>, ()>> {
    let (from, to) = asked.trim().strip_prefix("bytes=")?.split_once('-')?;
    let range = match (from.trim(), to.trim()) {
        ("", last) => {
            let last: u64 = last.parse().ok()?;
            if last == 0 {
                return Some(Err(()));
            }
            whole.saturating_sub(last)..whole
        }
        (from, "") => from.parse().ok()?..whole,
        (from, to) => {
            let (from, to): (u64, u64) = (from.parse().ok()?, to.parse().ok()?);
            if to < from {
                return None;
            }
            from..to.saturating_add(1).min(whole)
        }
    };
    Some(if range.start < whole { Ok(range) } else { Err(()) })
}

/// Saved under its name; a picture in which nothing runs may be looked at.
fn disposition(file: &Reached, size: Size) -> String {
    let how = if file.is_safe_picture(size) { "inline" } else { "attachment" };
    let is_plain = |c: char| c == ' ' || c.is_ascii_graphic() && !"\"\\%".contains(c);
    let plain: String = file.name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let safe = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    let full: String = file
        .name
        .bytes()
        .map(|byte| if safe(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

/// What a script that sends files one by one is told.
#[derive(Debug, Serialize)]
struct Told {
    files: Vec<File>,
    error: Option<String>,
}

/// `POST /files`: files that wait for their message, from a script that shows their progress.
pub async fn create(visit: Visit, upload: Upload) -> Answer {
    visit.viewer().oneself()?;
    let mut typed = Typed::default();
    let problems = attaching::take_in(&visit, upload, &mut typed).await?;
    // Kept at a later instant than the one at which this visit reads.
    let db = visit.app.db.read().await?;
    let waiting = file::waiting(&db, visit.viewer(), &typed.files()).await?;
    let status = if problems.is_empty() { StatusCode::CREATED } else { StatusCode::UNPROCESSABLE_ENTITY };
    let error = Shown::new(&problems, visit.language).of("files");
    Ok(HttpResponse::build(status)
        .json(Told { files: waiting.into_iter().map(|file| File::of(visit.language, file)).collect(), error }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_what_was_asked_for_as_far_as_there_is_some() {
        for (asked, expected) in [
            ("bytes=0-3", Some(Ok(0..4))),
            ("bytes=4-", Some(Ok(4..10))),
            ("bytes=-4", Some(Ok(6..10))),
            ("bytes=-40", Some(Ok(0..10))),
            ("bytes=8-99", Some(Ok(8..10))),
            ("bytes=0-18446744073709551615", Some(Ok(0..10))),
            ("bytes=10-", Some(Err(()))),
            ("bytes=-0", Some(Err(()))),
            ("bytes=5-4", None),
            ("bytes=0-1,4-5", None),
            ("lines=0-1", None),
            ("bytes=a-b", None),
        ] {
            assert_eq!(part(asked, 10), expected, "{asked}");
        }
    }
}
