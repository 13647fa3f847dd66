//! Deleting what nothing names any more.

use chrono::Duration;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::{StreamExt as _, TryStreamExt as _};

use super::store::Store;
use crate::domain::db::{Database, Tx};
use crate::domain::ids::{CommentId, PostId};
use crate::domain::job::Claimed;
use crate::domain::schema::{blobs, comments, files, posts};
use crate::error::Result;

/// So many contents are deleted in one transaction.
const AT_ONCE: i64 = 50;

/// Contents that are looked up in one statement.
const LOOKED_UP: usize = 1000;

/// Finds contents that no row knows: a database that was restored to an earlier day, a job that drew while its picture was
/// deleted. Each gets a row that no file names, and goes as any other, held by its row while it goes.
pub async fn tidy(db: &Database, store: &Store, _: &Claimed) -> Result<()> {
    let day_ago = db.clock().now() - Duration::days(1);
    store.forget_unfinished(day_ago).await?;
    let mut all = store.all().try_chunks(LOOKED_UP);
    while let Some(some) = all.next().await {
        let some = some.map_err(|broken| broken.1)?.into_iter().filter(|(_, _, laid_at)| *laid_at < day_ago);
        let rows = some.map(|(hash, size, laid_at)| {
            let size = i64::try_from(size).unwrap_or(i64::MAX).max(1);
            (blobs::hash.eq(hash), blobs::size.eq(size), blobs::touched_at.eq(laid_at))
        });
        let rows: Vec<_> = rows.collect();
        db.write(async |tx| {
            let found = diesel::insert_into(blobs::table).values(&rows).on_conflict_do_nothing();
            Ok(found.execute(&mut tx.conn()).await?)
        })
        .await?;
    }
    Ok(())
}

/// Deletes files that waited a day for a message, those of removed messages, and the contents that no file names. The
/// content goes while its row is held, so that the same one coming in again waits, and is then kept anew.
pub async fn sweep(db: &Database, store: &Store, _: &Claimed) -> Result<()> {
    db.write(async |tx| forget_files(tx).await).await?;
    loop {
        let swept = db.write(async |tx| {
            let gone = unnamed(tx).await?;
            for hash in &gone {
                store.forget(hash).await?;
            }
            Ok(gone.len())
        });
        if swept.await? < AT_ONCE as usize {
            return Ok(());
        }
    }
}

async fn forget_files(tx: &mut Tx) -> Result<()> {
    let late = tx.at() - Duration::days(1);
    let waited = files::post_id.is_null().and(files::created_at.le(late));
    diesel::delete(files::table.filter(waited)).execute(&mut tx.conn()).await?;
    // What is hidden may come back, with its files.
    let removed = posts::deleted_at.is_not_null().and(posts::hidden_at.is_null());
    let posts = posts::table.filter(removed).select(posts::id);
    let gone: Vec<PostId> =
        posts.filter(exists(files::table.filter(files::post_id.eq(posts::id.nullable())))).load(&mut tx.conn()).await?;
    diesel::delete(files::table.filter(files::post_id.eq_any(gone))).execute(&mut tx.conn()).await?;
    let removed = comments::deleted_at.is_not_null().and(comments::hidden_at.is_null());
    let comments = comments::table.filter(removed).select(comments::id);
    let gone: Vec<CommentId> = comments
        .filter(exists(files::table.filter(files::comment_id.eq(comments::id.nullable()))))
        .load(&mut tx.conn())
        .await?;
    diesel::delete(files::table.filter(files::comment_id.eq_any(gone))).execute(&mut tx.conn()).await?;
    Ok(())
}

/// Contents that no file has named for an hour: their rows are gone with this transaction.
async fn unnamed(tx: &mut Tx) -> Result<Vec<Vec<u8>>> {
    let due = blobs::table
        .filter(blobs::touched_at.lt(tx.at() - Duration::hours(1)))
        .filter(not(exists(files::table.filter(files::hash.eq(blobs::hash)))))
        .limit(AT_ONCE)
        .for_update()
        .skip_locked()
        .select(blobs::hash);
    let due: Vec<Vec<u8>> = due.load(&mut tx.conn()).await?;
    // Looked at once more, now that they are held: a file that came in between keeps its content.
    let still = blobs::hash.eq_any(due).and(not(exists(files::table.filter(files::hash.eq(blobs::hash)))));
    let touched = blobs::touched_at.lt(tx.at() - Duration::hours(1));
    let gone = diesel::delete(blobs::table.filter(still.and(touched))).returning(blobs::hash);
    Ok(gone.load(&mut tx.conn()).await?)
}
