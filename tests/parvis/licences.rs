//! Parvis may be passed on only with libraries whose licences go together with its own.

use std::collections::HashSet;
use std::iter::Peekable;
use std::process::Command;

use serde_json::Value;

/// Licences that may be combined with AGPL-3.0-or-later. Adding one is a decision: read it first.
const ALLOWED: [&str; 9] =
    ["0BSD", "AGPL-3.0-or-later", "Apache-2.0", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "Unicode-3.0", "Zlib"];

#[test]
fn every_library_has_a_licence_that_goes_with_ours() {
    let metadata = metadata();
    let used = used(&metadata);
    let packages = metadata["packages"].as_array().unwrap();
    let mut refused = Vec::new();
    for package in packages.iter().filter(|package| used.contains(package["id"].as_str().unwrap())) {
        let expression = package["license"].as_str().unwrap_or("(none)");
        if !is_allowed(expression) {
            refused.push(format!("{}: {expression}", package["name"]));
        }
    }
    assert!(used.len() > 100, "the list of libraries is read");
    assert!(refused.is_empty(), "licences to decide on:\n{}", refused.join("\n"));
}

fn metadata() -> Value {
    // Without a platform, cargo would want libraries of systems that Parvis does not run on.
    let platform = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version=1", "--filter-platform", &platform])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn used(metadata: &Value) -> HashSet<&str> {
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    nodes.iter().map(|node| node["id"].as_str().unwrap()).collect()
}

/// Whether an expression, as `(MIT OR Apache-2.0) AND Unicode-3.0`, can be met with allowed licences.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let allowed = either(&mut words);
    allowed && words.next().is_none()
}

fn either<'w>(words: &mut Peekable<impl Iterator<Item = &'w str>>) -> bool {
    let mut allowed = both(words);
    while words.next_if_eq(&"OR").is_some() {
        allowed |= both(words);
    }
    allowed
}

fn both<'w>(words: &mut Peekable<impl Iterator<Item = &'w str>>) -> bool {
    let mut allowed = one(words);
    while words.next_if_eq(&"AND").is_some() {
        allowed &= one(words);
    }
    allowed
}

fn one<'w>(words: &mut Peekable<impl Iterator<Item = &'w str>>) -> bool {
    match words.next() {
        Some("(") => {
            let allowed = either(words);
            words.next() == Some(")") && allowed
        }
        Some(licence) => {
            // An exception only ever allows more.
            if words.next_if_eq(&"WITH").is_some() {
                words.next();
            }
            ALLOWED.contains(&licence)
        }
        None => false,
    }
}

#[test]
fn a_licence_expression_is_read_as_it_is_meant() {
    for allowed in [
        "MIT",
        "MIT/Apache-2.0",
        "Apache-2.0 OR GPL-2.0-only",
        "Apache-2.0 WITH LLVM-exception",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "(GPL-3.0-only OR (ISC AND MIT))",
    ] {
        assert!(is_allowed(allowed), "{allowed}");
    }
    for refused in ["", "(none)", "GPL-3.0-only", "MIT AND GPL-3.0-only", "(MIT", "MIT Apache-2.0", "MIT AND"] {
        assert!(!is_allowed(refused), "{refused}");
    }
}
