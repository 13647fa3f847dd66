//! How often things may be tried before Parvis says: later.

use clap::Args;

use super::problems::{Problems, given};

/// The limits as they are written.
#[derive(Args, Clone, Debug, Default)]
pub struct LimitOptions {
    /// Failed sign-ins for one account, in 15 minutes
    #[arg(long, env = "PARVIS_SIGN_IN_ATTEMPTS", default_value = "10", value_name = "NUMBER")]
    pub sign_in_attempts: String,

    /// Failed sign-ins from one network address, in 15 minutes
    #[arg(long, env = "PARVIS_SIGN_IN_ATTEMPTS_PER_ADDRESS", default_value = "100", value_name = "NUMBER")]
    pub sign_in_attempts_per_address: String,

    /// Requests for a new password for one account, in an hour
    #[arg(long, env = "PARVIS_PASSWORD_RESETS", default_value = "5", value_name = "NUMBER")]
    pub password_resets: String,

    /// Things one person may write, in a minute
    #[arg(long, env = "PARVIS_WRITES_PER_MINUTE", default_value = "60", value_name = "NUMBER")]
    pub writes_per_minute: String,

    /// Megabytes of files that one letter takes along; of more it says where they are
    #[arg(long, env = "PARVIS_LETTER_MEGABYTES", default_value = "10", value_name = "NUMBER")]
    pub letter_megabytes: String,
}

/// How often things may be tried, and how much may travel; never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Failed sign-ins for one account, in 15 minutes.
    pub sign_in_attempts: u32,
    /// Failed sign-ins from one network address, in 15 minutes.
    pub sign_in_attempts_per_address: u32,
    /// Requests for a new password for one account, in an hour.
    pub password_resets: u32,
    /// Things one person may write, in a minute.
    pub writes_per_minute: u32,
    /// Megabytes of files that one letter takes along.
    pub letter_megabytes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sign_in_attempts: 10,
            sign_in_attempts_per_address: 100,
            password_resets: 5,
            writes_per_minute: 60,
            letter_megabytes: 10,
        }
    }
}

impl LimitOptions {
    pub(super) fn check(&self, problems: &mut Problems) -> Limits {
        let usual = Limits::default();
        let mut limit = |name, value: &str, usual| match given(value).map(str::parse) {
            None => usual,
            Some(Ok(number)) if number > 0 => number,
            Some(_) => {
                problems.add(name, value, "a whole number from 1");
                usual
            }
        };
        Limits {
            sign_in_attempts: limit("PARVIS_SIGN_IN_ATTEMPTS", &self.sign_in_attempts, usual.sign_in_attempts),
            sign_in_attempts_per_address: limit(
                "PARVIS_SIGN_IN_ATTEMPTS_PER_ADDRESS",
                &self.sign_in_attempts_per_address,
                usual.sign_in_attempts_per_address,
            ),
            password_resets: limit("PARVIS_PASSWORD_RESETS", &self.password_resets, usual.password_resets),
            writes_per_minute: limit("PARVIS_WRITES_PER_MINUTE", &self.writes_per_minute, usual.writes_per_minute),
            letter_megabytes: limit("PARVIS_LETTER_MEGABYTES", &self.letter_megabytes, usual.letter_megabytes),
        }
    }
}
