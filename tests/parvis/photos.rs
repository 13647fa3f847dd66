//! Photos: taken as they are chosen, kept as squares, shown to those who see the person.

use std::io::Cursor;

use actix_web::test::TestRequest;

use crate::support::World;
use crate::support::browser::{Browser, Page};

pub fn png(side: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_fn(side, side, |x, y| image::Rgb([x as u8, y as u8, 90]));
    picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).expect("a file");
    bytes
}

async fn send(browser: &mut Browser, file: &[u8]) -> Page {
    send_to(browser, "/settings/profile/photo", file).await
}

pub async fn send_to(browser: &mut Browser, path: &str, file: &[u8]) -> Page {
    let mut body = b"--edge\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"moi.png\"\r\n\r\n".to_vec();
    body.extend(file);
    body.extend(b"\r\n--edge--\r\n");
    let request = TestRequest::post()
        .uri(path)
        .insert_header(("sec-fetch-site", "same-origin"))
        .insert_header(("accept-language", "fr"))
        .insert_header(("content-type", "multipart/form-data; boundary=edge"))
        .insert_header(("cookie", format!("parvis={}", browser.cookie("parvis").unwrap_or("none"))))
        .set_payload(body);
    browser.sent(path, request.to_request()).await
}

fn photo_of(page: &Page, handle: &str) -> Option<String> {
    let start = page.body.find(&format!("/people/{handle}/photo/"))?;
    page.body[start..].split('"').next().map(str::to_owned)
}

#[actix_web::test]
async fn a_photo_is_shown_to_those_who_see_the_person_and_to_nobody_else() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    send(&mut hugo, &png(700)).await.expect_status(303);
    let photo = photo_of(&hugo.get("/settings/profile").await, "hugo.lambert").expect("a photo");
    let mut claire = world.browser("claire").await;
    assert_eq!(photo_of(&claire.get("/people/hugo.lambert").await, "hugo.lambert"), Some(photo.clone()));
    for who in ["hugo", "camille", "claire", "lea"] {
        let page = world.browser(who).await.get(&photo).await;
        page.expect_status(200);
        let header = |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert_eq!(header("content-type"), "image/jpeg");
        assert_eq!(header("cache-control"), "private, no-cache");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
    }
    for mut outside in [world.browser("odile").await, world.nobody().await] {
        assert_eq!(outside.get(&photo).await.path.split('?').next(), Some("/sign-in"));
    }
    // Another person's photo is not reached through the address of somebody one sees.
    let mut paul = world.browser("paul").await;
    send(&mut paul, &png(40)).await.expect_status(303);
    let paul_s = photo_of(&paul.get("/settings/profile").await, "paul.girard").expect("a photo");
    world.browser("camille").await.get(&paul_s).await.expect_status(200);
    claire.get(&paul_s).await.expect_status(404);
    claire.get(&paul_s.replace("paul.girard", "hugo.lambert")).await.expect_status(404);
    claire.get(&paul_s.replace("paul.girard", "claire.morel")).await.expect_status(404);
    // Nor is it a logo.
    let id = photo.rsplit('/').next().expect("an id");
    world.nobody().await.get(&format!("/logo/{id}")).await.expect_status(404);
}

/// Asks for a picture as a browser does that has it already.
async fn again(browser: &mut Browser, path: &str, tag: &str) -> Page {
    let request = TestRequest::get()
        .uri(path)
        .insert_header(("if-none-match", tag))
        .insert_header(("cookie", format!("parvis={}", browser.cookie("parvis").unwrap_or("none"))));
    browser.sent(path, request.to_request()).await
}

#[actix_web::test]
async fn a_browser_that_has_a_photo_asks_again_and_is_shown_none_once_access_is_over() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    send(&mut hugo, &png(64)).await.expect_status(303);
    let photo = photo_of(&hugo.get("/settings/profile").await, "hugo.lambert").expect("a photo");
    let mut claire = world.browser("claire").await;
    let first = claire.get(&photo).await;
    let tag = first.headers.get("etag").and_then(|tag| tag.to_str().ok()).expect("a tag").to_owned();
    let same = again(&mut claire, &photo, &tag).await;
    same.expect_status(304);
    assert!(same.body.is_empty());
    let header = |name: &str| same.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert_eq!((header("cache-control"), header("etag")), ("private, no-cache", tag.as_str()));
    again(&mut claire, &photo, "\"another\"").await.expect_status(200);
    // Who sees no Hugo learns nothing by guessing the tag.
    world.execute("update memberships set expires_at = '2026-11-23 08:59Z' where role = 'guest'; update accesses set sponsor_id = '0b000000-0000-7000-8000-000000000001'").await;
    for tag in [tag.as_str(), "*"] {
        again(&mut claire, &photo, tag).await.expect_status(404);
    }
    world.execute("update accesses set ends_at = '2026-11-23 08:59Z'").await;
    for tag in [tag.as_str(), "*"] {
        again(&mut claire, &photo, tag).await.expect_status(303);
    }
}

#[actix_web::test]
async fn another_photo_takes_the_place_of_the_first_which_is_gone() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    send(&mut hugo, &png(64)).await.expect_status(303);
    let first = photo_of(&hugo.get("/settings/profile").await, "hugo.lambert").expect("a photo");
    send(&mut hugo, &png(65)).await.expect_status(303);
    hugo.get(&first).await.expect_status(404);
    assert_eq!(world.count("select count(*) from pictures").await, 1);
    let page = hugo.get("/settings/profile").await;
    hugo.submit(page.form("/settings/profile/photo/removal")).await.expect("Votre photo est retirée.");
    assert_eq!(world.count("select count(*) from pictures").await, 0);
}

#[actix_web::test]
async fn what_is_no_photo_is_refused_with_a_sentence() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    for (file, words) in [
        (b"<svg onload=alert(1)>".to_vec(), "pas une image"),
        (Vec::new(), "Choisissez d’abord"),
        (vec![0; 10 * 1024 * 1024 + 1], "10 Mo au plus"),
    ] {
        let page = send(&mut hugo, &file).await;
        page.expect_status(422);
        assert!(page.says(words), "{words}");
    }
    assert_eq!(world.count("select count(*) from pictures").await, 0);
    let mut stranger = world.nobody().await;
    assert!(!send(&mut stranger, &png(64)).await.status.is_success());
}

#[actix_web::test]
async fn the_house_s_logo_hangs_outside_and_only_an_admin_hangs_it() {
    let world = World::new().await;
    let path = "/admin/settings/logo";
    send_to(&mut world.browser("camille").await, path, &png(64)).await.expect_status(403);
    send_to(&mut world.browser("claire").await, path, &png(64)).await.expect_status(404);
    let mut marc = world.browser("marc").await;
    send_to(&mut marc, path, &png(64)).await.expect_status(303);
    let mut nobody = world.nobody().await;
    let door = nobody.get("/sign-in").await;
    let logo = door.body.split('"').find(|part| part.starts_with("/logo/")).expect("a logo").to_owned();
    let picture = nobody.get(&logo).await;
    picture.expect_status(200);
    assert_eq!(
        picture.headers.get("cache-control").and_then(|value| value.to_str().ok()),
        Some("public, max-age=31536000, immutable")
    );
    let page = marc.get("/admin/settings").await;
    marc.submit(page.form("/admin/settings/logo/removal")).await.expect("Le logo est retiré.");
    nobody.get(&logo).await.expect_status(404);
}
