//! A mailbox that is read by IMAP, where no mail server hands mail over. What is in it is kept first, and moved aside only
//! then: after a crash in between it is taken again, and its bytes say that it is the same mail.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use async_imap::{Client, Session};
use futures_util::TryStreamExt as _;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::bearer::Bearer;
use super::fetched;
use super::health::Trouble;
use crate::app::App;
use crate::config::{ImapBox, TokenPlace};
use crate::stop::Stop;

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long it is waited for news; then the box is looked through anyway. Servers end a wait after 29 minutes (RFC 2177), and
/// a connection that died in silence is noticed by asking.
const NEWS: Duration = Duration::from_secs(300);
/// The same for a server that cannot tell news.
const POLL: Duration = Duration::from_secs(60);
/// After trouble: doubled each time, up to the longest.
const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(300);

/// What is spoken over, with or without TLS.
trait Wire: AsyncRead + AsyncWrite + Debug + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Debug + Send + Unpin> Wire for T {}

type Reader = Session<Box<dyn Wire>>;

/// Reads the mailbox of the settings until it is told to stop; without one, there is nothing to do.
pub async fn watch(app: Arc<App>, stop: Stop) -> anyhow::Result<()> {
    let Some(mailbox) = &app.config.mail_in.imap else { return Ok(()) };
    let mut pause = SHORTEST;
    loop {
        let trouble = tokio::select! {
            trouble = visit(&app, mailbox, &mut pause) => trouble.err(),
            () = stop.requested() => return Ok(()),
        };
        if let Some(trouble) = trouble {
            let word = trouble.downcast_ref::<Trouble>().copied().unwrap_or(Trouble::Other);
            let why = format!("{:#}", trouble.context("the mailbox cannot be read"));
            app.mail_health.failed(app.clock.now(), word, &why);
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => pause = LONGEST.min(pause * 2),
            () = stop.requested() => return Ok(()),
        }
    }
}

/// Goes in, and stays until something goes wrong.
async fn visit(app: &App, mailbox: &ImapBox, pause: &mut Duration) -> anyhow::Result<()> {
    let mut session = patient(enter(mailbox, app.config.mail_in.imap_token.as_ref())).await?;
    let capabilities = patient(said(session.capabilities())).await?;
    let (moves, tells, expunges) =
        (capabilities.has_str("MOVE"), capabilities.has_str("IDLE"), capabilities.has_str("UIDPLUS"));
    let done = &*app.config.mail_in.imap_done;
    if patient(said(session.status(done, "(MESSAGES)"))).await.is_err() {
        patient(said(session.create(done)))
            .await
            .with_context(|| format!("{done} cannot be made"))
            .context(Trouble::Folder)?;
    }
    let selected = patient(said(session.select(&mailbox.folder))).await;
    selected.with_context(|| mailbox.folder.clone()).context(Trouble::Folder)?;
    tracing::info!(host = mailbox.host, "mail is taken in from a mailbox");
    let aside = Aside { folder: done, moves, expunges };
    let mut heavy = 0;
    loop {
        round(app, &mut session, &aside, &mut heavy).await?;
        app.mail_health.looked(app.clock.now());
        *pause = SHORTEST;
        session = if tells { news(session).await? } else { later(session).await? };
    }
}

async fn enter(mailbox: &ImapBox, place: Option<&TokenPlace>) -> anyhow::Result<Reader> {
    let stream = TcpStream::connect((mailbox.host.as_str(), mailbox.port)).await.context(Trouble::Connection)?;
    let wire: Box<dyn Wire> = if mailbox.is_secure {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let tls = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        let name = ServerName::try_from(mailbox.host.clone())?;
        Box::new(TlsConnector::from(Arc::new(tls)).connect(name, stream).await.context(Trouble::Tls)?)
    } else {
        Box::new(stream)
    };
    let mut client = Client::new(wire);
    client.read_response().await?.context("it says nothing")?;
    let secret = mailbox.password.reveal();
    let entered = match place {
        None => client.login(&mailbox.user, secret).await,
        Some(place) => {
            let token = Bearer::fetch(place, &mailbox.user, secret).await.context(Trouble::Entry)?;
            client.authenticate("XOAUTH2", token).await
        }
    };
    said(async { entered.map_err(|(error, _)| error) }).await.context(Trouble::Entry)
}

/// Takes what is there, one by one, the oldest first. What people marked as deleted is theirs to delete.
async fn round(app: &App, session: &mut Reader, aside: &Aside<'_>, heavy: &mut usize) -> anyhow::Result<()> {
    let most = app.config.mail_in.heaviest;
    let too_big = patient(said(session.uid_search(format!("UNDELETED LARGER {most}")))).await?.len();
    if too_big > *heavy {
        tracing::warn!("mails in the mailbox that are too big to be taken in, and stay there: {too_big}");
    }
    *heavy = too_big;
    let found = patient(said(session.uid_search(format!("UNDELETED SMALLER {}", most + 1)))).await?;
    let mut found: Vec<u32> = found.into_iter().collect();
    found.sort_unstable();
    for uid in found {
        let raw = patient(raw(session, uid)).await?;
        // Another server may have taken it meanwhile.
        let Some(raw) = raw.filter(|raw| raw.len() <= most) else { continue };
        fetched::keep(app, &raw).await.context("a mail stays in the mailbox").context(Trouble::Keeping)?;
        patient(aside.put(session, uid)).await.context("what has been taken cannot be moved aside")?;
    }
    Ok(())
}

/// All its bytes; it stays unread for whoever looks into the box.
async fn raw(session: &mut Reader, uid: u32) -> anyhow::Result<Option<Vec<u8>>> {
    let fetches = said(session.uid_fetch(uid.to_string(), "(UID BODY.PEEK[])")).await?;
    let fetches: Vec<_> = said(fetches.try_collect::<Vec<_>>()).await?;
    Ok(fetches.iter().filter(|fetch| fetch.uid == Some(uid)).find_map(|fetch| fetch.body().map(<[u8]>::to_vec)))
}

/// Where mail goes that has been taken, and how.
struct Aside<'a> {
    folder: &'a str,
    moves: bool,
    expunges: bool,
}

impl Aside<'_> {
    async fn put(&self, session: &mut Reader, uid: u32) -> anyhow::Result<()> {
        let uid = uid.to_string();
        if self.moves {
            return said(session.uid_mv(&uid, self.folder)).await;
        }
        said(session.uid_copy(&uid, self.folder)).await?;
        let marked = said(session.uid_store(&uid, "+FLAGS.SILENT (\\Deleted)")).await?;
        said(marked.try_collect::<Vec<_>>()).await?;
        if self.expunges {
            said(said(session.uid_expunge(&uid)).await?.try_collect::<Vec<_>>()).await?;
        } else {
            said(said(session.expunge()).await?.try_collect::<Vec<_>>()).await?;
        }
        Ok(())
    }
}

/// Waits until the server tells that something has changed, or for a while.
async fn news(session: Reader) -> anyhow::Result<Reader> {
    let mut idle = session.idle();
    patient(said(idle.init())).await?;
    let (wait, _interrupt) = idle.wait_with_timeout(NEWS);
    // Its own time begins anew whenever the server says that it is still there.
    if let Ok(told) = tokio::time::timeout(NEWS, wait).await {
        said(async { told }).await?;
    }
    patient(said(idle.done())).await
}

async fn later(mut session: Reader) -> anyhow::Result<Reader> {
    tokio::time::sleep(POLL).await;
    patient(said(session.noop())).await?;
    Ok(session)
}

async fn patient<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::time::timeout(PATIENCE, work).await.context(Trouble::Silence)?
}

/// What went wrong, in words that hold nothing of a message: what cannot be understood may be a piece of one.
async fn said<T>(work: impl Future<Output = async_imap::error::Result<T>>) -> anyhow::Result<T> {
    use async_imap::error::Error;
    work.await.map_err(|error| match error {
        Error::Io(error) => anyhow::Error::from(error).context(Trouble::Lost),
        Error::Bad(said) | Error::No(said) => anyhow::anyhow!("the server says: {said}"),
        Error::ConnectionLost => anyhow::Error::msg(Trouble::Lost),
        _ => anyhow::anyhow!("the server is not understood"),
    })
}
