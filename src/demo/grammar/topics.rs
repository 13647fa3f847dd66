//! Reads the topics.

use crate::demo::Company;

const TOPICS: [&str; 3] = [
    include_str!("../content/topics-ateliers.txt"),
    include_str!("../content/topics-maison.txt"),
    include_str!("../content/topics-projets.txt"),
];

#[derive(Default)]
pub struct Topic {
    pub space: usize,
    pub titles: Vec<&'static str>,
    pub lines: Vec<&'static str>,
    pub answers: Vec<(Voice, &'static str)>,
    pub told: usize,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Voice {
    Any,
    Author,
    Guest,
}

/// Every topic, and the spaces in turn, each as often as its weight.
pub fn topics(company: &Company) -> (Vec<Topic>, Vec<usize>) {
    let (mut topics, mut turns): (Vec<Topic>, Vec<usize>) = Default::default();
    let mut space = 0;
    for line in TOPICS.iter().flat_map(|t| t.lines()).filter(|l| !l.is_empty()) {
        if let Some(head) = line.strip_prefix("# ") {
            let (code, weight) = head.split_once(' ').unwrap_or((head, "1"));
            space = company.spaces.iter().position(|s| s.code == code).unwrap_or_default();
            turns.extend(std::iter::repeat_n(space, weight.parse().unwrap_or(1)));
            continue;
        }
        if let Some(titles) = line.strip_prefix("== ") {
            topics.push(Topic { space, titles: titles.split(" / ").collect(), ..Topic::default() });
            continue;
        }
        let Some(topic) = topics.last_mut() else {
            continue;
        };
        if let Some(answer) = line.strip_prefix("> ") {
            topic.answers.push((Voice::Any, answer));
        } else if let Some(answer) = line.strip_prefix(">a ") {
            topic.answers.push((Voice::Author, answer));
        } else if let Some(answer) = line.strip_prefix(">g ") {
            topic.answers.push((Voice::Guest, answer));
        } else {
            topic.lines.push(line);
        }
    }
    (topics, turns)
}
