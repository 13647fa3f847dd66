//! Whose device it is: subscribing, leaving, and what is no device.

use actix_web::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use super::{DEVICES, HERS, SETTINGS, hugo_writes, ringing, said, world};
use crate::support::chromium::Screen;
use crate::support::push_service::Phone;

#[actix_web::test]
async fn signing_out_ends_the_ring_from_here_or_from_elsewhere() {
    let (world, service) = world().await;
    let (mut here, _) = ringing(&world, "claire", HERS).await;
    let (_there, _) = ringing(&world, "claire", "https://push.example/elsewhere").await;
    assert_eq!(world.count(DEVICES).await, 2);
    let page = here.get("/settings/sessions").await;
    here.submit(page.form("/settings/sessions/others/end")).await.expect("Tous les autres");
    assert_eq!(world.count(DEVICES).await, 1);
    here.post("/sign-out", &[]).await;
    assert_eq!(world.count(DEVICES).await, 0);
    hugo_writes(&world, "Personne.").await;
    world.work().await;
    assert!(service.received().is_empty());
}

#[actix_web::test]
async fn devices_are_listed_and_ended_by_their_owner_alone_and_a_plain_form_does_it() {
    let (world, _service) = world().await;
    let (mut claire, _) = ringing(&world, "claire", HERS).await;
    let page = claire.get(SETTINGS).await;
    page.expect("Cet appareil est prévenu.");
    let device: String =
        world.query("select '/devices/' || session_id || '/removal' from devices", &[]).await[0].get(0);
    let mut hugo = world.browser("hugo").await;
    hugo.get(SETTINGS).await.expect("il faut un navigateur avec JavaScript");
    assert!(hugo.get(SETTINGS).await.try_form(&device).is_none());
    hugo.post(&device, &[]).await;
    assert_eq!(world.count(DEVICES).await, 1);
    claire.submit(page.form(&device)).await.expect("Cet appareil ne sera plus prévenu.");
    assert_eq!(world.count(DEVICES).await, 0);
    claire.post(&device, &[]).await.expect_status(200);
    claire.post("/devices/rubbish/removal", &[]).await.expect_status(404);
}

#[actix_web::test]
async fn a_browser_rings_for_who_sits_before_it_now() {
    let (world, service) = world().await;
    ringing(&world, "claire", HERS).await;
    let (_camille, phone) = ringing(&world, "camille", HERS).await;
    assert_eq!(world.count(DEVICES).await, 1);
    hugo_writes(&world, "Pour @claire.morel et @camille.vasseur.").await;
    world.work().await;
    let received = service.received();
    assert_eq!(received.len(), 1);
    assert_eq!(said(&phone.read(&received[0])).1, "On vous parle.");
}

#[actix_web::test]
async fn addresses_that_are_none_of_a_push_service_and_keys_that_are_none_are_refused() {
    let (world, _service) = world().await;
    let mut claire = world.browser("claire").await;
    let long = format!("https://push.example/{}", "a".repeat(2000));
    for endpoint in [
        "",
        "rubbish",
        "http://push.example/a",
        "https://127.0.0.1/a",
        "https://localhost/a",
        "https://10.0.0.8/a",
        "https://169.254.169.254/latest",
        "https://[::1]/a",
        "https://0x7f.1/a",
        "https://me:pw@push.example/a",
        "https://push.example:8443/a",
        "https://nas.local/a",
        "https://intranet/a",
        "file:///etc/passwd",
        &long,
    ] {
        let page = Phone::new().subscribe(&mut claire, endpoint).await;
        page.expect_status(422);
        assert!(page.says("n’est pas celle d’un service de notifications"), "{endpoint}");
    }
    let on_no_curve = URL_SAFE_NO_PAD.encode([4; 65]);
    for (public, secret) in
        [("", ""), ("rubbish", "rubbish"), (on_no_curve.as_str(), "BTBZMqHH6r4Tts7J_aSIgg"), ("é\u{1f511}", "!")]
    {
        let page = claire.post("/devices", &[("endpoint", HERS), ("p256dh", public), ("auth", secret)]).await;
        page.expect_status(422);
        assert!(page.says("Les clés données par ce navigateur ne peuvent pas servir"), "{public}");
    }
    assert_eq!(world.count(DEVICES).await, 0);
    let refused = world.nobody().await.send(Method::POST, "/devices", Some("endpoint=a".to_owned())).await;
    assert!(refused.status != 200 && world.count(DEVICES).await == 0);
}

#[actix_web::test]
async fn a_browser_is_asked_only_when_its_button_is_pressed_and_shows_what_it_is_handed() {
    let screen = Screen::of("claire").await;
    screen.allow_notifications().await;
    screen.open(SETTINGS).await;
    screen.expect("Cet appareil n’est pas prévenu.").await;
    screen.find("#device button:not([hidden])").await;
    screen.until("the worker", "return navigator.serviceWorker.ready.then(() => true)").await;
    let none = "return navigator.serviceWorker.ready.then((worker) => worker.pushManager.getSubscription()).then((one) => !one)";
    screen.until("no subscription", none).await;
    let message = json!({ "title": "Ligne 4", "body": "On vous parle.", "url": "/notifications", "lang": "fr" });
    let shown = "return navigator.serviceWorker.ready.then((worker) => worker.getNotifications()).then((all) => \
        all.length === 1 && all[0].title === 'Ligne 4' && all[0].body === 'On vous parle.' && all[0].data === '/notifications')";
    // A browser may lose what comes while its worker falls asleep: handed over again, it is the same message.
    let mut is_shown = false;
    for _ in 0..5 {
        screen.push(&message).await;
        is_shown = screen.soon(shown).await;
        if is_shown {
            break;
        }
    }
    assert!(is_shown, "the message comes, once");
    screen.close().await;
}
