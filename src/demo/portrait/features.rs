//! What tells one face from another.

use super::canvas::Canvas;
use crate::demo::chance::Chance;

/// How the hair is worn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says its hair")]
pub enum Hair {
    Bob,
    Long,
    Ponytail,
    Bun,
    Afro,
    Curls,
    Scarf,
    Crop,
    Parted,
    Full,
    Tousled,
    Ring,
    Receding,
    Cap,
}

/// What grows on the chin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says its beard")]
pub enum Beard {
    None,
    Short,
    Full,
    Moustache,
}

/// What is worn on the nose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says its glasses")]
pub enum Glasses {
    None,
    Square,
    Round,
}

/// What is worn on the shoulders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says its dress")]
pub enum Dress {
    Jumper,
    Collar,
    Overalls,
    Vest,
}

/// A face in a few words: enough to draw it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Behind the person.
    pub background: u32,
    /// From 0, the palest, to 5.
    pub skin: usize,
    /// How the hair is worn.
    pub hair: Hair,
    /// Its colour, or that of the scarf.
    pub hair_colour: u32,
    /// What grows on the chin.
    pub beard: Beard,
    /// What is worn on the nose.
    pub glasses: Glasses,
    /// What is worn on the shoulders.
    pub dress: Dress,
    /// Its colour.
    pub dress_colour: u32,
    /// 0 to 2.
    pub smile: usize,
}

const SKINS: [(u32, u32); 6] = [
    (0xf6dcc8, 0xe8bfa6),
    (0xf2cfb4, 0xe3b494),
    (0xe9bd98, 0xd5a07a),
    (0xd09a6e, 0xb77f55),
    (0x9c6744, 0x834f31),
    (0x6b4530, 0x553322),
];
const HOUSE: [u32; 9] = [0xc9d8cf, 0xd9d3c6, 0xdcd9cf, 0xc8d3d6, 0xe4d8cb, 0xcfd8d0, 0xd7d0d3, 0xdfd3bd, 0xcdd6da];
const SUN: [u32; 5] = [0xf3dca6, 0xefd9ac, 0xf3dfb2, 0xefd7a4, 0xf2deb4];
const SHIRTS: [u32; 11] =
    [0x1f5c46, 0x33475b, 0x8c3b2e, 0x44584e, 0x2f4f66, 0x5d4a66, 0x7a2f3c, 0x2d4c7c, 0x6b5a3a, 0x3b3f4a, 0xb0602f];
const DARK_HAIR: [u32; 4] = [0x17120f, 0x211a18, 0x2a1c17, 0x2c2420];
const HAIR: [u32; 8] = [0x5a3524, 0x3a2a20, 0x8f4a26, 0xb5793f, 0xd2a25a, 0x6a4a32, 0xb9b5ae, 0x8b8780];

impl Look {
    /// A face by chance: of a woman or a man, of a skin, at work in the workshop or not, of the house or not.
    pub fn by_chance(chance: &mut Chance, woman: bool, skin: usize, workshop: bool, house: bool) -> Self {
        let hair = if woman {
            use Hair::*;
            let list = [Bob, Long, Ponytail, Bun, Long, Ponytail, Bob, Curls];
            match skin {
                3 if chance.percent(22) => Scarf,
                5 if chance.percent(60) => Afro,
                _ => *chance.pick(&list),
            }
        } else {
            use Hair::*;
            match workshop && chance.percent(24) {
                true => Cap,
                false => *chance.pick(&[Crop, Parted, Full, Tousled, Ring, Receding, Crop, Parted]),
            }
        };
        let mut hair_colour = *chance.pick(if skin >= 3 { &DARK_HAIR[..] } else { &HAIR[..] });
        if matches!(hair, Hair::Ring | Hair::Receding) && skin < 3 {
            hair_colour = *chance.pick(&[0x8b8780, 0x6d6a64, 0x6a4a32]);
        }
        if hair == Hair::Scarf {
            hair_colour = *chance.pick(&[0x5d6f7c, 0x7d5a63, 0x51695b, 0xa88a5c]);
        }
        let beard = match chance.below(10) {
            _ if woman => Beard::None,
            0..=1 => Beard::Full,
            2..=4 => Beard::Short,
            5 => Beard::Moustache,
            _ => Beard::None,
        };
        let glasses = match chance.below(10) {
            0..=1 => Glasses::Square,
            2 => Glasses::Round,
            _ => Glasses::None,
        };
        let dress = match (workshop, chance.below(10)) {
            (true, 0..=4) => Dress::Overalls,
            (true, 5..=6) => Dress::Vest,
            (false, 0..=4) => Dress::Collar,
            _ => Dress::Jumper,
        };
        Self {
            background: *chance.pick(if house { &HOUSE[..] } else { &SUN[..] }),
            skin,
            hair,
            hair_colour,
            beard,
            glasses,
            dress,
            dress_colour: *chance.pick(&SHIRTS),
            smile: chance.below(3),
        }
    }

    pub(super) fn skin_tones(&self) -> (u32, u32) {
        SKINS[self.skin.min(5)]
    }

    /// Brows and beard keep their own colour under a scarf.
    fn brow_colour(&self) -> u32 {
        if self.hair == Hair::Scarf { 0x2a1c17 } else { self.hair_colour }
    }
}

pub(super) fn dress(c: &mut Canvas, look: &Look) {
    c.fill("M6 98c1-19 15-25 42-25s41 6 42 25Z", look.dress_colour, 1.0);
    match look.dress {
        Dress::Jumper => c.fill("M37 72.5c1 7 5 10.5 11 10.5s10-3.5 11-10.5c-4-.8-18-.8-22 0Z", 0x000000, 0.18),
        Dress::Collar => c.fill("M38 73l10 13 10-13c-3-1-17-1-20 0Z", 0xf3efe6, 1.0),
        Dress::Overalls => {
            c.fill("M37 72.5c1 7 5 10.5 11 10.5s10-3.5 11-10.5c-4-.8-18-.8-22 0Z", 0xd9d5ca, 1.0);
            c.fill("M38 72.700l-12 5 14 18 8-12.500ZM58 72.700l12 5-14 18-8-12.500Z", 0x000000, 0.16);
            c.stroke("M48 86v10", 1.0, 0xf3efe6, 0.6);
        }
        Dress::Vest => {
            c.fill("M20 78c4-2 9-4 16-4.800L48 98H14ZM76 78c-4-2-9-4-16-4.800L48 98h34Z", 0xe8912f, 1.0);
            c.fill("M17 88.500l25-2 2.500 5-28 2ZM79 88.500l-25-2-2.500 5 28 2Z", 0xf1ecd9, 0.95);
        }
    }
}

pub(super) fn beard(c: &mut Canvas, look: &Look) {
    let h = look.brow_colour();
    match look.beard {
        Beard::None => {}
        Beard::Full => c.fill("M31 44c0 15 6 24 17 24s17-9 17-24c-2 6-4 9-7 9-6-2-14-2-20 0-3 0-5-3-7-9Z", h, 1.0),
        Beard::Short => c.fill(
            "M31.5 46c.5 13 6.5 20.5 16.5 20.5S64 59 64.5 46c-2 5-4 7-7 7.5-6-2-13-2-19 0-3-.5-5-2.5-7-7.5Z",
            h,
            0.42,
        ),
        Beard::Moustache => c.fill("M41 54c3-3 5-2.5 7-1.5 2-1 4-1.5 7 1.5-3 1.5-5 1-7 .3-2 .7-4 1.2-7-.3Z", h, 1.0),
    }
}

pub(super) fn brows(c: &mut Canvas, look: &Look) {
    c.stroke("M37.6 38.3c2-1.5 4.4-1.6 6.4-.7M52 37.6c2-.9 4.4-.8 6.4.7", 1.8, look.brow_colour(), 0.85);
}

pub(super) fn glasses(c: &mut Canvas, look: &Look) {
    let frame = match look.glasses {
        Glasses::None => return,
        Glasses::Square => {
            "M39 39h3.500c3 0 4 1.500 4 4v1.500c0 3-1.500 4-4 4H39c-3 0-4-1.500-4-4V43c0-2.500 1-4 4-4ZM53.500 39H57c3 0 4 1.500 4 4v1.500c0 3-1.500 4-4 4h-3.500c-3 0-4-1.500-4-4V43c0-2.500 1-4 4-4Z"
        }
        Glasses::Round => {
            "M41 37.800c3.300 0 5.800 2.500 5.800 5.800s-2.500 5.800-5.800 5.800-5.800-2.500-5.800-5.800 2.500-5.800 5.800-5.800ZM55 37.800c3.300 0 5.800 2.500 5.800 5.800s-2.500 5.800-5.800 5.800-5.800-2.500-5.800-5.800 2.500-5.800 5.800-5.800Z"
        }
    };
    c.fill(frame, 0xffffff, 0.18);
    c.stroke(frame, 1.5, 0x262d2b, 1.0);
    c.stroke("M46.5 42.6c1-.8 2-.8 3 0M35 42.5l-4-1M61 42.5l4-1", 1.5, 0x262d2b, 1.0);
}
