//! Devices that ring: for whom, when, how often, and what their screen says.

mod devices;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;

use crate::support::push_service::{Phone, PushService};
use crate::support::{Browser, World};

const POSTS: &str = "/spaces/ligne-4/posts";
const SETTINGS: &str = "/settings/notifications";
const HERS: &str = "https://push.example/of/claire";
const DEVICES: &str = "select count(*) from devices";
const WAITING: &str = "select count(*) from pushes where sent_at is null";

/// A world with a push service, everything done that was due.
async fn world() -> (World, PushService) {
    let service = PushService::start();
    let world = World::settled().await.pushing(service.address);
    world.pass(Duration::seconds(1)); // what happens now is told apart from what was told before
    (world, service)
}

/// Somebody whose device rings.
async fn ringing(world: &World, who: &str, endpoint: &str) -> (Browser, Phone) {
    let (mut browser, phone) = (world.browser(who).await, Phone::new());
    phone.subscribe(&mut browser, endpoint).await.expect("Cet appareil sera prévenu.");
    (browser, phone)
}

/// Hugo writes in Ligne 4.
async fn hugo_writes(world: &World, words: &str) -> String {
    let mut hugo = world.browser("hugo").await;
    let feed = hugo.get("/spaces/ligne-4").await;
    let thread = hugo.submit(feed.form(POSTS).fill("title", "Presse 3").fill("body", words)).await;
    thread.expect("Presse 3");
    thread.path
}

fn said(message: &Value) -> (&str, &str) {
    (message["title"].as_str().unwrap_or_default(), message["body"].as_str().unwrap_or_default())
}

#[actix_web::test]
async fn a_device_rings_for_its_owner_alone_and_its_screen_says_where_and_why() {
    let (world, service) = world().await;
    let (mut claire, phone) = ringing(&world, "claire", HERS).await;
    let (_lea, _) = ringing(&world, "lea", "https://push.example/of/lea").await;
    let thread = hugo_writes(&world, "Elle tourne lundi.").await;
    world.work().await;
    let received = service.received();
    let [message] = received.as_slice() else { panic!("one message, not {}", received.len()) };
    assert_eq!(message.path, "/of/claire");
    for (name, value) in [
        ("host", "push.example"),
        ("ttl", "86400"),
        ("topic", "parvis"),
        ("urgency", "normal"),
        ("content-encoding", "aes128gcm"),
    ] {
        assert_eq!(message.headers.get(name).map(String::as_str), Some(value), "{name}");
    }
    // The service can tell who sends.
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base64");
    let authorization = &message.headers["authorization"];
    let (token, key) = authorization.strip_prefix("vapid t=").and_then(|rest| rest.split_once(", k=")).expect("parts");
    let page = claire.get(SETTINGS).await;
    assert!(page.body.contains(&format!("data-key=\"{key}\"")), "it is the key that browsers are told");
    let (signed, signature) = token.rsplit_once('.').expect("three parts");
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes(key));
    key.verify(signed.as_bytes(), &bytes(signature)).expect("its signature");
    let claims: Value = serde_json::from_slice(&bytes(signed.split_once('.').expect("parts").1)).expect("JSON");
    assert_eq!(claims["aud"], "https://push.example");
    assert_eq!(claims["exp"], (world.now() + Duration::hours(12)).timestamp());
    assert!(claims["sub"].as_str().expect("a sender").starts_with("mailto:"), "{claims}");
    // And reads nothing of it; her browser reads where and why, and nothing of what was written.
    let message = phone.read(message);
    assert_eq!(said(&message), ("Ligne 4", "Nouveau message."));
    let all = message.to_string();
    assert!(!all.contains("tourne") && !all.contains("Presse") && !all.contains("Hugo"), "{all}");
    let there = claire.get(message["url"].as_str().expect("an address")).await;
    there.expect("Elle tourne lundi.");
    assert_eq!(there.path, thread);
    world.work().await;
    assert!(service.received().is_empty(), "once");
    let of_the_key = "select count(*) from push_key";
    assert_eq!(world.count(of_the_key).await, 1);
}

#[actix_web::test]
async fn what_one_does_oneself_and_what_one_did_not_choose_does_not_ring() {
    let (world, service) = world().await;
    ringing(&world, "hugo", "https://push.example/of/hugo").await;
    let (mut camille, phone) = ringing(&world, "camille", "https://push.example/of/camille").await;
    hugo_writes(&world, "Sans appel.").await;
    world.work().await;
    assert!(service.received().is_empty(), "what is new comes to colleagues by the digest");
    let thread = hugo_writes(&world, "Qu’en dis-tu, @camille.vasseur ?").await;
    world.work().await;
    let received = service.received();
    assert_eq!(said(&phone.read(&received[0])), ("Ligne 4", "On vous parle."));
    assert_eq!(received.len(), 1);
    // She chooses to be spoken to in the digest.
    world.pass(Duration::minutes(2));
    camille.get(&thread).await;
    let way = "insert into ways (person_id, topic, way) select id, 'addressed', 'digest' from people \
        where handle = 'camille.vasseur'";
    world.execute(way).await;
    hugo_writes(&world, "Et toi, @camille.vasseur ?").await;
    world.work().await;
    assert!(service.received().is_empty());
}

#[actix_web::test]
async fn quiet_hours_hold_the_ring_and_what_is_read_meanwhile_does_not_ring() {
    let (world, service) = world().await;
    let (mut claire, _) = ringing(&world, "claire", HERS).await;
    world.pass(Duration::hours(10)); // 20 h in Paris
    let first = hugo_writes(&world, "Tard.").await;
    hugo_writes(&world, "Plus tard encore.").await;
    world.work().await;
    assert!(service.received().is_empty() && world.count(WAITING).await == 2);
    claire.get(&first).await.expect("Tard.");
    super::feeds::eventually(&world, "select count(*) from notifications where read_at is not null").await;
    world.pass(Duration::hours(11)); // 7 h
    world.work().await;
    assert!(service.received().is_empty());
    let phone = Phone::new();
    phone.subscribe(&mut claire, HERS).await;
    world.pass(Duration::hours(1));
    world.work().await;
    let received = service.received();
    assert_eq!(said(&phone.read(&received[0])), ("Ligne 4", "Nouveau message."), "the other one alone");
    assert_eq!((received.len(), world.count(WAITING).await), (1, 0));
    // Whoever widens their silence meanwhile is left in peace.
    world.pass(Duration::hours(12));
    hugo_writes(&world, "Encore.").await;
    world.work().await;
    let silent = "insert into preferences (person_id, reachable) select id, '{0,0,0,0,0,0,0,0,540,600,0,0,0,0}' from people \
        where handle = 'claire.morel'";
    world.execute(silent).await;
    world.pass(Duration::hours(13)); // Wednesday: silent now
    world.work().await;
    assert!(service.received().is_empty());
    world.pass(Duration::days(2)); // Friday, half past nine
    world.work().await;
    assert_eq!(service.received().len(), 1);
}

#[actix_web::test]
async fn a_burst_rings_once_more_and_says_how_many() {
    let (world, service) = world().await;
    let (mut claire, _) = ringing(&world, "claire", HERS).await;
    hugo_writes(&world, "Un.").await;
    world.work().await;
    assert_eq!(service.received().len(), 1);
    for words in ["Deux.", "Trois, @claire.morel.", "Quatre."] {
        world.pass(Duration::seconds(10));
        hugo_writes(&world, words).await;
        world.work().await;
        assert!(service.received().is_empty(), "{words}");
    }
    let phone = Phone::new();
    phone.subscribe(&mut claire, HERS).await;
    world.pass(Duration::seconds(30));
    world.work().await;
    let received = service.received();
    assert_eq!(received.len(), 1);
    let message = phone.read(&received[0]);
    assert_eq!(said(&message), ("Ligne 4", "On vous parle.\nEt 3 autres nouvelles."));
    assert_eq!(message["url"], "/notifications");
    assert_eq!(world.count("select count(*) from pushes where sent_at is not null").await, 4);
}

#[actix_web::test]
async fn an_item_rings_once_whatever_becomes_of_it() {
    let (world, service) = world().await;
    ringing(&world, "claire", HERS).await;
    let thread = hugo_writes(&world, "Lundi.").await;
    world.work().await;
    assert_eq!(service.received().len(), 1);
    world.pass(Duration::minutes(5));
    let mut hugo = world.browser("hugo").await;
    let edit = hugo.get(&format!("{thread}/edit")).await;
    hugo.submit(edit.form(&format!("{thread}/edit")).fill("body", "Lundi, @claire.morel.")).await.expect("Lundi");
    world.work().await;
    assert_eq!(world.count("select count(*) from notifications where reason = 'mention'").await, 1, "it is told anew");
    assert!(service.received().is_empty(), "and does not ring again");
}

#[actix_web::test]
async fn who_lost_their_access_meanwhile_hears_nothing() {
    let (world, service) = world().await;
    ringing(&world, "claire", HERS).await;
    ringing(&world, "camille", "https://push.example/of/camille").await;
    ringing(&world, "thomas", "https://push.example/of/thomas").await;
    world.pass(Duration::hours(10));
    hugo_writes(&world, "Pour @claire.morel, @camille.vasseur et @thomas.perrin.").await;
    world.work().await;
    assert_eq!(world.count(WAITING).await, 3, "all three would hear of it");
    // Claire's access is over, Camille is in the space no more, and Thomas hears of it.
    let access = "/accesses/0d000000-0000-7000-8000-000000000001";
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(access).await;
    hugo.submit(page.form(&format!("{access}/end"))).await.expect("pris fin");
    assert_eq!(world.count(DEVICES).await, 2, "her device ends with her sessions");
    let out = "delete from memberships using people where person_id = id and handle = 'camille.vasseur'";
    world.execute(out).await;
    world.pass(Duration::hours(12));
    world.work().await;
    let paths: Vec<String> = service.received().into_iter().map(|message| message.path).collect();
    assert_eq!(paths, ["/of/thomas"]);
}

#[actix_web::test]
async fn a_guest_whose_last_day_passed_unseen_hears_nothing() {
    let (world, service) = world().await;
    ringing(&world, "claire", HERS).await;
    hugo_writes(&world, "Un.").await;
    world.work().await;
    assert_eq!(service.received().len(), 1, "she would hear of it");
    world.pass(Duration::minutes(5));
    hugo_writes(&world, "Deux.").await;
    let sessions = world.count("select count(*) from sessions").await;
    world.execute("update accesses set ends_at = '2026-11-23T09:01:00Z' where email like 'claire%'").await;
    world.execute("delete from jobs where kind = 'tend_accesses'").await;
    world.work().await;
    assert!(service.received().is_empty() && sessions > 0);
}

#[actix_web::test]
async fn of_a_discreet_space_a_screen_says_no_more_than_its_name() {
    let (world, service) = world().await;
    let (_camille, phone) = ringing(&world, "camille", "https://push.example/of/camille").await;
    world.execute("update spaces set discreet = true").await;
    world.execute("update people set language = 'en' where handle = 'camille.vasseur'").await;
    hugo_writes(&world, "Qu’en dis-tu, @camille.vasseur ?").await;
    world.work().await;
    let message = phone.read(&service.received()[0]);
    assert_eq!((said(&message), &message["lang"]), (("Ligne 4", "New message."), &Value::from("en")));
}

#[actix_web::test]
async fn a_device_that_is_gone_is_forgotten_and_one_that_is_refused_for_long_too() {
    let (world, service) = world().await;
    ringing(&world, "claire", HERS).await;
    service.answer(410);
    hugo_writes(&world, "Un.").await;
    world.work().await;
    assert_eq!((service.received().len(), world.count(DEVICES).await), (1, 0));
    ringing(&world, "claire", HERS).await;
    service.answer(403);
    for n in 1..=5 {
        assert_eq!(world.count(DEVICES).await, 1, "{n}");
        world.pass(Duration::minutes(2));
        hugo_writes(&world, &format!("Refus {n}.")).await;
        world.work().await;
        assert_eq!(service.received().len(), 1, "{n}");
    }
    assert_eq!(world.count(DEVICES).await, 0);
}

#[actix_web::test]
async fn a_service_that_cannot_now_is_asked_again_ever_later_and_for_a_day() {
    let (world, service) = world().await;
    let (mut claire, _) = ringing(&world, "claire", HERS).await;
    service.answer(503);
    hugo_writes(&world, "Un.").await;
    world.work().await;
    assert_eq!((service.received().len(), world.count(WAITING).await), (1, 1));
    assert_eq!(world.count("select count(*) from jobs where attempts >= 12").await, 0);
    world.pass(Duration::seconds(10));
    world.work().await;
    world.pass(Duration::seconds(5));
    world.work().await;
    assert_eq!(service.received().len(), 1, "each time twice as late");
    service.answer(201);
    let phone = Phone::new();
    phone.subscribe(&mut claire, HERS).await;
    world.pass(Duration::hours(1));
    world.work().await;
    assert_eq!(said(&phone.read(&service.received()[0])), ("Ligne 4", "Nouveau message."));
    // Without a network all day it is left to the bell, and the device stays.
    service.answer(503);
    hugo_writes(&world, "Deux.").await;
    for _ in 0..30 {
        world.work().await;
        world.pass(Duration::hours(1));
    }
    service.answer(201);
    service.received();
    world.work().await;
    assert!(service.received().is_empty());
    assert_eq!((world.count(WAITING).await, world.count(DEVICES).await), (0, 1));
    assert_eq!(world.count("select count(*) from jobs where kind = 'push'").await, 0);
}

#[actix_web::test]
async fn what_was_muted_or_taken_back_meanwhile_does_not_ring() {
    let (world, service) = world().await;
    let (mut claire, _) = ringing(&world, "claire", HERS).await;
    world.pass(Duration::hours(10));
    hugo_writes(&world, "Tu.").await;
    let removed = hugo_writes(&world, "Retiré.").await;
    world.work().await;
    assert_eq!(world.count(WAITING).await, 2);
    let mute = "insert into follows (person_id, post_id, attention, since) select person_id, post_id, 'muted', happened_at \
        from notifications join people on person_id = id where handle = 'claire.morel' and post_id in \
        (select id from posts where body = 'Tu.')";
    world.execute(mute).await;
    let mut hugo = world.browser("hugo").await;
    hugo.post(&format!("{removed}/deletion"), &[]).await;
    world.pass(Duration::hours(13));
    world.work().await;
    assert!(service.received().is_empty());
    claire.get("/").await.expect_status(200);
}
