//! Two pictures of a steel depot: coils on their timbers, and the edge of one from near.

use image::RgbImage;

use crate::demo::chance::Chance;
use crate::demo::portrait::Canvas;

const WIDE: (u32, u32) = (1280, 768);
const STEEL: [u32; 4] = [0x9aa1a4, 0xb7bdbf, 0x868e92, 0xc6cbcc];
const STRAP: u32 = 0x2f7a57;

/// Coils of steel with green straps, in a depot.
pub(super) fn coils() -> RgbImage {
    let mut c = Canvas::sized(WIDE, 100.0, 0x8b9694);
    c.fill("M0 0h100v24h-100Z", 0x74807f, 1.0);
    for post in [6, 30, 56, 82] {
        c.fill(&format!("M{post} 0h3v26h-3Z"), 0x66716f, 1.0);
    }
    c.fill("M0 36h100v24h-100Z", 0x7f8481, 1.0);
    c.fill("M60 60l16 -11h2l-14 11Z", 0xd9a93a, 0.8);
    coil(&mut c, (40.0, 31.0), 0.5, 7.0);
    coil(&mut c, (20.0, 34.0), 1.0, 10.0);
    coil(&mut c, (64.0, 36.0), 0.95, 16.0);
    c.finish()
}

/// One that stands on a timber, its face to the left and `deep` to the right.
fn coil(c: &mut Canvas, (x, y): (f32, f32), size: f32, deep: f32) {
    let (wide, high) = (11.0 * size, 15.0 * size);
    let (top, under) = (y - high, y + high);
    c.fill(
        &format!("M{} {}h{}v{}h-{}Z", x - wide, under - 1.5, 2.0 * wide + deep, 3.5 * size, 2.0 * wide + deep),
        0x9c7443,
        1.0,
    );
    c.ellipse((x + deep, y), (wide, high), 0x7b8387, 1.0);
    c.fill(&format!("M{x} {top}h{deep}v{}h-{deep}Z", 2.0 * high), 0x8d9599, 1.0);
    for (band, shade) in [(0.12, 0xaab0b3), (0.3, 0xbcc2c4), (0.62, 0x7c8488)] {
        c.fill(&format!("M{x} {}h{deep}v{}h-{deep}Z", top + 2.0 * high * band, 2.0 * high * 0.12), shade, 0.6);
    }
    for at in [0.3, 0.7] {
        c.fill(&format!("M{} {top}h1.1v{}h-1.1Z", x + deep * at, 2.0 * high), STRAP, 0.9);
    }
    for ring in 0..14 {
        let part = 1.0 - ring as f32 * 0.042;
        c.ellipse((x, y), (wide * part, high * part), STEEL[ring % STEEL.len()], 1.0);
    }
    c.ellipse((x, y), (wide * 0.4, high * 0.4), 0x3a4143, 1.0);
    c.ellipse((x + 0.6, y + 0.4), (wide * 0.33, high * 0.35), 0x565f61, 1.0);
    c.stroke(&format!("M{} {}l{} {}", x - wide * 0.7, y - high * 0.7, wide * 0.42, high * 0.42), 0.9, STRAP, 0.95);
}

/// The edge of a coil from near: its turns, a mark across some of them, and a rule beside it.
pub(super) fn edge(number: u64) -> RgbImage {
    let mut c = Canvas::sized((1200, 900), 100.0, 0x6d7578);
    let mut chance = Chance::new(number);
    for turn in 0..50 {
        let (y, bow) = (turn as f32 * 1.6 - 2.0, 2.0 + chance.below(100) as f32 / 60.0);
        let shade = STEEL[chance.below(STEEL.len())];
        c.stroke(&format!("M-2 {y}C30 {} 70 {} 102 {y}", y + bow, y + bow), 1.3, shade, 1.0);
    }
    let (x, y) = (30.0 + chance.below(35) as f32, 22.0 + chance.below(20) as f32);
    c.stroke(&format!("M{x} {y}l4 9l-2 8l3 7"), 1.2, 0x3d2f27, 0.85);
    c.stroke(&format!("M{} {}l3 6", x + 5.0, y + 3.0), 0.7, 0x4b3a30, 0.7);
    c.fill("M0 64h100v9h-100Z", 0xe7d9a8, 1.0);
    for mark in 0..50 {
        let long = if mark % 5 == 0 { 4.5 } else { 2.5 };
        c.fill(&format!("M{} 64h0.3v{long}h-0.3Z", mark * 2), 0x2f2a1d, 1.0);
    }
    c.finish()
}
