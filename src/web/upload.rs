//! A form with files in it (`multipart/form-data`). The guard reads it before anybody looks at it: its fields become a
//! plain form, kept as any other; its files go to temporary files as they come. What weighs too much is read to its end
//! and thrown away, so that the browser hears the answer instead of losing the connection.

use std::future::{Ready, ready};
use std::time::Duration;

use actix_multipart::{Field, Multipart};
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::TryStreamExt;
use tokio::time::timeout;

use super::cookie;
use super::form::Sent;
use super::refusal::Refusal;
use crate::app::App;
use crate::domain::file::{self, Incoming};
use crate::domain::picture::{self, Square};
use crate::domain::problems::{Problems, Wrong};
use crate::domain::session;
use crate::error::Result;

/// The most that a picture may weigh, in bytes.
const HEAVIEST_PICTURE: u64 = 10 * 1024 * 1024;

/// No form of ours has more fields and files.
const MOST_PARTS: usize = 200;

/// After so many times what may come together nobody listens any more.
const PATIENCE: u64 = 3;

/// And neither after so long: heavy files by a poor line.
const LONGEST_WAIT: Duration = Duration::from_secs(30 * 60);

/// Nor so long for somebody who is not signed in.
const LONGEST_WAIT_FOR_NOBODY: Duration = Duration::from_secs(60);

/// The files of a form. Its fields are in `Form<T>`.
#[derive(Debug, Default)]
pub struct Upload {
    files: Vec<Chosen>,
    too_many: bool,
    too_heavy_together: bool,
    heaviest: u64,
}

/// A file that was chosen.
#[derive(Debug)]
enum Chosen {
    /// Here it is.
    Whole(Incoming),
    /// It weighs more than any file may.
    TooHeavy { name: String },
}

/// What becomes of a form while it is read.
struct Reading<'a> {
    app: &'a App,
    /// Whether somebody is signed in: for nobody, no file is kept.
    keeps: bool,
    /// What one file may weigh.
    heaviest: u64,
    read: u64,
    kept: u64,
    parts: usize,
    written: usize,
    fields: Vec<(String, String)>,
    upload: Upload,
}

impl Upload {
    /// Whether a request carries such a form.
    pub fn is_one(request: &impl HttpMessage) -> bool {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        kind.split(';').next().is_some_and(|kind| kind.trim() == "multipart/form-data")
    }

    /// Reads such a form, and leaves its fields and its files for whoever answers.
    pub async fn read(request: &mut ServiceRequest, app: &App) -> Result<(), Refusal> {
        let keeps = is_signed_in(request, app).await?;
        let mut form = Multipart::new(&request.headers().clone(), request.take_payload());
        let mut reading = Reading {
            app,
            keeps,
            heaviest: app.config.heaviest_file,
            read: 0,
            kept: 0,
            parts: 0,
            written: 0,
            fields: Vec::new(),
            upload: Upload { heaviest: app.config.heaviest_file, ..Upload::default() },
        };
        let wait = if keeps { LONGEST_WAIT } else { LONGEST_WAIT_FOR_NOBODY };
        let done = timeout(wait, reading.all(&mut form)).await.unwrap_or(Err(Refusal::TooMany));
        let has_nul = reading.fields.iter().any(|(name, value)| name.contains('\0') || value.contains('\0'));
        let sent = Sent(Bytes::from(serde_html_form::to_string(&reading.fields).unwrap_or_default()));
        // What can be read of it is shown again, whatever becomes of it.
        request.extensions_mut().insert(if has_nul { sent.without_nul() } else { sent });
        request.extensions_mut().insert(reading.upload);
        if has_nul { Err(Refusal::Garbled) } else { done }
    }

    /// Whether no file came, nor one that could not be taken.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && !self.too_many && !self.too_heavy_together
    }

    /// The picture that was chosen, as a square that may be kept.
    ///
    /// # Errors
    /// `problem-picture…`: none was chosen, it weighs too much (10 MB), or it is none.
    pub async fn square(self) -> Result<Square, Wrong> {
        match self.one(HEAVIEST_PICTURE).await {
            Ok(None) => Err(Wrong::new("problem-picture-none")),
            Ok(Some(bytes)) => picture::square(bytes).await,
            Err(()) => Err(Wrong::with("problem-picture-heavy", HEAVIEST_PICTURE / (1024 * 1024))),
        }
    }

    /// The only file, whole, if one was chosen.
    ///
    /// # Errors
    /// It weighs more than `most`, or more than any file may.
    pub async fn one(self, most: u64) -> Result<Option<Vec<u8>>, ()> {
        match self.files.into_iter().next() {
            None => Ok(None),
            Some(Chosen::Whole(file)) if file.size() <= most => Ok(file.bytes().await.ok()),
            Some(Chosen::Whole(_) | Chosen::TooHeavy { .. }) => Err(()),
        }
    }

    /// The files that may be kept, and what is wrong with the others (on `files`).
    pub fn several(self) -> (Vec<Incoming>, Problems) {
        let mut problems = Problems::none();
        let mib = 1024 * 1024;
        let mut files = Vec::new();
        let mut heavy = Vec::new();
        for chosen in self.files {
            match chosen {
                Chosen::Whole(file) => files.push(file),
                Chosen::TooHeavy { name } => heavy.push(name),
            }
        }
        if !heavy.is_empty() {
            problems.add_with("files", "problem-file-heavy", heavy.join(", "));
        }
        if self.too_many {
            problems.add_with("files", "problem-files-many", file::MOST);
        }
        if self.too_heavy_together {
            problems.add_with("files", "problem-files-heavy", file::HEAVIEST_TOGETHER * self.heaviest / mib);
        }
        (files, problems)
    }
}

impl FromRequest for Upload {
    type Error = Refusal;
    type Future = Ready<Result<Self, Refusal>>;

    /// Once: whoever asks has them.
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(request.extensions_mut().remove::<Self>().unwrap_or_default()))
    }
}

async fn is_signed_in(request: &ServiceRequest, app: &App) -> Result<bool> {
    match cookie::session(request.request()) {
        Some(secret) => Ok(session::resume(&app.db.read().await?, &secret).await?.is_some()),
        None => Ok(false),
    }
}

impl Reading<'_> {
    async fn all(&mut self, form: &mut Multipart) -> Result<(), Refusal> {
        while let Some(mut field) = form.try_next().await.map_err(|_| Refusal::Garbled)? {
            self.parts += 1;
            if self.parts > MOST_PARTS {
                return Err(Refusal::TooHeavy);
            }
            let about = field.content_disposition().ok_or(Refusal::Garbled)?;
            let name = about.get_name().unwrap_or_default().to_owned();
            match about.get_filename().map(str::to_owned) {
                Some(file_name) => self.file(&mut field, &file_name).await?,
                None => self.field(&mut field, name).await?,
            }
        }
        Ok(())
    }

    async fn next(&mut self, field: &mut Field) -> Result<Option<Bytes>, Refusal> {
        let chunk = field.try_next().await.map_err(|_| Refusal::Garbled)?;
        self.read += chunk.as_ref().map_or(0, Bytes::len) as u64;
        if self.read > PATIENCE * file::HEAVIEST_TOGETHER * self.heaviest { Err(Refusal::TooHeavy) } else { Ok(chunk) }
    }

    async fn field(&mut self, field: &mut Field, name: String) -> Result<(), Refusal> {
        self.written += name.len();
        let mut bytes = Vec::new();
        while let Some(chunk) = self.next(field).await? {
            self.written += chunk.len();
            if self.written > super::form::HEAVIEST {
                return Err(Refusal::TooHeavy);
            }
            bytes.extend_from_slice(&chunk);
        }
        self.fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        Ok(())
    }

    async fn file(&mut self, field: &mut Field, name: &str) -> Result<(), Refusal> {
        let mut incoming: Option<Incoming> = None;
        let mut size = 0;
        while let Some(chunk) = self.next(field).await? {
            size += chunk.len() as u64;
            let together = self.kept + size > file::HEAVIEST_TOGETHER * self.heaviest;
            if !self.keeps || self.upload.too_many || chunk.is_empty() {
                continue;
            }
            if self.upload.files.len() == file::MOST {
                self.upload.too_many = true;
            } else if size > self.heaviest || together {
                self.upload.too_heavy_together |= together;
                incoming = None;
            } else {
                if incoming.is_none() {
                    incoming = Some(Incoming::begin(self.app.files.incoming(), name).await?);
                }
                if let Some(incoming) = &mut incoming {
                    incoming.take(&chunk).await?;
                }
            }
        }
        match incoming {
            Some(file) => {
                self.kept += file.size();
                self.upload.files.push(Chosen::Whole(file));
            }
            None if size > self.heaviest && self.keeps && !self.upload.too_many => {
                self.upload.files.push(Chosen::TooHeavy { name: file::safe_name(name) });
            }
            // A file field that was left alone.
            None => {}
        }
        Ok(())
    }
}
