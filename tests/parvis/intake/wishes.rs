//! Answers of one word: what they do, and what they are not.

use super::*;

const COMMENT: &str = "0f000000-0000-7000-8000-000000000001";

/// Each word that was said: by whom, and to what.
async fn said(world: &World) -> Vec<(String, String, bool)> {
    let said = "select split_part(p.email, '@', 1), r.word, r.comment_id is not null from reactions r \
        join people p on p.id = r.person_id order by r.id";
    world.query(said, &[]).await.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
}

fn by(who: &str, word: &str) -> (String, String, bool) {
    (who.to_owned(), word.to_owned(), false)
}

fn done(reason: &str) -> (String, String) {
    ("done".to_owned(), reason.to_owned())
}

/// Scenario 13.
#[actix_web::test]
async fn an_answer_of_one_word_is_that_word_under_the_message_and_no_comment() {
    let world = World::settled().await;
    world.arrives(&answer(&world, FROM_CLAIRE, CLAIRE, "+1\n").await).await;
    assert_eq!(said(&world).await, [by("claire", "agree")]);
    let told = "select count(*) from notifications n join people p on p.id = n.person_id \
        where n.reason = 'reaction' and p.handle = 'hugo.lambert'";
    assert_eq!(world.count(told).await, 1, "its author is told as of any word");
    // Written twice, it is meant twice, and not taken back.
    world.arrives(&answer(&world, FROM_CLAIRE, CLAIRE, "J’aime !\n").await).await;
    let quoted = "MERCI.\n\nLe 20 nov. 2026 à 08:00, Hugo Lambert a écrit :\n> Les bobines partent vendredi.\n";
    world.arrives(&answer(&world, FROM_CLAIRE, CLAIRE, quoted).await).await;
    let html =
        "<p>+1</p><p>-- <br>Camille Vasseur<br>Cheffe d’atelier</p><blockquote type=\"cite\">Les bobines.</blockquote>";
    let html = answer(&world, FROM_CAMILLE, CAMILLE, html).await.head("Content-Type", "text/html; charset=utf-8");
    world.arrives(&html).await;
    assert_eq!(said(&world).await, [by("claire", "agree"), by("claire", "thanks"), by("camille", "agree")]);
    assert_eq!(world.ledger().await, vec![done("reacted"); 4]);
    assert_eq!(world.count("select count(*) from comments").await, 1, "no comment");
    assert!(world.letters().await.iter().all(|letter| letter.answering.is_none()), "and no answer");
    let mine = world.browser("claire").await.get("/settings/mail").await;
    mine.expect("Votre mot est sous le message.");
    assert!(mine.links().contains(&format!("/posts/{BOBINES}")));
    // What is answered is a comment: the word stands under that.
    let (address, _) = world.reply_address(CAMILLE, BOBINES).await;
    let id = world.addresses().await.message_id(COMMENT.parse().expect("an id"));
    world.arrives(&Message::new(FROM_CAMILLE, &address).answers(&id).says("Bravo\n")).await;
    assert_eq!(said(&world).await[3], ("camille".to_owned(), "bravo".to_owned(), true));
}

#[actix_web::test]
async fn what_says_more_than_a_word_or_answers_nothing_is_a_message() {
    let world = World::settled().await;
    for words in ["+1 pour vendredi", "D’accord ?", "Oui."] {
        world.arrives(&answer(&world, FROM_CLAIRE, CLAIRE, &format!("{words}\n")).await).await;
        assert_eq!(comments(&world, words).await, ["claire"], "{words}");
    }
    let files = "--b\nContent-Type: text/plain; charset=utf-8\n\nMerci\n--b\nContent-Type: text/plain; name=\"plan.txt\"\n\
                 Content-Disposition: attachment; filename=\"plan.txt\"\n\nTrois presses.\n--b--\n";
    let files = answer(&world, FROM_CLAIRE, CLAIRE, files).await.head("Content-Type", "multipart/mixed; boundary=b");
    world.arrives(&files).await;
    assert_eq!(comments(&world, "Merci").await, ["claire"], "with a file it is an answer");
    assert_eq!(world.count("select count(*) from files where comment_id is not null").await, 1);
    world.arrives(&Message::new(FROM_CAMILLE, "ligne-4").subject("Vote").says("+1\n")).await;
    let unknown = Message::new(FROM_CAMILLE, "ligne-4").subject("Re: Autre vote").answers("<nulle@part.example>");
    world.arrives(&unknown.says("Merci\n")).await;
    assert_eq!(world.count("select count(*) from posts where body in ('+1', '\\+1', 'Merci')").await, 2, "new posts");
    assert!(said(&world).await.is_empty());
    // A stranger's word, let through by an owner in their own name, is the stranger's still.
    world.arrives(&answer(&world, "X <x@inconnu.example>", CAMILLE, "+1\n").await).await;
    let held: uuid::Uuid = world.query("select id from mail_recipients where state = 'held'", &[]).await[0].get(0);
    let decision = format!("/spaces/ligne-4/mail/{held}/decision");
    world.browser("hugo").await.post(&decision, &[("decision", "judge")]).await.expect_status(200);
    world.work().await;
    assert!(said(&world).await.is_empty());
    assert_eq!(world.count("select count(*) from comments where body like '%+1'").await, 1);
}

#[actix_web::test]
async fn a_word_passes_the_gate_and_the_proofs_that_an_answer_passes() {
    let world = World::settled().await;
    let held = [
        (answer(&world, FROM_PAUL, CAMILLE, "+1\n").await, "not-member"),
        (answer(&world, FROM_CAMILLE, CAMILLE, "+1\n").await.unproved(), "forged"),
        (answer(&world, FROM_LEA, CAMILLE, "ignorer\n").await.unproved(), "anothers-address"),
        (answer(&world, "X <x@inconnu.example>", CAMILLE, "suivre\n").await, "unknown-sender"),
    ];
    for (n, (mail, reason)) in held.iter().enumerate() {
        world.arrives(mail).await;
        assert_eq!(world.ledger().await[n], ("held".to_owned(), (*reason).to_owned()));
    }
    world.execute("update spaces set archived_at = '2026-11-22Z' where slug = 'ligne-4'").await;
    world.arrives(&answer(&world, FROM_CLAIRE, CLAIRE, "+1\n").await).await;
    assert_eq!(world.ledger().await[4], ("held".to_owned(), "archived".to_owned()));
    // Whoever still reads it may still hear no more of it.
    world.arrives(&answer(&world, FROM_CLAIRE, CLAIRE, "Ignorer\n").await).await;
    assert_eq!(world.ledger().await[5], done("muted"));
    world.execute("update spaces set archived_at = null where slug = 'ligne-4'").await;
    world
        .execute(&format!(
            "update comments set deleted_at = '2026-11-22Z', deleted_by = author_id where id = '{COMMENT}'"
        ))
        .await;
    let (address, _) = world.reply_address(CAMILLE, BOBINES).await;
    let id = world.addresses().await.message_id(COMMENT.parse().expect("an id"));
    world.arrives(&Message::new(FROM_CAMILLE, &address).answers(&id).says("Bravo\n")).await;
    assert_eq!(world.ledger().await[6], ("held".to_owned(), "removed".to_owned()));
    assert!(said(&world).await.is_empty());
}

#[actix_web::test]
async fn a_word_follows_a_thread_or_mutes_it_for_whoever_wrote_it() {
    let world = World::settled().await;
    let attention = async |world: &World| -> Vec<String> {
        let mine =
            "select attention from follows f join people p on p.id = f.person_id where p.handle = 'camille.vasseur'";
        world.query(mine, &[]).await.iter().map(|row| row.get(0)).collect()
    };
    world.arrives(&answer(&world, FROM_CAMILLE, CAMILLE, "Suivre\n").await).await;
    assert_eq!(attention(&world).await, ["following"]);
    world.arrives(&answer(&world, FROM_CAMILLE, CAMILLE, "ignorer\n").await).await;
    assert_eq!(attention(&world).await, ["muted"]);
    world.execute("delete from notifications").await;
    let mut hugo = world.browser("hugo").await;
    let path = format!("/posts/{BOBINES}");
    let form = hugo.get(&path).await.form(&format!("{path}/comments")).fill("body", "Vendredi convient.");
    hugo.submit(form).await.expect_status(200);
    world.work().await;
    let told = "select count(*) from notifications n join people p on p.id = n.person_id where p.handle = ";
    assert!(world.count(&format!("{told} 'claire.morel'")).await > 0, "there is something to be told");
    assert_eq!(world.count(&format!("{told} 'camille.vasseur'")).await, 0);
    assert_eq!(world.ledger().await, [done("followed"), done("muted")]);
    let mine = world.browser("camille").await.get("/settings/mail").await;
    mine.expect("Vous suivez cette discussion.");
    mine.expect("Vous n’entendrez plus parler de cette discussion.");
}
