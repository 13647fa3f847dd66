//! What hangs in the messages of the demo: pictures that are drawn, a plan of deliveries, sheets. Small, made by the program,
//! and always the same.

mod pdf;
mod scene;
mod sheet;

use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;

/// The content of a file of the story, by its name; nothing for one that nobody drew.
pub fn content(name: &str) -> Option<Vec<u8>> {
    Some(match name {
        "bobines.jpg" => jpeg(&scene::coils()),
        "rive-1187-3.jpg" => jpeg(&scene::edge(3)),
        "rive-1187-4.jpg" => jpeg(&scene::edge(4)),
        "rive-1187-4-detail.jpg" => jpeg(&scene::edge(7)),
        "Livraisons-S48.pdf" => pdf::page("Livraisons, semaine 48", DELIVERIES),
        "Reperage-bobines.xlsx" => sheet::book("Bobines", COILS),
        "Charge-presses-S47-S51.xlsx" => sheet::book("Charge", LOAD),
        _ => return None,
    })
}

const DELIVERIES: &[&str] = &[
    "Acier Duval, dépôt de Grande-Synthe",
    "Commande 26-1187 : 8 bobines 304L, 1,5 x 1250 mm",
    "Départ : 7 h 30",
    "Arrivée : quai B, entre 13 h et 17 h",
    "Les bobines 1187-3 et 1187-4 sont chargées en dernier.",
    "Transport : un plateau bâché, arrimage par berceaux.",
];

const COILS: &[&[&str]] = &[
    &["Bobine", "Coulée", "Poids (kg)", "Rives"],
    &["1187-1", "D-40921", "4 180", "sans remarque"],
    &["1187-2", "D-40921", "4 205", "sans remarque"],
    &["1187-3", "D-40922", "4 190", "marquée, côté moteur"],
    &["1187-4", "D-40922", "4 175", "marquée, côté moteur"],
    &["1187-5", "D-40923", "4 210", "sans remarque"],
];

const LOAD: &[&[&str]] = &[
    &["Semaine", "Presse 1", "Presse 2", "Presse 3"],
    &["47", "82 %", "74 %", "91 %"],
    &["48", "80 %", "79 %", "97 %"],
    &["49", "77 %", "81 %", "100 %"],
    &["50", "68 %", "70 %", "88 %"],
    &["51", "40 %", "35 %", "52 %"],
];

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = JpegEncoder::new_with_quality(&mut bytes, 80).encode_image(picture);
    debug_assert!(written.is_ok(), "memory takes every write");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_small_and_what_they_say_they_are() {
        for (name, begins) in [
            ("bobines.jpg", &b"\xff\xd8"[..]),
            ("rive-1187-3.jpg", b"\xff\xd8"),
            ("Livraisons-S48.pdf", b"%PDF-1.4"),
            ("Reperage-bobines.xlsx", b"PK\x03\x04"),
        ] {
            let content = content(name).expect(name);
            assert!(content.starts_with(begins) && content.len() < 200_000, "{name}: {}", content.len());
            assert_eq!(Some(content), super::content(name), "{name} is always the same");
        }
        assert_eq!(content("nothing.txt"), None);
    }
}
