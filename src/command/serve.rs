//! `parvis serve`

use std::net::TcpListener;
use std::sync::Arc;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use parvis::app::App;
use parvis::config::{Config, MailInOptions, Options};
use parvis::mail::door::{self, Protocol};
use parvis::stop::Stop;

use super::{installation::Installation, signals};

#[derive(Args, Debug)]
pub struct Serve {
    /// Run one part alone, to scale out; the parts share a database set by PARVIS_DATABASE_URL
    #[arg(long, value_name = "PART")]
    only: Option<Part>,

    /// First fill an empty installation with the demo company, and print its accounts
    #[arg(long)]
    demo: bool,

    #[command(flatten)]
    options: Options,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The pages
    Web,
    /// What happens in the background: letters, reminders, digests, mail that came in
    Work,
    /// Listening for mail, and keeping it
    Mail,
}

impl Serve {
    pub async fn run(self) -> anyhow::Result<()> {
        let config = self.options.check()?;
        parvis::log::start(&config.log);
        let stop = Stop::new();
        signals::listen(stop.clone())?;
        // Before all else, because a port that is taken is the commonest reason not to start.
        let runs = |part| self.only.is_none_or(|only| only == part);
        let listener = if runs(Part::Web) { Some(listen(&config)?) } else { None };
        let doors = if runs(Part::Mail) { Some(doors(&config)?) } else { None };
        let installation = Installation::serve(&config).await?;
        let served = async {
            let app = App::start(config, installation.url()).await?;
            if self.demo {
                println!("{}", parvis::demo::fill_if_empty(&app).await?);
            }
            run_parts(app, listener, runs(Part::Work), doors, stop).await
        };
        let outcome = served.await;
        installation.stop().await?;
        if outcome.is_ok() {
            tracing::info!("stopped");
        }
        outcome
    }
}

fn listen(config: &Config) -> anyhow::Result<TcpListener> {
    let bind = config.bind;
    TcpListener::bind(bind)
        .with_context(|| format!("cannot listen on {bind}; choose another address or port with PARVIS_BIND"))
}

/// Where mail servers are listened for. A usual door that somebody else has taken stays shut: nobody chose it.
fn doors(config: &Config) -> anyhow::Result<Vec<(TcpListener, Protocol)>> {
    let mail = &config.mail_in;
    let named = [("PARVIS_LMTP_BIND", mail.lmtp, Protocol::Lmtp), ("PARVIS_MAIL_BIND", mail.smtp, Protocol::Smtp)];
    let mut doors = Vec::new();
    for (name, address, protocol) in named {
        let Some(address) = address else { continue };
        match TcpListener::bind(address) {
            Ok(listener) => doors.push((listener, protocol)),
            Err(error) if MailInOptions::is_usual(address) => {
                tracing::warn!("no mail is taken in at {address} ({error}); choose another place with {name}");
            }
            Err(error) => {
                return Err(error).with_context(|| format!("cannot listen on {address}; choose another with {name}"));
            }
        }
    }
    Ok(doors)
}

/// Runs until somebody wishes to stop or a part ends by itself; then the others end too, each
/// finishing what it has begun.
async fn run_parts(
    app: Arc<App>,
    listener: Option<TcpListener>,
    works: bool,
    doors: Option<Vec<(TcpListener, Protocol)>>,
    stop: Stop,
) -> anyhow::Result<()> {
    let web = async {
        if let Some(listener) = listener {
            serve_pages(Arc::clone(&app), listener, &stop).await?;
        }
        anyhow::Ok(())
    };
    let work = async {
        if works {
            let outcome = tokio::spawn(parvis::work::run(Arc::clone(&app), stop.clone())).await;
            stop.request();
            outcome.context("the worker broke")??;
        }
        anyhow::Ok(())
    };
    let mail = async {
        let Some(doors) = doors else { return Ok(()) };
        let reader = tokio::spawn(door::watch(Arc::clone(&app), stop.clone()));
        let open = doors
            .into_iter()
            .map(|(listener, protocol)| tokio::spawn(door::serve(Arc::clone(&app), listener, protocol, stop.clone())));
        for door in open.collect::<Vec<_>>() {
            let outcome = door.await;
            stop.request();
            outcome.context("the door for mail broke")??;
        }
        reader.await.context("the reader of the mailbox broke")?
    };
    let (web, work, mail) = tokio::join!(web, work, mail);
    web.and(work).and(mail)
}

async fn serve_pages(app: Arc<App>, listener: TcpListener, stop: &Stop) -> anyhow::Result<()> {
    let address = listener.local_addr()?;
    let base_url = app.config.base_url.as_str().to_owned();
    let server = parvis::web::serve(Arc::clone(&app), listener)?;
    let handle = server.handle();
    tracing::info!(%address, "Parvis is ready on {base_url}");
    let drain = async {
        stop.requested().await;
        // Streams never end by themselves, and pages that are under way are waited for.
        app.live.close();
        handle.stop(true).await;
    };
    let end = async {
        let ended = server.await;
        stop.request();
        ended
    };
    let (ended, ()) = tokio::join!(end, drain);
    ended.context("the web server broke")
}
