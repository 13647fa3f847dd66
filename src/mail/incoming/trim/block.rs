//! Which lines are folded: what is quoted as a whole, what is quoted line by line, and what stands under a text.

use super::line::Line;
use super::words::Field;
use super::{Hint, Why, own};

/// For each line, why it is folded, if it is.
pub(super) fn folds(lines: &[String], kinds: &[Line], hints: &[Hint]) -> Vec<Option<Why>> {
    let mut folds = vec![None; lines.len()];
    let cut = whole_quote(lines, kinds, hints).unwrap_or(lines.len());
    let above = backed(kinds, cut);
    folds[above..].fill(Some(Why::Quote));
    for (n, kind) in kinds[..above].iter().enumerate() {
        if *kind == Line::Mark {
            folds[n] = Some(Why::Mark);
        } else if hints.get(n) == Some(&Hint::Signature) {
            folds[n] = Some(Why::Signature);
        }
    }
    own::under(lines, kinds, &mut folds[..above]);
    line_quotes(&kinds[..above], &mut folds[..above]);
    folds
}

/// Where a message begins that is quoted as a whole, without a mark on each line: all that follows belongs to it.
pub(super) fn whole_quote(lines: &[String], kinds: &[Line], hints: &[Hint]) -> Option<usize> {
    (0..lines.len()).find(|at| {
        let begins = hints.get(*at) == Some(&Hint::QuoteBegins);
        begins
            || match kinds[*at] {
                Line::Original | Line::Forwarded => true,
                Line::Head(_) => is_head(kinds, *at),
                Line::Attribution => {
                    let rest = after_attribution(kinds, *at);
                    let own_above = kinds[..*at].contains(&Line::Own);
                    own_above && !rest.contains(&Line::Quote) && rest.contains(&Line::Own)
                }
                _ => false,
            }
    })
}

fn after_attribution(kinds: &[Line], at: usize) -> &[Line] {
    let rest = &kinds[at..];
    let long = rest.iter().take_while(|kind| **kind == Line::Attribution).count();
    &rest[long..]
}

/// Whether a printed head begins here: three fields and a subject among them, none far from the next (people write "De :
/// Quimper, À : Brest"); two are enough under a mark or a rule.
fn is_head(kinds: &[Line], at: usize) -> bool {
    let (fields, _) = fields(kinds, at);
    let has = |wanted: Field| fields.contains(&wanted);
    let different =
        [Field::From, Field::Sent, Field::To, Field::Copy, Field::Subject].into_iter().filter(|f| has(*f)).count();
    let announced = kinds[..at]
        .iter()
        .rev()
        .find(|kind| **kind != Line::Empty)
        .is_some_and(|kind| matches!(kind, Line::Rule | Line::Original | Line::Forwarded));
    different >= 3 && has(Field::Subject) && (has(Field::From) || has(Field::Sent))
        || different >= 2 && has(Field::From) && announced
}

/// Where the fields end that begin here.
pub(super) fn fields_end(kinds: &[Line], at: usize) -> usize {
    fields(kinds, at).1
}

fn fields(kinds: &[Line], at: usize) -> (Vec<Field>, usize) {
    let mut fields: Vec<Field> = Vec::new();
    let (mut end, mut strange) = (at, 0);
    for (n, kind) in kinds.iter().enumerate().skip(at).take(24) {
        match kind {
            Line::Head(field) => {
                fields.push(*field);
                (end, strange) = (n + 1, 0);
            }
            // A field may go on in the next lines; some programs print empty ones between.
            Line::Own | Line::Empty if strange < 2 && n > at => strange += 1,
            _ => break,
        }
    }
    (fields, end)
}

/// The empty lines and rules above a cut go with it.
fn backed(kinds: &[Line], cut: usize) -> usize {
    let mut at = cut;
    while at > 0 && cut < kinds.len() && matches!(kinds[at - 1], Line::Empty | Line::Rule | Line::Mark) {
        at -= 1;
    }
    at
}

/// So many lines under a quotation are a greeting, or an answer to all of it.
const GREETING: usize = 2;

/// What is quoted line by line. A quotation at the very end is folded with what announces it, and so is one at the very
/// start that a program announced; quotations between somebody's own lines are what they answer, and stay.
fn line_quotes(kinds: &[Line], folds: &mut [Option<Why>]) {
    let blocks = blocks(kinds);
    let is_own = |n: usize| folds[n].is_none() && matches!(kinds[n], Line::Own | Line::Head(_) | Line::Rule);
    let own: Vec<usize> = (0..kinds.len()).filter(|n| is_own(*n)).collect();
    let (Some(first_own), Some(last_own)) = (own.first(), own.last()) else {
        blocks.into_iter().for_each(|block| folds[block].fill(Some(Why::Quote)));
        return;
    };
    let stays = |block: &&std::ops::Range<usize>| block.start < *last_own;
    let staying = blocks.iter().filter(stays).count();
    for block in &blocks {
        let announced = kinds[block.start] == Line::Attribution;
        let after = own.iter().filter(|n| **n >= block.end).count();
        // One quotation, then no more than a greeting: it is nothing that is answered line by line.
        let whole = announced && staying == 1 && (block.start < *first_own || after <= GREETING);
        for n in block.clone() {
            // Of those that stay, what announces them says nothing new.
            if whole || !stays(&block) || kinds[n] == Line::Attribution {
                folds[n] = Some(Why::Quote);
            }
        }
    }
    for n in last_own + 1..kinds.len() {
        if kinds[n] == Line::Empty && n > 0 && folds[n].is_none() {
            folds[n] = folds[n - 1];
        }
    }
}

/// The quotations, each with the lines that announce it and the empty ones inside.
fn blocks(kinds: &[Line]) -> Vec<std::ops::Range<usize>> {
    let mut blocks: Vec<std::ops::Range<usize>> = Vec::new();
    let mut at = 0;
    while at < kinds.len() {
        if !matches!(kinds[at], Line::Quote | Line::Attribution) {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at;
        while at < kinds.len() && matches!(kinds[at], Line::Quote | Line::Attribution | Line::Empty) {
            at += 1;
            if kinds[at - 1] != Line::Empty {
                end = at;
            }
        }
        blocks.push(start..end);
    }
    blocks
}
