//! Links to files of a letter. An address only says *where*, and who writes to it is asked who they are; such a link opens by
//! itself, so that it carries a whole signature (128 bits) and the moment when it ends:
//!
//! ```text
//! key (2) · epoch (4) · until (32) · file (122) · person (122) · MAC (128)      82 characters
//! ```
//!
//! It is of a kind of its own: no address can be made into it, nor it into one.

use chrono::{DateTime, Utc};

use super::{Addresses, EPOCH, ID, KEY, Key, SEAL, Token, packed, unpacked};
use crate::domain::delivery::Link;

const KIND: char = 'f';
/// Seconds since 1970.
const UNTIL: u32 = 32;

impl Addresses {
    /// What stands for a link in the path of its page.
    pub fn link(&self, link: &Link) -> String {
        let (key, epoch, until) = (&self.keys[0], link.epoch % 16, link.until.timestamp() as u32);
        let mut token = Token::default();
        token.push(key.number.into(), KEY);
        token.push(epoch.into(), EPOCH);
        token.push(until.into(), UNTIL);
        token.push(packed(link.file.uuid()), ID);
        token.push(packed(link.person.uuid()), ID);
        token.push(self.sealed(key, &Link { epoch, ..*link }), SEAL);
        format!("{KIND}.{}", token.spelt())
    }

    /// What a link says, if it is one of ours. Whether it still holds is for the database to say.
    pub fn read_link(&self, text: &str) -> Option<Link> {
        let mut token = Token::read(text.strip_prefix(KIND)?.strip_prefix('.')?)?;
        let (number, epoch) = (token.take(KEY)?, token.take(EPOCH)? as u8);
        let until = DateTime::<Utc>::from_timestamp(token.take(UNTIL)? as i64, 0)?;
        let (file, person) = (unpacked(token.take(ID)?).into(), unpacked(token.take(ID)?).into());
        let (link, seal) = (Link { file, person, epoch, until }, token.take(SEAL)?);
        let is_right = |key: &&Key| u128::from(key.number) == number && self.sealed(key, &link) == seal;
        (token.is_used_up() && self.keys.iter().any(|key| is_right(&key))).then_some(link)
    }

    fn sealed(&self, key: &Key, link: &Link) -> u128 {
        let until = (link.until.timestamp() as u32).to_be_bytes();
        key.seal(&self.domain, KIND, link.epoch, &[link.file.uuid(), link.person.uuid()], &until)
    }
}
