//! A form with a file in it (`multipart/form-data`), read by hand: a file that is too large is read to its end and
//! thrown away, so that the browser hears the answer instead of losing the connection.

use std::time::Duration;

use actix_multipart::Multipart;
use actix_web::HttpRequest;
use actix_web::web::Payload;
use futures_util::TryStreamExt;
use tokio::time::timeout;

use super::refusal::Refusal;
use crate::domain::picture::{self, Square};
use crate::domain::problems::Wrong;

/// The most that a file may weigh, in bytes, unless a form says otherwise.
pub const HEAVIEST: usize = 10 * 1024 * 1024;

/// The most of a text field beside it, in bytes.
const LONGEST_FIELD: usize = 100_000;

/// After so many bytes nobody listens any more.
const PATIENCE: usize = 64 * 1024 * 1024;

/// And neither after so long: ten megabytes by a poor telephone.
const LONGEST_WAIT: Duration = Duration::from_secs(10 * 60);

/// What such a form sent.
#[derive(Debug, Default)]
pub struct Upload {
    /// The text fields, in their order.
    pub fields: Vec<(String, String)>,
    /// The file, if one was chosen.
    pub file: Option<File>,
}

/// A file that was chosen.
#[derive(Debug)]
pub enum File {
    /// Here it is.
    Whole(Vec<u8>),
    /// It weighs more than it may.
    TooLarge,
}

impl Upload {
    /// Reads the form; ask for it after who asks is known.
    pub async fn read(request: &HttpRequest, payload: Payload, most: usize) -> Result<Self, Refusal> {
        timeout(LONGEST_WAIT, Self::take_in(request, payload, most)).await.unwrap_or(Err(Refusal::TooMany))
    }

    async fn take_in(request: &HttpRequest, payload: Payload, most: usize) -> Result<Self, Refusal> {
        let mut form = Multipart::new(request.headers(), payload);
        let (mut upload, mut read) = (Self::default(), 0);
        while let Some(mut field) = form.try_next().await.map_err(|_| Refusal::Garbled)? {
            let about = field.content_disposition().ok_or(Refusal::Garbled)?;
            let (name, file_name) = (about.get_name().unwrap_or_default().to_owned(), about.get_filename());
            let is_file = file_name.is_some();
            let limit = if is_file { most } else { LONGEST_FIELD };
            let (mut bytes, mut length) = (Vec::new(), 0);
            while let Some(chunk) = field.try_next().await.map_err(|_| Refusal::Garbled)? {
                (length, read) = (length + chunk.len(), read + chunk.len());
                if read > PATIENCE {
                    return Err(Refusal::TooMany);
                }
                if length <= limit {
                    bytes.extend_from_slice(&chunk);
                }
            }
            match (is_file, length) {
                // A file field that was left alone.
                (true, 0) => {}
                (true, length) => upload.file = Some(if length > most { File::TooLarge } else { File::Whole(bytes) }),
                (false, length) if length > LONGEST_FIELD => return Err(Refusal::TooMany),
                (false, _) => upload.fields.push((name, String::from_utf8_lossy(&bytes).replace('\0', ""))),
            }
        }
        Ok(upload)
    }

    /// The picture that was chosen, as a square that may be kept.
    ///
    /// # Errors
    /// `problem-picture…`: none was chosen, it weighs too much (10 MB), or it is none.
    pub async fn square(self) -> Result<Square, Wrong> {
        match self.file {
            None => Err(Wrong::new("problem-picture-none")),
            Some(File::TooLarge) => Err(Wrong::with("problem-picture-heavy", HEAVIEST / (1024 * 1024))),
            Some(File::Whole(bytes)) => picture::square(bytes).await,
        }
    }

    /// What a text field holds; nothing when it is absent.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }
}
