//! The server as a process: what it refuses, what it survives, how it ends.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::Path;

use rustix::process::{Signal, geteuid, kill_process};
use tokio_postgres::{Client, NoTls};

use crate::support::process::{DataFolder, Running, outcome, parvis, uid_of, until};

fn refusal(data: &Path) -> String {
    let settings = [("PARVIS_DATA_DIR", data.to_str().unwrap()), ("PARVIS_BIND", "127.0.0.1:0")];
    let (went_well, told) = outcome(parvis(&["serve"], &settings));
    assert!(!went_well, "{told}");
    told
}

async fn database(data: &DataFolder) -> Client {
    let mut config = tokio_postgres::Config::new();
    let config = config.host_path(data.socket()).user("parvis").dbname("parvis");
    let (client, connection) = config.connect(NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn numbers(data: &DataFolder) -> i64 {
    database(data).await.query_one("select count(*) from numbers", &[]).await.unwrap().get(0)
}

#[test]
fn wrong_settings_are_told_all_at_once_and_secrets_never() {
    let settings = [
        ("PARVIS_BIND", "8080"),
        ("PARVIS_TIME_ZONE", "Mars"),
        ("PARVIS_SIGN_IN_ATTEMPTS", "many"),
        ("PARVIS_SMTP_URL", "imap://parvis:hunter2@mail"),
    ];
    let (went_well, told) = outcome(parvis(&["serve"], &settings));
    assert!(!went_well);
    assert!(told.starts_with("parvis: 4 settings cannot be used:\n"), "{told}");
    for (name, _) in settings {
        assert!(told.contains(name), "{name} is not in\n{told}");
    }
    assert!(!told.contains("hunter2"), "{told}");
}

#[test]
fn the_help_names_every_setting_and_shows_no_secret() {
    let settings =
        [("PARVIS_DATABASE_URL", "postgres://hunter2@db/parvis"), ("PARVIS_SMTP_URL", "smtp://hunter2@mail")];
    let (went_well, told) = outcome(parvis(&["serve", "--help"], &settings));
    assert!(went_well);
    for name in ["BIND", "BASE_URL", "DATA_DIR", "DATABASE_URL", "SMTP_URL", "MAIL_DOMAIN", "TIME_ZONE", "WORKERS"] {
        assert!(told.contains(&format!("PARVIS_{name}")), "{name} is not in\n{told}");
    }
    assert!(!told.contains("hunter2"), "{told}");
}

#[test]
fn a_second_server_is_refused_and_the_first_works_on_and_stops_in_good_order() {
    let data = DataFolder::new();
    let first = Running::start(&data);
    let told = refusal(data.path());
    assert!(told.contains(&format!("another Parvis server (pid {})", first.pid().as_raw_nonzero())), "{told}");
    assert!(first.is_ready());

    assert!(first.stop().success());
    assert!(!data.path().join("pg/postmaster.pid").exists(), "the database has stopped before the server");
    assert!(Running::start(&data).is_ready(), "and the folder is free");
}

#[test]
fn a_command_beside_the_server_works_on_what_the_server_runs() {
    let data = DataFolder::new();
    let running = Running::start(&data);
    let settings = [("PARVIS_DATA_DIR", data.path().to_str().unwrap())];
    let (went_well, told) = outcome(parvis(&["migrate"], &settings));
    assert!(went_well, "{told}");
    assert!(running.is_ready());
}

#[tokio::test]
async fn a_killed_database_comes_back() {
    let data = DataFolder::new();
    let mut running = Running::start(&data);
    database(&data).await.batch_execute("create table numbers as select generate_series(1, 100)").await.unwrap();
    let killed = data.postmaster();
    kill_process(killed, Signal::KILL).unwrap();
    running.hear("starting it again");
    running.hear("database ready");
    until("ready again", || running.is_ready());
    assert_ne!(data.postmaster(), killed);
    assert_eq!(numbers(&data).await, 100);
}

#[tokio::test]
async fn a_killed_server_loses_nothing_that_was_committed() {
    let data = DataFolder::new();
    let running = Running::start(&data);
    let client = database(&data).await;
    client.batch_execute("create table numbers (number int)").await.unwrap();
    for number in 0..50 {
        client.execute("insert into numbers values ($1)", &[&number]).await.unwrap();
    }
    running.kill();

    let running = Running::start(&data);
    assert_eq!(numbers(&data).await, 50);
    let client = database(&data).await;
    client.execute("insert into numbers values (50)", &[]).await.unwrap();
    kill_process(data.postmaster(), Signal::KILL).unwrap();
    running.kill();

    let running = Running::start(&data);
    assert!(running.is_ready());
    assert_eq!(numbers(&data).await, 51, "neither when the database is killed with it");
}

#[test]
fn data_of_another_postgres_is_refused_untouched() {
    let data = DataFolder::new();
    let version = data.path().join("pg/PG_VERSION");
    fs::create_dir(data.path().join("pg")).unwrap();
    fs::write(&version, "9\n").unwrap();
    let told = refusal(data.path());
    assert!(told.contains("was made by PostgreSQL 9, which is not installed"), "{told}");
    assert_eq!(fs::read_to_string(version).unwrap(), "9\n");
}

#[test]
fn a_path_too_long_for_a_socket_is_no_obstacle() {
    let data = DataFolder::named(&format!("parvis-{}-{}", uuid::Uuid::now_v7().simple(), "long".repeat(20)));
    let running = Running::start(&data);
    assert!(running.is_ready());
    let socket = data.socket();
    assert!(!socket.starts_with(data.path()));
    assert!(running.stop().success());
    fs::remove_dir_all(socket).unwrap();
}

#[test]
fn under_root_the_database_alone_is_somebody_else() {
    let data = DataFolder::new();
    let running = Running::start(&data);
    let owner = uid_of(data.postmaster());
    assert_eq!(running.uid(), geteuid().as_raw());
    assert_ne!(owner, 0, "PostgreSQL would not even start");
    if !geteuid().is_root() {
        return;
    }
    assert!(running.stop().success());
    let group = fs::metadata(data.path().join("pg")).unwrap().gid();
    for theirs in [data.path().to_owned(), data.path().join("parvis.lock"), data.path().join("postgres.log")] {
        chown(theirs, Some(owner), Some(group)).unwrap();
    }
    let running = Running::start_as(&data, owner, group);
    assert_eq!(running.uid(), owner, "and as an ordinary user everything is that user");
    assert!(running.is_ready());
}

#[test]
fn under_root_a_closed_folder_is_told_by_its_name() {
    if !geteuid().is_root() {
        return;
    }
    let closed = DataFolder::new();
    fs::set_permissions(closed.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let told = refusal(&closed.path().join("data"));
    assert!(told.contains(&format!("because {} is closed to it", closed.path().display())), "{told}");
}
