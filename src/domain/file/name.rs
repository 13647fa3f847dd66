//! A file's name: kept as its owner called it, without what would lead a reader or a disk astray.

/// Letters of a name, its ending included.
const LONGEST: usize = 120;

/// The name under which a file is kept, shown and saved: no folder, no control character, nothing that turns the direction
/// of writing (`factureU+202Efdp.exe` reads as a PDF) or that cannot be seen, nothing a disk refuses.
pub fn safe(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !is_hidden(*c)).map(|c| if is_refused(c) { '_' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| c == '.' || c == ' ');
    let name = shortened(name);
    match name.split('.').next().unwrap_or_default().to_ascii_uppercase().as_str() {
        "" => "fichier".to_owned(),
        // Names that Windows keeps for its devices.
        "CON" | "PRN" | "AUX" | "NUL" => format!("_{name}"),
        stem if stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")) => format!("_{name}"),
        _ => name,
    }
}

fn is_hidden(c: char) -> bool {
    // The marks of direction, what has no width, and the ends of lines and paragraphs (Unicode 16, general category Cf and Z).
    let hidden = ['\u{ad}', '\u{61c}', '\u{180e}', '\u{feff}', '\u{2028}', '\u{2029}'];
    c.is_control()
        || hidden.contains(&c)
        || ('\u{200b}'..='\u{200f}').contains(&c) && c != '\u{200d}'
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2060}'..='\u{206f}').contains(&c)
        || ('\u{fff9}'..='\u{fffb}').contains(&c)
        || ('\u{e0000}'..='\u{e007f}').contains(&c)
}

fn is_refused(c: char) -> bool {
    "<>:\"|?*".contains(c)
}

/// What is too long loses letters before its ending, not its ending.
fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ending.is_empty() || ending.chars().count() > 10 {
        return name.chars().take(LONGEST).collect();
    }
    let stem: String = name.chars().take(LONGEST - ending.chars().count() - 1).collect();
    format!("{}.{ending}", stem.trim_end_matches(['.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_and_what_would_lead_astray_is_not() {
        for (given, kept) in [
            ("Livraisons S48.pdf", "Livraisons S48.pdf"),
            ("Relevé d’août — n° 3.xlsx", "Relevé d’août — n° 3.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\hugo\\plan.dwg", "plan.dwg"),
            ("facture\u{202e}fdp.exe", "facturefdp.exe"),
            ("a\u{0}b\nc\r\u{7f}.txt", "abc.txt"),
            ("\u{feff}\u{200b}plan\u{2066}.pdf", "plan.pdf"),
            ("a<b>:\"c\".txt", "a_b___c_.txt"),
            ("...", "fichier"),
            ("", "fichier"),
            (".htaccess", "htaccess"),
            ("plan.pdf. . ", "plan.pdf"),
            ("nul.txt", "_nul.txt"),
            ("com1", "_com1"),
            ("/", "fichier"),
        ] {
            assert_eq!(safe(given), kept, "{given:?}");
        }
        let long = safe(&format!("{}.pdf", "é".repeat(400)));
        assert_eq!((long.chars().count(), long.ends_with("é.pdf")), (LONGEST, true));
    }
}
