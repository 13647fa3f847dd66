//! The log: readable, complete for acts, silent about what people merely do, and never rewritten.

use crate::support::World;

/// Something of each kind happens.
async fn a_day(world: &World) {
    let mut marc = world.browser("marc").await;
    marc.post("/admin/people/paul.girard/suspension", &[]).await.expect_status(200);
    marc.post("/admin/spaces/0c000000-0000-7000-8000-000000000001/entry", &[]).await.expect_status(200);
    let mut hugo = world.browser("hugo").await;
    let thomas = "/spaces/ligne-4/members/0b000000-0000-7000-8000-000000000003";
    hugo.post(&format!("{thomas}/role"), &[("role", "owner")]).await.expect_status(200);
    let mut camille = world.browser("camille").await;
    let form = camille.get("/spaces/ligne-4").await.form("/spaces/ligne-4/posts");
    camille.submit(form.fill("title", "Titre secret").fill("body", "Rien pour le journal.")).await.expect_status(200);
    camille.post("/posts/0e000000-0000-7000-8000-000000000001/reactions", &[("word", "thanks")]).await;
}

#[actix_web::test]
async fn who_did_what_to_whom_stands_there_in_both_languages() {
    let world = World::new().await;
    a_day(&world).await;
    let mut marc = world.browser("marc").await;
    let log = marc.get("/admin/audit").await;
    for line in [
        "Marc Brévent a suspendu l’accès de Paul Girard.",
        "Marc Brévent est entré dans Ligne 4, au titre de l’administration.",
        "Hugo Lambert a donné à Thomas Perrin le rôle de responsable dans Ligne 4.",
    ] {
        log.expect(line);
    }
    assert!(!log.says("Titre secret") && !log.says("Camille Vasseur"), "what people merely do is not watched");
    let mut marc = world.browser("marc").await.speaking("en");
    marc.get("/admin/audit").await.expect("Hugo Lambert gave Thomas Perrin the role of owner in Ligne 4.");
    for (who, status) in [("hugo", 403), ("camille", 403), ("claire", 404)] {
        for path in ["/admin/audit", "/admin/audit/export"] {
            world.browser(who).await.get(path).await.expect_status(status);
        }
    }
}

#[actix_web::test]
async fn the_log_is_filtered_and_who_looks_somebody_up_stands_in_it() {
    let world = World::new().await;
    a_day(&world).await;
    let mut marc = world.browser("marc").await;
    let suspended = "a suspendu l’accès de Paul Girard";
    for (query, found) in [
        ("act=people", true),
        ("act=members", false),
        ("act=rubbish", true),
        ("person=paul.girard", true),
        ("person=PAUL+GIRARD", true),
        ("person=paul%40brevent.example", true),
        ("person=claire.morel", false),
        ("person=nobody", false),
        ("person=%27%25%0A", false),
        ("space=0c000000-0000-7000-8000-000000000001", false),
        ("space=x", true),
        ("from=2026-11-23&until=2026-11-23", true),
        ("from=2026-11-24", false),
        ("until=2026-11-22", false),
        ("from=9999-99-99&until=262142-12-31", true),
        ("before=rubbish", true),
    ] {
        let page = marc.get(&format!("/admin/audit?{query}")).await;
        page.expect_status(200);
        assert_eq!(page.says(suspended), found, "{query}");
    }
    // Paul three times within the hour is once; Claire once.
    assert_eq!(world.count("select count(*) from events where kind = 'log_searched'").await, 2);
    marc.get("/admin/audit?act=house")
        .await
        .expect("Marc Brévent a consulté dans le journal ce qui concerne Paul Girard.");
}

#[actix_web::test]
async fn the_log_is_turned_page_by_page_and_taken_away_whole() {
    let world = World::new().await;
    world
        .execute(
            "insert into events (id, at, actor_id, subject_id, kind, facts) \
             select gen_random_uuid(), timestamptz '2026-11-01Z' + n / 3 * interval '1 minute', \
                 '0b000000-0000-7000-8000-000000000005', '0b000000-0000-7000-8000-000000000004', 'person_suspended', \
                 '{\"person\": \"0b000000-0000-7000-8000-000000000004\"}' from generate_series(1, 1203) n; \
             insert into events (id, at, actor_id, kind, facts) values (gen_random_uuid(), '2026-11-02Z', \
                 '0b000000-0000-7000-8000-000000000005', 'space_deleted', \
                 '{\"space\": \"0c000000-0000-7000-8000-00000000000f\", \"name\": \"=1+1\"}'); \
             update people set name = '=HYPERLINK(\"x\")' where handle = 'marc.brevent'",
        )
        .await;
    let mut marc = world.browser("marc").await;
    let (mut path, mut lines, mut pages) = ("/admin/audit".to_owned(), 0, 0);
    loop {
        let page = marc.get(&path).await;
        lines += page.body.matches("class=\"log-line\"").count();
        pages += 1;
        match page.links().into_iter().find(|link| link.contains("before=")) {
            Some(older) => path = older,
            None => break,
        }
    }
    assert_eq!((lines, pages), (1204, 25));
    let file = marc.get("/admin/audit/export").await;
    file.expect_status(200);
    let rows: Vec<&str> = file.body.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(rows.len(), 1 + 1 + 1204, "{:?}", rows.first());
    assert!(rows[0].starts_with("Quand;Qui;"), "{}", rows[0]);
    assert!(rows[1].contains("a exporté le journal"), "{}", rows[1]);
    for row in &rows[1..] {
        assert!(!row.split(';').any(|cell| cell.trim_start_matches('"').starts_with(['=', '+', '-', '@'])), "{row}");
    }
    let one = marc.get("/admin/audit/export?person=paul.girard&act=people").await;
    assert_eq!(one.body.lines().count(), 1204);
    marc.get("/admin/audit/export?person=nobody").await.expect_status(404);
    assert_eq!(world.count("select count(*) from events where kind = 'log_exported'").await, 2);
}

#[actix_web::test]
async fn an_owner_reads_the_journal_of_their_space_and_of_no_other() {
    let world = World::new().await;
    a_day(&world).await;
    world
        .execute("update memberships set role = 'moderator' where person_id = '0b000000-0000-7000-8000-000000000003'")
        .await;
    for (who, status) in
        [("hugo", 200), ("thomas", 403), ("camille", 403), ("marc", 403), ("claire", 403), ("paul", 303), ("lea", 404)]
    {
        let page = world.browser(who).await.get("/spaces/ligne-4/journal").await;
        // Paul is suspended, and nobody any more.
        let is_as_expected =
            if status == 303 { page.path.starts_with("/sign-in") } else { page.status.as_u16() == status };
        assert!(is_as_expected, "{who}: {} {}", page.status, page.path);
    }
    let mut hugo = world.browser("hugo").await;
    let journal = hugo.get("/spaces/ligne-4/journal").await;
    journal.expect("Hugo Lambert a donné à Thomas Perrin le rôle de responsable dans Ligne 4.");
    journal.expect("Marc Brévent est entré dans Ligne 4");
    assert!(!journal.says("Paul Girard") && !journal.says("Titre secret"));
    assert!(!hugo.get("/spaces/ligne-4/journal?act=guests").await.says("Thomas Perrin le rôle"));
    hugo.post("/accesses/0d000000-0000-7000-8000-000000000001/end", &[]).await.expect_status(200);
    hugo.get("/spaces/ligne-4/journal?act=guests").await.expect("L’accès de Claire Morel a pris fin");
    assert!(!hugo.get("/spaces/emballage/journal").await.says("Claire Morel"));
}

#[actix_web::test]
async fn the_journal_tells_no_owner_who_complained_nor_that_it_was_about_them() {
    let world = World::new().await;
    for (path, desk) in [
        ("/posts/0e000000-0000-7000-8000-000000000001", "space"),
        ("/comments/0f000000-0000-7000-8000-000000000001", "house"),
    ] {
        let sent = [("reason", "other"), ("desk", desk)];
        world.browser("camille").await.post(&format!("{path}/reports"), &sent).await.expect_status(200);
    }
    assert_eq!(world.count("select count(*) from events where kind = 'reported'").await, 2);
    let journal = world.browser("hugo").await.get("/spaces/ligne-4/journal").await;
    assert!(!journal.says("signalé") && !journal.says("Camille"), "{}", journal.text());
    let log = world.browser("marc").await.get("/admin/audit?person=camille.vasseur").await;
    assert!(!log.says("signalé"), "who reported stands nowhere in the log");
    world
        .browser("marc")
        .await
        .get("/admin/audit")
        .await
        .expect("Des mots de Hugo Lambert dans Ligne 4 ont été signalés aux modérateurs.");
}

#[actix_web::test]
async fn what_happened_is_never_rewritten() {
    let world = World::new().await;
    a_day(&world).await;
    assert!(world.count("select count(*) from events").await > 0);
    for change in ["update events set actor_id = null", "delete from events", "truncate events cascade"] {
        assert_eq!(world.refused(change).await, "what happened is not rewritten", "{change}");
    }
}
