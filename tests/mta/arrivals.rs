//! Mail to a space, from a program to a page.

use super::boxes::field;
use super::mx::{LIAR, PROVED};
use super::process::until;
use super::town::{CAMILLE, HUGO, LIGNE_4, MAISON, Town};

#[test]
fn a_mail_becomes_a_post_with_its_file_in_each_space_that_it_is_for() {
    let town = Town::new();
    let file = town.data.path().join("Échéances.csv");
    std::fs::write(&file, "lot;jour\n1;lundi\n").unwrap();
    let attached = format!("@{}", file.display());
    // What is not in ASCII goes over as it is (SMTPUTF8).
    let head = ["--header", "Subject: Échéances de la ligne 4", "--header", "Message-Id: <echeances@brevent.example>"];
    let words = ["--body", "Bonjour,\n\nVoici les échéances d’hiver.\n"];
    let file = ["--attach-type", "text/csv", "--attach", &attached];
    town.swaks(CAMILLE, &[LIGNE_4, MAISON], &[&head[..], &words, &file].concat());
    until("published twice", || town.count("select count(*) from posts where title like 'Échéances de la%'") == 2);
    let sql = town.sql();
    let proof = sql.text("select level || ' ' || proof || ' ' || peer from mails");
    assert_eq!(proof, "A trusted-relay 127.0.0.1", "as XFORWARD told");
    assert_eq!(sql.count("select count(*) from mailed where message_id = '<echeances@brevent.example>'"), 2);
    let post = "select p.id::text from posts p join spaces s on s.id = p.space_id
        where s.slug = 'ligne-4' and p.title like 'Échéances de la%'";
    let page = town.page(HUGO, &format!("/posts/{}", sql.text(post)));
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Voici les échéances") && page.body.contains("Camille Vasseur"), "{}", page.body);
    let file = page.between("href=\"/files/", "\"").expect("its file");
    assert!(town.page(HUGO, &format!("/files/{file}")).body.contains("lot;jour"));
    until("the queue is empty", || town.postfix.is_empty());
}

#[test]
fn who_has_no_address_comes_back_to_the_sender_and_the_others_have_it() {
    let town = Town::new();
    let nobody = "personne-de-ce-nom@parvis.test";
    town.swaks(CAMILLE, &[LIGNE_4, nobody, HUGO], &["--header", "Subject: A plusieurs"]);
    let bounce = || town.boxes.messages(CAMILLE, "INBOX").into_iter().find(|mail| mail.contains("5.1.1"));
    until("the bounce", || bounce().is_some());
    let bounce = bounce().unwrap();
    assert!(field(&bounce, "Content-Type").contains("delivery-status") && bounce.contains(nobody));
    assert!(!bounce.contains("Final-Recipient: rfc822; ligne-4"), "only who has no address");
    until("published", || town.count("select count(*) from posts where title = 'A plusieurs'") == 1);
    until("all that is due has been sent", || {
        let due = "select count(*) from deliveries where way = 'at_once' and state = 'waiting'";
        town.count(due) == 0 && town.postfix.is_empty()
    });
    let copies = town.boxes.messages(HUGO, "INBOX");
    let copies = copies.iter().filter(|mail| field(mail, "Subject").contains("A plusieurs"));
    assert_eq!(copies.count(), 1, "whoever it was written to has it from its sender, and once");
}

#[test]
fn what_the_house_s_own_server_has_found_out_decides_and_nobody_else_can_say_it() {
    let town = Town::new();
    let subject = |subject: &str| format!("Subject: {subject}");
    town.swaks(CAMILLE, &[MAISON], &["--local-interface", LIAR, "--header", &subject("Faux")]);
    // Whoever writes such a line themselves has it below that of our server.
    let boast = "Authentication-Results: mx.test; dmarc=pass header.from=brevent.example";
    let boasting = ["--local-interface", LIAR, "--header", &subject("Vantard"), "--add-header", boast];
    town.swaks(CAMILLE, &[MAISON], &boasting);
    town.swaks(CAMILLE, &[MAISON], &["--local-interface", PROVED, "--header", &subject("Vrai")]);
    until("all are settled", || town.count("select count(*) from mail_recipients where state <> 'new'") == 3);
    assert_eq!(town.count("select count(*) from posts where title = 'Vrai'"), 1);
    assert_eq!(town.count("select count(*) from posts where title in ('Faux', 'Vantard')"), 0);
    let sql = town.sql();
    assert_eq!(sql.text("select proof from mails where subject = 'Vrai'"), "authentication-results");
    let held = "select count(*) from mail_recipients r join mails m on m.id = r.mail_id
        where r.state = 'held' and r.reason = 'forged' and m.proof = 'dmarc-fails'";
    assert_eq!(sql.count(held), 2, "kept, and its sender hears nothing");
    assert!(town.boxes.messages(CAMILLE, "INBOX").is_empty());
}
