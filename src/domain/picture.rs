//! Pictures: a face, a space's, the house's logo. Whatever is given becomes a square of 512 pixels that Parvis encoded
//! itself: what the camera wrote into the file (where, when, with what) is gone, and so is anything hidden in it.

use std::io::{BufRead, BufReader, Cursor, Seek};

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use tokio::sync::Semaphore;

use super::db::{Db, Tx};
use super::ids::PictureId;
use super::problems::Wrong;
use super::schema::pictures;
use crate::error::Result;

/// The side of a kept picture, in pixels: a face of 120 points on a screen of four pixels a point.
pub const SIDE: u32 = 512;

/// The longest side that is taken, in pixels.
const LONGEST_SIDE: u32 = 12_000;

/// The most memory that decoding may take, in bytes: 64 million pixels of four bytes, more than a telephone makes.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;

/// Pictures decoded at a time; each may take [`MOST_MEMORY`].
static DECODERS: Semaphore = Semaphore::const_new(2);

/// A picture that may be kept.
pub struct Square {
    media_type: &'static str,
    bytes: Vec<u8>,
}

/// A picture as it is shown.
#[derive(Queryable, Selectable)]
#[diesel(table_name = pictures)]
pub struct Picture {
    /// `image/jpeg` or `image/png`.
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Makes the centre square of a JPEG, PNG, GIF or WebP; the kind is told by the content. Turned as the camera held it.
///
/// # Errors
/// `problem-picture` when it is none of them or broken, `problem-picture-large` when it has too many pixels. Nothing is
/// decoded before its size is known.
pub async fn square(bytes: impl AsRef<[u8]> + Send + 'static) -> Result<Square, Wrong> {
    let unreadable = || Wrong::new("problem-picture");
    let _turn = DECODERS.acquire().await.map_err(|_| unreadable())?;
    // A decoder that panics on a hostile file spoils its own thread only.
    tokio::task::spawn_blocking(move || make(bytes.as_ref())).await.unwrap_or_else(|_| Err(unreadable()))
}

fn make(bytes: &[u8]) -> Result<Square, Wrong> {
    let picture = decode(bytes)?;
    let side = picture.width().min(picture.height());
    let (x, y) = ((picture.width() - side) / 2, (picture.height() - side) / 2);
    let picture = picture.crop_imm(x, y, side, side);
    let picture = if side == SIDE { picture } else { picture.resize_exact(SIDE, SIDE, FilterType::CatmullRom) };
    encode(&picture).ok_or_else(|| Wrong::new("problem-picture"))
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, Wrong> {
    let unreadable = |_| Wrong::new("problem-picture");
    let mut decoder = open(Cursor::new(bytes))?;
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(orientation);
    if picture.width() == 0 || picture.height() == 0 { Err(Wrong::new("problem-picture")) } else { Ok(picture) }
}

/// What decodes a picture, once its size is known to be bearable.
fn open<'f>(file: impl BufRead + Seek + 'f) -> Result<impl ImageDecoder + 'f, Wrong> {
    let unreadable = |_| Wrong::new("problem-picture");
    let too_large = || Wrong::with("problem-picture-large", LONGEST_SIDE);
    let reader = ImageReader::new(file).with_guessed_format().map_err(|_| Wrong::new("problem-picture"))?;
    match reader.format() {
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP) => {}
        _ => return Err(Wrong::new("problem-picture")),
    }
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if width > LONGEST_SIDE || height > LONGEST_SIDE || decoder.total_bytes() > MOST_MEMORY {
        return Err(too_large());
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    decoder.set_limits(limits).map_err(|_| too_large())?;
    Ok(decoder)
}

/// Width and height of a picture as the camera held it, and how that was (Exif's number). Nothing of it is decoded.
///
/// # Errors
/// As [`square`].
pub(in crate::domain) async fn measure(file: std::fs::File) -> Result<(u32, u32, u8), Wrong> {
    let measured = tokio::task::spawn_blocking(move || {
        let mut decoder = open(BufReader::new(file))?;
        let (width, height) = decoder.dimensions();
        let orientation = decoder.orientation().map_err(|_| Wrong::new("problem-picture"))?;
        let turned = match orientation {
            Orientation::NoTransforms
            | Orientation::Rotate180
            | Orientation::FlipHorizontal
            | Orientation::FlipVertical => (width, height),
            Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH => (height, width),
        };
        let (wide, high) = turned;
        if wide == 0 || high == 0 {
            Err(Wrong::new("problem-picture"))
        } else {
            Ok((wide, high, orientation.to_exif()))
        }
    });
    measured.await.unwrap_or_else(|_| Err(Wrong::new("problem-picture")))
}

/// A picture within each of these sides, all of one media type: turned, and without what the camera wrote into it.
///
/// # Errors
/// As [`square`].
pub(in crate::domain) async fn within<const N: usize>(
    bytes: Vec<u8>,
    sides: [u32; N],
) -> Result<(&'static str, [Vec<u8>; N]), Wrong> {
    let unreadable = || Wrong::new("problem-picture");
    let _turn = DECODERS.acquire().await.map_err(|_| unreadable())?;
    let made = tokio::task::spawn_blocking(move || {
        let picture = decode(&bytes)?;
        let is_transparent = is_transparent(&picture);
        let made = sides.map(|side| {
            let fits = picture.width() <= side && picture.height() <= side;
            let picture = if fits { picture.clone() } else { picture.resize(side, side, FilterType::CatmullRom) };
            encode_as(&picture, is_transparent)
        });
        let media_type = if is_transparent { "image/png" } else { "image/jpeg" };
        if made.iter().any(Option::is_none) {
            return Err(unreadable());
        }
        Ok((media_type, made.map(Option::unwrap_or_default)))
    });
    made.await.unwrap_or_else(|_| Err(Wrong::new("problem-picture")))
}

fn is_transparent(picture: &DynamicImage) -> bool {
    picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < 255)
}

/// JPEG; PNG when one can see through it.
fn encode(picture: &DynamicImage) -> Option<Square> {
    let is_transparent = is_transparent(picture);
    let media_type = if is_transparent { "image/png" } else { "image/jpeg" };
    Some(Square { media_type, bytes: encode_as(picture, is_transparent)? })
}

fn encode_as(picture: &DynamicImage, transparent: bool) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    if transparent {
        DynamicImage::from(picture.to_rgba8()).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).ok()?;
    } else {
        JpegEncoder::new_with_quality(&mut bytes, 85).encode_image(&picture.to_rgb8()).ok()?;
    }
    Some(bytes)
}

/// Keeps a picture. It is reached through the page it belongs to, once that names it.
pub(in crate::domain) async fn store(tx: &mut Tx, square: &Square) -> Result<PictureId> {
    let id = PictureId::new();
    diesel::insert_into(pictures::table)
        .values((
            pictures::id.eq(id),
            pictures::media_type.eq(square.media_type),
            pictures::bytes.eq(&square.bytes),
            pictures::created_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await?;
    Ok(id)
}

/// The picture itself, for those who have shown that they may see what it belongs to.
pub(in crate::domain) async fn bytes(db: &Db, picture: PictureId) -> Result<Option<Picture>> {
    let found = pictures::table.find(picture).select(Picture::as_select()).first(&mut db.conn()).await;
    Ok(found.optional()?)
}

/// Forgets a picture that was replaced; whatever names it names nothing any more.
pub(in crate::domain) async fn forget(tx: &mut Tx, picture: Option<PictureId>) -> Result<()> {
    if let Some(picture) = picture {
        diesel::delete(pictures::table.find(picture)).execute(&mut tx.conn()).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use image::{GenericImageView, Rgba, RgbaImage};

    use super::*;

    fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        picture.write_to(&mut Cursor::new(&mut bytes), format).expect("a file");
        bytes
    }

    fn picture(width: u32, height: u32, alpha: u8) -> DynamicImage {
        let left = |x| if x < width / 2 { Rgba([255, 0, 0, alpha]) } else { Rgba([0, 0, 255, alpha]) };
        RgbaImage::from_fn(width, height, |x, _| left(x)).into()
    }

    #[tokio::test]
    async fn whatever_is_given_becomes_a_square_of_our_own() {
        for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
            let square =
                square(file(&picture(300, 200, 255), format)).await.unwrap_or_else(|wrong| panic!("{wrong:?}"));
            assert_eq!(square.media_type, "image/jpeg", "{format:?}");
            let kept = image::load_from_memory(&square.bytes).expect("an image");
            assert_eq!(kept.dimensions(), (SIDE, SIDE));
        }
        let square =
            square(file(&picture(60, 90, 100), ImageFormat::Png)).await.unwrap_or_else(|wrong| panic!("{wrong:?}"));
        assert_eq!(square.media_type, "image/png", "one can see through it");
    }

    #[tokio::test]
    async fn a_picture_is_turned_as_the_camera_held_it_and_forgets_where_it_was_taken() {
        let mut bytes = Vec::new();
        JpegEncoder::new(&mut bytes).encode_image(&picture(64, 64, 255).to_rgb8()).expect("a file");
        // Exif (CIPA DC-008): one entry, orientation 6, "turn a quarter to the right"; and a place in words behind it.
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
        exif.extend(b"45.7461 N 6.2953 E");
        let mut with_exif = bytes[..2].to_vec();
        with_exif.extend([0xff, 0xe1]);
        with_exif.extend(u16::try_from(exif.len() + 2).expect("short").to_be_bytes());
        with_exif.extend(&exif);
        with_exif.extend(&bytes[2..]);
        let square = square(with_exif).await.unwrap_or_else(|wrong| panic!("{wrong:?}"));
        let kept = image::load_from_memory(&square.bytes).expect("an image").to_rgb8();
        let (top, bottom) = (kept.get_pixel(256, 40), kept.get_pixel(256, 470));
        assert!(top.0[0] > 200 && bottom.0[2] > 200, "what was left is on top: {top:?}, {bottom:?}");
        let leaks = |what: &[u8]| square.bytes.windows(what.len()).any(|window| window == what);
        assert!(!leaks(b"45.7461") && !leaks(b"Exif"));
    }

    #[tokio::test]
    async fn what_is_no_picture_or_a_trap_is_refused_politely() {
        for broken in [&b""[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n\x1a\n", b"GIF89a"] {
            assert_eq!(square(broken.to_vec()).await.err().map(|wrong| wrong.key), Some("problem-picture"));
        }
        let mut cut = file(&picture(300, 200, 255), ImageFormat::Png);
        cut.truncate(cut.len() / 2);
        assert_eq!(square(cut).await.err().map(|wrong| wrong.key), Some("problem-picture"));
        // 30,000 x 30,000 pixels announced in a few bytes: refused before anything is decoded.
        let mut bomb = file(&picture(8, 8, 255), ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
        let mut check = 0xffff_ffff_u32;
        for byte in &bomb[12..29] {
            check ^= u32::from(*byte);
            for _ in 0..8 {
                check = if check & 1 == 1 { (check >> 1) ^ 0xedb8_8320 } else { check >> 1 };
            }
        }
        bomb[29..33].copy_from_slice(&(!check).to_be_bytes());
        assert_eq!(square(bomb).await.err().map(|wrong| wrong.key), Some("problem-picture-large"));
    }
}
