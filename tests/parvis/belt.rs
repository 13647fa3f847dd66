//! The belt in the database: what it refuses whatever the program believes.

use crate::support::World;

const LIGNE_4: &str = "0c000000-0000-7000-8000-000000000001";
const COULISSE: &str = "0c000000-0000-7000-8000-000000000002";
const EMBALLAGE: &str = "0c000000-0000-7000-8000-000000000003";
const MAISON: &str = "0c000000-0000-7000-8000-000000000004";
const PAUL: &str = "0b000000-0000-7000-8000-000000000004";
const CLAIRE: &str = "0b000000-0000-7000-8000-000000000006";
const LEA: &str = "0b000000-0000-7000-8000-000000000007";
const HOUSE: &str = "0a000000-0000-7000-8000-000000000001";
const ACIER_DUVAL: &str = "0a000000-0000-7000-8000-000000000002";
const NEW: &str = "0b000000-0000-7000-8000-0000000000ff";

/// A membership as somebody might try to store it.
struct Membership {
    space: &'static str,
    says_guests: bool,
    person: &'static str,
    says_kind: &'static str,
    role: &'static str,
    expires: &'static str,
}

/// Léa in Ligne 4, which is allowed: each test spoils one thing of it.
const ALLOWED: Membership = Membership {
    space: LIGNE_4,
    says_guests: true,
    person: LEA,
    says_kind: "guest",
    role: "guest",
    expires: "'2027-03-31Z'",
};

impl Membership {
    fn sql(&self) -> String {
        let Self { space, says_guests, person, says_kind, role, expires } = self;
        format!(
            "insert into memberships (space_id, space_guests, person_id, person_kind, role, expires_at, joined_at,
                read_at, visited_at) values ('{space}', {says_guests}, '{person}', '{says_kind}', '{role}', {expires},
                '2026-11-23Z', '2026-11-23Z', '2026-11-23Z')"
        )
    }
}

/// Fails unless the database refuses, by this constraint.
#[track_caller]
fn refused_by(said: &str, constraint: &str) {
    assert!(said.contains(constraint), "refused, but not by {constraint}: {said}");
}

#[actix_web::test]
async fn a_guest_is_let_into_an_opened_project_and_nowhere_else() {
    let world = World::new().await;
    let group = Membership { space: MAISON, says_guests: false, ..ALLOWED };
    refused_by(&world.refused(&group.sql()).await, "memberships_check");
    let lying = Membership { space: MAISON, ..ALLOWED };
    refused_by(&world.refused(&lying.sql()).await, "memberships_space_id_space_guests_fkey");
    let room = Membership { space: COULISSE, ..ALLOWED };
    refused_by(&world.refused(&room.sql()).await, "memberships_space_id_space_guests_fkey");
    let disguised = Membership { says_kind: "employee", role: "member", expires: "null", ..ALLOWED };
    refused_by(&world.refused(&disguised.sql()).await, "memberships_person_id_person_kind_fkey");
    world.execute(&ALLOWED.sql()).await;
}

#[actix_web::test]
async fn a_project_that_is_not_opened_takes_no_guest_and_one_with_guests_does_not_close_over_them() {
    let world = World::new().await;
    let close = |space: &str| format!("update spaces set opened_to_guests = false where id = '{space}'");
    for with_guests in [LIGNE_4, EMBALLAGE] {
        refused_by(&world.refused(&close(with_guests)).await, "memberships_check");
    }
    world.execute(&format!("delete from memberships where space_id = '{EMBALLAGE}' and role = 'guest'")).await;
    refused_by(&world.refused(&close(EMBALLAGE)).await, "access_spaces");
    world.execute(&format!("delete from access_spaces where space_id = '{EMBALLAGE}'")).await;
    world.execute(&close(EMBALLAGE)).await;
    let closed = Membership { space: EMBALLAGE, ..ALLOWED };
    refused_by(&world.refused(&closed.sql()).await, "memberships_space_id_space_guests_fkey");
}

#[actix_web::test]
async fn a_guest_is_a_guest_everywhere_and_an_employee_nowhere() {
    let world = World::new().await;
    for role in ["member", "moderator", "owner"] {
        let risen = Membership { role, expires: "null", ..ALLOWED };
        refused_by(&world.refused(&risen.sql()).await, "memberships_check");
    }
    let promoted = format!("update memberships set role = 'owner', expires_at = null where person_id = '{CLAIRE}'");
    refused_by(&world.refused(&promoted).await, "memberships_check");
    let lowered = Membership { person: PAUL, says_kind: "employee", ..ALLOWED };
    refused_by(&world.refused(&lowered.sql()).await, "memberships_check");
    let admin = format!("update people set is_admin = true where id = '{CLAIRE}'");
    refused_by(&world.refused(&admin).await, "people_check");
}

#[actix_web::test]
async fn no_guest_stays_without_an_end_and_no_employee_has_a_horizon() {
    let world = World::new().await;
    let endless = Membership { expires: "null", ..ALLOWED };
    refused_by(&world.refused(&endless.sql()).await, "memberships_check");
    let forever = format!("update memberships set expires_at = null where person_id = '{CLAIRE}'");
    refused_by(&world.refused(&forever).await, "memberships_check");
    let horizon = "update memberships set sees_from = '2026-11-01Z' where role = 'member'";
    refused_by(&world.refused(horizon).await, "memberships_check");
}

#[actix_web::test]
async fn who_works_where_says_who_is_a_guest() {
    let world = World::new().await;
    let person = |kind: &str, organization: &str| {
        format!(
            "insert into people (id, kind, organization_id, handle, name, email, skills, is_admin, created_at, words)
                values ('{NEW}', '{kind}', '{organization}', 'x', 'X', 'x@x.example', '{{}}', false, '2026-11-23Z', 'x')"
        )
    };
    refused_by(&world.refused(&person("guest", HOUSE)).await, "people_organization_id");
    refused_by(&world.refused(&person("employee", ACIER_DUVAL)).await, "people_organization_id");
    let moved = format!("update people set organization_id = '{HOUSE}' where id = '{CLAIRE}'");
    refused_by(&world.refused(&moved).await, "people_organization_id");
    let converted = format!("update people set kind = 'employee', organization_id = '{HOUSE}' where id = '{CLAIRE}'");
    refused_by(&world.refused(&converted).await, "memberships_person_id_person_kind_fkey");
    world.execute(&person("guest", ACIER_DUVAL)).await;
}

#[actix_web::test]
async fn there_is_one_house() {
    let world = World::new().await;
    let second = format!(
        "insert into organizations (id, kind, name, created_at) values ('{NEW}', 'house', 'Autre maison', '2026-11-23Z')"
    );
    refused_by(&world.refused(&second).await, "organizations_one_house");
    let risen = format!("update organizations set kind = 'house' where id = '{ACIER_DUVAL}'");
    refused_by(&world.refused(&risen).await, "organizations_one_house");
    let row =
        "insert into house select false, organization_id, language, time_zone, logo_id, domains, sign_up, inviters,
        second_key, longest_access_days, opened_at from house";
    refused_by(&world.refused(row).await, "house");
}

#[actix_web::test]
async fn a_back_room_and_a_group_are_never_opened() {
    let world = World::new().await;
    for space in [COULISSE, MAISON] {
        let opened = format!("update spaces set opened_to_guests = true where id = '{space}'");
        refused_by(&world.refused(&opened).await, "spaces_check");
    }
    let shown = format!("update spaces set visibility = 'open' where id = '{COULISSE}'");
    refused_by(&world.refused(&shown).await, "spaces_check");
    let project = format!("update spaces set kind = 'project' where id = '{COULISSE}'");
    refused_by(&world.refused(&project).await, "spaces_check");
    let second = format!("update spaces set room_of = '{LIGNE_4}', visibility = 'secret' where id = '{MAISON}'");
    refused_by(&world.refused(&second).await, "spaces_room_of_key");
}

#[actix_web::test]
async fn a_reply_answers_a_comment_of_its_own_thread_and_no_reply() {
    let world = World::new().await;
    let (first, reply) = ("0f000000-0000-7000-8000-000000000001", "0f000000-0000-7000-8000-0000000000aa");
    let comment = |id: &str, post: &str, parent: &str| {
        format!(
            "insert into comments (id, post_id, parent_id, author_id, body, html, published_at)
                values ('{id}', '0e000000-0000-7000-8000-00000000000{post}', '{parent}', '{PAUL}', 'x', 'x', '2026-11-23Z')"
        )
    };
    world.execute(&comment(reply, "1", first)).await;
    let deeper = comment("0f000000-0000-7000-8000-0000000000bb", "1", reply);
    refused_by(&world.refused(&deeper).await, "comments_parent_id");
    let elsewhere = comment("0f000000-0000-7000-8000-0000000000cc", "5", first);
    refused_by(&world.refused(&elsewhere).await, "comments_parent_id");
    let lowered = format!("update comments set parent_id = '{reply}' where id = '{first}'");
    refused_by(&world.refused(&lowered).await, "comments_parent_id");
}

#[actix_web::test]
async fn a_guest_s_contract_is_about_opened_projects_a_partner_a_colleague_and_an_end() {
    let world = World::new().await;
    let access = "0d000000-0000-7000-8000-000000000001";
    for space in [COULISSE, MAISON] {
        let room = format!("insert into access_spaces values ('{access}', '{space}', true)");
        refused_by(&world.refused(&room).await, "access_spaces_space_id_space_guests_fkey");
        let frank = format!("insert into access_spaces values ('{access}', '{space}', false)");
        refused_by(&world.refused(&frank).await, "access_spaces_space_guests_check");
    }
    for (change, by) in [
        (format!("organization_id = '{HOUSE}'"), "accesses_organization_id"),
        (format!("sponsor_id = '{LEA}'"), "accesses_sponsor_id"),
        ("ends_at = null".to_owned(), "ends_at"),
        ("accepted_at = null, ends_at = proposed_at + interval '368 days'".to_owned(), "accesses_check"),
        ("approved_at = null".to_owned(), "accesses_check"),
        ("end_reason = 'ended'".to_owned(), "accesses_check"),
    ] {
        refused_by(&world.refused(&format!("update accesses set {change} where id = '{access}'")).await, by);
    }
}

#[actix_web::test]
async fn a_post_s_words_and_its_author_cannot_be_lost_by_the_way() {
    let world = World::new().await;
    let gone = format!("delete from people where id = '{PAUL}'");
    world.execute(&gone).await;
    let author = "delete from people where id = '0b000000-0000-7000-8000-000000000002'";
    refused_by(&world.refused(author).await, "_fkey");
    refused_by(&world.refused("update posts set body = ''").await, "posts_body_check");
    refused_by(&world.refused("update posts set comment_count = -1").await, "posts_comment_count_check");
}

#[actix_web::test]
async fn head_counts_are_what_one_would_count() {
    let world = World::new().await;
    let wrong = "select (select count(*) from spaces where colleagues <> (select count(*) from memberships \
                     where space_id = spaces.id and expires_at is null)) \
                 + (select count(*) from organizations where present <> (select count(*) from people \
                     where organization_id = organizations.id and left_at is null and suspended_at is null))";
    let counted = "select (select sum(colleagues) from spaces) + (select sum(present) from organizations)";
    let before = world.count(counted).await;
    assert!(before > 0, "there is somebody to count");
    for change in [
        format!("update people set suspended_at = '2026-11-22Z' where id = '{PAUL}'"),
        format!("update people set suspended_at = null, left_at = '2026-11-22Z' where id = '{PAUL}'"),
        format!("update people set left_at = null, seen_at = '2026-11-22Z' where id = '{PAUL}'"),
        format!("delete from memberships where space_id = '{LIGNE_4}'"),
        format!("delete from memberships where person_id = '{CLAIRE}'"),
        format!("delete from spaces where id = '{MAISON}'"),
    ] {
        world.execute(&change).await;
        assert_eq!(world.count(wrong).await, 0, "{change}");
    }
    assert_ne!(world.count(counted).await, before);
}
