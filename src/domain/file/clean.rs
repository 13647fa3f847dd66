//! What a camera or a program wrote into a picture besides the picture: where, when, by whom, with what. It is left out of
//! the file as it is kept; of its description only how the camera was held remains.

use std::io::{self, BufRead, Error, ErrorKind, Read, Seek, SeekFrom};
use std::ops::Range;

/// A piece of what is kept.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Of the file as it came.
    Part(Range<u64>),
    /// Of our own.
    Own(Vec<u8>),
}

/// The pieces of a JPEG, PNG or WebP that are kept; nothing when all of it is. `orientation` is Exif's, 1 for upright.
///
/// # Errors
/// It is not built as such a picture is.
pub(super) fn pieces(
    file: &mut (impl BufRead + Seek),
    media_type: &str,
    orientation: u8,
) -> io::Result<Option<Vec<Piece>>> {
    let whole = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let mut kept = Kept { pieces: Vec::new(), lost: 0 };
    match media_type {
        "image/jpeg" => jpeg(file, orientation, &mut kept)?,
        "image/png" => png(file, orientation, &mut kept)?,
        "image/webp" => webp(file, orientation, &mut kept)?,
        _ => return Ok(None),
    }
    let end =
        kept.pieces.iter().rev().find_map(|piece| if let Piece::Part(part) = piece { Some(part.end) } else { None });
    let is_whole = kept.lost == 0 && end == Some(whole);
    Ok((!is_whole).then_some(kept.pieces))
}

/// What is kept so far, and how many pieces were left out.
struct Kept {
    pieces: Vec<Piece>,
    lost: usize,
}

impl Kept {
    fn part(&mut self, part: Range<u64>) {
        match self.pieces.last_mut() {
            Some(Piece::Part(last)) if last.end == part.start => last.end = part.end,
            _ => self.pieces.push(Piece::Part(part)),
        }
    }
}

/// Exif with nothing in it but how the camera was held (CIPA DC-008, 4.6).
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    exif
}

/// Segments (ITU-T T.81, B.1.1): those of applications and comments go, but for colours and what the picture is made of. What
/// stands behind its end goes too.
fn jpeg(file: &mut (impl BufRead + Seek), orientation: u8, kept: &mut Kept) -> io::Result<()> {
    kept.part(0..2);
    file.seek(SeekFrom::Start(2))?;
    if orientation > 1 {
        let own = [b"Exif\0\0".to_vec(), exif(orientation)].concat();
        let length = u16::try_from(own.len() + 2).map_err(Error::other)?;
        kept.pieces.push(Piece::Own([&[0xff, 0xe1], &length.to_be_bytes()[..], &own].concat()));
    }
    loop {
        let begins = file.stream_position()?;
        let mut marker = read::<1>(file)?[0];
        if marker != 0xff {
            return Err(ErrorKind::InvalidData.into());
        }
        while marker == 0xff {
            marker = read::<1>(file)?[0];
        }
        match marker {
            0xd9 => {
                kept.part(begins..file.stream_position()?);
                return Ok(());
            }
            0x01 | 0xd0..=0xd7 => {
                kept.part(begins..file.stream_position()?);
                continue;
            }
            _ => {}
        }
        let length = u64::from(u16::from_be_bytes(read(file)?));
        let content = file.stream_position()?;
        let mut name = [0; 12];
        let known = usize::try_from(length.saturating_sub(2).min(12)).map_err(Error::other)?;
        file.read_exact(&mut name[..known])?;
        let says_more = match marker {
            0xe0 | 0xee => false,                        // JFIF, Adobe: how its colours are meant
            0xe2 => !name.starts_with(b"ICC_PROFILE\0"), // the colours themselves
            0xe1..=0xef | 0xfe => true,
            _ => false,
        };
        let ends = content + length.saturating_sub(2);
        file.seek(SeekFrom::Start(ends))?;
        if says_more {
            kept.lost += 1;
            continue;
        }
        if marker == 0xda {
            skip_scan(file)?;
        }
        kept.part(begins..file.stream_position()?);
    }
}

/// To the marker that follows a scan.
fn skip_scan(file: &mut (impl BufRead + Seek)) -> io::Result<()> {
    loop {
        let at = file.stream_position()?;
        let buffer = file.fill_buf()?;
        if buffer.is_empty() {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let Some(found) = buffer.iter().position(|byte| *byte == 0xff) else {
            let all = buffer.len();
            file.consume(all);
            continue;
        };
        file.consume(found + 1);
        let next = read::<1>(file)?[0];
        if !matches!(next, 0 | 0xd0..=0xd7 | 0xff) {
            file.seek(SeekFrom::Start(at + found as u64))?;
            return Ok(());
        }
        if next == 0xff {
            file.seek(SeekFrom::Start(at + found as u64 + 1))?;
        }
    }
}

/// Chunks (W3C PNG, 5.3): texts, times and Exif go, and what stands behind the end.
fn png(file: &mut (impl BufRead + Seek), orientation: u8, kept: &mut Kept) -> io::Result<()> {
    kept.part(0..8);
    file.seek(SeekFrom::Start(8))?;
    loop {
        let begins = file.stream_position()?;
        let length = u64::from(u32::from_be_bytes(read(file)?));
        let name: [u8; 4] = read(file)?;
        let ends = begins + 12 + length;
        file.seek(SeekFrom::Start(ends))?;
        match &name {
            b"eXIf" | b"tEXt" | b"zTXt" | b"iTXt" | b"tIME" => kept.lost += 1,
            _ => kept.part(begins..ends),
        }
        if &name == b"IHDR" && orientation > 1 {
            let own = [b"eXIf".to_vec(), exif(orientation)].concat();
            let length = u32::try_from(own.len() - 4).map_err(Error::other)?;
            let check = crc32fast::hash(&own).to_be_bytes();
            kept.pieces.push(Piece::Own([&length.to_be_bytes()[..], &own, &check].concat()));
        }
        if &name == b"IEND" {
            return Ok(());
        }
    }
}

/// Chunks (RFC 9649, 2.3): Exif and XMP go, and what stands behind the end. The head says which there are, and how much is left.
fn webp(file: &mut (impl BufRead + Seek), orientation: u8, kept: &mut Kept) -> io::Result<()> {
    file.seek(SeekFrom::Start(4))?;
    let whole = u64::from(u32::from_le_bytes(read(file)?)) + 8;
    file.seek(SeekFrom::Start(12))?;
    let mut body = Kept { pieces: Vec::new(), lost: 0 };
    let mut size = 4;
    while file.stream_position()? < whole {
        let begins = file.stream_position()?;
        let name: [u8; 4] = read(file)?;
        let length = u64::from(u32::from_le_bytes(read(file)?));
        let ends = begins + 8 + length + length % 2;
        if &name == b"EXIF" || &name == b"XMP " {
            body.lost += 1;
        } else if &name == b"VP8X" {
            let mut head = vec![0; usize::try_from(ends - begins).map_err(Error::other)?.min(64)];
            file.seek(SeekFrom::Start(begins))?;
            file.read_exact(&mut head)?;
            if let Some(flags) = head.get_mut(8) {
                *flags = *flags & !0x0c | if orientation > 1 { 0x08 } else { 0 };
            }
            size += head.len() as u64;
            body.pieces.push(Piece::Own(head));
        } else {
            size += ends - begins;
            body.part(begins..ends);
        }
        file.seek(SeekFrom::Start(ends))?;
    }
    if body.lost == 0 {
        kept.part(0..whole);
        return Ok(());
    }
    if orientation > 1 {
        let own = exif(orientation);
        let length = u32::try_from(own.len()).map_err(Error::other)?;
        size += own.len() as u64 + 8;
        body.pieces.push(Piece::Own([b"EXIF", &length.to_le_bytes()[..], &own].concat()));
    }
    let size = u32::try_from(size).map_err(Error::other)?;
    kept.lost = body.lost;
    kept.pieces.push(Piece::Own([b"RIFF", &size.to_le_bytes()[..], b"WEBP"].concat()));
    kept.pieces.append(&mut body.pieces);
    Ok(())
}

fn read<const N: usize>(file: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn cleaned(file: &[u8], media_type: &str, orientation: u8) -> Option<Vec<u8>> {
        let pieces = pieces(&mut Cursor::new(file), media_type, orientation).expect("a picture")?;
        let bytes = |piece| match piece {
            Piece::Part(part) => file[part.start as usize..part.end as usize].to_vec(),
            Piece::Own(own) => own,
        };
        Some(pieces.into_iter().flat_map(bytes).collect())
    }

    fn file(format: image::ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = image::RgbImage::from_fn(40, 20, |x, y| image::Rgb([x as u8 * 6, y as u8 * 12, 90]));
        picture.write_to(&mut Cursor::new(&mut bytes), format).expect("a file");
        bytes
    }

    fn held(file: &[u8]) -> u8 {
        use image::ImageDecoder as _;
        let reader = image::ImageReader::new(Cursor::new(file)).with_guessed_format().expect("a format");
        reader.into_decoder().expect("a picture").orientation().expect("a way").to_exif()
    }

    #[test]
    fn where_a_picture_was_taken_is_left_out_and_how_it_was_held_remains() {
        let place = b"45.7461 N 6.2953 E";
        let plain = file(image::ImageFormat::Jpeg);
        assert_eq!(cleaned(&plain, "image/jpeg", 1), None, "nothing to leave out");
        let said = [b"Exif\0\0".to_vec(), exif(6), place.to_vec()].concat();
        let length = u16::try_from(said.len() + 2).expect("short").to_be_bytes();
        let taken = [&plain[..2], &[0xff, 0xe1], &length, &said, &plain[2..], place].concat();
        assert_eq!(held(&taken), 6);
        let kept = cleaned(&taken, "image/jpeg", 6).expect("something to leave out");
        assert!(!kept.windows(place.len()).any(|window| window == place));
        assert_eq!(held(&kept), 6);
        assert_eq!(cleaned(&taken, "image/jpeg", 1), Some(plain));

        let plain = file(image::ImageFormat::Png);
        assert_eq!(cleaned(&plain, "image/png", 1), None);
        let text = [&18u32.to_be_bytes()[..], b"tEXt", place, &[0; 4]].concat();
        let taken = [&plain[..33], &text, &plain[33..], place].concat();
        assert_eq!(cleaned(&taken, "image/png", 1), Some(plain));

        let plain = file(image::ImageFormat::WebP);
        assert_eq!(cleaned(&plain, "image/webp", 1), None);
        let mut taken = [&plain[..], b"EXIF", &18u32.to_le_bytes(), place].concat();
        let size = u32::try_from(taken.len() - 8).expect("short").to_le_bytes();
        taken[4..8].copy_from_slice(&size);
        assert_eq!(cleaned(&taken, "image/webp", 1), Some(plain));
    }

    #[test]
    fn what_is_not_built_so_is_no_picture_to_clean() {
        for (broken, media_type) in [
            (&b"\xff\xd8\xff\xe1\xff"[..], "image/jpeg"),
            (b"\xff\xd8\0\0\0\0", "image/jpeg"),
            (b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR", "image/png"),
            (b"RIFF\xff\0\0\0WEBP", "image/webp"),
        ] {
            assert!(pieces(&mut Cursor::new(broken), media_type, 1).is_err(), "{media_type}");
        }
    }
}
