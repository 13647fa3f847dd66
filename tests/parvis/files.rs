//! Files: taken in with what is written, shown under it, reached through the gate of its post and no other way.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use chrono::Duration;

use crate::photos::png;
use crate::support::World;
use crate::support::browser::{Browser, Form, Page};
use crate::support::chromium::Screen;

const THREAD: &str = "/posts/0e000000-0000-7000-8000-000000000001";
const COMMENTS: &str = "/posts/0e000000-0000-7000-8000-000000000001/comments";

/// A form with fields and files, as a browser without a script sends it.
pub fn multipart(fields: &[(String, String)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    for (name, content) in files {
        let head = format!("--edge\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n");
        body.extend(head.bytes());
        body.extend(b"content-type: image/png\r\n\r\n");
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    body
}

pub async fn send(browser: &mut Browser, path: &str, fields: &[(String, String)], files: &[(&str, &[u8])]) -> Page {
    let request = TestRequest::post()
        .uri(path)
        .insert_header(("sec-fetch-site", "same-origin"))
        .insert_header(("accept-language", "fr"))
        .insert_header(("content-type", "multipart/form-data; boundary=edge"))
        .insert_header(("cookie", format!("parvis={}", browser.cookie("parvis").unwrap_or("none"))))
        .set_payload(multipart(fields, files));
    browser.sent(path, request.to_request()).await
}

async fn submit(browser: &mut Browser, form: Form, files: &[(&str, &[u8])]) -> Page {
    send(browser, form.action(), form.fields(), files).await
}

/// Answers the post of Ligne 4 with a file; where the file is.
pub async fn answer_with(world: &World, who: &str, name: &str, content: &[u8]) -> String {
    let mut browser = world.browser(who).await;
    let form = browser.get(THREAD).await.form(COMMENTS).fill("body", "Voyez le fichier.");
    submit(&mut browser, form, &[(name, content)]).await.expect_status(303);
    file_in(&browser.get(THREAD).await, name)
}

/// Removes one's own answer in which a file hangs.
pub async fn remove_answer(browser: &mut Browser, name: &str) {
    let page = browser.get(THREAD).await;
    let (_, after) = page.body.split_once(name).unwrap_or_else(|| panic!("no {name} in {}", page.body));
    let action = after.split('"').find(|part| part.starts_with("/comments/") && part.ends_with("/deletion"));
    let form = page.form(action.expect("a form to remove"));
    browser.submit(form).await.expect_status(200);
}

fn file_in(page: &Page, name: &str) -> String {
    let is_it = |link: &String| link.starts_with("/files/") && link.contains(name);
    page.links().into_iter().find(is_it).unwrap_or_else(|| panic!("no {name} in {}", page.body))
}

/// Asks for a file with one header more.
pub async fn asked(browser: &mut Browser, method: Method, path: &str, header: (&'static str, &str)) -> Page {
    let request = TestRequest::with_uri(path)
        .method(method)
        .insert_header(header)
        .insert_header(("cookie", format!("parvis={}", browser.cookie("parvis").unwrap_or("none"))));
    browser.sent(path, request.to_request()).await
}

pub fn header<'p>(page: &'p Page, name: &str) -> &'p str {
    page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[actix_web::test]
async fn somebody_attaches_files_to_a_message_and_its_readers_find_them() {
    let world = World::settled().await;
    let mut camille = world.browser("camille").await;
    let form = camille.get("/posts/new?space=ligne-4").await.form("/spaces/ligne-4/posts");
    let form = form.fill("title", "Deux plans").fill("body", "Les voici.");
    let files: [(&str, &[u8]); 2] = [("Plan d’été.pdf", b"%PDF-1.7 plan"), ("cotes.txt", b"12 mm")];
    let sent = submit(&mut camille, form, &files).await;
    sent.expect_status(303);
    let thread = header(&sent, "location").to_owned();
    let mut claire = world.browser("claire").await;
    for path in [thread.as_str(), "/spaces/ligne-4", "/", "/spaces/ligne-4/files"] {
        let page = claire.get(path).await;
        page.expect("Plan d’été.pdf");
        page.expect("cotes.txt");
    }
    let page = claire.get(&thread).await;
    let plan = claire.get(&file_in(&page, "Plan")).await;
    plan.expect_status(200);
    assert_eq!(plan.body, "%PDF-1.7 plan");
    assert_eq!(header(&plan, "content-type"), "application/pdf", "what it is its content tells, not its sender");
    assert_eq!(header(&plan, "cache-control"), "private, no-cache");
    assert_eq!(header(&plan, "x-content-type-options"), "nosniff");
    assert_eq!(header(&plan, "content-security-policy"), "default-src 'none'; sandbox");
    let disposition = header(&plan, "content-disposition");
    assert_eq!(
        disposition,
        "attachment; filename=\"Plan d__t_.pdf\"; filename*=UTF-8''Plan%20d%E2%80%99%C3%A9t%C3%A9.pdf"
    );
}

#[actix_web::test]
async fn knowing_the_address_of_a_file_is_never_enough() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    let picture = answer_with(&world, "camille", "rives.png", &png(700)).await;
    world.letters().await; // the job has made the sizes
    let thread = world.browser("camille").await.get(THREAD).await;
    let large = thread.links().into_iter().find(|link| link.ends_with("?size=large")).expect("a picture to look at");
    let small = thread.body.split('"').find(|part| part.ends_with("?size=small")).expect("a picture").to_owned();
    // There is something to leak.
    for who in ["camille", "hugo", "thomas", "claire"] {
        let mut reader = world.browser(who).await;
        for path in [&picture, &large, &small] {
            let whole = reader.get(path).await;
            whole.expect_status(200);
            assert!(whole.body.len() > 500, "{who} {path}");
            assert_eq!(reader.send(Method::HEAD, path, None).await.status, 200);
            let part = asked(&mut reader, Method::GET, path, ("range", "bytes=0-99")).await;
            assert_eq!((part.status.as_u16(), header(&part, "content-length")), (206, ""), "{who} {path}");
        }
    }
    for who in ["paul", "marc", "lea", "odile"] {
        let mut stranger = world.browser(who).await;
        for path in [&picture, &large, &small] {
            for method in [Method::GET, Method::HEAD] {
                assert_eq!(stranger.send(method, path, None).await.status, 404, "{who} {path}");
            }
            for asks in [("range", "bytes=0-99"), ("if-none-match", "*"), ("range", "bytes=999999999-")] {
                let page = asked(&mut stranger, Method::GET, path, asks).await;
                assert_eq!((page.status.as_u16(), header(&page, "etag")), (404, ""), "{who} {path}");
            }
        }
    }
    for path in [&picture, &large, &small] {
        let door = world.nobody().await.get(path).await;
        assert_eq!(door.path.split('?').next(), Some("/sign-in"));
    }
}

#[actix_web::test]
async fn a_guest_s_horizon_holds_for_files_too() {
    let world = World::settled().await;
    let (before, room) =
        ("/files/10000000-0000-7000-8000-000000000002/x", "/files/10000000-0000-7000-8000-000000000003/x");
    let mut camille = world.browser("camille").await;
    let mut claire = world.browser("claire").await;
    for path in [before, room] {
        camille.get(path).await.expect_status(200);
        claire.get(path).await.expect_status(404);
    }
    camille.get("/spaces/ligne-4/files").await.expect("prix-octobre.txt");
    let files = claire.get("/spaces/ligne-4/files").await;
    files.expect("plan-ligne-4.txt");
    assert!(!files.says("prix-octobre.txt") && !files.says("marge.txt"));
    // What is answered today under a message of before follows that message.
    let form = camille.get("/posts/0e000000-0000-7000-8000-000000000002").await;
    let form = form.form("/posts/0e000000-0000-7000-8000-000000000002/comments").fill("body", "Voyez.");
    submit(&mut camille, form, &[("avenant.txt", b"Moins trois pour cent.")]).await.expect_status(303);
    let amendment = file_in(&camille.get("/spaces/ligne-4/files").await, "avenant");
    camille.get(&amendment).await.expect_status(200);
    claire.get(&amendment).await.expect_status(404);
    assert!(!claire.get("/spaces/ligne-4/files").await.says("avenant.txt"));
}

#[actix_web::test]
async fn a_file_is_sent_in_parts_and_again_only_when_it_has_changed() {
    let world = World::settled().await;
    let path = "/files/10000000-0000-7000-8000-000000000001/plan-ligne-4.txt";
    let mut camille = world.browser("camille").await;
    let whole = camille.get(path).await;
    assert_eq!((whole.body.as_str(), header(&whole, "accept-ranges")), ("Plan de la ligne 4.", "bytes"));
    let tag = header(&whole, "etag").to_owned();
    let part = asked(&mut camille, Method::GET, path, ("range", "bytes=5-9")).await;
    assert_eq!((part.status.as_u16(), part.body.as_str()), (206, "de la"));
    assert_eq!(header(&part, "content-range"), "bytes 5-9/19");
    let last = asked(&mut camille, Method::GET, path, ("range", "bytes=-2")).await;
    assert_eq!(last.body, "4.");
    let beyond = asked(&mut camille, Method::GET, path, ("range", "bytes=19-")).await;
    assert_eq!((beyond.status.as_u16(), header(&beyond, "content-range")), (416, "bytes */19"));
    let same = asked(&mut camille, Method::GET, path, ("if-none-match", &tag)).await;
    assert_eq!((same.status.as_u16(), same.body.as_str()), (304, ""));
}

#[actix_web::test]
async fn a_picture_is_shown_turned_and_without_what_the_camera_wrote() {
    let world = World::settled().await;
    answer_with(&world, "camille", "rives.png", &png(1400)).await;
    assert!(!world.browser("claire").await.get(THREAD).await.body.contains("?size=small"), "not drawn yet: a file");
    world.letters().await;
    let page = world.browser("claire").await.get(THREAD).await;
    assert!(page.body.contains("width=\"640\" height=\"640\""), "its place is reserved");
    let large = page.links().into_iter().find(|link| link.ends_with("?size=large")).expect("a picture");
    let large = world.browser("claire").await.get(&large).await;
    assert_eq!(header(&large, "content-type"), "image/jpeg");
    assert!(header(&large, "content-disposition").starts_with("inline;"));
}

#[actix_web::test]
async fn a_picture_of_thirty_thousand_pixels_is_refused_with_its_name_and_nothing_typed_is_lost() {
    let world = World::settled().await;
    let mut bomb = png(8);
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let mut check = 0xffff_ffff_u32;
    for byte in &bomb[12..29] {
        check ^= u32::from(*byte);
        for _ in 0..8 {
            check = if check & 1 == 1 { (check >> 1) ^ 0xedb8_8320 } else { check >> 1 };
        }
    }
    bomb[29..33].copy_from_slice(&(!check).to_be_bytes());
    let mut camille = world.browser("camille").await;
    let form = camille.get(THREAD).await.form(COMMENTS).fill("body", "Voici la photo.");
    let page = submit(&mut camille, form, &[("mur.png", &bomb), ("cotes.txt", b"12 mm")]).await;
    page.expect_status(422);
    assert!(page.says("« mur.png » a trop de points"), "{}", page.text());
    let again = page.form(COMMENTS);
    assert_eq!(again.value("body"), Some("Voici la photo."));
    assert!(page.says("cotes.txt") && again.value("file").is_some(), "the other file waits");
    camille.submit(again).await.expect("cotes.txt");
    world.browser("claire").await.get(THREAD).await.expect("cotes.txt");
}

#[actix_web::test]
async fn what_is_too_much_is_said_in_the_reader_s_language() {
    let world = World::settled().await;
    let mut camille = world.browser("camille").await;
    let form = camille.get(THREAD).await.form(COMMENTS).fill("body", "Onze fichiers.");
    let many: Vec<(String, Vec<u8>)> = (0..11).map(|n| (format!("f{n}.txt"), vec![b'a'; n + 1])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let page = submit(&mut camille, form, &many).await;
    page.expect_status(422);
    assert!(page.says("10 fichiers au plus par message"));
    let form = camille.get(THREAD).await.form(COMMENTS).fill("body", "Un gros.");
    let page = submit(&mut camille, form, &[("gros.bin", &vec![1; 50 * 1024 * 1024 + 1])]).await;
    page.expect_status(422);
    assert!(page.says("« gros.bin » est trop lourd"));
}

#[actix_web::test]
async fn a_file_without_a_message_is_its_uploader_s_alone_and_is_gone_the_day_after() {
    let world = World::settled().await;
    let mut camille = world.browser("camille").await;
    let told = send(&mut camille, "/files", &[], &[("brouillon.txt", b"Pas encore.")]).await;
    told.expect_status(201);
    let told: serde_json::Value = serde_json::from_str(&told.body).expect("what a script is told");
    let (path, id) = (told["files"][0]["url"].as_str().expect("an address"), told["files"][0]["id"].as_str());
    camille.get(path).await.expect_status(200);
    for who in ["hugo", "claire", "marc"] {
        world.browser(who).await.get(path).await.expect_status(404);
    }
    // Nor can somebody else publish it.
    let mut hugo = world.browser("hugo").await;
    let form = hugo.get(THREAD).await.form(COMMENTS).fill("body", "À moi.").tick("file", id.expect("an id"));
    let page = hugo.submit(form).await;
    page.expect_status(422);
    assert!(page.says("Un des fichiers n’est plus là"));
    world.pass(Duration::hours(23));
    world.letters().await;
    camille.get(path).await.expect_status(200);
    world.pass(Duration::hours(3));
    world.letters().await;
    camille.get(path).await.expect_status(404);
    assert_eq!(world.count("select count(*) from blobs").await, 3, "its content went with it");
}

#[actix_web::test]
async fn a_content_is_kept_once_and_goes_with_its_last_message() {
    let world = World::settled().await;
    let contents = || walk(world.files.path().join("files"));
    let before = contents();
    let first = answer_with(&world, "camille", "un.txt", b"le meme contenu").await;
    let second = answer_with(&world, "claire", "deux.txt", b"le meme contenu").await;
    assert_eq!(contents(), before + 1, "one content");
    let mut camille = world.browser("camille").await;
    remove_answer(&mut camille, "un.txt").await;
    for path in [&first] {
        camille.get(path).await.expect_status(404);
    }
    camille.get(&second).await.expect_status(200);
    world.pass(Duration::hours(3));
    world.letters().await;
    assert_eq!(contents(), before + 1, "another message still has it");
    world.execute("update comments set deleted_at = '2026-11-23 10:00Z' where deleted_at is null").await;
    camille.get(&second).await.expect_status(404);
    world.pass(Duration::hours(3));
    world.letters().await;
    assert_eq!(contents(), before, "the last one is gone, and its content with it");
}

fn walk(folder: std::path::PathBuf) -> usize {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.map(|path| if path.is_dir() { walk(path) } else { 1 }).sum()
}

#[actix_web::test]
async fn a_file_is_taken_out_and_another_put_in_when_one_changes_a_message() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    let edit = format!("{THREAD}/edit");
    let page = hugo.get(&edit).await;
    page.expect("Retirer plan-ligne-4.txt");
    let form = page.form(&edit).tick("unwanted", "10000000-0000-7000-8000-000000000001");
    submit(&mut hugo, form, &[("plan-v2.txt", b"Le nouveau plan.")]).await.expect_status(303);
    let thread = world.browser("claire").await.get(THREAD).await;
    thread.expect("plan-v2.txt");
    assert!(!thread.says("plan-ligne-4.txt"));
    hugo.get("/files/10000000-0000-7000-8000-000000000001/x").await.expect_status(404);
}

#[actix_web::test]
async fn the_files_of_a_space_are_found_by_kind_and_by_person() {
    let world = World::settled().await;
    answer_with(&world, "claire", "rives.png", &png(64)).await;
    let mut camille = world.browser("camille").await;
    let all = camille.get("/spaces/ligne-4/files").await;
    all.expect("rives.png");
    all.expect("plan-ligne-4.txt");
    all.expect("3 fichiers");
    assert!(all.links().contains(&"/posts/new?space=ligne-4#write".to_owned()));
    let pictures = camille.get("/spaces/ligne-4/files?kind=image").await;
    assert!(pictures.says("1 fichier") && pictures.says("rives.png") && !pictures.says("plan-ligne-4.txt"));
    // One of them hangs before her horizon, and is not counted for her.
    world.browser("claire").await.get("/spaces/ligne-4/files").await.expect("2 fichiers");
    let hers = camille.get("/spaces/ligne-4/files?by=claire.morel").await;
    assert!(hers.says("rives.png") && !hers.says("plan-ligne-4.txt"));
    camille.get("/spaces/ligne-4/files?kind=table").await.expect("Aucun fichier sous ce filtre");
}

#[actix_web::test]
async fn what_was_typed_beside_a_file_survives_signing_in() {
    let world = World::settled().await;
    let mut nobody = world.nobody().await;
    let fields = [("body".to_owned(), "Une réponse entière.".to_owned())];
    let page = send(&mut nobody, COMMENTS, &fields, &[("plan.txt", b"Le plan.")]).await;
    page.expect_status(401);
    assert_eq!(page.form("/sign-in").value("kept.body"), Some("Une réponse entière."));
    assert_eq!(world.count("select count(*) from files").await, 3, "for nobody, no file is kept");
    let nul = [("body".to_owned(), "Une réponse\0 entière.".to_owned())];
    let page = send(&mut world.browser("camille").await, COMMENTS, &nul, &[]).await;
    page.expect_status(400);
    assert!(page.says("Une réponse entière."));
}

#[actix_web::test]
async fn a_chosen_file_goes_up_at_once_and_is_published_with_the_answer() {
    let screen = Screen::of("camille").await;
    let file = screen.world.files.path().join("cotes.txt");
    std::fs::write(&file, "12 mm").expect("a file on the desk");
    screen.open(THREAD).await;
    screen.find("#answer-files").await.send_keys(file.to_str().expect("a path")).await.expect("a choice");
    screen.until("the file", "return !!document.querySelector('#form-answer input[name=file]:checked')").await;
    screen.find("#answer").await.send_keys("Voici les cotes").await.expect("words");
    screen.find("#form-answer button[data-kind=reach]").await.click().await.expect("a click");
    screen.until("the answer", "return document.querySelector('#comments').innerText.includes('cotes.txt')").await;
    assert_eq!(screen.world.count("select count(*) from files where comment_id is not null").await, 1);
    screen.close().await;
}
