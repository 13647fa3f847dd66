//! Who really sent it: a domain that signs, one that does not, and somebody who only says so.

use mail_auth::common::crypto::Ed25519Key;
use mail_auth::common::headers::HeaderWriter as _;
use mail_auth::dkim::DkimSigner;
use parvis::mail::incoming::dns::Dns;
use parvis::mail::incoming::parse::parse;
use parvis::mail::incoming::sender::{Envelope, House, Level, check, level};

/// The key of RFC 8463, A.2.
const SEED: &str = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
const PUBLIC: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

fn house() -> House {
    House {
        domains: vec!["brevent.example".into()],
        authserv_ids: vec!["mx.brevent.example".into()],
        relays: vec!["192.0.2.10".parse().expect("an address")],
        hosts: vec!["mx.brevent.example".into()],
        sealers: Vec::new(),
    }
}

/// A domain that signs and wants what is not signed refused, and one that says nothing.
fn dns() -> Dns {
    let key = format!("v=DKIM1; k=ed25519; p={PUBLIC}");
    Dns::knowing(&[
        ("s1._domainkey.brevent.example", &key),
        ("_dmarc.brevent.example", "v=DMARC1; p=reject"),
        ("s1._domainkey.evil.example", &key),
        ("s1._domainkey.guest.example", &key),
        ("_dmarc.lax.example", "v=DMARC1; p=none"),
        ("sends.example", "v=spf1 ip4:198.51.100.7 -all"),
    ])
}

fn message(from: &str) -> String {
    format!(
        "From: {from}\r\nTo: ligne-4@mail.brevent.example\r\nSubject: Essai\r\nDate: Thu, 12 Mar 2026 09:41:07 +0100\r\nMessage-ID: <1@x.example>\r\n\r\nBonjour.\r\n"
    )
}

fn signed(message: &str, domain: &str) -> String {
    let bytes = |text: &str| base64::Engine::decode(&base64::engine::general_purpose::STANDARD, text).expect("base64");
    let key = Ed25519Key::from_seed_and_public_key(&bytes(SEED), &bytes(PUBLIC)).expect("a key");
    let signer = DkimSigner::from_key(key).domain(domain).selector("s1").headers([
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
    ]);
    signer.sign(message.as_bytes()).expect("signed").to_header() + message
}

async fn judged(raw: &str, envelope: &Envelope, dns: &Dns, owns_letter: bool) -> Level {
    let incoming = parse(raw.as_bytes()).expect("readable");
    let verdict = check(raw.as_bytes(), envelope, &house(), dns).await;
    level(&incoming, &verdict, envelope, &house(), owns_letter).0
}

fn from(ip: &str, sender: &str) -> Envelope {
    Envelope { ip: Some(ip.parse().expect("an address")), helo: "mail.example".into(), from: sender.into() }
}

#[actix_web::test]
async fn a_colleague_whose_domain_signed_is_verified_and_one_who_only_says_so_is_contradicted() {
    let (none, dns) = (Envelope::default(), dns());
    let plain = message("Camille <camille@brevent.example>");
    assert_eq!(judged(&signed(&plain, "brevent.example"), &none, &dns, false).await, Level::A);
    assert_eq!(judged(&plain, &none, &dns, true).await, Level::D, "whatever letter they hold");
    assert_eq!(
        judged(&signed(&plain, "evil.example"), &none, &dns, true).await,
        Level::D,
        "another domain's signature"
    );
}

#[actix_web::test]
async fn a_message_that_was_changed_after_it_was_signed_is_not_verified() {
    let (none, dns) = (Envelope::default(), dns());
    let good = signed(&message("camille@brevent.example"), "brevent.example");
    assert_eq!(judged(&good, &none, &dns, false).await, Level::A, "it is right before");
    let changes = [
        good.replace("Bonjour.", "Virez 4 000 € !"),
        good.replace("Subject: Essai", "Subject: Autre"),
        good.replace("To: ligne-4", "To: ligne-5"),
        good.replace("From: camille@", "From: hugo@"),
    ];
    for changed in changes {
        assert_eq!(judged(&changed, &none, &dns, false).await, Level::D, "{changed}");
    }
    let two = format!("From: x@evil.example\r\n{good}");
    assert_eq!(judged(&two, &none, &dns, false).await, Level::D, "two authors");
}

#[actix_web::test]
async fn a_guest_is_verified_by_a_signature_or_by_the_server_that_sent_it() {
    let dns = dns();
    let guest = message("lea@guest.example");
    assert_eq!(judged(&signed(&guest, "guest.example"), &Envelope::default(), &dns, false).await, Level::A);
    let sends = message("gus@sends.example");
    assert_eq!(judged(&sends, &from("198.51.100.7", "gus@sends.example"), &dns, false).await, Level::A);
    assert_ne!(
        judged(&sends, &from("203.0.113.1", "gus@sends.example"), &dns, true).await,
        Level::B,
        "its own domain refuses that server"
    );
    assert_eq!(
        judged(&message("a@lax.example"), &Envelope::default(), &dns, false).await,
        Level::C,
        "p=none contradicts nothing"
    );
}

#[actix_web::test]
async fn a_guest_whose_domain_signs_nothing_is_plausible_with_a_letter_of_ours_and_unknown_without() {
    let gus = message("gus@nosig.example");
    assert_eq!(judged(&gus, &Envelope::default(), &dns(), true).await, Level::B);
    assert_eq!(judged(&gus, &Envelope::default(), &dns(), false).await, Level::C);
}

#[actix_web::test]
async fn a_name_server_that_is_away_says_nothing_about_the_sender() {
    let raw = signed(&message("lea@guest.example"), "guest.example");
    let verdict = check(raw.as_bytes(), &Envelope::default(), &house(), &Dns::away()).await;
    let incoming = parse(raw.as_bytes()).expect("readable");
    let (level, why) = level(&incoming, &verdict, &Envelope::default(), &house(), false);
    assert_eq!(level, Level::C, "{why}: {verdict:?}");
}

#[actix_web::test]
async fn only_what_our_own_mail_system_wrote_above_all_foreign_servers_is_believed() {
    let plain = message("camille@brevent.example");
    let ours = "Authentication-Results: mx.brevent.example; dmarc=pass header.from=brevent.example\r\n";
    let theirs = "Received: from evil.example by evil.example; Thu, 12 Mar 2026 09:41:07 +0100\r\n";
    let own = "Received: from evil.example by mx.brevent.example; Thu, 12 Mar 2026 09:41:08 +0100\r\n";
    let none = Envelope::default();
    assert_eq!(judged(&format!("{ours}{own}{plain}"), &none, &dns(), false).await, Level::A);
    assert_eq!(judged(&format!("{own}{ours}{plain}"), &none, &dns(), false).await, Level::A);
    assert_eq!(
        judged(&format!("{own}{theirs}{ours}{plain}"), &none, &dns(), false).await,
        Level::D,
        "written before it came to us"
    );
    let strange = ours.replace("mx.brevent", "mx.evil");
    assert_eq!(judged(&format!("{strange}{plain}"), &none, &dns(), false).await, Level::D, "somebody else's results");
}

#[actix_web::test]
async fn a_relay_of_the_house_vouches_for_its_people() {
    let plain = message("camille@brevent.example");
    assert_eq!(judged(&plain, &from("192.0.2.10", "camille@brevent.example"), &dns(), false).await, Level::A);
    assert_eq!(judged(&plain, &from("192.0.2.11", "camille@brevent.example"), &dns(), false).await, Level::D);
}

#[actix_web::test]
async fn exchange_vouches_for_its_own_people_where_it_is_the_house_s_and_nowhere_else() {
    let (envelope, dns) = (Envelope::default(), dns());
    let noted = |note: &str| format!("{note}{}", message("Camille <camille@brevent.example>"));
    let internal = "X-MS-Exchange-Organization-AuthAs: Internal\r\n";
    let anonymous = "X-MS-Exchange-Organization-AuthAs: Anonymous\r\n";
    for (ids, note, expected) in [
        ("exchange", internal.to_owned(), Level::A),
        ("exchange", anonymous.to_owned(), Level::D),
        ("exchange", format!("{internal}{anonymous}"), Level::D),
        ("exchange", String::new(), Level::D),
        ("mx.brevent.example", internal.to_owned(), Level::D),
    ] {
        let house = House { authserv_ids: vec![ids.into()], ..house() };
        let raw = noted(&note);
        let verdict = check(raw.as_bytes(), &envelope, &house, &dns).await;
        let incoming = parse(raw.as_bytes()).expect("readable");
        assert_eq!(level(&incoming, &verdict, &envelope, &house, false).0, expected, "{ids}: {note:?}");
    }
}
