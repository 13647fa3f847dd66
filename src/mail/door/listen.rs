//! Listening for mail servers.

use std::net::IpAddr;
use std::sync::Arc;

use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::reply;
use super::session::Session;
use crate::app::App;
use crate::domain::kinds::MailDoor;
use crate::stop::Stop;

/// How a mail is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// RFC 2033: each recipient gets an answer.
    Lmtp,
    /// RFC 5321.
    Smtp,
}

impl Protocol {
    pub(super) fn door(self) -> MailDoor {
        match self {
            Self::Lmtp => MailDoor::Lmtp,
            Self::Smtp => MailDoor::Smtp,
        }
    }
}

/// So many servers are talked to at a time: each may hold a whole mail in memory.
const MOST: usize = 20;

/// How long what is being handed over may take when Parvis stops.
const LAST_WORDS: std::time::Duration = std::time::Duration::from_secs(20);

/// Listens until it is told to stop; what is being handed over is taken to its end.
pub async fn serve(
    app: Arc<App>,
    listener: std::net::TcpListener,
    protocol: Protocol,
    stop: Stop,
) -> anyhow::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    tracing::info!(address = %listener.local_addr()?, "mail is taken in by {protocol:?}");
    let (places, mut sessions) = (Arc::new(Semaphore::new(MOST)), JoinSet::new());
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stop.requested() => break,
        };
        while sessions.try_join_next().is_some() {}
        match accepted {
            Ok((stream, peer)) => match Arc::clone(&places).try_acquire_owned() {
                Ok(place) => {
                    let (app, stop) = (Arc::clone(&app), stop.clone());
                    sessions.spawn(async move {
                        talk(&app, stream, peer.ip(), protocol, stop).await;
                        drop(place);
                    });
                }
                Err(_) => refuse(stream, reply::BUSY).await,
            },
            // No more files may be open, or somebody left in the door: others come.
            Err(error) => {
                tracing::warn!("a mail server could not be let in: {error}");
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
        }
    }
    // Whoever is not done by then keeps the mail, and comes again.
    let ended = async { while sessions.join_next().await.is_some() {} };
    tokio::time::timeout(LAST_WORDS, ended).await.ok();
    Ok(())
}

async fn refuse(mut stream: TcpStream, reply: reply::Reply) {
    stream.write_all(reply.as_bytes()).await.ok();
}

async fn talk(app: &App, stream: TcpStream, peer: IpAddr, protocol: Protocol, stop: Stop) {
    if !app.config.mail_in.peers.iter().any(|network| network.contains(peer)) {
        return refuse(stream, reply::NOT_YOU).await;
    }
    stream.set_nodelay(true).ok();
    if let Err(error) = Session::new(app, protocol, stream).run(&stop).await {
        tracing::debug!("a mail server was lost: {error}");
    }
}
