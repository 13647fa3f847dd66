//! What holds of templates, styles and scripts together, read from their sources.

use std::{collections::BTreeSet, fs, path::Path, path::PathBuf};

fn files(folder: &str, kind: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == kind) {
                found.push((path.clone(), fs::read_to_string(&path).expect("a text file")));
            }
        }
    }
    assert!(!found.is_empty(), "no .{kind} file under {folder}");
    found
}

/// The quoted words that follow `before` in a text.
fn quoted<'t>(text: &'t str, before: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn every_icon_a_page_draws_is_in_the_sprite() {
    let list = include_str!("../../assets/icons.txt");
    let listed: BTreeSet<&str> = list.lines().collect();
    for (file, text) in files("templates", "html") {
        for before in ["icon(name=\"", "sign=\""] {
            for name in quoted(&text, before).filter(|name| !name.is_empty()) {
                assert!(listed.contains(name), "{}: `{name}` is not in icons.txt", file.display());
            }
        }
    }
    assert!(list.lines().is_sorted(), "icons.txt is in no order");
}

#[test]
fn no_page_carries_a_style_or_a_script_of_its_own() {
    for (file, text) in files("templates", "html") {
        if file.components().any(|part| part.as_os_str() == "mail") {
            continue; // a letter can carry no style sheet
        }
        let text = text.replace(", style=", ", "); // how `when` is to tell a time
        for refused in [" style=", "<style", " onclick=", "javascript:"] {
            assert!(!text.contains(refused), "{}: `{refused}` is refused by the policy", file.display());
        }
        let scripts = text.matches("<script").count();
        assert_eq!(scripts, text.matches("<script type=\"module\" src=").count(), "{}", file.display());
    }
}

#[test]
fn only_the_tokens_hold_colours() {
    for (file, text) in files("assets/css", "css") {
        if file.ends_with("tokens.css") {
            continue;
        }
        for raw in ["oklch(", "rgb(", "hsl(", ": #", "(#"] {
            assert!(!text.contains(raw), "{}: a raw colour, `{raw}`", file.display());
        }
    }
}

#[test]
fn every_style_sheet_is_part_of_the_bundle() {
    let bundle = include_str!("../../assets/css/app.css");
    for (file, _) in files("assets/css", "css") {
        let name = file.file_name().and_then(|name| name.to_str()).expect("a plain name");
        assert!(name == "app.css" || bundle.contains(&format!("\"{name}\"")), "{name} is imported nowhere");
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let keys = |language: &str| -> BTreeSet<String> {
        files(&format!("templates/locales/{language}"), "ftl")
            .iter()
            .flat_map(|(_, text)| text.lines())
            .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
            .filter(|key| key.starts_with(|first: char| first.is_ascii_lowercase()))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(keys("fr"), keys("en"));
}
