//! The symbol as a picture, for devices that install Parvis: the open door of `favicon.svg`, drawn point by point.

use std::io::Cursor;
use std::sync::LazyLock;

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Bytes, Path};
use image::{ImageFormat, Rgba, RgbaImage};

/// A picture of the symbol.
struct Icon {
    name: &'static str,
    size: u32,
    /// A device cuts its own shape out: colour up to the edges, and the door smaller.
    is_whole: bool,
}

const ICONS: [Icon; 4] = [
    Icon { name: "192.png", size: 192, is_whole: false },
    Icon { name: "512.png", size: 512, is_whole: false },
    Icon { name: "maskable.png", size: 512, is_whole: true },
    Icon { name: "touch.png", size: 180, is_whole: true },
];

static DRAWN: LazyLock<[Bytes; 4]> = LazyLock::new(|| ICONS.map(|icon| icon.draw()));

/// `GET /icons/{name}`
pub async fn show(name: Path<String>) -> HttpResponse {
    let Some(place) = ICONS.iter().position(|icon| icon.name == name.as_str()) else {
        return HttpResponse::NotFound().finish();
    };
    let body = DRAWN[place].clone();
    HttpResponse::Ok().content_type("image/png").insert_header((CACHE_CONTROL, "private, max-age=86400")).body(body)
}

const WALL: [u8; 3] = [0x0f, 0x3a, 0x2b];
const GROUND: [u8; 3] = [0x09, 0x2a, 0x1e];
const DOOR: [u8; 3] = [0xff, 0xf3, 0xd2];
const LIGHT: [u8; 3] = [0xf4, 0xbc, 0x46];

/// Points looked at in each direction of a pixel.
const FINE: u32 = 4;

impl Icon {
    fn draw(&self) -> Bytes {
        let picture = RgbaImage::from_fn(self.size, self.size, |x, y| self.pixel(x, y));
        let mut png = Cursor::new(Vec::new());
        picture.write_to(&mut png, ImageFormat::Png).expect("a picture in memory");
        Bytes::from(png.into_inner())
    }

    fn pixel(&self, x: u32, y: u32) -> Rgba<u8> {
        let (mut sum, mut inside) = ([0_u32; 3], 0);
        for point in 0..FINE * FINE {
            let of =
                |whole: u32, part: u32| (whole as f32 + (part as f32 + 0.5) / FINE as f32) * 32.0 / self.size as f32;
            let (x, y) = (of(x, point % FINE), of(y, point / FINE));
            let colour = match self.is_whole {
                true => Some(colour(16.0 + (x - 16.0) / 0.8, 16.0 + (y - 16.0) / 0.8)),
                false => is_in_tile(x, y).then(|| colour(x, y)),
            };
            if let Some(colour) = colour {
                inside += 1;
                for (sum, part) in sum.iter_mut().zip(colour) {
                    *sum += u32::from(part);
                }
            }
        }
        let [red, green, blue] = sum.map(|sum| (sum / inside.max(1)) as u8);
        Rgba([red, green, blue, (inside * 255 / (FINE * FINE)) as u8])
    }
}

/// A square of 32 with round corners of 8.
fn is_in_tile(x: f32, y: f32) -> bool {
    let over = |at: f32| (8.0 - at).max(at - 24.0).max(0.0);
    over(x).hypot(over(y)) <= 8.0
}

/// What stands at a point of the square, as `favicon.svg` has it.
fn colour(x: f32, y: f32) -> [u8; 3] {
    let aside = (x - 16.0).abs();
    let is_arch = y <= 21.0 && aside <= 5.5 && (y >= 11.5 || aside.hypot(11.5 - y) <= 5.5);
    match y > 21.0 {
        _ if is_arch => DOOR,
        true if aside <= 5.5 + (y - 21.0) * 7.5 / 11.0 => LIGHT,
        true => GROUND,
        false => WALL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_symbol_is_drawn_in_every_size_and_whole_where_a_device_cuts_it() {
        for (icon, png) in ICONS.iter().zip(DRAWN.iter()) {
            let picture = image::load_from_memory(png).expect("a picture").to_rgba8();
            assert_eq!(picture.dimensions(), (icon.size, icon.size));
            let at = |x: u32, y: u32| picture.get_pixel(x * (icon.size - 1) / 32, y * (icon.size - 1) / 32).0;
            assert_eq!(at(0, 0)[3], if icon.is_whole { 255 } else { 0 }, "{}", icon.name);
            assert_eq!(at(16, 12)[..3], DOOR);
            assert_eq!(at(16, 27)[..3], LIGHT);
            assert_eq!(at(4, 16)[..3], WALL);
            assert!(png.len() < 20_000, "{} weighs {}", icon.name, png.len());
        }
    }
}
