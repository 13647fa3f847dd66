//! One SVG file with every icon the pages use, each a `<symbol>` under its own name.

use super::{Result, packages::fingerprint, read, save};
use std::path::Path;

/// Collects the drawings that `icons.txt` lists from lucide into `icons-HASH.svg`.
pub fn write(list: &Path, modules: &Path, served: &Path) -> Result<()> {
    let mut sprite = String::from(r#"<svg xmlns="http://www.w3.org/2000/svg">"#);
    for name in read(list)?.lines() {
        let file = modules.join("lucide-static/icons").join(format!("{name}.svg"));
        let drawing = read(&file).map_err(|_| format!("icons.txt: lucide draws no `{name}`"))?;
        let inner = inside(&drawing).ok_or_else(|| format!("{} is not an SVG", file.display()))?;
        sprite.push_str(&format!(r#"<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>"#));
    }
    sprite.push_str("</svg>");
    save(&served.join(format!("icons-{}.svg", fingerprint(&sprite))), &sprite)
}

/// What stands between `<svg …>` and `</svg>`, on one line.
fn inside(drawing: &str) -> Option<String> {
    let start = drawing.find("<svg")?;
    let open = start + drawing[start..].find('>')? + 1;
    let close = drawing.rfind("</svg>")?;
    Some(drawing[open..close].lines().map(str::trim).collect())
}
