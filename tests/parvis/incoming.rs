//! What comes in by mail: what each message says, as people meant it. The messages stand in `tests/mail`, each with what
//! is understood of it beside it; `UPDATE_GOLDEN=1 cargo test incoming` writes that anew, to be read.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use parvis::mail::incoming::explain::{Explained, explain};
use parvis::mail::incoming::sender::{Envelope, House};
use parvis::mail::incoming::trim::{self, Why};
use parvis::mail::incoming::{Kind, Ours, Reason, Refusal};
use proptest::prelude::*;

pub fn messages() -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir("tests/mail").expect("the messages");
    for folder in entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()) {
        for file in std::fs::read_dir(folder).expect("a folder") {
            let path = file.expect("a file").path();
            if path.extension().is_some_and(|end| end == "eml") {
                found.push((path.clone(), std::fs::read(&path).expect("a message")));
            }
        }
    }
    found.sort();
    assert!(found.len() > 100, "the messages are read");
    found
}

async fn explained(raw: &[u8]) -> Explained {
    explain(raw, &Envelope::default(), &House::default(), &Ours::default(), None).await
}

async fn of(name: &str) -> Explained {
    explained(&std::fs::read(Path::new("tests/mail").join(name).with_extension("eml")).expect("the message")).await
}

fn letter(head: &str, body: &str) -> Vec<u8> {
    format!("From: Solène <solene@atelier-garrec.example>\r\nTo: ligne-4@mail.brevent.example\r\nSubject: x\r\n{head}\r\n{body}").into_bytes()
}

#[actix_web::test]
async fn each_message_is_understood_as_it_was_meant() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut wrong = Vec::new();
    for (path, raw) in messages() {
        let now = serde_json::to_string_pretty(&explained(&raw).await).expect("JSON") + "\n";
        let beside = path.with_extension("json");
        if update {
            std::fs::write(&beside, now).expect("written");
        } else if std::fs::read_to_string(&beside).ok().as_deref() != Some(&now) {
            wrong.push(format!("{} is understood otherwise:\n{now}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[actix_web::test]
async fn nothing_that_a_machine_wrote_becomes_a_post_or_is_answered() {
    for (path, raw) in messages() {
        let explained = explained(&raw).await;
        let folder =
            path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let by_machine = matches!(explained.kind, Kind::Bounce | Kind::Automatic);
        match &*folder {
            "bounce" => {
                assert_eq!((explained.kind, explained.may_be_answered), (Kind::Bounce, false), "{}", path.display())
            }
            "automatic" => {
                assert_eq!((explained.kind, explained.may_be_answered), (Kind::Automatic, false), "{}", path.display())
            }
            _ => assert!(!by_machine, "{} is somebody's", path.display()),
        }
    }
}

#[actix_web::test]
async fn whoever_writes_two_authors_is_none() {
    for name in ["two-from", "two-addresses", "list-from", "group-from"] {
        let held = of(&format!("hostile/{name}")).await;
        assert_eq!((held.kind, held.reason), (Kind::Held, Some(Reason::MultipleFrom)), "{name}");
        assert!(held.from.is_none(), "{name}");
    }
    assert_eq!(of("hostile/no-from").await.reason, Some(Reason::NoFrom));
    let shown = of("post/stranger-name").await.from.expect("one author");
    assert_eq!((&*shown.address, shown.name), ("x@ailleurs.example", None), "a name that is an address is not shown");
    assert_eq!(of("hostile/encoded-name").await.from.expect("one author").name, None);
    assert!(of("post/lookalike").await.from.expect("one author").address.ends_with("@xn--brevnt-6of.example"));
}

#[actix_web::test]
async fn a_reply_of_nothing_but_a_quotation_is_held_and_shows_all_of_itself() {
    for name in ["reply/only-quote", "reply/only-signature"] {
        let held = of(name).await;
        assert_eq!((held.kind, held.reason), (Kind::Held, Some(Reason::Empty)), "{name}");
        assert!(held.kept.contains("Pouvez-vous confirmer"), "{name}: {}", held.kept);
    }
    assert_eq!(of("post/picture-only").await.kind, Kind::Reply, "a picture is an answer");
}

#[actix_web::test]
async fn what_runs_or_calls_out_never_comes_through() {
    let explained = of("hostile/xss").await;
    let html = parvis::domain::markup::render(&explained.markdown);
    for word in ["Bonjour", "fin", "écrit"] {
        assert!(html.contains(word), "the words remain: {html}");
    }
    let lower = html.to_lowercase();
    for trap in [
        "<script",
        "onerror=",
        "onclick=",
        "onload=",
        "href=\"javascript",
        "href=\"data",
        "<iframe",
        "<svg",
        "<form",
        "<img",
        "<style",
        "<base",
    ] {
        assert!(!lower.contains(trap), "{trap} came through: {html}");
    }
}

/// Scenario 61: whatever is sent, it is soon over, and what cannot be read is held.
#[actix_web::test]
async fn bombs_are_read_within_bounds_or_held() {
    let deep = format!("<div>{}fin</div>", "<div><b><blockquote>".repeat(20_000));
    let parts = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(10_000);
    let mut nested = String::new();
    for n in 0..3_000 {
        nested.push_str(&format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"));
    }
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let bombs = [
        ("nested html", letter(html, &deep)),
        ("30 MB of html", letter(html, &"<p>mot</p>".repeat(2_000_000))),
        ("a thousand tags a line", letter(html, &"<a href=x>".repeat(99_000))),
        ("parts", letter("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n", &parts)),
        ("nested parts", format!("From: a@b.example\r\n{nested}").into_bytes()),
        (
            "nested messages",
            format!("From: a@b.example\r\n{}", "Content-Type: message/rfc822\r\n\r\n".repeat(5_000)).into_bytes(),
        ),
        ("a long head", letter(&format!("X-Y: {}\r\n", "a".repeat(1 << 20)), "mot")),
        ("26 MB", letter("", &"mot ".repeat(26 * 1024 * 256))),
        ("quotes", letter("", &format!("{}mot", ">".repeat(400_000)))),
        ("lines", letter("", &"Le 12 mars 2026, X <x@y.example>\n".repeat(60_000))),
        ("attributions", letter("", &"Le 12 mars 2026 à 18:02, X <x@y.example> a écrit :\nmot\n".repeat(8_000))),
        ("empty lines", letter("", &"\n".repeat(400_000))),
        ("heads", letter("", &"De : a\n\n".repeat(9_000))),
        ("encoded words", letter(&format!("Subject: {}\r\n", "=?utf-8?Q?=C3=A9?= ".repeat(9_000)), "mot")),
        ("addresses", letter(&format!("Cc: {}\r\n", "a@b.example, ".repeat(15_000)), "mot")),
        ("comments", letter(&format!("Cc: {}\r\n", "(".repeat(200_000)), "mot")),
    ];
    for (name, raw) in bombs {
        let began = Instant::now();
        let explained = explained(&raw).await;
        // A debug build on a machine with other work: ten times what is promised.
        assert!(began.elapsed() < Duration::from_secs(20), "{name} took {:?}", began.elapsed());
        let empty = explained.reason == Some(Reason::Empty);
        assert!(explained.refusal.is_some() || !explained.kept.is_empty() || empty, "{name}: held or kept");
    }
    assert_eq!(explained(b"").await.refusal, Some(Refusal::NoHead));
}

#[test]
fn an_endless_text_is_folded_and_not_lost() {
    let text = "mot\n".repeat(trim::MOST_LINES + 5);
    let trimmed = trim::reply(&text);
    let folded: String =
        trimmed.pieces.iter().filter(|piece| piece.why == Some(Why::Length)).map(|piece| &*piece.text).collect();
    assert_eq!(folded, "mot\n".repeat(5));
}

/// Lines of which replies are made, so that chance meets the rules.
pub const LINES: &[&str] = &[
    "Bonjour,",
    "",
    "> cité",
    ">> cité deux fois",
    "Le 12 mars 2026 à 18:02, X <x@y.example> a écrit :",
    "-- ",
    "--",
    "_____________",
    "-----Message d'origine-----",
    "De : X <x@y.example>",
    "Envoyé : jeudi 12 mars 2026",
    "À : Y",
    "Objet : Z",
    "Envoyé de mon iPhone",
    "---------- Forwarded message ---------",
    "D’accord.",
    "```",
    "Oui\u{a0}:",
    "On Wed, 11 Mar 2026 X wrote:",
    "> -- Écrivez votre réponse au-dessus de cette ligne --",
    "é\u{202e}\u{0}",
    "\t",
    "wrote:",
    "Le ",
    ">",
    "De :",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_line_of_a_text_is_lost_and_words_are_never_cut_to_nothing(lines in prop::collection::vec(prop::sample::select(LINES), 0..40), end in any::<bool>()) {
        let text = lines.join("\n") + if end { "\n" } else { "" };
        let trimmed = trim::reply(&text);
        let whole: String = trimmed.pieces.iter().map(|piece| &*piece.text).collect();
        prop_assert_eq!(&whole, &text);
        prop_assert!(text.chars().all(|c| !c.is_alphanumeric()) || !trimmed.kept().is_empty(), "{:?} was cut to nothing", text);
    }
}
