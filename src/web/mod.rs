//! The door for browsers.

pub mod admin;
pub mod accesses;
pub mod admin_guests;
pub mod admin_invitations;
pub mod admin_spaces;
pub mod admin_organizations;
pub mod admin_people;
pub mod announcements;
pub mod answer;
pub mod assets;
pub mod attaching;
pub mod closeness;
pub mod audience;
pub mod audit;
pub mod broken;
mod calls;
pub mod charters;
pub mod chrome;
pub mod comments;
pub mod composer;
pub mod cookie;
pub mod dates;
pub mod delivery;
pub mod devices;
pub mod drafts;
pub mod emblem;
pub mod entry;
pub mod face;
pub mod feed;
pub mod files;
pub mod flash;
pub mod follows;
pub mod form;
pub mod guard;
mod guest_export;
mod guest_invitations;
pub mod guest_rows;
pub mod guests;
pub mod health;
pub mod held;
pub mod hits;
pub mod icons;
pub mod home;
pub mod house;
pub mod invitations;
pub mod join_requests;
pub mod links;
pub mod live;
pub mod mail_doors;
pub mod mail_files;
pub mod members;
pub mod offline;
pub mod openings;
pub mod mentions;
pub mod notices;
pub mod notifications;
pub mod news;
pub mod page;
pub mod passwords;
pub mod people;
pub mod photos;
pub mod pictures;
pub mod preferences;
pub mod profiles;
pub mod polls;
pub mod posts;
pub mod questions;
pub mod quotes;
pub mod rail;
pub mod rate;
pub mod reactions;
pub mod refusal;
pub mod reports;
pub mod routes;
pub mod search;
pub mod saved;
pub mod sessions;
pub mod settings;
pub mod setup;
pub mod shortcuts;
pub mod sign_in;
pub mod sign_in_links;
pub mod sign_up;
pub mod space_door;
pub mod space_files;
pub mod space_head;
pub mod space_settings;
pub mod spaces;
pub mod table_file;
pub mod tabs;
pub mod translate;
pub mod unsubscriptions;
pub mod upload;
pub mod urls;
pub mod via;
pub mod view_as;
pub mod weight;
pub mod visit;

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::web::{Data, PayloadConfig, to};
use actix_web::{App as Service, Error, HttpServer};

use crate::app::App;
use crate::domain::db::Database;

/// Serves pages until it is told to stop; streams end when their hub is closed.
pub fn serve(app: Arc<App>, listener: TcpListener) -> anyhow::Result<Server> {
    let workers = app.config.workers;
    tokio::spawn(live::listen(Arc::clone(&app)));
    let data = Data::from(app);
    let seats = Arc::new(AtomicUsize::new(0));
    // Asked for once in each worker's own thread.
    let seated = move || {
        Database::sit(seats.fetch_add(1, Ordering::Relaxed));
        service(data.clone())
    };
    let server = HttpServer::new(seated)
        .workers(workers)
        // The command line listens to signals; it also has a worker and a database to stop.
        .disable_signals()
        .shutdown_timeout(20)
        .listen(listener)?;
    Ok(server.run())
}

/// Everything that answers, behind its guard.
pub fn service(
    app: Data<App>,
) -> Service<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    Service::new()
        .app_data(app)
        .app_data(PayloadConfig::new(form::HEAVIEST))
        .configure(routes::configure)
        .default_service(to(guard::unknown))
        .wrap(from_fn(guard::guard))
}
