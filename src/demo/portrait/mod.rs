//! Portraits drawn by the program: nobody's face, always the same ones.

mod canvas;
mod cast;
mod features;
mod hair;

pub use canvas::{Canvas, SIDE};
pub use features::{Beard, Dress, Glasses, Hair, Look};

use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;

const EYES: u32 = 0x2a211d;

/// Draws a portrait.
pub fn draw(look: &Look) -> RgbImage {
    let mut c = Canvas::new(look.background);
    c.ellipse((48.0, 46.0), (43.0, 41.0), 0xffffff, 0.16);
    hair::behind(&mut c, look);
    features::dress(&mut c, look);
    let (skin, shade) = look.skin_tones();
    c.fill("M40.5 58h15v14c-1 5-4 7.5-7.5 7.5S41.5 77 40.5 72Z", shade, 1.0);
    if look.hair != Hair::Scarf {
        c.ellipse((30.6, 45.0), (3.0, 4.6), shade, 1.0);
        c.ellipse((65.4, 45.0), (3.0, 4.6), shade, 1.0);
    }
    let face = "M48 21c11.5 0 17.5 7 17.5 19.5C65.5 55 59 67 48 67S30.5 55 30.5 40.5C30.5 28 36.5 21 48 21Z";
    c.fill(face, skin, 1.0);
    features::beard(&mut c, look);
    c.stroke("M48.5 43.5l-2.2 7.3c1.2.8 2.8.8 3.6.2", 1.7, shade, 1.0);
    for x in [41.0, 55.0] {
        c.ellipse((x, 43.5), (1.7, 1.8), EYES, 1.0);
        c.ellipse((x + 0.55, 42.9), (0.5, 0.5), 0xffffff, 0.75);
    }
    features::brows(&mut c, look);
    let lips = if look.skin >= 3 { 0x5a2a22 } else { 0x7d3a30 };
    let smile = match look.smile {
        0 => "M43.3 56.8c2.8 2.7 6.6 2.7 9.4 0",
        1 => "M42.6 56.4c3.2 3.6 7.6 3.6 10.8 0",
        _ => "M43.8 57.2c2.8 1.6 6 1.4 8.6-.6",
    };
    c.stroke(smile, 1.9, lips, 1.0);
    if look.skin < 3 {
        c.ellipse((37.5, 50.5), (3.6, 3.6), 0xd9745c, 0.2);
        c.ellipse((58.5, 50.5), (3.6, 3.6), 0xd9745c, 0.2);
    }
    hair::before(&mut c, look);
    features::glasses(&mut c, look);
    c.finish()
}

/// A portrait as the bytes of a JPEG file.
pub fn jpeg(look: &Look) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = JpegEncoder::new_with_quality(&mut bytes, 86).encode_image(&draw(look));
    debug_assert!(written.is_ok(), "memory takes every write");
    bytes
}
