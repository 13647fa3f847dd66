//! Attaching and looking: what a picture shows, files that go up by themselves, pictures over the page, and what hostile
//! files come to.

use actix_web::http::Method;
use chrono::Duration;

use crate::files::{answer_with, asked, header, multipart, send};
use crate::photos::png;
use crate::support::World;
use crate::support::browser::{Browser, Page};
use crate::support::chromium::Screen;

const THREAD: &str = "/posts/0e000000-0000-7000-8000-000000000001";
const COMMENTS: &str = "/posts/0e000000-0000-7000-8000-000000000001/comments";

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const LEFT: &str = "\u{e012}";
const RIGHT: &str = "\u{e014}";

fn edit_in(page: &Page, name: &str) -> String {
    let (_, after) = page.body.split_once(name).expect("the file");
    let found = after.split('"').find(|part| part.starts_with("/comments/") && part.ends_with("/edit"));
    found.expect("a way to change it").to_owned()
}

#[actix_web::test]
async fn what_a_picture_shows_is_said_by_its_author_and_heard_by_its_readers() {
    let world = World::settled().await;
    answer_with(&world, "camille", "rives.png", &png(700)).await;
    world.letters().await;
    let mut camille = world.browser("camille").await;
    let edit = edit_in(&camille.get(THREAD).await, "rives.png");
    let form = camille.get(&edit).await.form(&edit);
    assert_eq!(form.value("alt"), Some(""), "it is asked for");
    let long = form_with(&mut camille, &edit, &"a".repeat(301)).await;
    long.expect_status(422);
    assert!(long.says("300 caractères au plus") && long.form(&edit).value("alt").is_some_and(|alt| alt.len() == 301));
    form_with(&mut camille, &edit, "Deux rives\u{202e} marquées").await.expect_status(303);
    let mut claire = world.browser("claire").await;
    let thread = claire.get(THREAD).await;
    assert!(thread.body.contains("alt=\"Deux rives marquées\""), "{}", thread.body);
    assert!(thread.says("modifi"), "that it was changed is not hidden");
    let found = claire.get("/search?q=rive+marquee").await;
    assert!(found.says("rives.png") && found.says("Deux rives marquées"), "{}", found.text());
    // What somebody else's file shows nobody says, whatever they send.
    let id = world.query("select id::text from files where name = 'rives.png'", &[]).await[0].get::<_, String>(0);
    let form = claire.get(THREAD).await.form(COMMENTS).fill("body", "Moi.").tick("alt_of", &id).tick("alt", "Faux");
    claire.submit(form).await;
    assert_eq!(world.count("select count(*) from files where alt = 'Faux'").await, 0);
}

async fn form_with(browser: &mut Browser, edit: &str, alt: &str) -> Page {
    let form = browser.get(edit).await.form(edit).fill("alt", alt);
    send(browser, edit, form.fields(), &[]).await
}

#[actix_web::test]
async fn one_picture_is_shown_whole_and_several_are_a_row() {
    let world = World::settled().await;
    answer_with(&world, "camille", "rives.png", &png(700)).await;
    world.letters().await;
    let mut claire = world.browser("claire").await;
    let thread = claire.get(THREAD).await;
    assert!(thread.body.contains("srcset=") && !thread.body.contains("data-several"));
    let form = claire.get(THREAD).await.form(COMMENTS).fill("body", "Deux autres.");
    send(&mut claire, COMMENTS, form.fields(), &[("a.png", &png(64)), ("b.png", &png(65))]).await.expect_status(303);
    world.letters().await;
    assert!(claire.get(THREAD).await.body.contains("data-several"));
}

#[actix_web::test]
async fn nothing_that_could_run_is_shown_from_our_address() {
    let world = World::settled().await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    let page = b"<!DOCTYPE html><script>alert(document.domain)</script>";
    // An image to one reader, a script to another.
    let both = b"GIF89a/*\0\0\0\0\0*/=1;alert(document.domain)//";
    let cut = &png(64)[..200];
    for (name, content, media_type) in [
        ("dessin.svg", &svg[..], "text/plain"),
        ("page.html", page, "text/plain"),
        ("page.png", page, "text/plain"),
        ("lib.js", b"alert(1)\n", "text/plain"),
        ("double.gif", both, "application/octet-stream"),
        ("prog.exe", b"MZ\x90\0\x03\0\0\0", "application/octet-stream"),
        ("flash.swf", b"CWS\x09\0\0\0\0", "application/octet-stream"),
        ("coupe.png", cut, "image/png"),
    ] {
        let path = answer_with(&world, "camille", name, content).await;
        world.letters().await; // what cannot be drawn fails quietly
        let file = world.browser("claire").await.get(&path).await;
        assert_eq!(header(&file, "content-type"), media_type, "{name}");
        assert_eq!(header(&file, "x-content-type-options"), "nosniff", "{name}");
        assert_eq!(header(&file, "content-security-policy"), "default-src 'none'; sandbox", "{name}");
        let shown = header(&file, "content-disposition").starts_with("inline;");
        assert_eq!(shown, media_type == "image/png", "{name}");
    }
    assert_eq!(world.count("select count(*) from jobs where name is null").await, 0, "nothing is tried for ever");
}

#[actix_web::test]
async fn a_name_leads_nobody_astray() {
    let world = World::settled().await;
    for (given, kept) in [
        ("facture\u{202e}fdp.exe", "facturefdp.exe"),
        ("..\\..\\etc\\passwd", "passwd"),
        ("<img src=x onerror=alert(1)>.txt", "_img src=x onerror=alert(1)_.txt"),
        ("a; filename=b.html", "a; filename=b.html"),
    ] {
        let mut camille = world.browser("camille").await;
        let form = camille.get(THREAD).await.form(COMMENTS).fill("body", "Voyez.");
        send(&mut camille, COMMENTS, form.fields(), &[(given, b"Un texte.")]).await.expect_status(303);
        let page = camille.get(THREAD).await;
        assert!(page.says(kept) && !page.body.contains("<img src=x") && !page.body.contains('\u{202e}'), "{given}");
    }
}

#[actix_web::test]
async fn a_form_that_ends_in_the_middle_or_has_too_many_parts_keeps_nothing() {
    let world = World::settled().await;
    let mut camille = world.browser("camille").await;
    let cookie = format!("parvis={}", camille.cookie("parvis").expect("a session"));
    let many: Vec<(String, String)> = (0..300).map(|n| (format!("f{n}"), "x".to_owned())).collect();
    let whole = multipart(&[], &[("plan.txt", &[b'a'; 9000])]);
    for body in [whole[..5000].to_vec(), multipart(&many, &[("plan.txt", b"a")]), b"--edge\r\n\r\n".to_vec()] {
        let request = actix_web::test::TestRequest::post()
            .uri("/files")
            .insert_header(("sec-fetch-site", "same-origin"))
            .insert_header(("content-type", "multipart/form-data; boundary=edge"))
            .insert_header(("cookie", cookie.as_str()))
            .set_payload(body);
        let page = camille.sent("/files", request.to_request()).await;
        assert!(page.status.is_client_error(), "{}", page.status);
    }
    assert_eq!(world.count("select count(*) from files where post_id is null").await, 0);
}

#[actix_web::test]
async fn files_are_found_by_their_name_and_only_by_their_readers() {
    let world = World::settled().await;
    let file = "/files/10000000-0000-7000-8000-000000000002/prix-octobre.txt".to_owned();
    let mut hugo = world.browser("hugo").await;
    for words in ["prix+octobre", "octobre", "PRIX", "prix-octobre.txt"] {
        assert!(hugo.get(&format!("/search?q={words}")).await.links().contains(&file), "{words}");
    }
    for who in ["claire", "paul", "marc", "lea"] {
        let found = world.browser(who).await.get("/search?q=octobre").await;
        assert!(!found.body.contains("prix-octobre"), "{who}");
    }
    let only = hugo.get("/search?q=octobre&what=files").await;
    assert!(only.links().contains(&file) && !only.says("Prix négocié"), "{}", only.text());
    // The post of the price has a file; once it has none, it is no message with a file.
    let all = "/search?q=negocie&with=file";
    assert!(hugo.get(all).await.says("Avant l’horizon"));
    world.execute("delete from files where id = '10000000-0000-7000-8000-000000000002'").await;
    assert!(!hugo.get(all).await.says("Avant l’horizon"));
    assert!(hugo.get("/search?q=negocie").await.says("Avant l’horizon"));
}

#[actix_web::test]
async fn a_store_that_is_away_is_an_error_and_no_lost_words() {
    let world = World::settled().await;
    let path = "/files/10000000-0000-7000-8000-000000000001/plan-ligne-4.txt";
    let mut camille = world.browser("camille").await;
    camille.get(path).await.expect_status(200);
    std::fs::remove_dir_all(world.files.path().join("files")).expect("the contents");
    let lost = camille.get(path).await;
    assert!(lost.status.is_client_error() || lost.status.is_server_error(), "{}", lost.status);
    // A guest's HEAD asks the same gate before anybody looks for the content.
    let stranger = world.browser("lea").await.send(Method::HEAD, path, None).await;
    assert_eq!(stranger.status, 404);
    let part = asked(&mut camille, Method::GET, path, ("range", "bytes=0-3")).await;
    assert!(!part.status.is_success());
}

/// Chooses files, as from a desk.
async fn choose(screen: &Screen, files: &[(&str, u64)]) {
    let desk = screen.world.files.path();
    let path = |(name, size): &(&str, u64)| {
        let path = desk.join(name);
        let file = std::fs::File::create(&path).expect("a file on the desk");
        file.set_len(*size).expect("its size");
        path.to_str().expect("a path").to_owned()
    };
    let paths: Vec<String> = files.iter().map(path).collect();
    screen.find("#answer-files").await.send_keys(&paths.join("\n")).await.expect("a choice");
}

const WAITING: &str = "return document.querySelectorAll('#form-answer input[name=file]:checked').length";

async fn until_waiting(screen: &Screen, many: usize) {
    screen.until(&format!("{many} files"), &format!("{WAITING} === {many}")).await;
}

#[actix_web::test]
async fn what_is_too_heavy_or_too_many_is_told_before_it_is_sent() {
    let screen = Screen::of("camille").await;
    screen.open(THREAD).await;
    choose(&screen, &[("lourd.bin", 51 * 1024 * 1024)]).await;
    screen.expect("lourd.bin : Trop lourd : 50 Mo au plus.").await;
    screen.find(".attached-file[data-failed] button").await.click().await.expect("a click");
    screen.until("nothing", "return !document.querySelector('.attached-file')").await;
    let names: Vec<String> = (0..11).map(|n| format!("f{n}.txt")).collect();
    let many: Vec<(&str, u64)> = names.iter().enumerate().map(|(n, name)| (name.as_str(), n as u64 + 1)).collect();
    choose(&screen, &many).await;
    screen.expect("f10.txt : 10 fichiers au plus par message.").await;
    until_waiting(&screen, 10).await;
    let spoken = screen.run("return document.querySelector('#announcer').textContent.includes('est joint')").await;
    assert_eq!(spoken, true, "a screen reader hears it");
    screen.close().await;
}

#[actix_web::test]
async fn files_that_are_pasted_or_dropped_go_up_too() {
    let screen = Screen::of("camille").await;
    screen.open(THREAD).await;
    let bring = |event: &str| {
        format!(
            "const data = new DataTransfer();
             data.items.add(new File(['12 mm'], '{event}.txt'));
             const how = {{ bubbles: true, cancelable: true, clipboardData: data, dataTransfer: data }};
             const made = '{event}' === 'paste' ? new ClipboardEvent('paste', how) : new DragEvent('drop', how);
             document.querySelector('#answer').dispatchEvent(made);"
        )
    };
    screen.run(&bring("paste")).await;
    screen.run(&bring("drop")).await;
    until_waiting(&screen, 2).await;
    screen.close().await;
}

#[actix_web::test]
async fn a_file_that_meets_no_network_goes_up_when_there_is_one_again() {
    let screen = Screen::of("camille").await;
    screen.open(THREAD).await;
    screen.offline(true).await;
    choose(&screen, &[("cotes.txt", 12)]).await;
    screen.expect("cotes.txt : Vous êtes hors ligne").await;
    screen.offline(false).await;
    until_waiting(&screen, 1).await;
    screen.complaints().await; // Chromium notes what could not be sent
    screen.close().await;
}

#[actix_web::test]
async fn pictures_are_looked_at_by_keyboard_and_the_focus_comes_back() {
    let screen = Screen::of("camille").await;
    let mut claire = screen.world.browser("claire").await;
    let form = claire.get(THREAD).await.form(COMMENTS).fill("body", "Deux.");
    send(&mut claire, COMMENTS, form.fields(), &[("a.png", &png(640)), ("b.png", &png(660))]).await.expect_status(303);
    screen.world.letters().await;
    screen.open(THREAD).await;
    screen.run("document.querySelector('a.picture').focus()").await;
    screen.press(ENTER).await;
    let shows = |name: &str| {
        format!(
            "const box = document.querySelector('#lightbox'); return box.open && box.querySelector('img').alt === '{name}' && box.querySelector('img').naturalWidth > 0"
        )
    };
    screen.until("the first", &shows("a.png")).await;
    screen.expect("Image 1 sur 2").await;
    screen.press(RIGHT).await;
    screen.until("the second", &shows("b.png")).await;
    let original = screen.run("return document.querySelector('#lightbox a').getAttribute('href')").await;
    assert!(original.as_str().is_some_and(|href| href.ends_with("/b.png")), "{original}");
    screen.press(LEFT).await;
    screen.until("the first again", &shows("a.png")).await;
    screen.press(ESCAPE).await;
    screen.until("the page", "return !document.querySelector('#lightbox').open").await;
    let back = screen.run("return document.activeElement === document.querySelector('a.picture')").await;
    assert_eq!(back, true);
    screen.close().await;
}

#[actix_web::test]
async fn a_chosen_picture_is_described_where_it_is_chosen() {
    let screen = Screen::of("camille").await;
    screen.open(THREAD).await;
    let file = screen.world.files.path().join("rives.png");
    std::fs::write(&file, png(64)).expect("a picture on the desk");
    screen.find("#answer-files").await.send_keys(file.to_str().expect("a path")).await.expect("a choice");
    screen.find("#form-answer input[name=alt]").await.send_keys("Deux rives").await.expect("words");
    screen.find("#answer").await.send_keys("Voici").await.expect("words");
    screen.find("#form-answer button[data-kind=reach]").await.click().await.expect("a click");
    screen.until("the answer", "return document.querySelector('#comments').innerText.includes('Voici')").await;
    assert_eq!(screen.world.count("select count(*) from files where alt = 'Deux rives'").await, 1);
    screen.close().await;
}

#[actix_web::test]
async fn a_file_that_waits_is_forgotten_with_its_content_even_when_many_do() {
    let world = World::settled().await;
    let mut camille = world.browser("camille").await;
    for n in 0..12 {
        let content = format!("brouillon {n}");
        send(&mut camille, "/files", &[], &[("b.txt", content.as_bytes())]).await.expect_status(201);
    }
    world.pass(Duration::hours(26));
    world.letters().await;
    assert_eq!(world.count("select count(*) from files where post_id is null").await, 0);
    world.pass(Duration::hours(1));
    world.letters().await;
    assert_eq!(world.count("select count(*) from blobs").await, 3);
}

#[actix_web::test]
async fn the_original_of_a_picture_does_not_tell_where_it_was_taken() {
    let world = World::settled().await;
    let place = b"45.7461 N 6.2953 E";
    let plain = png(64);
    let text = [&18u32.to_be_bytes()[..], b"tEXt", place, &[0; 4]].concat();
    let taken = [&plain[..33], &text, &plain[33..]].concat();
    let path = answer_with(&world, "camille", "rives.png", &taken).await;
    assert!(world.browser("claire").await.send(Method::HEAD, &path, None).await.status.is_success());
    let kept = world.count("select blobs.size from blobs join files using (hash) where name = 'rives.png'").await;
    assert_eq!(kept as usize, plain.len(), "what was written into it is gone");
}
