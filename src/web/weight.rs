//! How heavy a file is, as people say it.

use super::translate::{Args, translate};
use crate::domain::kinds::Language;

/// Bytes as people say them: "182 Ko", "2,1 Mo".
pub fn tell(language: Language, bytes: i64) -> String {
    let (key, tenths) = match bytes {
        ..1_000_000 => ("file-weight-kilo", ((bytes + 999) / 1000).max(1) * 10),
        _ => ("file-weight-mega", bytes / 100_000),
    };
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let sign = if language == Language::French { ',' } else { '.' };
    let n = if tenth == 0 || whole >= 100 { whole.to_string() } else { format!("{whole}{sign}{tenth}") };
    translate(language, key, &Args::from([("n".into(), n.into())]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_said_as_people_say_it() {
        let plain = |language, bytes| tell(language, bytes).replace('\u{a0}', " ");
        assert_eq!(plain(Language::French, 12), "1 Ko");
        assert_eq!(plain(Language::French, 182_000), "182 Ko");
        assert_eq!(plain(Language::French, 2_140_000), "2,1 Mo");
        assert_eq!(plain(Language::English, 3_000_000), "3 MB");
    }
}
