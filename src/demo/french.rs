//! French as it is set: spaces that do not break, apostrophes that curl. Content is typed plainly and set here.

const FINE: char = '\u{202f}';
const FIRM: char = '\u{a0}';
const UNITS: [&str; 24] = [
    "h", "min", "s", "mm", "cm", "m", "km", "kg", "g", "t", "€", "°", "°C", "%", "bar", "kW", "kN", "dB", "µm", "l",
    "m²", "Ko", "Mo", "A",
];

/// Sets Markdown: everything but code.
pub fn set(markdown: &str) -> String {
    let mut fenced = false;
    let lines: Vec<String> = markdown
        .lines()
        .map(|line| {
            let fence = line.starts_with("```");
            fenced ^= fence;
            if fence || fenced { line.to_owned() } else { set_line(line) }
        })
        .collect();
    lines.join("\n")
}

fn set_line(line: &str) -> String {
    let parts = line.split('`').enumerate();
    let set: Vec<String> = parts.map(|(i, p)| if i % 2 == 0 { set_words(p) } else { p.to_owned() }).collect();
    set.join("`")
}

fn set_words(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 16);
    for (i, &c) in chars.iter().enumerate() {
        let next = chars.get(i + 1).copied().unwrap_or('\0');
        let before = if i == 0 { '\0' } else { chars[i - 1] };
        match c {
            '\'' => out.push('’'),
            ' ' if matches!(next, ';' | '!' | '?') => out.push(FINE),
            ' ' if matches!(next, '»' | '%' | '€') || before == '«' => out.push(FIRM),
            ' ' if next == ':' && !matches!(chars.get(i + 2), Some('-')) => out.push(FIRM),
            ' ' if before.is_ascii_digit() && binds(&chars[i + 1..]) => out.push(FIRM),
            ' ' if before.is_ascii_digit() && thousands(&chars[i + 1..]) => out.push(FINE),
            ' ' if before == 'h' && next.is_ascii_digit() && i > 1 && hour(&chars[..i]) => out.push(FIRM),
            ' ' if before == '°' && i > 1 && chars[i - 2] == 'n' => out.push(FIRM),
            c => out.push(c),
        }
    }
    out
}

/// A unit follows a number.
fn binds(after: &[char]) -> bool {
    let word: String = after.iter().take_while(|c| c.is_alphabetic() || "°€%²µ".contains(**c)).collect();
    UNITS.contains(&word.as_str())
}

fn thousands(after: &[char]) -> bool {
    after.len() >= 3 && after[..3].iter().all(char::is_ascii_digit) && after.get(3).is_none_or(|c| !c.is_ascii_digit())
}

fn hour(before: &[char]) -> bool {
    before.iter().rev().skip(1).find(|c| !matches!(c, ' ' | '\u{a0}')).is_some_and(char::is_ascii_digit)
}

/// Letters without their accents, small, for handles and addresses.
pub fn plain(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .map(|c| match c {
            'à' | 'â' | 'ä' | 'á' | 'ã' => 'a',
            'ç' => 'c',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' | 'í' | 'ı' => 'i',
            'ô' | 'ö' | 'ó' | 'õ' => 'o',
            'ù' | 'û' | 'ü' | 'ú' => 'u',
            'ş' => 's',
            'ğ' => 'g',
            'ñ' => 'n',
            c => c,
        })
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '.')
        .collect()
}

/// What a proofreader would mark in a text that was set.
#[cfg(test)]
pub fn faults(markdown: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fenced = false;
    for line in markdown.lines() {
        fenced ^= line.starts_with("```");
        if fenced || line.starts_with("```") {
            continue;
        }
        let prose = line.split('`').step_by(2).collect::<Vec<_>>().join("x");
        for bad in ["'", " ;", " !", " ?", " :", " »", "« ", " %", " €", "...", "[", "{", "}", "  "] {
            if prose.contains(bad) && !(bad == "[" && prose.contains("](")) && !(bad == " :" && prose.contains(":-")) {
                faults.push(format!("{bad:?} in {line}"));
            }
        }
        let chars: Vec<char> = prose.chars().collect();
        for w in chars.windows(2) {
            if w[0].is_alphabetic() && matches!(w[1], '!' | '?' | ';') {
                faults.push(format!("no space before {} in {line}", w[1]));
            }
        }
    }
    faults
}
