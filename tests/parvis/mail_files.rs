//! Files too heavy for a letter: their reader opens them from there, without signing in, for as long as they may.

use actix_web::http::Method;
use chrono::Duration;
use parvis::mail::Written;

use crate::deliveries::{CLAIRE, publish};
use crate::files::{asked, header};
use crate::support::{Browser, World};

const CONTENT: &str = "Plan de la ligne 4.";

/// Hugo publishes a plan of ten megabytes; in the store it is a short one, so that nobody waits for it.
async fn heavy(world: &World) -> Written {
    publish(&mut world.browser("hugo").await, "Plan", "Voici.").await;
    let hang = "insert into files (id, hash, name, kind, media_type, size, uploader_id, post_id, created_at) \
         select overlay(gen_random_uuid()::text placing '7' from 15)::uuid, hash, 'coupe été.txt', 'document', 'text/plain', \
         10000001, uploader_id, (select id from posts where title = 'Plan'), '2026-11-23Z' \
         from files where name = 'plan-ligne-4.txt'";
    world.execute(hang).await;
    let letters = world.letters_to(CLAIRE).await;
    world.execute("update files set size = 19").await;
    letters.into_iter().next().expect("a letter to Claire")
}

fn link(letter: &Written) -> String {
    let path = letter.text.split("http://localhost:8080/mail/files/").nth(1).expect("a link");
    format!("/mail/files/{}", path.split_whitespace().next().expect("a token"))
}

async fn opens(browser: &mut Browser, path: &str) -> bool {
    let page = browser.get(path).await;
    assert!([200, 410].contains(&page.status.as_u16()), "{}", page.status);
    let (opens, says) = (page.status == 200, page.body.contains(CONTENT));
    assert_eq!(opens, says, "{}", page.body);
    opens
}

#[actix_web::test]
async fn a_guest_opens_from_their_mailbox_a_file_that_was_too_heavy_for_the_letter() {
    let world = World::settled().await;
    let letter = heavy(&world).await;
    assert!(letter.files.is_empty(), "it does not travel");
    let said = letter.text.replace(['\u{a0}', '\u{202f}'], " ");
    assert!(said.contains("coupe été.txt, 10 Mo, lien personnel, valable 30 jours : http"), "{said}");
    let path = link(&letter);
    assert!(letter.html.contains(&format!("href=\"http://localhost:8080{path}\"")), "{}", letter.html);
    let mut nobody = world.nobody().await;
    let file = nobody.get(&path).await;
    file.expect_status(200);
    assert_eq!(file.body, CONTENT);
    for (name, value) in [
        ("cache-control", "private, no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex"),
        ("content-disposition", "attachment; filename=\"coupe _t_.txt\"; filename*=UTF-8''coupe%20%C3%A9t%C3%A9.txt"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(header(&file, name), value, "{name}");
    }
    let part = asked(&mut nobody, Method::GET, &path, ("range", "bytes=0-3")).await;
    assert_eq!((part.status.as_u16(), part.body.as_str()), (206, "Plan"));
    let head = asked(&mut nobody, Method::HEAD, &path, ("accept-language", "fr")).await;
    assert_eq!((head.status.as_u16(), head.body.as_str()), (200, ""));
    // It signs nobody in, and opens nothing else.
    assert!(nobody.cookie("parvis").is_none() && file.headers.get("set-cookie").is_none());
    let id = world.query("select id::text from files where name = 'coupe été.txt'", &[]).await[0].get::<_, String>(0);
    for elsewhere in [format!("/files/{id}/x"), "/spaces/ligne-4".to_owned(), "/".to_owned()] {
        assert!(!nobody.get(&elsewhere).await.body.contains(CONTENT), "{elsewhere}");
    }
    nobody.post(&path, &[]).await.expect_status(404);
    nobody.get(&format!("{path}/coupe.txt")).await.expect_status(404);
}

#[actix_web::test]
async fn a_link_to_a_file_holds_thirty_days() {
    let world = World::settled().await;
    let (path, mut nobody) = (link(&heavy(&world).await), world.nobody().await);
    world.pass(Duration::days(30) - Duration::seconds(2));
    assert!(opens(&mut nobody, &path).await);
    world.pass(Duration::seconds(2));
    assert!(!opens(&mut nobody, &path).await);
}

#[actix_web::test]
async fn a_link_ends_with_whatever_ends_its_reader_s_sight_and_the_page_says_no_more_than_of_a_wrong_one() {
    let world = World::settled().await;
    let (path, mut nobody) = (link(&heavy(&world).await), world.nobody().await);
    let claire = "(select id from people where handle = 'claire.morel')";
    let plan = "(select id from posts where title = 'Plan')";
    let comment = "'0f000000-0000-7000-8000-000000000001'";
    let ends = [
        (
            "her links of that time",
            format!("update people set mail_epoch = 1 where id = {claire}"),
            format!("update people set mail_epoch = 0 where id = {claire}"),
        ),
        (
            "suspended",
            format!("update people set suspended_at = '2026-11-23Z' where id = {claire}"),
            format!("update people set suspended_at = null where id = {claire}"),
        ),
        (
            "her access",
            "update accesses set ends_at = '2026-11-23 08:59Z' where id = '0d000000-0000-7000-8000-000000000001'"
                .to_owned(),
            "update accesses set ends_at = '2027-03-31Z' where id = '0d000000-0000-7000-8000-000000000001'".to_owned(),
        ),
        (
            "her time in the space",
            format!("update memberships set expires_at = '2026-11-23 08:59Z' where person_id = {claire}"),
            format!("update memberships set expires_at = '2027-03-31Z' where person_id = {claire}"),
        ),
        (
            "her horizon",
            format!("update memberships set sees_from = '2026-11-24Z' where person_id = {claire}"),
            format!("update memberships set sees_from = '2026-11-01Z' where person_id = {claire}"),
        ),
        (
            "the message",
            format!("update posts set deleted_at = '2026-11-23Z' where id = {plan}"),
            format!("update posts set deleted_at = null where id = {plan}"),
        ),
        (
            "the answer",
            format!(
                "update comments set deleted_at = '2026-11-23Z' where id = {comment}; update files set comment_id = {comment}, post_id = '0e000000-0000-7000-8000-000000000001' where name = 'coupe été.txt'"
            ),
            format!(
                "update comments set deleted_at = null where id = {comment}; update files set comment_id = null, post_id = {plan} where name = 'coupe été.txt'"
            ),
        ),
        (
            "its place in the message",
            "update files set post_id = null where name = 'coupe été.txt'".to_owned(),
            format!("update files set post_id = {plan} where name = 'coupe été.txt'"),
        ),
        (
            "the space",
            "update spaces set deletion_due_at = '2026-12-23Z' where slug = 'ligne-4'".to_owned(),
            "update spaces set deletion_due_at = null where slug = 'ligne-4'".to_owned(),
        ),
        (
            "a space without content in mail",
            "update spaces set discreet = true where slug = 'ligne-4'".to_owned(),
            "update spaces set discreet = false where slug = 'ligne-4'".to_owned(),
        ),
        (
            "a reader without content in mail",
            format!("insert into preferences (person_id, discreet) values ({claire}, true)"),
            format!("delete from preferences where person_id = {claire}"),
        ),
    ];
    let wrong = nobody.get("/mail/files/f.aaaa").await;
    wrong.expect_status(410);
    assert!(wrong.says("Ce lien n’ouvre plus rien"), "{}", wrong.text());
    for (what, end, again) in ends {
        assert!(opens(&mut nobody, &path).await, "before {what} ends");
        world.execute(&end).await;
        let page = nobody.get(&path).await;
        page.expect_status(410);
        assert_eq!(page.text(), wrong.text(), "{what}");
        for name in ["cache-control", "referrer-policy", "x-robots-tag"] {
            assert_eq!(header(&page, name), header(&wrong, name), "{what}: {name}");
        }
        world.execute(&again).await;
    }
    assert!(opens(&mut nobody, &path).await);
    world
        .browser("hugo")
        .await
        .post("/accesses/0d000000-0000-7000-8000-000000000001/end", &[])
        .await
        .expect_status(200);
    assert!(!opens(&mut nobody, &path).await, "an end of access in earnest");
}

#[actix_web::test]
async fn no_other_token_opens_a_file_nor_does_a_file_s_link_do_anything_else() {
    let world = World::settled().await;
    let letter = heavy(&world).await;
    let path = link(&letter);
    let token = path.trim_start_matches("/mail/files/");
    let threading = letter.threading.as_ref().expect("headers");
    let mut nobody = world.nobody().await;
    assert!(opens(&mut nobody, &path).await, "there is something to open");
    let reply = threading.reply_to.as_ref().and_then(|(_, address)| address.split('@').next()).expect("an address");
    let stop = threading.unsubscribe.rsplit('/').next().expect("a token");
    let last = if token.ends_with('a') { "b" } else { "a" };
    let changed = format!("{}{last}", &token[..token.len() - 1]);
    let dressed = format!("f.{}", &reply[2..]);
    let long = "a".repeat(5000);
    for wrong in [reply, stop, &changed, &dressed, &token[2..], "f.", "%2e%2e", "%00", "%F0%9F%9A%AA", &long] {
        let page = nobody.get(&format!("/mail/files/{wrong}")).await;
        assert!([404, 410].contains(&page.status.as_u16()) && !page.body.contains(CONTENT), "{wrong}: {}", page.status);
    }
    nobody.get(&format!("/unsubscriptions/{token}")).await.expect_status(404);
    nobody.get(&format!("/mail/confirmations/{token}")).await.expect_status(404);
    nobody.post(&format!("/unsubscriptions/{token}"), &[]).await.expect_status(404);
    // As an address it belongs to nobody's thread.
    let addresses = world.addresses().await;
    assert!(addresses.read(&format!("{token}@localhost")).is_none());
}

#[actix_web::test]
async fn a_letter_without_content_has_no_link_to_a_file() {
    for discreet in [
        "update spaces set discreet = true where slug = 'ligne-4'",
        "insert into preferences (person_id, discreet) select id, true from people where handle = 'claire.morel'",
    ] {
        let world = World::settled().await;
        world.execute(discreet).await;
        let letter = heavy(&world).await;
        assert!(!letter.text.contains("/mail/files/") && !letter.html.contains("/mail/files/"), "{discreet}");
        assert!(!letter.text.contains("coupe") && !letter.html.contains("coupe"), "{discreet}");
    }
}
