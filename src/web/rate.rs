//! How often is too often: failed sign-ins, letters asked for, things written.

use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config::Limits;
use crate::domain::ids::PersonId;

/// One bucket for each key, which fills again over its period.
struct Bucket<K: Hash + Eq + Clone>(DefaultKeyedRateLimiter<K>);

impl<K: Hash + Eq + Clone> Bucket<K> {
    fn of(most: u32, seconds: u32) -> Self {
        let most = NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN);
        let period = std::time::Duration::from_secs(u64::from(seconds)) / most.get();
        let quota = Quota::with_period(period).unwrap_or(Quota::per_hour(most)).allow_burst(most);
        Self(RateLimiter::keyed(quota))
    }

    fn takes(&self, key: &K) -> bool {
        self.0.check_key(key).is_ok()
    }
}

/// All that is limited.
pub struct Rates {
    by_account: Bucket<String>,
    by_address: Bucket<IpAddr>,
    letters: Bucket<String>,
    letters_by_address: Bucket<IpAddr>,
    writes: Bucket<PersonId>,
}

impl Rates {
    /// As the settings say.
    pub fn new(limits: &Limits) -> Self {
        Self {
            by_account: Bucket::of(limits.sign_in_attempts, 15 * 60),
            by_address: Bucket::of(limits.sign_in_attempts_per_address, 15 * 60),
            letters: Bucket::of(limits.password_resets, 60 * 60),
            letters_by_address: Bucket::of(limits.sign_in_attempts_per_address, 60 * 60),
            writes: Bucket::of(limits.writes_per_minute, 60),
        }
    }

    /// Whether somebody may try a password for this account from this address. Both are counted, whoever says no.
    pub fn may_sign_in(&self, account: &str, from: IpAddr) -> bool {
        let (account, address) = (self.by_account.takes(&account.to_lowercase()), self.by_address.takes(&from));
        account && address
    }

    /// Whether another letter may be asked for, for this account.
    pub fn may_ask_for_letter(&self, account: &str) -> bool {
        self.letters.takes(&account.to_lowercase())
    }

    /// Whether somebody at the door may ask for a letter to this address. Both are counted, whoever says no.
    pub fn may_ask_at_the_door(&self, account: &str, from: IpAddr) -> bool {
        let (account, address) = (self.may_ask_for_letter(account.trim()), self.letters_by_address.takes(&from));
        account && address
    }

    /// Whether a person may write something more.
    pub fn may_write(&self, person: PersonId) -> bool {
        self.writes.takes(&person)
    }
}
