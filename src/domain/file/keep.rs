//! Taking a file in, before the message it is for is published.

use chrono::Duration;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::incoming::Incoming;
use super::read::{Attached, columns};
use super::store::Store;
use crate::domain::db::{Database, Tx};
use crate::domain::ids::{FileId, PersonId};
use crate::domain::job::{self, Job};
use crate::domain::kinds::FileKind;
use crate::domain::picture;
use crate::domain::policy::Oneself;
use crate::domain::problems::Problems;
use crate::domain::schema::{blobs, files};
use crate::error::{Error, Result};

/// So many files of one person may wait for their message.
const MOST_WAITING: i64 = 100;

/// Takes a file in. It hangs nowhere yet: only its uploader sees it, and tomorrow it is gone.
///
/// # Errors
/// [`Error::Invalid`] on `files`: a picture of too many pixels, or too many files that wait.
pub async fn keep(db: &Database, store: &Store, oneself: &Oneself<'_>, mut incoming: Incoming) -> Result<Attached> {
    let (mut media_type, mut kind) = incoming.kind();
    let mut measured = None;
    if kind == FileKind::Image {
        match picture::measure(incoming.opened().await?).await {
            Ok((width, height, orientation)) => {
                measured = Some((width, height));
                incoming = incoming.cleaned(store.incoming(), media_type, orientation).await?;
            }
            Err(wrong) if wrong.key == "problem-picture-large" => {
                let mut problems = Problems::none();
                problems.add_with("files", "problem-file-picture", incoming.name());
                return Err(problems.into());
            }
            // It begins as a picture does and is none: kept as what nobody knows.
            Err(_) => (media_type, kind) = ("application/octet-stream", FileKind::Other),
        }
    }
    let (hash, size) = (incoming.hash(), i64::try_from(incoming.size()).map_err(Error::internal)?);
    // What has just been touched is not swept: first the row, then the content, then the file that names it.
    db.write(async |tx| {
        room_for_one(tx, oneself.id()).await?;
        touch(tx, &hash, size).await
    })
    .await?;
    store.keep(&mut incoming).await?;
    let side = |side: u32| i32::try_from(side).ok();
    db.write(async |tx| {
        touch(tx, &hash, size).await?;
        let id = FileId::new();
        diesel::insert_into(files::table)
            .values((
                files::id.eq(id),
                files::hash.eq(&hash),
                files::name.eq(incoming.name()),
                files::kind.eq(kind),
                files::media_type.eq(media_type),
                files::size.eq(size),
                files::width.eq(measured.and_then(|(width, _)| side(width))),
                files::height.eq(measured.and_then(|(_, height)| side(height))),
                files::uploader_id.eq(oneself.id()),
                files::created_at.eq(tx.at()),
            ))
            .execute(&mut tx.conn())
            .await?;
        let kept = files::table.inner_join(blobs::table).filter(files::id.eq(id)).select(columns!());
        let kept: Attached = kept.first(&mut tx.conn()).await?;
        if kept.kind == FileKind::Image && !kept.is_drawn {
            job::enqueue(tx, &Job::DrawFile { file: id }).await?;
        }
        Ok(kept)
    })
    .await
}

async fn room_for_one(tx: &mut Tx, person: PersonId) -> Result<()> {
    let mine = files::uploader_id.eq(person).and(files::post_id.is_null());
    let since = tx.at() - Duration::days(1);
    let waiting: i64 =
        files::table.filter(mine.and(files::created_at.gt(since))).count().get_result(&mut tx.conn()).await?;
    if waiting < MOST_WAITING { Ok(()) } else { Err(Problems::one("files", "problem-files-waiting").into()) }
}

async fn touch(tx: &mut Tx, hash: &[u8], size: i64) -> Result<()> {
    diesel::insert_into(blobs::table)
        .values((blobs::hash.eq(hash), blobs::size.eq(size), blobs::touched_at.eq(tx.at())))
        .on_conflict(blobs::hash)
        .do_update()
        .set(blobs::touched_at.eq(tx.at()))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
