//! Letters, as mailboxes get them, and what is answered to them.

use std::collections::HashSet;

use super::boxes::field;
use super::process::until;
use super::town::{CAMILLE, CLAIRE, HUGO, LIGNE_4, Town};

const ROOT: &str = "<bobines@brevent.example>";

/// What Claire got of the space about it; that her own answer is published, she is told apart.
fn about_it(town: &Town) -> Vec<String> {
    let letters = town.boxes.messages(CLAIRE, "INBOX").into_iter();
    let is_of_space = |letter: &String| !field(letter, "List-Id").is_empty();
    letters.filter(|letter| field(letter, "Subject").contains("Bobines")).filter(is_of_space).collect()
}

#[test]
fn a_thread_by_mail_is_one_thread_in_each_mailbox_and_on_the_page() {
    let town = Town::new();
    let id = format!("Message-Id: {ROOT}");
    let words = ["--header", "Subject: Bobines de 304L", "--header", &id, "--body", "Quand arrivent-elles ?\n"];
    town.swaks(CAMILLE, &[LIGNE_4], &words);
    until("a letter to Claire", || !about_it(&town).is_empty());
    let letter = about_it(&town).remove(0);
    assert!(field(&letter, "To").contains(CLAIRE) && !field(&letter, "To").contains(','), "one mail for each reader");
    assert!(letter.contains("Quand arrivent-elles"), "{letter}");

    // Claire answers the letter in her mail program.
    let (about, to) = (field(&letter, "Message-ID"), field(&letter, "Reply-To"));
    let draft = format!(
        "To: {to}\nSubject: Re: Bobines de 304L\nIn-Reply-To: {about}\nReferences: {about}\n\nMardi matin, avant huit heures.\n\n\
         > Quand arrivent-elles ?\n"
    );
    town.mutt(CLAIRE, &draft);
    let comments = "select count(*) from comments c join people p on p.id = c.author_id
        join posts t on t.id = c.post_id where t.title = 'Bobines de 304L' and p.email = ";
    until("her answer", || town.count(&format!("{comments}'{CLAIRE}'")) == 1);

    // Camille hears of it, in the thread that she began with her own mail.
    let heard = || town.boxes.messages(CAMILLE, "INBOX").into_iter().find(|letter| letter.contains("Mardi matin"));
    until("a letter to Camille", || heard().is_some());
    let heard = heard().unwrap();
    let thread = format!("{} {}", field(&heard, "References"), field(&heard, "In-Reply-To"));
    assert!(thread.contains(ROOT) || thread.contains(&about), "{heard}");
    let draft = format!(
        "To: {}\nSubject: Re: Bobines de 304L\nIn-Reply-To: {}\nReferences: {} {}\n\nParfait, merci.\n",
        field(&heard, "Reply-To"),
        field(&heard, "Message-ID"),
        field(&heard, "References"),
        field(&heard, "Message-ID")
    );
    town.mutt(CAMILLE, &draft);
    until("her answer", || town.count(&format!("{comments}'{CAMILLE}'")) == 1);
    until("another letter to Claire", || about_it(&town).len() == 2);

    // A mailbox that threads by References (RFC 5256) has one thread.
    let threads = town.boxes.says(CLAIRE, "THREAD REFERENCES UTF-8 HEADER List-Id parvis SUBJECT Bobines");
    assert_eq!(threads.matches('(').count(), 1, "{threads}");
    let letters = about_it(&town);
    let ids: HashSet<String> = letters.iter().map(|letter| field(letter, "Message-ID")).collect();
    assert_eq!(ids.len(), 2, "nothing came twice");
    let post = town.sql().text("select id::text from posts where title = 'Bobines de 304L'");
    let page = town.page(HUGO, &format!("/posts/{post}"));
    assert!(
        page.body.contains("Mardi matin") && page.body.contains("Parfait, merci"),
        "both answers stand on the page"
    );
}
