//! The story told whole (`story*.txt`): the posts worth writing by hand, with their answers.
//!
//! A space: `# code`, or `# code back` for its back room. A post: `== title` (or `==` alone), then
//! `@author day hour` and, if so, `pinned`, `closed`, its kind (`question`, `question:2` when the second answer was kept,
//! `decision`, `announcement`, `poll`); Markdown follows, and lines that begin with `? ` are what a poll offers. An answer: `> who hour` (or `who day hour`) and
//! its words on the next lines; `>>` answers the last `>`. `~ day hour` then a text: the words before an edit.
//! `+ name.pdf`, or `+ name.jpg = what it shows`, is a file of the post or the answer above it.
//! Days count in working days from today; `{+4}` in a text is a date, seen from today.

use crate::domain::kinds::PostKind;

use super::calendar::{Calendar, dated};
use super::{Comment, Company, Paper, Post, crowd, french};

const STORY: [&str; 3] = [
    include_str!("content/story-ligne4.txt"),
    include_str!("content/story-maison.txt"),
    include_str!("content/story-ateliers.txt"),
];

/// Tells the story.
pub fn tell(company: &mut Company, calendar: &Calendar) {
    for line_of_posts in STORY {
        let mut space = "";
        for block in line_of_posts.split("\n== ") {
            let (told, next) = block.split_once("\n# ").unwrap_or((block, ""));
            if let Some(first) = told.strip_prefix("# ") {
                space = first.trim();
            } else {
                let post = post(told, space, company, calendar);
                company.posts.push(post);
            }
            if !next.is_empty() {
                space = next.trim();
            }
        }
    }
}

fn post(block: &str, space: &str, company: &Company, calendar: &Calendar) -> Post {
    let (code, room) = space.split_once(' ').unwrap_or((space, ""));
    let set = |text: &str| {
        let dated = dated(text.trim(), calendar.today, calendar.next_year());
        company.with_handles(&french::set(&dated))
    };
    let mut lines = block.lines();
    let title = lines.next().unwrap_or_default().trim();
    let head: Vec<&str> = lines.next().unwrap_or_default().trim_start_matches('@').split(' ').collect();
    let mut day: i64 = head.get(1).and_then(|d| d.parse().ok()).unwrap_or_default();
    let (kind, kept) = head.iter().find_map(|word| kind(word)).unwrap_or((PostKind::Message, None));
    let mut options = Vec::new();
    let mut parts: Vec<(&str, String, Vec<Paper>)> = vec![("", String::new(), Vec::new())];
    for line in lines {
        if let Some(option) = line.strip_prefix("? ") {
            options.push(set(option));
        } else if line.starts_with("> ") || line.starts_with(">> ") || line.starts_with("~ ") {
            parts.push((line, String::new(), Vec::new()));
        } else if let (Some(last), Some(paper)) = (parts.last_mut(), line.strip_prefix("+ ")) {
            let (name, alt) = paper.split_once(" = ").map_or((paper, None), |(name, alt)| (name, Some(set(alt))));
            last.2.push(Paper { name: name.to_owned(), alt });
        } else if let Some(last) = parts.last_mut() {
            last.1.push_str(line);
            last.1.push('\n');
        }
    }
    let mut post = Post {
        space: company.spaces.iter().position(|s| s.code == code).unwrap_or_else(|| unknown(code)),
        in_back_room: room == "back",
        author: crowd::key(head[0]).unwrap_or_else(|| unknown(head[0])),
        title: (title != "-").then(|| set(title)),
        body: set(&parts[0].1),
        at: calendar.at(day, minutes(head[2])),
        edited: None,
        pinned: head.contains(&"pinned"),
        comments_closed: head.contains(&"closed"),
        comments: Vec::new(),
        kind,
        kept,
        options,
        files: std::mem::take(&mut parts[0].2),
    };
    let mut thread = None;
    for (line, text, files) in &parts[1..] {
        let words: Vec<&str> = line.split(' ').collect();
        if words[0] == "~" {
            let at = calendar.at(words[1].parse().unwrap_or(day), minutes(words[2]));
            post.edited = Some((set(text), at));
            continue;
        }
        if let [_, _, moved, _] = words[..] {
            day = moved.parse().unwrap_or(day);
        }
        let reply_to = thread.filter(|_| words[0] == ">>");
        if words[0] == ">" {
            thread = Some(post.comments.len());
        }
        post.comments.push(Comment {
            author: crowd::key(words[1]).unwrap_or_else(|| unknown(words[1])),
            body: set(text),
            at: calendar.at(day, minutes(words.last().unwrap_or(&""))),
            reply_to,
            files: files.clone(),
        });
    }
    post
}

/// A kind, and which answer was kept, counted from one.
fn kind(word: &str) -> Option<(PostKind, Option<usize>)> {
    let (name, kept) = word.split_once(':').unwrap_or((word, ""));
    let kept = kept.parse::<usize>().ok().and_then(|nth| nth.checked_sub(1));
    PostKind::parse(name).map(|kind| (kind, kept))
}

fn minutes(hour: &str) -> i64 {
    let (h, m) = hour.split_once(':').unwrap_or((hour, "0"));
    h.parse::<i64>().unwrap_or(9) * 60 + m.parse::<i64>().unwrap_or(0)
}

/// The content is part of the program: a word it does not know is a mistake in it, found by the tests.
#[expect(clippy::panic, reason = "the content is compiled in and a test reads all of it")]
fn unknown(word: &str) -> usize {
    panic!("the story knows nobody and nothing called {word:?}")
}
