//! The faces that the story knows by name.

use super::{Beard, Dress, Glasses, Hair, Look};

type Row = (&'static str, u32, usize, Hair, u32, Beard, Glasses, Dress, u32);

#[rustfmt::skip]
const FACES: [Row; 24] = {
    use {Beard as B, Dress as D, Glasses as G, Hair as H};
    [
        ("camille", 0xc9d8cf, 1, H::Bob, 0x5a3524, B::None, G::None, D::Collar, 0x1f5c46),
        ("hugo", 0xd9d3c6, 2, H::Parted, 0x2c2420, B::Short, G::None, D::Jumper, 0x33475b),
        ("nadia", 0xdcd9cf, 3, H::Curls, 0x211a18, B::None, G::Square, D::Jumper, 0x8c3b2e),
        ("thomas", 0xc8d3d6, 0, H::Tousled, 0xb5793f, B::Full, G::None, D::Jumper, 0x44584e),
        ("elodie", 0xe4d8cb, 0, H::Long, 0xd2a25a, B::None, G::None, D::Jumper, 0x2f4f66),
        ("yann", 0xcfd8d0, 1, H::Receding, 0x8b8780, B::Moustache, G::Square, D::Jumper, 0x2c4a7a),
        ("sophie", 0xd7d0d3, 2, H::Bun, 0x3d2a23, B::None, G::None, D::Jumper, 0x5d4a66),
        ("marc", 0xccd2cf, 1, H::Full, 0xb9b5ae, B::None, G::Square, D::Collar, 0x26323a),
        ("aicha", 0xdfd3bd, 5, H::Afro, 0x17120f, B::None, G::None, D::Jumper, 0xc98a1b),
        ("julien", 0xcdd6da, 2, H::Crop, 0x3a2a20, B::Full, G::None, D::Jumper, 0x2d4c7c),
        ("ines", 0xd3dcd6, 3, H::Ponytail, 0x2a1c17, B::None, G::None, D::Jumper, 0x7a2f3c),
        ("paul", 0xd5d5cc, 4, H::Crop, 0x1a1512, B::None, G::Square, D::Jumper, 0x4a5a4f),
        ("claire", 0xf3dca6, 1, H::Long, 0x8f4a26, B::None, G::None, D::Collar, 0x3b3f4a),
        ("bruno", 0xefd9ac, 1, H::Ring, 0x6d6a64, B::Short, G::None, D::Jumper, 0x3c4b57),
        ("sarah", 0xf3dfb2, 3, H::Bun, 0x1f1815, B::None, G::Square, D::Jumper, 0x47605a),
        ("lea", 0xf4dca8, 0, H::Bob, 0xc0562f, B::None, G::None, D::Jumper, 0x26353d),
        ("karim", 0xefd7a4, 3, H::Parted, 0x1d1714, B::Full, G::None, D::Jumper, 0x7b3f2b),
        ("odile", 0xf2deb4, 2, H::Bob, 0xc9c5bd, B::None, G::Square, D::Jumper, 0x5a4a5e),
        ("joao", 0xd9d3c6, 2, H::Cap, 0x2c2420, B::Short, G::None, D::Overalls, 0x33475b),
        ("gianni", 0xdcd9cf, 1, H::Ring, 0xb9b5ae, B::Moustache, G::Round, D::Overalls, 0x2d4c7c),
        ("fatima", 0xc8d3d6, 3, H::Scarf, 0x51695b, B::None, G::None, D::Overalls, 0x3b3f4a),
        ("moussa", 0xcfd8d0, 5, H::Crop, 0x17120f, B::Short, G::None, D::Overalls, 0x1f5c46),
        ("kader", 0xe4d8cb, 3, H::Crop, 0x211a18, B::None, G::None, D::Vest, 0x44584e),
        ("mireille", 0xd7d0d3, 1, H::Bun, 0xb9b5ae, B::None, G::Round, D::Collar, 0xb0602f),
    ]
};

impl Look {
    /// The face of someone the story knows.
    pub fn of_cast(word: &str) -> Option<Self> {
        let row = FACES.iter().find(|r| r.0 == word)?;
        let &(_, background, skin, hair, hair_colour, beard, glasses, dress, dress_colour) = row;
        Some(Self { background, skin, hair, hair_colour, beard, glasses, dress, dress_colour, smile: row.0.len() % 2 })
    }
}
