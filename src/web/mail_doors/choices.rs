//! Which door is for whom, with the settings that open it.

use serde::Serialize;

use crate::web::visit::Visit;

/// A door to choose.
#[derive(Serialize)]
pub(super) struct Choice {
    title: String,
    words: String,
    is_open: bool,
    settings: Vec<Setting>,
}

/// Lines to write, as they are.
#[derive(Serialize)]
struct Setting {
    /// Whose, where there are several.
    whose: Option<&'static str>,
    lines: String,
}

/// The three.
pub(super) fn choices(visit: &Visit) -> Vec<Choice> {
    let config = &visit.app.config;
    let (mail, domain) = (&config.mail_in, &config.mail_domain);
    let listens = mail.lmtp.is_some() || mail.smtp.is_some();
    let from = config.mail_from.email.to_string();
    let user = from.replace('@', "%40");
    let lmtp = mail.lmtp.map_or_else(|| "127.0.0.1:8024".to_owned(), |address| address.to_string());
    let setting = |whose, lines: &[String]| Setting { whose, lines: lines.join("\n") };
    let shut = ["PARVIS_LMTP_BIND=none".to_owned(), "PARVIS_MAIL_BIND=none".to_owned()];
    let choice = |name, is_open, settings| Choice {
        title: visit.say(&format!("doors-choice-{name}")),
        words: visit.say(&format!("doors-choice-{name}-words")),
        is_open,
        settings,
    };
    let own = [
        format!("PARVIS_MAIL_DOMAIN={domain}"),
        "PARVIS_SMTP_URL=smtp://127.0.0.1:25".to_owned(),
        format!("PARVIS_LMTP_BIND={lmtp}"),
    ];
    let google = [
        format!("PARVIS_IMAP_URL=imaps://{user}:APP-PASSWORD@imap.gmail.com/INBOX"),
        format!("PARVIS_SMTP_URL=smtps://{user}:APP-PASSWORD@smtp.gmail.com"),
        format!("PARVIS_MAIL_FROM=Parvis <{from}>"),
    ];
    let microsoft = [
        format!("PARVIS_IMAP_URL=imaps://{user}:CLIENT-SECRET@outlook.office365.com/INBOX"),
        "PARVIS_IMAP_TOKEN=https://CLIENT-ID@login.microsoftonline.com/TENANT-ID/oauth2/v2.0/token?scope=https://outlook.office365.com/.default".to_owned(),
        "PARVIS_SMTP_URL=smtp://EXAMPLE-ORG.mail.protection.outlook.com:25?tls=required".to_owned(),
        format!("PARVIS_MAIL_FROM=Parvis <{from}>"),
    ];
    let all = format!("PARVIS_MAIL_DOMAIN={domain}");
    let with = |lines: &[String]| [&all].into_iter().chain(lines).chain(&shut).cloned().collect::<Vec<_>>();
    vec![
        choice("server", listens, vec![setting(None, &own)]),
        choice(
            "mailbox",
            mail.imap.is_some(),
            vec![setting(Some("Google Workspace"), &with(&google)), setting(Some("Microsoft 365"), &with(&microsoft))],
        ),
        choice("none", !listens && mail.imap.is_none(), vec![setting(None, &shut)]),
    ]
}
