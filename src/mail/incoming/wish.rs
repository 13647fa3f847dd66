//! An answer of one word: nothing to be read in the thread, but something to be done.

use serde::Serialize;

use crate::domain::kinds::{Attention, Reaction};
use crate::domain::words::folded;

/// What a word asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wish {
    /// To say it to what is answered.
    Say(Reaction),
    /// To follow the thread, or to hear no more of it.
    Attend(Attention),
}

/// The words, without accents, case and apostrophes. Only what nobody would write as an answer of its own: a « oui » is one.
const WORDS: &[(Wish, &[&str])] = &[
    (Wish::Say(Reaction::Agree), &["+1", "j aime", "like", "d accord", "agreed", "i agree", "👍"]),
    (Wish::Say(Reaction::Thanks), &["merci", "merci beaucoup", "thanks", "thank you", "🙏"]),
    (Wish::Say(Reaction::Bravo), &["bravo", "felicitations", "well done", "congratulations", "👏", "🎉"]),
    (Wish::Say(Reaction::Insight), &["bien vu", "well spotted", "good point", "💡"]),
    (Wish::Say(Reaction::Taken), &["je m en occupe", "i ll see to it", "✋"]),
    (Wish::Attend(Attention::Following), &["suivre", "follow"]),
    (Wish::Attend(Attention::Muted), &["ignorer", "mute", "ignore"]),
];

/// No word of them is longer, whatever stands around it.
const LONGEST: usize = 100;

/// What stands before or after a word without changing it. A question mark does: whoever asks wants an answer.
const AROUND: &str = ".!…,;«»“”\"";

/// What the words of an answer ask for, if they are nothing else.
pub(super) fn of(words: &str) -> Option<Wish> {
    if words.len() > LONGEST {
        return None;
    }
    // The marks of Markdown, and what gives a sign its colour.
    let is_mark = |c: &char| "\\*_".contains(*c) || matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    let plain: String = words.chars().filter(|c| !is_mark(c)).flat_map(folded).collect();
    let plain = plain.trim_matches(|c: char| c.is_whitespace() || AROUND.contains(c));
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    WORDS.iter().find(|(_, words)| words.contains(&&*plain)).map(|(wish, _)| *wish)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kinds::Language;
    use crate::web::translate::say;

    #[test]
    fn a_word_is_understood_however_it_is_spelt_and_an_answer_stays_one() {
        for (words, wish) in [
            ("+1", Wish::Say(Reaction::Agree)),
            ("\\+1", Wish::Say(Reaction::Agree)),
            ("J’aime !", Wish::Say(Reaction::Agree)),
            ("j'aime", Wish::Say(Reaction::Agree)),
            ("D\u{2019}ACCORD.\u{a0}", Wish::Say(Reaction::Agree)),
            ("👍🏽", Wish::Say(Reaction::Agree)),
            ("  Merci\u{202f}!!! ", Wish::Say(Reaction::Thanks)),
            ("**Bravo**", Wish::Say(Reaction::Bravo)),
            ("Fe\u{301}licitations…", Wish::Say(Reaction::Bravo)),
            ("« Suivre »", Wish::Attend(Attention::Following)),
            ("IGNORER", Wish::Attend(Attention::Muted)),
        ] {
            assert_eq!(of(words), Some(wish), "{words:?}");
        }
        for words in [
            "",
            ".",
            "+",
            "1",
            "+12",
            "oui",
            "D’accord ?",
            "Merci Hugo",
            "Pas d’accord",
            "Je n’aime pas",
            "+1 pour vendredi",
            "Merci\n\nCamille",
            "Suivre le dossier",
            "mercimerci",
        ] {
            assert_eq!(of(words), None, "{words:?}");
        }
    }

    #[test]
    fn each_word_of_the_house_is_one_in_both_languages() {
        for (word, language) in Reaction::ALL.iter().flat_map(|word| Language::ALL.iter().map(move |one| (word, *one)))
        {
            let said = say(language, &format!("reaction-{}", word.as_str()));
            assert_eq!(of(&said), Some(Wish::Say(*word)), "{said}");
        }
    }
}
