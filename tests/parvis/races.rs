//! Two at once, and the same thing twice: links, keys, and the last who answers for something.

use futures_util::join;

use crate::attacks::meanwhile;
use crate::guest_invitations::proposal;
use crate::support::{Browser, Page, World};

const CLAIRE: &str = "/accesses/0d000000-0000-7000-8000-000000000001";
const NEW: &str = "cinq ânes sur le quai";

/// Two submit, and neither gets further than a lock that a third holds; then both go on at once.
async fn at_once(
    world: &World,
    held: &str,
    one: impl Future<Output = Page>,
    other: impl Future<Output = Page>,
) -> (Page, Page) {
    world.execute(&format!("begin; {held}")).await;
    let committed = async {
        // The second waits for the first, which waits for us.
        let waiting = "with first as (select pid from pg_locks where not granted \
                and pg_backend_pid() = any(pg_blocking_pids(pid))) \
            select count(distinct pid) from pg_locks where not granted \
                and pg_blocking_pids(pid) && (array(select pid from first) || pg_backend_pid())";
        let mut looks = 0;
        while world.count(waiting).await < 2 {
            looks += 1;
            assert!(looks < 20_000, "they never met");
        }
        world.execute("commit").await;
    };
    let (one, other, ()) = join!(one, other, committed);
    (one, other)
}

fn statuses(one: &Page, other: &Page) -> [u16; 2] {
    let mut both = [one.status.as_u16(), other.status.as_u16()];
    both.sort_unstable();
    both
}

/// The path of the link in the last letter to this address.
async fn link(world: &World, address: &str) -> String {
    let letters = world.letters_to(address).await;
    let letter = letters.last().unwrap_or_else(|| panic!("no letter to {address}"));
    let after = letter.text.split_once("http://localhost:8080").expect("a link").1;
    after.split_whitespace().next().expect("a path").to_owned()
}

/// A link of each kind, to whom it went, and what is sent with it.
type Sent = (String, &'static str, Vec<(&'static str, &'static str)>);
async fn links(world: &World) -> Vec<Sent> {
    let mut nobody = world.nobody().await;
    let mut links = Vec::new();
    for (ask, who, sent) in [
        ("/password/forgotten", "camille@brevent.example", vec![("password", NEW)]),
        ("/sign-in/link", "paul@brevent.example", vec![]),
    ] {
        nobody.post(ask, &[("email", who)]).await;
        links.push((link(world, who).await, who, sent));
    }
    let mut hugo = world.browser("hugo").await;
    let form = proposal(&mut hugo, "marie@roux.example").await;
    hugo.submit(form).await.expect_status(200);
    let sent = vec![("name", "Marie Roux"), ("password", NEW)];
    links.push((link(world, "marie@roux.example").await, "marie@roux.example", sent.clone()));
    let mut marc = world.browser("marc").await;
    let form = marc.get("/admin/invitations").await.form("/admin/invitations");
    let form = form.fill("email", "nadia@brevent.example").fill("name", "Nadia Benali");
    marc.submit(form).await.expect("Invitation envoyée à");
    links.push((link(world, "nadia@brevent.example").await, "nadia@brevent.example", sent));
    links
}

const SIGNED_IN: &str = "select count(*) from sessions s join people p on p.id = s.person_id where p.email = ";

#[actix_web::test]
async fn a_link_that_was_used_lets_nobody_in_who_finds_it_later() {
    let world = World::settled().await;
    for (path, who, sent) in links(&world).await {
        let mut reader = world.nobody().await;
        reader.post(&path, &sent).await.expect_status(200);
        assert!(reader.cookie("parvis").is_some(), "{path} lets in the first time");
        for _ in 0..2 {
            let mut thief = world.nobody().await;
            thief.get(&path).await.expect_status(410);
            thief.post(&path, &sent).await.expect_status(410);
            assert_eq!(thief.cookie("parvis"), None, "{path}");
        }
        assert_eq!(world.count(&format!("{SIGNED_IN}'{who}'")).await, 1, "{path}");
    }
}

#[actix_web::test]
async fn of_two_who_use_a_link_at_once_one_comes_in() {
    let world = World::settled().await;
    for (path, who, sent) in links(&world).await {
        let (mut one, mut other) = (world.nobody().await, world.nobody().await);
        let held = "select 1 from tokens for update";
        let (first, second) = at_once(&world, held, one.post(&path, &sent), other.post(&path, &sent)).await;
        assert_eq!(statuses(&first, &second), [200, 410], "{path}");
        assert_eq!(world.count(&format!("{SIGNED_IN}'{who}'")).await, 1, "{path}");
        assert_eq!(world.count(&format!("select count(*) from people where email = '{who}'")).await, 1, "{path}");
    }
}

#[actix_web::test]
async fn two_admins_who_release_each_other_at_once_leave_one() {
    for act in ["release", "suspension", "departure"] {
        let world = World::settled().await;
        world.execute("update people set is_admin = true where handle = 'paul.girard'").await;
        let (mut marc, mut paul) = (world.browser("marc").await, world.browser("paul").await);
        let (his, the_other) =
            (format!("/admin/people/paul.girard/{act}"), format!("/admin/people/marc.brevent/{act}"));
        let held = "select 1 from people where is_admin for update";
        at_once(&world, held, marc.post(&his, &[]), paul.post(&the_other, &[])).await;
        let left = "select count(*) from people where is_admin and suspended_at is null and left_at is null";
        assert_eq!(world.count(left).await, 1, "{act}");
    }
}

#[actix_web::test]
async fn an_admin_who_is_released_meanwhile_releases_nobody() {
    for act in ["release", "suspension", "departure"] {
        let world = World::settled().await;
        world.execute("update people set is_admin = true where handle in ('paul.girard', 'thomas.perrin')").await;
        let mut paul = world.browser("paul").await;
        let released = "update people set is_admin = false where handle = 'paul.girard'";
        let path = format!("/admin/people/marc.brevent/{act}");
        meanwhile(&world, released, paul.post(&path, &[])).await.expect_status(403);
        let stays = "select count(*) from people where handle = 'marc.brevent' and is_admin and suspended_at is null";
        assert_eq!(world.count(stays).await, 1, "{act}");
    }
}

#[actix_web::test]
async fn two_owners_who_go_or_remove_each_other_at_once_leave_one() {
    const HUGO: &str = "/spaces/ligne-4/members/0b000000-0000-7000-8000-000000000002";
    const THOMAS: &str = "/spaces/ligne-4/members/0b000000-0000-7000-8000-000000000003";
    let stairs = [("role", "member")];
    for (hugo_s, thomas_s, sent) in [
        ("/spaces/ligne-4/leave".to_owned(), "/spaces/ligne-4/leave".to_owned(), &[][..]),
        (format!("{THOMAS}/removal"), format!("{HUGO}/removal"), &[]),
        (format!("{THOMAS}/role"), format!("{HUGO}/role"), &stairs),
        (format!("{HUGO}/role"), format!("{THOMAS}/role"), &stairs),
    ] {
        let world = World::settled().await;
        world
            .execute("update memberships set role = 'owner' where person_id = '0b000000-0000-7000-8000-000000000003'")
            .await;
        let (mut hugo, mut thomas) = (world.browser("hugo").await, world.browser("thomas").await);
        let held = "select 1 from spaces where slug = 'ligne-4' for no key update";
        at_once(&world, held, hugo.post(&hugo_s, sent), thomas.post(&thomas_s, sent)).await;
        for slug in ["ligne-4", "ligne-4-coulisse"] {
            let owners = format!(
                "select count(*) from memberships m join spaces s on s.id = m.space_id \
                 where m.role = 'owner' and s.slug = '{slug}'"
            );
            assert_eq!(world.count(&owners).await, 1, "{hugo_s} and {thomas_s}: {slug}");
        }
    }
}

/// What somebody in charge of Claire's access can do with the page that they hold open.
async fn acts(browser: &mut Browser) -> Vec<crate::support::browser::Form> {
    let page = browser.get(CLAIRE).await;
    ["extension", "sponsor", "end"].map(|act| page.form(&format!("{CLAIRE}/{act}"))).into()
}

const TERMS: &str = "select count(*) from accesses where id = '0d000000-0000-7000-8000-000000000001' \
    and ends_at = '2027-03-31Z' and ended_at is null and sponsor_id = '0b000000-0000-7000-8000-000000000001'";

#[actix_web::test]
async fn an_owner_who_is_relieved_with_the_page_open_acts_no_longer_on_an_access() {
    let world = World::settled().await;
    world
        .execute("update accesses set sponsor_id = '0b000000-0000-7000-8000-000000000001' where email like 'claire%'")
        .await;
    let mut hugo = world.browser("hugo").await;
    let be = |role: &str| {
        format!(
            "update memberships set role = '{role}' where role <> 'guest' and person_id = '0b000000-0000-7000-8000-000000000002'"
        )
    };
    for form in acts(&mut hugo).await {
        let form = if form.value("ends_on").is_some() { form.fill("ends_on", "2027-06-30") } else { form };
        world.execute(&be("owner")).await;
        let relieved = format!("select 1 from spaces where slug = 'ligne-4' for no key update; {}", be("member"));
        meanwhile(&world, &relieved, hugo.submit(form)).await.expect_status(404);
        assert_eq!(world.count(TERMS).await, 1);
    }
    let view = hugo.post(&format!("{CLAIRE}/view"), &[]).await;
    view.expect_status(404);
}

#[actix_web::test]
async fn a_sponsor_who_is_relieved_with_the_page_open_acts_no_longer_on_an_access() {
    let world = World::settled().await;
    let is = |who: &str| {
        format!(
            "update accesses set sponsor_id = (select id from people where handle = '{who}') where email like 'claire%'"
        )
    };
    world.execute(&is("thomas.perrin")).await;
    let mut thomas = world.browser("thomas").await;
    for form in acts(&mut thomas).await {
        let form = if form.value("ends_on").is_some() { form.fill("ends_on", "2027-06-30") } else { form };
        world.execute(&is("thomas.perrin")).await;
        meanwhile(&world, &is("camille.vasseur"), thomas.submit(form)).await.expect_status(404);
        assert_eq!(world.count(TERMS).await, 1);
    }
}

/// Hugo proposed Marie; the house wants a second key.
async fn proposed(world: &World) -> String {
    world.execute("update house set second_key = true; update memberships set role = 'owner' where person_id = '0b000000-0000-7000-8000-000000000003'").await;
    let mut hugo = world.browser("hugo").await;
    let form = proposal(&mut hugo, "marie@roux.example").await;
    hugo.submit(form).await.expect("attend un accord");
    let rows = world.query("select id::text from accesses where email = 'marie@roux.example'", &[]).await;
    rows[0].get(0)
}

const APPROVED: &str = "select count(*) from accesses where email = 'marie@roux.example' and approved_at is not null";

#[actix_web::test]
async fn a_second_key_that_is_taken_away_meanwhile_does_not_turn() {
    for (who, taken) in [
        ("thomas", "update memberships set role = 'member' where person_id = '0b000000-0000-7000-8000-000000000003'"),
        ("marc", "update people set is_admin = false where handle = 'marc.brevent'"),
    ] {
        let world = World::settled().await;
        let id = proposed(&world).await;
        let mut second = world.browser(who).await;
        second.get(&format!("/accesses/{id}")).await.expect_status(200);
        let taken = format!("select 1 from spaces where slug = 'ligne-4' for no key update; {taken}");
        let approval = format!("/accesses/{id}/approval");
        meanwhile(&world, &taken, second.post(&approval, &[])).await.expect_status(404);
        assert_eq!(world.count(APPROVED).await, 0, "{who}");
        assert!(world.letters_to("marie@roux.example").await.is_empty());
    }
}

#[actix_web::test]
async fn the_first_key_turns_no_second_lock_whatever_its_holder_becomes() {
    let world = World::settled().await;
    let id = proposed(&world).await;
    let mut hugo = world.browser("hugo").await;
    // He names himself sponsor, is made admin, extends, asks for the letter: none of it approves.
    hugo.post(&format!("/accesses/{id}/sponsor"), &[("sponsor", "hugo.lambert")]).await.expect_status(200);
    world.execute("update people set is_admin = true where handle = 'hugo.lambert'").await;
    hugo.post(&format!("/accesses/{id}/approval"), &[]).await.expect_status(403);
    hugo.post(&format!("/accesses/{id}/refusal"), &[]).await.expect_status(403);
    hugo.post(&format!("/accesses/{id}/letter"), &[]).await.expect_status(200);
    hugo.post(&format!("/accesses/{id}/extension"), &[("ends_on", "2027-06-30")]).await.expect_status(409);
    assert_eq!(world.count(APPROVED).await, 0);
    assert!(world.letters_to("marie@roux.example").await.is_empty());
}

#[actix_web::test]
async fn two_who_turn_the_second_key_at_once_send_one_letter() {
    let world = World::settled().await;
    let id = proposed(&world).await;
    let (mut thomas, mut marc) = (world.browser("thomas").await, world.browser("marc").await);
    let approval = format!("/accesses/{id}/approval");
    let held = "select 1 from accesses for update";
    let (one, other) = at_once(&world, held, thomas.post(&approval, &[]), marc.post(&approval, &[])).await;
    assert_eq!(statuses(&one, &other), [200, 409]);
    assert_eq!(world.letters_to("marie@roux.example").await.len(), 1);
}

#[actix_web::test]
async fn of_two_moderators_who_judge_at_once_one_comes_too_late() {
    let world = World::settled().await;
    let comment = "/comments/0f000000-0000-7000-8000-000000000001";
    let sent = [("reason", "other"), ("desk", "space")];
    world.browser("camille").await.post(&format!("{comment}/reports"), &sent).await.expect_status(200);
    let case: uuid::Uuid = world.query("select id from cases", &[]).await[0].get(0);
    let ruling = format!("/spaces/ligne-4/reports/{case}/ruling");
    let (mut thomas, mut hugo) = (world.browser("thomas").await, world.browser("hugo").await);
    let (hide, remove) = ([("act", "hide")], [("act", "remove"), ("reason", "Pas ici.")]);
    let held = "select 1 from posts for update";
    let (one, other) = at_once(&world, held, thomas.post(&ruling, &remove), hugo.post(&ruling, &hide)).await;
    // Hidden first and then removed, or removed first: then there is nothing left to hide.
    assert!(matches!(statuses(&one, &other), [200, 200 | 409]));
    let left = "select count(*) from comments where deleted_at is not null and hidden_at is null and removal_reason is not null";
    assert_eq!(world.count(left).await, 1);
    assert_eq!(world.count("select count(*) from events where kind = 'words_removed'").await, 1);
    assert_eq!(world.count("select comment_count::bigint from posts where title = 'Bobines décalées'").await, 0);
}
