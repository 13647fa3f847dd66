//! Many rows at once, into an installation where nobody is yet: the demo company, and large ones for measuring.
//!
//! It writes what the slices write, without asking them one by one (a million comments are loaded in minutes, PostgreSQL's
//! COPY). So it is for an empty installation alone: a [`Load`] is had only where there is nobody, and holds the door
//! closed until it ends. The checks and keys of the database stand all the while.

mod cell;
mod row;

pub use row::*;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::SinkExt;
use std::io::Cursor;
use tokio_postgres::Client;
use uuid::Uuid;

use super::db::{Db, Server};
use super::event::{self, Event};
use super::ids::{EventId, PersonId};
use super::schema::{house, people};
use crate::error::{Error, Result};

/// A piece of a COPY, in bytes: large enough that sending costs nothing, small enough to hold.
const PIECE: usize = 64 * 1024;

/// One transaction that loads rows where nobody is. Dropped before [`Load::finish`], it leaves nothing.
pub struct Load {
    client: Client,
}

impl Load {
    /// Begins, unless somebody is there already.
    pub async fn begin(server: &Server) -> Result<Option<Self>> {
        let client = server.client().await?;
        // Whoever sets the house up in the meantime waits, and then comes second.
        client.batch_execute("begin; lock table people, house in exclusive mode").await.map_err(Error::internal)?;
        let taken = "select exists (select from people) or exists (select from house)";
        let taken: bool = client.query_one(taken, &[]).await.map_err(Error::internal)?.get(0);
        Ok((!taken).then_some(Self { client }))
    }

    /// Loads rows of one kind, in this order; tells how many.
    pub async fn copy<R: Row>(&self, rows: impl IntoIterator<Item = R>) -> Result<u64> {
        let sink = self.client.copy_in::<_, Cursor<Vec<u8>>>(&R::copy()).await.map_err(Error::internal)?;
        let mut sink = std::pin::pin!(sink);
        let mut piece = Vec::with_capacity(PIECE + 1024);
        for row in rows {
            row.write(&mut piece);
            if piece.len() >= PIECE {
                let full = std::mem::replace(&mut piece, Vec::with_capacity(PIECE + 1024));
                sink.feed(Cursor::new(full)).await.map_err(|error| refused::<R>(error))?;
            }
        }
        if !piece.is_empty() {
            sink.feed(Cursor::new(piece)).await.map_err(|error| refused::<R>(error))?;
        }
        sink.finish().await.map_err(|error| refused::<R>(error))
    }

    /// Keeps what was loaded, and lets PostgreSQL look at it: plans are only as good as what it knows of the tables.
    pub async fn finish(self) -> Result<Filled> {
        // As the directory's index writes them: a guest is also found by their company.
        let words = "update people p set words = plain(concat_ws(' ', p.name, title, unit, location, \
            case when p.kind = 'guest' then o.name end, array_to_string(skills, ' '))) \
            from organizations o where o.id = p.organization_id";
        // Whoever takes part in a thread follows it.
        let follows = "insert into follows (person_id, post_id, attention, since) \
            select person_id, post_id, 'following', min(at) from ( \
                select author_id, id, published_at from posts \
                union all select author_id, post_id, published_at from comments \
                union all select person_id, post_id, mentioned_at from mentions) part (person_id, post_id, at) \
            join people on people.id = person_id where left_at is null group by 1, 2";
        for step in [words, follows, "commit", "vacuum analyze"] {
            self.client.batch_execute(step).await.map_err(Error::internal)?;
        }
        Ok(Filled(()))
    }
}

/// Proof that an installation was filled at once, a moment ago. Only [`Load::finish`] makes it.
pub struct Filled(());

fn refused<R: Row>(error: tokio_postgres::Error) -> Error {
    let about = error.as_db_error().map(|told| format!("{told} {}", told.detail().unwrap_or_default()));
    Error::internal(anyhow::Error::from(error).context(format!("{}: {}", R::TABLE, about.unwrap_or_default())))
}

impl Happened {
    /// Something that happened, of which everybody who listens has heard: no letter goes out for it.
    pub fn told(id: Uuid, at: DateTime<Utc>, by: Option<PersonId>, what: &Event) -> Self {
        let (kind, facts) = event::written(what).expect("words and ids are always JSON");
        let id = EventId::from(id);
        Self { id, at, actor_id: by, space_id: what.space(), subject_id: what.subject(), kind, facts }
    }
}

/// Whether the house has this mail domain and no other, and this address is an admin's: how the demo company is known.
pub async fn is_house_of(db: &Db, domain: &str, admin: &str) -> Result<bool> {
    let runs_it = people::table.filter(people::email.eq(admin).and(people::is_admin));
    let house = house::table.filter(house::domains.eq(vec![domain])).filter(diesel::dsl::exists(runs_it));
    Ok(diesel::select(diesel::dsl::exists(house)).get_result(&mut db.conn()).await?)
}
