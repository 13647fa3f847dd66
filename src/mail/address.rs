//! Signed addresses: where a reply, a bounce, a wish to be left alone or a confirmation belongs, without asking the
//! database first.
//!
//! `r.TOKEN@mail.example` is a local part of at most 64 characters, the most that SMTP promises to carry (RFC 5321,
//! 4.5.3.1.1), and of letters, digits and one separator, which every gateway leaves alone. The token is base32 (RFC 4648,
//! lower case) of these bits:
//!
//! ```text
//! key (2) · epoch (4) · id (122) [· id (122)] · MAC (60)      38 characters with one id, 62 with two
//! ```
//!
//! Whole identifiers need no table of tokens, no row for each letter and no search by parts of an id; two of them fit
//! because the six bits of a UUID that only say "version 7" are left out. What remains for the MAC is 60 bits of
//! HMAC-SHA256. That is enough for something that can only be tried against our own door, at the door's pace: a million
//! tries a second would take eighteen thousand years. It also is never enough alone: such an address says *where*, and
//! an authenticated sender says *who* (a token that leaks publishes nothing).
//!
//! The kind and the domain are signed too, so that no address can be made into one of another kind or another house.
//! The epoch is the person's: raising it ends all their addresses. Whoever takes a token asks for it.

mod link;

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::domain::ids::{PersonId, PostId, SpaceId};

/// What a signed address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// `r.`: an answer in this thread, from the letter that this person got.
    Reply { post: PostId, person: PersonId },
    /// `b.`: this letter could not be delivered.
    Bounce { letter: Uuid },
    /// `u.`: this person wants no more mail about a space or a thread, or, where it is their own id, about anything.
    Unsubscribe { person: PersonId, about: Uuid },
    /// `t.`: a letter of Parvis to itself.
    Test { test: Uuid },
    /// `c.`: whoever got this address sent the message that is held.
    Confirm { held: Uuid },
}

/// A signed address that was read: its MAC is right. Whether it still holds is for the database to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// What it says.
    pub signed: Signed,
    /// The epoch of the person it was made for, at the time: 0 to 15.
    pub epoch: u8,
}

/// A key of the ring: a number from 0 to 3, which the token carries, and its secret.
#[derive(Clone)]
pub struct Key {
    number: u8,
    secret: [u8; 32],
}

impl Key {
    /// The key of this number; numbers come round again after four.
    pub fn new(number: u8, secret: [u8; 32]) -> Self {
        Self { number: number % 4, secret }
    }

    /// Signs what stands in an address's token, its kind and the domain it is for.
    fn mac(&self, domain: &str, kind: char, epoch: u8, ids: &[Uuid]) -> u128 {
        self.seal(domain, kind, epoch, ids, &[]) >> (SEAL - MAC)
    }

    /// The same with more than an address has room for: what else is signed, and more of the signature.
    fn seal(&self, domain: &str, kind: char, epoch: u8, ids: &[Uuid], rest: &[u8]) -> u128 {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).expect("HMAC takes keys of any length");
        mac.update(b"parvis-mail\0");
        mac.update(domain.as_bytes());
        mac.update(&[0, kind as u8, self.number, epoch]);
        for id in ids {
            mac.update(id.as_bytes());
        }
        mac.update(rest);
        let mut first = [0; 16];
        first.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        u128::from_be_bytes(first)
    }
}

/// Whose an address is, as far as it tells by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// It was signed by this house.
    Signed(Read),
    /// The one that letters come from: what an answer to it belongs to, only its ids say.
    Sender,
    /// Whoever runs the domain (RFC 5321, 4.5.1; RFC 2142): never a thread, never a space.
    Postmaster,
    /// A space, if there is one of this name, and what stands behind it after a `+` or a dot.
    Space { name: String, option: Option<String> },
    /// Of another domain.
    Elsewhere,
}

/// Makes and reads the signed addresses of a house.
#[derive(Clone)]
pub struct Addresses {
    domain: String,
    keys: Vec<Key>,
    sender: String,
}

const KEY: u32 = 2;
const EPOCH: u32 = 4;
const ID: u32 = 122;
const MAC: u32 = 60;
/// What a link carries of its signature, which nothing makes short.
const SEAL: u32 = 128;
/// The longest token: a link's.
const LONGEST: usize = 83;

impl Addresses {
    /// Those of a mail domain. The first key signs; the others are still read, so that a new key ends no address that is
    /// out in the world.
    ///
    /// # Panics
    /// Without a key.
    pub fn new(domain: &str, keys: Vec<Key>) -> Self {
        assert!(!keys.is_empty(), "somebody must sign");
        Self { domain: domain.to_ascii_lowercase(), keys, sender: String::new() }
    }

    /// With the address that letters come from.
    pub fn sent_from(self, sender: &str) -> Self {
        Self { sender: sender.to_lowercase(), ..self }
    }

    /// Whose an address is. Behind a `+` or a dot, a space's may carry anything.
    pub fn meant(&self, address: &str) -> Meant {
        let address = address.trim().to_lowercase();
        if let Some(read) = self.read(&address) {
            return Meant::Signed(read);
        }
        if address == self.sender {
            return Meant::Sender;
        }
        match address.rsplit_once('@') {
            Some((local, domain)) if domain == self.domain => match local {
                "postmaster" | "abuse" => Meant::Postmaster,
                local => {
                    let (name, option) =
                        local.split_once(['+', '.']).map_or((local, None), |(name, rest)| (name, Some(rest)));
                    Meant::Space { name: name.to_owned(), option: option.map(str::to_owned) }
                }
            },
            _ => Meant::Elsewhere,
        }
    }

    /// What stands behind the `@` of all of them.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The whole address.
    pub fn sign(&self, signed: Signed, epoch: u8) -> String {
        format!("{}@{}", self.local(signed, epoch), self.domain)
    }

    /// What stands before the `@`; a link of our own carries it as well.
    pub fn local(&self, signed: Signed, epoch: u8) -> String {
        let (kind, ids) = signed.parts();
        let (key, epoch) = (&self.keys[0], epoch % 16);
        let mut token = Token::default();
        token.push(key.number.into(), KEY);
        token.push(epoch.into(), EPOCH);
        for id in &ids {
            token.push(packed(*id), ID);
        }
        token.push(key.mac(&self.domain, kind, epoch, &ids), MAC);
        format!("{kind}.{}", token.spelt())
    }

    /// The Message-ID of a letter about this: the same each time it is sent and for everybody, ours to recognize, nobody's
    /// to guess.
    pub fn message_id(&self, about: Uuid) -> String {
        let key = &self.keys[0];
        let mut token = Token::default();
        token.push(key.number.into(), KEY);
        token.push(packed(about), ID);
        token.push(key.mac(&self.domain, 'm', 0, &[about]), MAC);
        format!("<m.{}@{}>", token.spelt(), self.domain)
    }

    /// What a Message-ID is about, if it is that of a letter of ours; a digest is about nothing that can be answered.
    pub fn about(&self, message_id: &str) -> Option<Uuid> {
        let (local, domain) = message_id.trim().trim_matches(['<', '>']).rsplit_once('@')?;
        domain.eq_ignore_ascii_case(&self.domain).then_some(())?;
        let mut token = Token::read(local.to_ascii_lowercase().strip_prefix("m.")?)?;
        let (number, about) = (token.take(KEY)?, token.take(ID).map(unpacked)?);
        let mac = token.take(MAC)?;
        token.is_used_up().then_some(())?;
        let is_right = |key: &&Key| u128::from(key.number) == number && key.mac(&self.domain, 'm', 0, &[about]) == mac;
        self.keys.iter().find(is_right).map(|_| about)
    }

    /// What a secret space's address carries behind its name, so that nobody finds the space by trying names.
    pub fn tag(&self, space: SpaceId) -> String {
        let mut token = Token::default();
        token.push(
            self.keys.last().unwrap_or(&self.keys[0]).mac(&self.domain, 's', 0, &[space.uuid()]) >> (MAC - 40),
            40,
        );
        token.spelt()
    }

    /// The address of a space, whole.
    pub fn of_space(&self, space: SpaceId, slug: &str, is_secret: bool) -> String {
        let tag = if is_secret { format!(".{}", self.tag(space)) } else { String::new() };
        format!("{slug}{tag}@{}", self.domain)
    }

    /// Whether a Message-ID is that of a digest of ours.
    pub fn is_digest(&self, message_id: &str) -> bool {
        let bare = message_id.trim().trim_start_matches('<');
        let after = bare.strip_prefix('d').and_then(|rest| rest.split_once('.'));
        after.is_some_and(|(moment, rest)| moment.parse::<i64>().is_ok() && self.about(rest).is_some())
    }

    /// That of somebody's digest of this moment.
    pub fn digest_id(&self, person: PersonId, after: DateTime<Utc>) -> String {
        format!("<d{}.{}", after.timestamp(), &self.message_id(person.uuid())[1..])
    }

    /// What an address says, if it is one of ours. Gateways may have changed its case, written `+` or `-` for the dot, and
    /// put a mark of their own before it (`prvs=…=`, `SRS0=…=`).
    pub fn read(&self, address: &str) -> Option<Read> {
        let (local, domain) = address.trim().rsplit_once('@')?;
        domain.eq_ignore_ascii_case(&self.domain).then(|| self.read_local(local))?
    }

    /// The same for what stands before the `@`.
    pub fn read_local(&self, local: &str) -> Option<Read> {
        let local = local.rsplit('=').next()?.to_ascii_lowercase();
        let (kind, rest) = (local.chars().next()?, local.get(1..)?);
        let mut token = Token::read(rest.strip_prefix(['.', '+', '-'])?)?;
        let (number, epoch) = (token.take(KEY)?, token.take(EPOCH)? as u8);
        let ids = (0..Signed::ids(kind)?).map(|_| token.take(ID).map(unpacked)).collect::<Option<Vec<_>>>()?;
        let mac = token.take(MAC)?;
        token.is_used_up().then_some(())?;
        // One comparison of two numbers: it takes as long whatever they are.
        let is_right = |key: &&Key| u128::from(key.number) == number && key.mac(&self.domain, kind, epoch, &ids) == mac;
        self.keys.iter().find(is_right)?;
        Some(Read { signed: Signed::of(kind, &ids)?, epoch })
    }
}

impl Signed {
    fn parts(self) -> (char, Vec<Uuid>) {
        match self {
            Self::Reply { post, person } => ('r', vec![post.uuid(), person.uuid()]),
            Self::Bounce { letter } => ('b', vec![letter]),
            Self::Unsubscribe { person, about } => ('u', vec![person.uuid(), about]),
            Self::Confirm { held } => ('c', vec![held]),
            Self::Test { test } => ('t', vec![test]),
        }
    }

    /// How many ids stand in a token of this kind.
    fn ids(kind: char) -> Option<usize> {
        match kind {
            'r' | 'u' => Some(2),
            'b' | 'c' | 't' => Some(1),
            _ => None,
        }
    }

    fn of(kind: char, ids: &[Uuid]) -> Option<Self> {
        Some(match (kind, ids) {
            ('r', [post, person]) => Self::Reply { post: (*post).into(), person: (*person).into() },
            ('b', [letter]) => Self::Bounce { letter: *letter },
            ('u', [person, about]) => Self::Unsubscribe { person: (*person).into(), about: *about },
            ('c', [held]) => Self::Confirm { held: *held },
            ('t', [test]) => Self::Test { test: *test },
            _ => return None,
        })
    }
}

/// A UUID of version 7 without its version (bits 48 to 51) and its variant (bits 64 and 65).
fn packed(id: Uuid) -> u128 {
    debug_assert_eq!(id.get_version_num(), 7, "every id of ours is of version 7");
    let id = id.as_u128();
    let (time, random, rest) = (id >> 80, (id >> 64) & 0xfff, id & (u128::MAX >> 66));
    time << 74 | random << 62 | rest
}

fn unpacked(bits: u128) -> Uuid {
    let (time, random, rest) = (bits >> 74, (bits >> 62) & 0xfff, bits & (u128::MAX >> 66));
    Uuid::from_u128(time << 80 | 7 << 76 | random << 64 | 0b10 << 62 | rest)
}

/// A row of bits, spelt five by five.
#[derive(Default)]
struct Token {
    bits: Vec<bool>,
    taken: usize,
}

const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

impl Token {
    fn push(&mut self, value: u128, width: u32) {
        self.bits.extend((0..width).rev().map(|place| value >> place & 1 == 1));
    }

    fn take(&mut self, width: u32) -> Option<u128> {
        let bits = self.bits.get(self.taken..self.taken + width as usize)?;
        self.taken += width as usize;
        Some(bits.iter().fold(0, |value, bit| value << 1 | u128::from(*bit)))
    }

    /// Whether nothing is left but the zeros that filled the last character.
    fn is_used_up(&self) -> bool {
        let rest = &self.bits[self.taken..];
        rest.len() < 5 && !rest.contains(&true)
    }

    fn spelt(mut self) -> String {
        self.bits.resize(self.bits.len().next_multiple_of(5), false);
        let digit = |bits: &[bool]| bits.iter().fold(0_usize, |value, bit| value << 1 | usize::from(*bit));
        self.bits.chunks(5).map(|bits| char::from(ALPHABET[digit(bits)])).collect()
    }

    fn read(text: &str) -> Option<Self> {
        let mut token = Self::default();
        for letter in text.bytes().take(LONGEST) {
            token.push(ALPHABET.iter().position(|known| *known == letter)? as u128, 5);
        }
        Some(token)
    }
}

#[cfg(test)]
mod tests;
