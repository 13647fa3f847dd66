//! Words of the length of those that people write, in sentences that mean nothing.

use crate::demo::chance::Chance;
use crate::domain::markup;

const WORDS: [&str; 48] = [
    "le",
    "la",
    "les",
    "une",
    "pour",
    "avec",
    "sans",
    "sur",
    "atelier",
    "presse",
    "commande",
    "livraison",
    "réunion",
    "qualité",
    "mesure",
    "équipe",
    "matin",
    "semaine",
    "prochaine",
    "client",
    "délai",
    "plan",
    "gamme",
    "essai",
    "contrôle",
    "réglage",
    "pièce",
    "retour",
    "point",
    "question",
    "réponse",
    "suite",
    "avant",
    "après",
    "demain",
    "vendredi",
    "est",
    "reste",
    "arrive",
    "passe",
    "change",
    "vérifier",
    "prévoir",
    "attendre",
    "confirmer",
    "décaler",
    "merci",
    "voir",
];

/// A text and what it looks like.
pub struct Text {
    pub body: String,
    pub html: String,
}

/// A stock of texts: rendering a million would take longer than storing them.
pub struct Texts {
    titles: Vec<String>,
    posts: Vec<Text>,
    comments: Vec<Text>,
}

impl Texts {
    /// The same ones each time.
    pub fn new() -> Self {
        let mut chance = Chance::new(0x7465_7874_6573);
        let titles = (0..512).map(|_| sentence(&mut chance, 3, 9)).collect();
        let posts = (0..512).map(|n| Text::of(post(&mut chance, n))).collect();
        let comments = (0..2048).map(|_| Text::of(paragraph(&mut chance, 3))).collect();
        Self { titles, posts, comments }
    }

    /// A title for the n-th post; one of four has none.
    pub fn title(&self, n: usize) -> Option<&str> {
        (n % 4 != 3).then(|| self.titles[n * 7 % self.titles.len()].as_str())
    }

    /// The words of the n-th post, some 500 characters.
    pub fn post(&self, n: usize) -> &Text {
        &self.posts[n * 11 % self.posts.len()]
    }

    /// The words of the n-th comment, some 130 characters.
    pub fn comment(&self, n: usize) -> &Text {
        &self.comments[n * 13 % self.comments.len()]
    }
}

impl Text {
    fn of(body: String) -> Self {
        Self { html: markup::render(&body), body }
    }
}

fn sentence(chance: &mut Chance, least: i64, most: i64) -> String {
    let words: Vec<&str> = (0..chance.between(least, most)).map(|_| *chance.pick(&WORDS)).collect();
    let text = words.join(" ");
    text.chars().take(1).flat_map(char::to_uppercase).chain(text.chars().skip(1)).collect()
}

fn paragraph(chance: &mut Chance, most: i64) -> String {
    let sentences: Vec<String> = (0..chance.between(1, most)).map(|_| sentence(chance, 5, 16) + ".").collect();
    sentences.join(" ")
}

fn post(chance: &mut Chance, n: usize) -> String {
    let mut parts: Vec<String> = (0..chance.between(1, 4)).map(|_| paragraph(chance, 4)).collect();
    if n.is_multiple_of(3) {
        let items: Vec<String> =
            (0..4).map(|_| format!("- **{}** : {}", chance.pick(&WORDS), sentence(chance, 3, 8))).collect();
        parts.push(items.join("\n"));
    }
    parts.join("\n\n")
}
