//! The database: `Db` to read, `Tx` to write.
//!
//! Reads share a few connections, and whatever is awaited together leaves in one flight (the protocol pipelines). Writes
//! take a connection of their own: one transaction, at one instant. The connection itself is private to the domain, so
//! that no door can ask the database anything that the domain does not offer.

mod connect;

use std::cell::Cell;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, Utc};
use diesel_async::pooled_connection::deadpool::Pool;
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use tokio::sync::RwLock;

use crate::clock::Clock;
use crate::error::{Error, Result};
pub use connect::{Ear, Server, create, migrate};
use connect::{Own, Shared};

thread_local! {
    static SEAT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The way to the database that a running Parvis holds. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    server: Arc<Server>,
    readers: Arc<[RwLock<Option<Arc<Shared>>>]>,
    next: Arc<AtomicUsize>,
    writers: Pool<AsyncPgConnection>,
    asked: Arc<AtomicUsize>,
    clock: Clock,
}

/// Reads the database as it is at one instant of the clock. Cheap to clone; several queries may be under way at once.
#[derive(Clone)]
pub struct Db {
    link: Link,
    asked: Arc<AtomicUsize>,
    at: DateTime<Utc>,
}

#[derive(Clone)]
enum Link {
    Shared(Arc<Shared>),
    Own(Arc<Own>),
}

/// A transaction: everything in it happens at one instant, or not at all. Reads as `Db` does.
pub struct Tx {
    db: Db,
}

impl Database {
    /// Gets ready to connect; nothing is connected before it is needed. Each of so many `seats` has two connections for
    /// its reads, and two are for whoever has none; `writers` are the most transactions at a time.
    pub fn new(server: Server, seats: usize, writers: usize, clock: Clock) -> Result<Self> {
        let readers = (0..=seats).flat_map(|_| [RwLock::new(None), RwLock::new(None)]).collect();
        let writers = server.pool(writers)?;
        Ok(Self { server: Arc::new(server), readers, next: Arc::default(), writers, asked: Arc::default(), clock })
    }

    /// Gives this thread one of the seats, counted from 0: its reads go over connections that live on it. An answer that
    /// comes in on another thread has to wake this one, and a page is a dozen answers.
    pub fn sit(seat: usize) {
        SEAT.set(Some(seat));
    }

    /// To read, now.
    pub async fn read(&self) -> Result<Db> {
        let (seats, turn) = (self.readers.len() / 2 - 1, self.next.fetch_add(1, Ordering::Relaxed) % 2);
        let seat = SEAT.get().filter(|_| seats > 0).map_or(seats, |seat| seat % seats);
        let place = &self.readers[2 * seat + turn];
        let living = |shared: &Option<Arc<Shared>>| shared.as_ref().filter(|shared| shared.is_open()).cloned();
        let found = living(&*place.read().await);
        let shared = match found {
            Some(shared) => shared,
            None => {
                let mut place = place.write().await;
                match living(&place) {
                    Some(shared) => shared,
                    None => place.insert(Arc::new(self.server.share().await?)).clone(),
                }
            }
        };
        Ok(Db { link: Link::Shared(shared), asked: self.asked.clone(), at: self.clock.now() })
    }

    /// Does all of `work` in one transaction, or none of it.
    pub async fn write<T>(&self, work: impl AsyncFnOnce(&mut Tx) -> Result<T>) -> Result<T> {
        let own = self.writers.get().await.map_err(|error| Error::Connection(error.to_string()))?;
        let own = Arc::new(Own::new(own));
        let db = Db { link: Link::Own(own.clone()), asked: self.asked.clone(), at: self.clock.now() };
        let mut tx = Tx { db };
        own.begin().await?;
        let done = work(&mut tx).await;
        own.end(done.is_ok()).await?;
        done
    }

    /// Whether the database answers.
    pub async fn is_ready(&self) -> bool {
        match self.read().await {
            Ok(db) => (&mut db.conn()).batch_execute("select 1").await.is_ok(),
            Err(_) => false,
        }
    }

    /// How many queries have been asked so far, for tests that hold a page to its number.
    pub fn queries(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    /// What time it is for whoever uses this database.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Where it is.
    pub fn server(&self) -> &Server {
        &self.server
    }
}

impl Db {
    /// The instant at which this reads or writes.
    pub fn at(&self) -> DateTime<Utc> {
        self.at
    }

    pub(in crate::domain) fn conn(&self) -> &AsyncPgConnection {
        self.asked.fetch_add(1, Ordering::Relaxed);
        match &self.link {
            Link::Shared(shared) => shared.conn(),
            Link::Own(own) => own.conn(),
        }
    }
}

impl Tx {
    /// Does all of `work`, or none of it, and goes on with the transaction in either case.
    pub(in crate::domain) async fn part<T>(&mut self, work: impl AsyncFnOnce(&mut Tx) -> Result<T>) -> Result<T> {
        (&mut self.conn()).batch_execute("savepoint part").await?;
        let done = work(self).await;
        let end = if done.is_ok() { "release part" } else { "rollback to part; release part" };
        (&mut self.conn()).batch_execute(end).await?;
        done
    }
}

impl Deref for Tx {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}
