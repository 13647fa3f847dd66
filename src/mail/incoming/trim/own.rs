//! What stands under somebody's own words: signatures, the lines of telephones, the footers of lists and companies.

use std::sync::LazyLock;

use regex::Regex;

use super::Why;
use super::line::Line;

/// Words of footers that nobody wrote for this message.
static FOOTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)unsubscribe|mailing list|listinfo|mailman|google groups|groups\.google|list-help|désinscri|désabonn|liste de diffusion|abmelden|mailingliste|darse de baja|cancellar|afmelden|\bvirus|avast|avg\b|confidenti|disclaimer|privilégié|vertraulich|intended (?:only|solely)|destinataire|sent from \w+ mailing|view this (?:message|topic|email)|reply to this email|répondre à ce (?:message|courriel)|manage (?:your )?(?:subscription|preferences)|subscription",
    )
    .expect("a good pattern")
});

/// Code between fences is somebody's own, whatever its lines look like.
pub(super) fn protect_code(lines: &[String], kinds: &mut [Line]) {
    let mut opened = None;
    for n in 0..lines.len() {
        if kinds[n] == Line::Quote || !lines[n].starts_with("```") {
            continue;
        }
        match opened.take() {
            None => opened = Some(n),
            Some(from) => {
                kinds[from..=n].iter_mut().filter(|kind| **kind != Line::Empty).for_each(|kind| *kind = Line::Own)
            }
        }
    }
}

/// How many lines a signature may have.
const LONGEST_SIGNATURE: usize = 30;
/// How many lines may stand under a rule to be no text of their own.
const LONGEST_UNDER_RULE: usize = 12;

/// Folds what stands under the words that are kept so far.
pub(super) fn under(lines: &[String], kinds: &[Line], folds: &mut [Option<Why>]) {
    let (mut at, mut own_above) = (0, false);
    while at < folds.len() {
        if folds[at].is_some() {
            at += 1;
            continue;
        }
        let end = (at..folds.len())
            .find(|n| folds[*n].is_some() || matches!(kinds[*n], Line::Quote | Line::Attribution))
            .unwrap_or(folds.len());
        run(&lines[at..end], &kinds[at..end], &mut folds[at..end], own_above);
        own_above |= (at..end).any(|n| folds[n].is_none() && kinds[n] == Line::Own);
        at = end.max(at + 1);
    }
}

/// Looks at one run of kept lines.
fn run(lines: &[String], kinds: &[Line], folds: &mut [Option<Why>], above: bool) {
    let words =
        |range: std::ops::Range<usize>| range.filter(|n| matches!(kinds[*n], Line::Own | Line::Head(_))).count();
    let mut end = lines.len();
    if let Some(mark) = (0..end).find(|n| kinds[*n] == Line::SignatureMark && words(n + 1..end) <= LONGEST_SIGNATURE) {
        folds[mark..].fill(Some(Why::Signature));
        end = mark;
    }
    for n in 0..end {
        if kinds[n] == Line::Phone {
            folds[n] = Some(Why::Signature);
        }
    }
    // From the last rule upwards: each that has a footer under it, or no more than a signature, ends the text.
    // One directly under words underlines them.
    let ends = |n: &usize| {
        kinds[*n] == Line::Rule
            && (*n == 0 || kinds[n - 1] == Line::Empty || lines[*n].contains('_') || kinds[n - 1] == Line::Rule)
    };
    for rule in (0..end).rev().filter(ends) {
        let own_above = above || words(0..rule) > 0;
        let footer = lines[rule..end].iter().any(|line| FOOTER.is_match(line));
        if own_above && words(rule + 1..end) <= LONGEST_UNDER_RULE {
            let why = if footer { Why::Footer } else { Why::Signature };
            folds[rule..end].iter_mut().filter(|fold| fold.is_none()).for_each(|fold| *fold = Some(why));
            end = rule;
        } else {
            break;
        }
    }
}
