//! Signatures that nothing marks: what ends three mails of somebody is one.

use chrono::Duration;

use super::{FROM_CAMILLE, FROM_CLAIRE};
use crate::support::World;
use crate::support::post::Message;

const SIGNED: &str = "Camille Vasseur\nCheffe d’atelier\nTél. 04 50 00 00 00\n";

fn mail(from: &str, n: usize, words: &str) -> Message {
    Message::new(from, "ligne-4").subject(&format!("Mail {n}")).says(words)
}

/// What the last message says, and what is folded under it.
async fn last(world: &World) -> (String, Option<String>) {
    let last = "select p.body, m.folded from mailed m join posts p on p.id = m.post_id order by m.id desc limit 1";
    let row = &world.query(last, &[]).await[0];
    (row.get::<_, String>(0).replace("  \n", "\n"), row.get(1))
}

#[actix_web::test]
async fn what_ends_three_mails_of_somebody_is_folded_in_the_fourth_and_not_lost() {
    let world = World::settled().await;
    let words = ["Bonjour,\nle plan suit.", "Le devis est là.\n\nCordialement", "Vu avec Hugo.", "Reçu.\nMerci,"];
    for (n, words) in words.iter().enumerate() {
        let blanks = if n % 2 == 0 { SIGNED.replace('\n', "  \n") } else { SIGNED.replace("Tél. ", "Tél.\u{a0}") };
        world.arrives(&mail(FROM_CAMILLE, n, &format!("{words}\n\n{blanks}"))).await;
        let (body, folded) = last(&world).await;
        if n < 3 {
            assert!(body.contains("Cheffe d’atelier") && folded.is_none(), "{n}: {body}");
        } else {
            assert_eq!(body, "Reçu.\nMerci,");
            assert!(folded.is_some_and(|folded| folded.contains("Camille Vasseur") && folded.contains("04 50")));
        }
    }
    let path = super::path_of(&world, "Mail 3").await;
    let page = world.browser("hugo").await.get(&path).await;
    page.expect("Signature et texte cité");
    page.expect("Cheffe d’atelier");
    // Another’s words that end alike are not her signature, nor are they Claire’s.
    world.arrives(&mail(FROM_CLAIRE, 9, &format!("Je transmets :\n{SIGNED}"))).await;
    assert!(last(&world).await.0.contains("Cheffe d’atelier"));
}

#[actix_web::test]
async fn the_only_words_of_a_mail_are_never_folded() {
    let world = World::settled().await;
    for n in 0..5 {
        world.arrives(&mail(FROM_CAMILLE, n, &format!("Le relevé du jour.\n{SIGNED}"))).await;
    }
    assert_eq!(last(&world).await.0, "Le relevé du jour.", "what is said each time alike is said");
    world.arrives(&mail(FROM_CAMILLE, 6, SIGNED)).await;
    assert_eq!(last(&world).await, (SIGNED.trim().to_owned(), None));
    let quoted = format!("{SIGNED}\nLe 20 nov. 2026 à 08:00, Hugo Lambert a écrit :\n> Qui êtes-vous ?\n");
    world.arrives(&mail(FROM_CAMILLE, 7, &quoted)).await;
    let (body, folded) = last(&world).await;
    assert_eq!(body, SIGNED.trim());
    assert!(folded.is_some_and(|folded| folded.contains("Qui êtes-vous") && !folded.contains("Cheffe")));
}

#[actix_web::test]
async fn only_what_was_published_in_somebody_s_name_teaches_and_once() {
    let world = World::settled().await;
    let times = "select coalesce(max(times), 0)::bigint from mail_signatures";
    for n in 0..3 {
        world.arrives(&mail(FROM_CAMILLE, n, &format!("Virement {n}.\n{SIGNED}")).unproved()).await;
    }
    assert_eq!(world.ledger().await.len(), 3, "held");
    assert_eq!(world.count(times).await, 0);
    let both = |n| mail(FROM_CAMILLE, n, &format!("Visite {n}.\n{SIGNED}")).and_for("vie-de-la-maison");
    for n in 4..6 {
        world.arrives(&both(n)).await;
    }
    assert_eq!(world.count(times).await, 2, "a mail to two spaces is one");
    world.arrives(&both(5).head("Received", "from a by b; Mon, 23 Nov 2026 09:00:01 +0000")).await;
    assert_eq!(world.count(times).await, 2, "and so is its copy");
    let began = world.now();
    for n in 10..40 {
        world.pass(Duration::minutes(1));
        let ends = format!("Point {n}.\nFin {n}\nde la\nnote\n");
        world.arrives(&mail(FROM_CLAIRE, n, &ends.replace("note", &format!("note {n}")))).await;
    }
    let of_claire =
        "select count(*) from mail_signatures s join people p on p.id = s.person_id where p.email like 'claire@%'";
    assert_eq!(world.count(of_claire).await, 20);
    let oldest: chrono::DateTime<chrono::Utc> = world
        .query(
            "select min(s.seen_at) from mail_signatures s join people p on p.id = s.person_id where p.email like 'claire@%'",
            &[],
        )
        .await[0]
        .get(0);
    assert_eq!(oldest, began + Duration::minutes(11), "the newest are kept");
    let gone = world.browser("marc").await.post("/admin/people/camille.vasseur/departure", &[]).await;
    gone.expect("Le départ est enregistré.");
    let of_camille = of_claire.replace("claire", "camille");
    assert_eq!(world.count(&of_camille).await, 0, "whoever leaves is forgotten");
}
