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
const HOUSE: [u32; 9] = [
    0xc9d8cf, 0xd9d3c6, 0xdcd9cf, 0xc8d3d6, 0xe4d8cb, 0xcfd8d0, 0xd7d0d3, 0xdfd3bd, 0xcdd6da,
];
const SUN: [u32; 5] = [0xf3dca6, 0xefd9ac, 0xf3dfb2, 0xefd7a4, 0xf2deb4];
const SHIRTS: [u32; 11] = [
    0x1f5c46, 0x33475b, 0x8c3b2e, 0x44584e, 0x2f4f66, 0x5d4a66, 0x7a2f3c, 0x2d4c7c, 0x6b5a3a,
    0x3b3f4a, 0xb0602f,
];
const DARK_HAIR: [u32; 4] = [0x17120f, 0x211a18, 0x2a1c17, 0x2c2420];
const HAIR: [u32; 8] = [
    0x5a3524, 0x3a2a20, 0x8f4a26, 0xb5793f, 0xd2a25a, 0x6a4a32, 0xb9b5ae, 0x8b8780,
];

impl Look {
    /// A face by chance: of a woman or a man, of a skin, at work in the workshop or not, of the house or not.
    pub fn by_chance(
        chance: &mut Chance,
        woman: bool,
        skin: usize,
        workshop: bool,
        house: bool,
    ) -> Self {
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
        if self.hair == Hair::Scarf {
            0x2a1c17
        } else {
            self.hair_colour
        }
    }
}

pub(super) fn hair_behind(c: &mut Canvas, look: &Look) {
    let h = look.hair_colour;
    match look.hair {
        Hair::Bob => c.fill("M27 44c-2-20 9-30 22-30s23 10 20 30c-.5 7 0 12 1 17-10 5-33 5-44 0 1-5 1.5-10 1-17Z", h, 1.0),
        Hair::Long => c.fill("M26 44C24 22 36 13 49 13s24 10 22 31c-.6 9 2 20 4 28-8 6-46 6-54 0 3-9 5-19 5-28Z", h, 1.0),
        Hair::Ponytail => {
            c.fill("M64 26c12 4 15 20 9 38-6-4-9-14-8-24Z", h, 1.0);
            c.fill("M28 42c-2-18 8-28 20-28s23 9 20 28c-2 5-38 5-40 0Z", h, 1.0);
        }
        Hair::Bun => {
            c.ellipse((49.0, 13.0), (9.0, 9.0), h, 1.0);
            c.fill("M28 42c-2-18 8-27 20-27s23 9 20 27c-2 5-38 5-40 0Z", h, 1.0);
        }
        Hair::Afro => c.fill("M20 38C18 20 32 9 48 9s30 11 28 29c-.6 9-5 15-9 18H29c-5-3-8.5-9-9-18Z", h, 1.0),
        Hair::Curls => {
            let curls = [(30, 34, 9), (35, 23, 10), (47, 18, 11), (59, 22, 10), (66, 33, 9), (28, 45, 8), (68, 45, 8), (30, 55, 7), (66, 55, 7), (48, 30, 16)];
            blobs(c, &curls, h);
        }
        Hair::Scarf => c.fill("M25 46C23 24 35 13 48 13s25 11 23 33c-.6 10 3 24 6 30-10 8-48 8-58 0 3-6 6.600-20 6-30Z", h, 1.0),
        _ => {}
    }
}

pub(super) fn hair_before(c: &mut Canvas, look: &Look) {
    let h = look.hair_colour;
    let front = match look.hair {
        Hair::Bob => {
            "M30 44c-1-7 1-12 4-15 9 3 20 2 27-1 4 4 5.5 9 5 16 5-14 1-28-17-28S26 30 30 44Z"
        }
        Hair::Long => {
            "M31 42c0-10 4-15 11-18 5 6 15 9 23 9 1 3 1.5 6 1 10 4-14 0-26-17-27-17-1-22 12-18 26Z"
        }
        Hair::Ponytail => {
            "M30 41c1-8 5-12 9-15 8 4 19 5 26 4 1 3 1.5 7 1 11 4-16-3-26-18-26S26 25 30 41Z"
        }
        Hair::Bun => "M30 41c1-9 6-13 18-13s16 4 18 13c4-16-3-25-18-25S26 25 30 41Z",
        Hair::Afro => "M30 38c2-8 8-11 18-11s16 3 18 11c5-14-4-26-18-26s-23 12-18 26Z",
        Hair::Crop => "M30 37c0-13 7-20 18-20s19 7 18 20c-1-5-3-8-5-9-8-3-19-3-26 0-2 1-4 4-5 9Z",
        Hair::Parted => {
            "M29 43c-3-17 6-28 20-28 15 0 21 10 18 28-1-6-3-10-5-12-9 2-20 1-27-3-3 4-5 9-6 15Z"
        }
        Hair::Full => {
            "M29 42c-3-15 4-27 20-27 14 0 20 9 18 27-1-6-2-9-5-12-8 0-17-2-22-6-3 5-9 8-11 18Z"
        }
        Hair::Tousled => {
            "M28 44c-5-12 1-20 6-23 3-7 14-9 19-5 9-2 15 5 15 11 3 5 2 12-1 17 0-7-2-11-6-13-3 3-8 2-10-1-4 4-11 4-14 1-5 2-8 7-9 13Z"
        }
        Hair::Ring => "M30 44c-2-5-1-9 1-12l1.5 8ZM66 44c2-5 1-9-1-12l-1.5 8Z",
        Hair::Receding => {
            "M30 42c-2-12 2-20 9-23-3 5-5 9-5 13ZM66 42c2-12-2-20-9-23 3 5 5 9 5 13ZM37 23c5-6 17-6 22 0-7-2.500-15-2.500-22 0Z"
        }
        Hair::Curls => {
            let curls = [
                (35, 27, 6),
                (43, 23, 7),
                (52, 22, 7),
                (60, 26, 6),
                (64, 32, 4),
                (32, 34, 4),
            ];
            return blobs(c, &curls, h);
        }
        Hair::Scarf => {
            c.fill("M27 46C25 26 35 15 48 15s23 11 21 31c-.5 9-4 19-9 24 2-7 5-15 5-26 0-11-6-18-17-18s-17 7-17 18c0 11 3 19 5 26-5-5-8.5-15-9-24Z", h, 1.0);
            c.fill("M34 64c4 8 24 8 28 0l4 10c-8 9-28 9-36 0Z", h, 1.0);
            return c.stroke(
                "M33 70c8 7 22 7 30 0M31 32c4-8 10-11 17-11",
                1.3,
                0x000000,
                0.14,
            );
        }
        Hair::Cap => {
            c.fill("M30 45c-2-5-1-9 1-13l2 9ZM66 45c2-5 1-9-1-13l-2 9Z", h, 1.0);
            c.fill(
                "M29.500 32C29 20 37 14 48 14s19 6 18.500 18c-10-3.500-27-3.500-37 0Z",
                look.dress_colour,
                1.0,
            );
            c.fill("M29.500 32c10-3.500 27-3.500 37 0 3 .8 5 2.500 6 4.500-13-4-36-4-49 0 1-2 3-3.700 6-4.500Z", look.dress_colour, 1.0);
            c.fill("M29.500 32c10-3.500 27-3.500 37 0 3 .8 5 2.500 6 4.500-13-4-36-4-49 0 1-2 3-3.700 6-4.500Z", 0x000000, 0.2);
            return c.stroke("M44 22.500h8", 3.4, 0xf3efe6, 0.8);
        }
    };
    c.fill(front, h, 1.0);
}

pub(super) fn dress(c: &mut Canvas, look: &Look) {
    c.fill("M6 98c1-19 15-25 42-25s41 6 42 25Z", look.dress_colour, 1.0);
    match look.dress {
        Dress::Jumper => c.fill(
            "M37 72.5c1 7 5 10.5 11 10.5s10-3.5 11-10.5c-4-.8-18-.8-22 0Z",
            0x000000,
            0.18,
        ),
        Dress::Collar => c.fill("M38 73l10 13 10-13c-3-1-17-1-20 0Z", 0xf3efe6, 1.0),
        Dress::Overalls => {
            c.fill(
                "M37 72.5c1 7 5 10.5 11 10.5s10-3.5 11-10.5c-4-.8-18-.8-22 0Z",
                0xd9d5ca,
                1.0,
            );
            c.fill(
                "M38 72.700l-12 5 14 18 8-12.500ZM58 72.700l12 5-14 18-8-12.500Z",
                0x000000,
                0.16,
            );
            c.stroke("M48 86v10", 1.0, 0xf3efe6, 0.6);
        }
        Dress::Vest => {
            c.fill(
                "M20 78c4-2 9-4 16-4.800L48 98H14ZM76 78c-4-2-9-4-16-4.800L48 98h34Z",
                0xe8912f,
                1.0,
            );
            c.fill(
                "M17 88.500l25-2 2.500 5-28 2ZM79 88.500l-25-2-2.500 5 28 2Z",
                0xf1ecd9,
                0.95,
            );
        }
    }
}

pub(super) fn beard(c: &mut Canvas, look: &Look) {
    let h = look.brow_colour();
    match look.beard {
        Beard::None => {}
        Beard::Full => c.fill("M31 44c0 15 6 24 17 24s17-9 17-24c-2 6-4 9-7 9-6-2-14-2-20 0-3 0-5-3-7-9Z", h, 1.0),
        Beard::Short => c.fill("M31.5 46c.5 13 6.5 20.5 16.5 20.5S64 59 64.5 46c-2 5-4 7-7 7.5-6-2-13-2-19 0-3-.5-5-2.5-7-7.5Z", h, 0.42),
        Beard::Moustache => c.fill("M41 54c3-3 5-2.5 7-1.5 2-1 4-1.5 7 1.5-3 1.5-5 1-7 .3-2 .7-4 1.2-7-.3Z", h, 1.0),
    }
}

pub(super) fn brows(c: &mut Canvas, look: &Look) {
    c.stroke(
        "M37.6 38.3c2-1.5 4.4-1.6 6.4-.7M52 37.6c2-.9 4.4-.8 6.4.7",
        1.8,
        look.brow_colour(),
        0.85,
    );
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
    c.stroke(
        "M46.5 42.6c1-.8 2-.8 3 0M35 42.5l-4-1M61 42.5l4-1",
        1.5,
        0x262d2b,
        1.0,
    );
}

fn blobs(c: &mut Canvas, blobs: &[(u8, u8, u8)], colour: u32) {
    for &(x, y, r) in blobs {
        c.ellipse((x.into(), y.into()), (r.into(), r.into()), colour, 1.0);
    }
}
