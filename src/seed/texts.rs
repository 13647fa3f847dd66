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

/// How many words each comment has of its own.
const OWN: u64 = 3;

/// So many words people use besides those that everybody does.
const VOCABULARY: f64 = 20_000.0;

/// The word of this rank. A word is used about as often as its rank says (Zipf): the tenth stands in three comments of a
/// hundred, the ten-thousandth in three of a hundred thousand. Words that are used as often begin differently.
pub fn word(rank: usize) -> String {
    const FIRST: [char; 14] = ['b', 'c', 'd', 'f', 'g', 'j', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v'];
    const SECOND: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
    let syllables = FIRST.len() * SECOND.len();
    let syllable = |n: usize| [FIRST[n / SECOND.len()], SECOND[n % SECOND.len()]];
    [rank, rank / syllables, rank / syllables / syllables].iter().flat_map(|n| syllable(n % syllables)).collect()
}

/// A word, the n-th time that one is wanted.
fn rare(n: u64) -> String {
    // SplitMix64: numbers that look like chance, each by itself.
    let mut mixed = n.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let share = ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64;
    word((share * VOCABULARY.ln()).exp() as usize)
}

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

    /// The words of the n-th comment, some 150 characters: from the stock, and some of its own.
    pub fn comment(&self, n: usize) -> Text {
        let stock = &self.comments[n * 13 % self.comments.len()];
        let own = (0..OWN).map(|nth| rare(n as u64 * OWN + nth)).collect::<Vec<_>>().join(" ");
        Text { body: format!("{}\n\nVoir {own}.", stock.body), html: format!("{}<p>Voir {own}.</p>\n", stock.html) }
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
