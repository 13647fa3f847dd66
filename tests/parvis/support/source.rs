//! Parvis as it is written: enough of the sources' shape for the tests that hold them to their rules.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of Rust.
pub struct Source {
    /// From the root of the repository.
    pub path: PathBuf,
    /// As it stands there.
    pub text: String,
    /// Without comments, texts in quotes and tests.
    pub code: String,
    /// Which module it is: `domain`, `policy`, `gate`.
    pub module: Vec<String>,
}

/// A function that others may call.
pub struct Function {
    pub name: String,
    pub arguments: String,
}

/// All files of a kind under a folder, by path.
pub fn files(folder: &str, kind: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut found, mut folders) = (Vec::new(), vec![root.join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == kind) {
                let text = fs::read_to_string(&path).expect("a text file");
                found.push((path.strip_prefix(root).expect("under the root").to_owned(), text));
            }
        }
    }
    assert!(!found.is_empty(), "no .{kind} file under {folder}");
    found.sort();
    found
}

/// All Rust files under a folder; files of tests beside the code are left out.
pub fn rust(folder: &str) -> Vec<Source> {
    let all = files(folder, "rs").into_iter();
    all.filter(|(path, _)| !path.ends_with("tests.rs")).map(|(path, text)| Source::new(path, text)).collect()
}

impl Source {
    fn new(path: PathBuf, text: String) -> Self {
        let mut module: Vec<String> =
            path.components().skip(1).map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let file = module.pop().unwrap_or_default();
        let name = file.trim_end_matches(".rs");
        if !(name == "mod" || module.is_empty() && ["main", "lib"].contains(&name)) {
            module.push(name.to_owned());
        }
        let code = bare(&text);
        let code = code.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        Self { path, text, code, module }
    }

    /// Every path into this crate that the code names, from the root: `["domain", "space", "mine"]`.
    pub fn paths(&self) -> Vec<Vec<String>> {
        let parent = &self.module[..self.module.len().saturating_sub(1)];
        let mut found = Vec::new();
        for (at, _) in self.code.match_indices("crate::") {
            if !self.code[..at].ends_with(is_of_name) && !self.code[..at].ends_with("in ") {
                tree(&self.code[at + 7..], Vec::new(), &mut found);
            }
        }
        for (at, _) in self.code.match_indices("super::") {
            let before = &self.code[..at];
            if !before.ends_with(is_of_name) && !before.ends_with("super::") {
                let (mut base, mut rest) = (parent.to_vec(), &self.code[at + 7..]);
                while let Some(further) = rest.strip_prefix("super::") {
                    base.pop();
                    rest = further;
                }
                tree(rest, base, &mut found);
            }
        }
        found
    }

    /// The functions that are `pub` without a limit.
    pub fn public_functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        for before in ["pub fn ", "pub async fn "] {
            for (at, _) in self.code.match_indices(before) {
                let rest = &self.code[at + before.len()..];
                let name: String = rest.chars().take_while(|c| is_of_name(*c)).collect();
                let generics = rest[name.len()..].starts_with('<');
                let open = if generics { after_angles(&rest[name.len()..]) + name.len() } else { name.len() };
                let arguments = enclosed(&rest[open..]).split_whitespace().collect::<Vec<_>>().join(" ");
                found.push(Function { name, arguments });
            }
        }
        found
    }
}

/// The names in a piece of code.
pub fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !is_of_name(c)).filter(|word| !word.is_empty())
}

/// What stands in quotes behind each `before`, which ends on the opening quote.
pub fn after<'t>(text: &'t str, before: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split('"').next())
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Reads `a::{b, c::d}` into its paths.
fn tree(code: &str, mut path: Vec<String>, found: &mut Vec<Vec<String>>) {
    let code = code.trim_start();
    if code.starts_with('{') {
        for branch in branches(enclosed(code)) {
            tree(branch, path.clone(), found);
        }
        return;
    }
    let name: String = code.chars().take_while(|c| is_of_name(*c)).collect();
    if !name.is_empty() && name != "self" {
        path.push(name.clone());
    }
    match code[name.len()..].strip_prefix("::") {
        Some(rest) if !name.is_empty() && !rest.starts_with('<') => tree(rest, path, found),
        _ => found.push(path),
    }
}

/// What stands between the bracket that `code` begins with and its partner.
fn enclosed(code: &str) -> &str {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' | '(' => depth += 1,
            '}' | ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return code.get(1..at).unwrap_or_default();
        }
    }
    ""
}

fn after_angles(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '<' => depth += 1,
            '>' if !code[..at].ends_with('-') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    0
}

/// Splits at the commas of the outermost level.
fn branches(code: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&code[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&code[start..]);
    found.into_iter().filter(|branch| !branch.trim().is_empty()).collect()
}

/// The code without comments and without what stands in quotes. Lines keep their places.
fn bare(text: &str) -> String {
    let (mut code, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(hashes) = raw_string(rest) {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = hashes + 2;
            rest[open..].find(&close).map_or(rest.len(), |end| open + end + close.len())
        } else if c == '"' {
            string_end(rest)
        } else if rest.starts_with("'\"'") || rest.starts_with("'{'") || rest.starts_with("'}'") {
            3
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        code.extend(rest[..skipped].chars().filter(|c| *c == '\n'));
        rest = &rest[skipped..];
    }
    code
}

fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.chars().take_while(|c| *c == '#').count();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn string_end(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}
