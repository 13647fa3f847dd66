use super::super::MailInOptions;
use super::*;

fn refused(options: Options) -> String {
    options.check().unwrap_err().to_string()
}

#[test]
fn without_a_word_everything_has_a_value() {
    let config = Options::default().check().unwrap();
    assert_eq!(config.bind.to_string(), "127.0.0.1:8080");
    assert_eq!(config.base_url.as_str(), "http://localhost:8080");
    assert_eq!(config.mail_from.to_string(), "Parvis <parvis@localhost>");
    assert_eq!(config.time_zone, chrono_tz::Europe::Paris);
    assert_eq!(config.limits, super::super::Limits::default());
    assert!(config.database_url.is_none() && config.smtp_url.is_none());
}

#[test]
fn the_defaults_of_the_help_are_those_of_an_empty_variable() {
    use clap::{Args as _, FromArgMatches as _};
    let command = Options::augment_args(clap::Command::new("parvis"));
    let written = Options::from_arg_matches(&command.get_matches_from(["parvis"])).unwrap();
    let (written, empty) = (written.check().unwrap(), Options::default().check().unwrap());
    assert_eq!(format!("{written:?}"), format!("{empty:?}"));
}

#[test]
fn the_mail_domain_follows_the_base_url_and_the_sender_follows_the_domain() {
    let options = Options { base_url: "https://parvis.brevent.fr/".into(), ..Options::default() };
    let config = options.check().unwrap();
    assert_eq!(config.mail_domain, "parvis.brevent.fr");
    assert_eq!(config.mail_from.email.to_string(), "parvis@parvis.brevent.fr");
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let told = refused(Options {
        bind: "8080".into(),
        base_url: "parvis.example.org".into(),
        database_ca: Some("/nowhere/ca.pem".into()),
        mail_domain: Some("not a domain".into()),
        log: "info,parvis=loud".into(),
        log_format: "xml".into(),
        files_url: Some("https://s3.example.org/parvis".into()),
        heaviest_file: "0".into(),
        workers: Some("0".into()),
        time_zone: "Europe/Bourg".into(),
        trusted_proxies: "10.0.0.0/8, proxy".into(),
        ..Options::default()
    });
    assert!(told.starts_with("14 settings cannot be used:\n"), "{told}");
    for line in [
        "PARVIS_BIND is \"8080\", expected an address and a port, as 127.0.0.1:8080",
        "PARVIS_BASE_URL is \"parvis.example.org\", expected http:// or https:// and a host, without a path",
        "PARVIS_FILES_KEY is \"\", expected the name of a key for the bucket of PARVIS_FILES_URL",
        "PARVIS_FILES_SECRET (its value is not shown), expected the secret of that key",
        "PARVIS_HEAVIEST_FILE is \"0\", expected a number of megabytes from 1 to 10000",
        "PARVIS_DATABASE_CA is \"/nowhere/ca.pem\", expected a readable PEM file with a certificate",
        "PARVIS_WORKERS is \"0\", expected a number from 1 to 256",
        "PARVIS_TIME_ZONE is \"Europe/Bourg\", expected a name as Europe/Paris",
    ] {
        assert!(told.contains(&format!("\n  {line}")), "{line} is not in\n{told}");
    }
}

#[test]
fn a_wrong_limit_is_told_with_the_others() {
    let limits = super::super::LimitOptions { sign_in_attempts: "none".into(), ..Default::default() };
    let told = refused(Options { limits, ..Options::default() });
    assert!(told.contains("PARVIS_SIGN_IN_ATTEMPTS is \"none\", expected a whole number from 1"), "{told}");
}

#[test]
fn a_secret_is_never_shown() {
    let told = refused(Options {
        database_url: Some("mysql://parvis:hunter2@db/parvis".into()),
        smtp_url: Some("imap://parvis:hunter2@mail".into()),
        mail_in: MailInOptions { imap_url: Some("imap://parvis:hunter2@mail".into()), ..MailInOptions::default() },
        ..Options::default()
    });
    for name in ["PARVIS_DATABASE_URL", "PARVIS_SMTP_URL", "PARVIS_IMAP_URL"] {
        assert!(told.contains(name), "{name} is not in\n{told}");
    }
    assert!(!told.contains("hunter2"), "{told}");

    let database_url = Some("postgres://parvis:hunter2@db/parvis".into());
    let imap_url = Some("imaps://parvis:hunter2@mail.example".into());
    let mail_in = MailInOptions { imap_url, ..MailInOptions::default() };
    let config = Options { database_url, mail_in, ..Options::default() }.check().unwrap();
    assert!(!format!("{config:?}").contains("hunter2"));
}

#[test]
fn the_data_is_kept_where_the_system_keeps_data() {
    let home = |name: &str| (name == "HOME").then(|| PathBuf::from("/home/ada"));
    let both = |name: &str| Some(PathBuf::from(if name == "HOME" { "/home/ada" } else { "/data/ada" }));
    assert_eq!(usual_data_dir(true, home), Some("/var/lib/parvis".into()));
    assert_eq!(usual_data_dir(false, home), Some("/home/ada/.local/share/parvis".into()));
    assert_eq!(usual_data_dir(false, both), Some("/data/ada/parvis".into()));
    assert_eq!(usual_data_dir(false, |_| None), None);
}
