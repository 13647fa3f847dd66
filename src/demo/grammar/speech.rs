//! From a topic's line to a sentence.

use super::{Composer, Drawn, Topic};
use crate::demo::calendar::dated;
use crate::demo::french;
use chrono::NaiveDate;

/// What French joins.
const JOINED: [(&str, &str); 6] = [
    (" à le ", " au "),
    (" à les ", " aux "),
    (" de le ", " du "),
    (" de les ", " des "),
    ("À le ", "Au "),
    (" chez le ", " au "),
];

/// A sentence with its full stop, and no stop after another mark.
pub fn ended(said: String) -> String {
    let said = said.replace("?.", "?").replace("!.", "!");
    let open = said.ends_with(char::is_alphanumeric) && !said.starts_with("- ") && !said.ends_with(" :");
    if open { format!("{said}.") } else { said }
}

impl Composer<'_> {
    /// Draws the topic's numbers, so that title, body and answers agree.
    pub fn count(&mut self, topic: &Topic, words: &mut Drawn) {
        let answers = topic.answers.iter().map(|a| a.1);
        for line in topic.titles.iter().chain(&topic.lines).copied().chain(answers) {
            for tag in line.split('{').skip(1).filter_map(|t| t.split('}').next()).filter(|t| t.contains("..")) {
                self.word(tag, words);
            }
        }
    }

    /// A line with its choices made, its words and numbers drawn, its dates told, and set as French is.
    pub fn say(&mut self, line: &str, day: NaiveDate, words: &mut Drawn) -> String {
        let chosen = if line.starts_with('|') { line.to_owned() } else { self.choose(line) };
        let mut out = String::new();
        let mut rest = chosen.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let Some((tag, tail)) = after.split_once('}') else {
                break;
            };
            out.push_str(before);
            out.push_str(&self.word(tag, words));
            rest = tail;
        }
        out.push_str(rest);
        for (apart, joined) in JOINED {
            out = out.replace(apart, joined);
        }
        let mut said = french::set(&dated(&out, day, self.next_year));
        if let Some(first) = said.chars().next().filter(|c| c.is_lowercase()) {
            said.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
        }
        said
    }

    /// `[one|two]`, the innermost first.
    fn choose(&mut self, line: &str) -> String {
        let mut line = line.to_owned();
        while let Some(close) = line.find(']') {
            let Some(open) = line[..close].rfind('[') else {
                break;
            };
            let options: Vec<&str> = line[open + 1..close].split('|').collect();
            let option = self.chance.pick(&options).to_string();
            line.replace_range(open..=close, &option);
        }
        line
    }

    fn word(&mut self, tag: &str, words: &mut Drawn) -> String {
        if let Some(known) = words.get(tag.split('=').next().unwrap_or(tag)).filter(|_| !tag.starts_with('=')) {
            return known.clone();
        }
        if let Some((name, range)) = tag.split_once('=')
            && let Some((low, high)) = range.split_once("..")
        {
            let drawn = self.chance.between(low.parse().unwrap_or(1), high.parse().unwrap_or(9));
            let number = match drawn {
                0..1000 => drawn.to_string(),
                _ => format!("{} {:03}", drawn / 1000, drawn % 1000),
            };
            words.insert(name.to_owned(), number.clone());
            return number;
        }
        let Some(list) = self.words.get(tag.trim_end_matches('2')) else {
            return format!("{{{tag}}}");
        };
        let other = words.get(tag.trim_end_matches('2')).cloned();
        let options: Vec<&str> = list.iter().copied().filter(|w| Some(*w) != other.as_deref()).collect();
        let word = self.chance.pick(&options).to_string();
        words.insert(tag.to_owned(), word.clone());
        word
    }
}
