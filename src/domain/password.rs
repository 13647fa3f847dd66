//! Passwords: argon2id, its parameters in one place, no rules of composition (NIST SP 800-63B, 5.1.1.2; ANSSI).

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};

use super::problems::Wrong;
use crate::error::{Error, Result};

/// The fewest characters.
pub const SHORTEST: usize = 12;

/// The most; argon2 would take more, a form need not.
const LONGEST: usize = 200;

/// Fewer guesses than this by zxcvbn's estimate is a common password: 10^8, a second's work for an attacker who has
/// the database.
const FEWEST_GUESSES: u64 = 100_000_000;

/// What OWASP's password storage cheat sheet asks at the least: 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("parameters within argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// A password that is long enough and not one that everybody tries.
pub struct Password(String);

impl Password {
    /// Checks a password somebody chooses; `known` is what is publicly known of them: name, address, company.
    pub fn choose(text: &str, known: &[&str]) -> Result<Self, Wrong> {
        let words = known.iter().flat_map(|known| known.split(|c: char| !c.is_alphanumeric()));
        let known: Vec<&str> = known.iter().copied().chain(words).filter(|word| !word.is_empty()).collect();
        match text.chars().count() {
            n if n < SHORTEST => Err(Wrong::with("problem-password-short", SHORTEST)),
            n if n > LONGEST => Err(Wrong::with("problem-too-long", LONGEST)),
            _ if zxcvbn::zxcvbn(text, &known).guesses() < FEWEST_GUESSES => Err(Wrong::new("problem-password-common")),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// Its hash, to be stored. Takes tens of milliseconds of a processor, on a thread of its own.
    pub async fn hash(self) -> Result<String> {
        on_a_thread(move || argon2().hash_password(self.0.as_bytes()).map(|hash| hash.to_string()).map_err(wrong))
            .await?
    }
}

/// How a password that was given compares to the hash on file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// It is another password, or there is none on file.
    No,
    /// It is the one.
    Yes,
    /// It is the one, and its hash was made with parameters of the past: hash it again.
    Outdated,
}

/// Compares, in the same time whether there is a hash on file or not, so that nobody learns who has an account.
pub async fn compare(given: String, on_file: Option<String>) -> Result<Match> {
    on_a_thread(move || {
        let known = on_file.is_some();
        let hash = on_file.unwrap_or_else(|| DECOY.clone());
        let parsed = PasswordHash::new(&hash).map_err(wrong)?;
        let same = given.len() <= 4 * LONGEST && argon2().verify_password(given.as_bytes(), &parsed).is_ok();
        let current = Params::try_from(&parsed).is_ok_and(|params| params == *argon2().params());
        Ok(match (known && same, current) {
            (false, _) => Match::No,
            (true, true) => Match::Yes,
            (true, false) => Match::Outdated,
        })
    })
    .await?
}

/// Hashes what somebody just proved to be their password, with the parameters of today.
pub async fn hash_again(given: String) -> Result<String> {
    Password(given).hash().await
}

/// The hash of nobody's password, to be compared when there is none on file.
static DECOY: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
    argon2().hash_password(b"the password of nobody").map(|hash| hash.to_string()).unwrap_or_default()
});

async fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}

fn wrong(error: impl std::fmt::Display) -> Error {
    Error::Internal(anyhow::anyhow!("password hash: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_is_refused_and_what_nobody_tries_is_taken() {
        let refused = |text: &str| Password::choose(text, &["camille", "brevent"]).err().map(|wrong| wrong.key);
        assert_eq!(refused("short"), Some("problem-password-short"));
        assert_eq!(refused("password1234"), Some("problem-password-common"));
        assert_eq!(refused("azertyuiop12"), Some("problem-password-common"));
        assert_eq!(refused("camille12345"), Some("problem-password-common"));
        assert_eq!(refused("quatre chevaux au parvis"), None);
    }

    #[tokio::test]
    async fn a_hash_recognizes_its_password_only_and_ages() {
        let hash = Password::choose("quatre chevaux au parvis", &[]).expect("good").hash().await.expect("hashed");
        let compare = |given: &str, hash: &str| compare(given.to_owned(), Some(hash.to_owned()));
        assert_eq!(compare("quatre chevaux au parvis", &hash).await.expect("compared"), Match::Yes);
        assert_eq!(compare("quatre chevaux au parvis ", &hash).await.expect("compared"), Match::No);
        let old = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8192, 1, 1, None).expect("good"));
        let old = old.hash_password(b"quatre chevaux au parvis").expect("hashed").to_string();
        assert_eq!(compare("quatre chevaux au parvis", &old).await.expect("compared"), Match::Outdated);
        assert_eq!(super::compare("the password of nobody".to_owned(), None).await.expect("compared"), Match::No);
    }
}
