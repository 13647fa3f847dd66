//! How often is too often: failed sign-ins, letters asked for, things written.

use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config::Limits;
use crate::domain::ids::PersonId;

/// After so many questions, keys whose buckets are full again are forgotten: a flood of invented accounts must not fill
/// the memory.
const TIDIED_EVERY: usize = 1_000;

/// From all lines together an account may be tried so many times as often as from one: a stranger who knows an address
/// must not be able to keep its owner out, and many strangers must not have as many tries.
const ANYWHERE: u32 = 5;

/// So much can be reported in an hour: more is no complaint but a nuisance to those who judge.
const REPORTS: u32 = 10;

/// One bucket for each key, which fills again over its period.
struct Bucket<K: Hash + Eq + Clone> {
    buckets: DefaultKeyedRateLimiter<K>,
    asked: AtomicUsize,
}

impl<K: Hash + Eq + Clone> Bucket<K> {
    fn of(most: u32, seconds: u32) -> Self {
        let most = NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN);
        let period = std::time::Duration::from_secs(u64::from(seconds)) / most.get();
        let quota = Quota::with_period(period).unwrap_or(Quota::per_hour(most)).allow_burst(most);
        Self { buckets: RateLimiter::keyed(quota), asked: AtomicUsize::new(0) }
    }

    fn takes(&self, key: &K) -> bool {
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDIED_EVERY == TIDIED_EVERY - 1 {
            self.buckets.retain_recent();
        }
        self.buckets.check_key(key).is_ok()
    }
}

/// All that is limited.
pub struct Rates {
    by_account: Bucket<(String, IpAddr)>,
    by_account_anywhere: Bucket<String>,
    by_address: Bucket<IpAddr>,
    letters: Bucket<(String, IpAddr)>,
    letters_anywhere: Bucket<String>,
    letters_by_address: Bucket<IpAddr>,
    writes: Bucket<PersonId>,
    reports: Bucket<PersonId>,
}

impl Rates {
    /// As the settings say.
    pub fn new(limits: &Limits) -> Self {
        Self {
            by_account: Bucket::of(limits.sign_in_attempts, 15 * 60),
            by_account_anywhere: Bucket::of(limits.sign_in_attempts.saturating_mul(ANYWHERE), 15 * 60),
            by_address: Bucket::of(limits.sign_in_attempts_per_address, 15 * 60),
            letters: Bucket::of(limits.password_resets, 60 * 60),
            letters_anywhere: Bucket::of(limits.password_resets.saturating_mul(ANYWHERE), 60 * 60),
            letters_by_address: Bucket::of(limits.sign_in_attempts_per_address, 60 * 60),
            writes: Bucket::of(limits.writes_per_minute, 60),
            reports: Bucket::of(REPORTS, 60 * 60),
        }
    }

    /// Whether somebody may try a password for this account from this address. All are counted, whoever says no.
    pub fn may_sign_in(&self, account: &str, from: IpAddr) -> bool {
        let (account, from) = (key(account), line(from));
        let anywhere = self.by_account_anywhere.takes(&account);
        let (account, address) = (self.by_account.takes(&(account, from)), self.by_address.takes(&from));
        account && anywhere && address
    }

    /// Whether somebody at the door may ask for a letter to this address. All are counted, whoever says no.
    pub fn may_ask_at_the_door(&self, account: &str, from: IpAddr) -> bool {
        let (account, from) = (key(account), line(from));
        let anywhere = self.letters_anywhere.takes(&account);
        let (account, address) = (self.letters.takes(&(account, from)), self.letters_by_address.takes(&from));
        account && anywhere && address
    }

    /// Whether a person may write something more.
    pub fn may_write(&self, person: PersonId) -> bool {
        self.writes.takes(&person)
    }

    /// Whether a person may report something more.
    pub fn may_report(&self, person: PersonId) -> bool {
        self.reports.takes(&person)
    }
}

/// One subscriber's line: an IPv6 address is one of the 2^64 that everybody is given (RFC 6177).
fn line(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) & !u128::from(u64::MAX)).into()),
        address => address,
    }
}

/// An account as it was typed, no longer than an address can be.
fn key(account: &str) -> String {
    account.trim().to_lowercase().chars().take(254).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_s_tries_do_not_keep_the_owner_out() {
        let rates = Rates::new(&Limits { sign_in_attempts: 2, sign_in_attempts_per_address: 100, ..Limits::default() });
        let from = |n: u32| IpAddr::from(std::net::Ipv4Addr::from(0xC000_0200 + n));
        let tries = (0..3).filter(|_| rates.may_sign_in("claire@acier.example", from(1))).count();
        assert_eq!(tries, 2, "the stranger's own");
        assert!(rates.may_sign_in("claire@acier.example", from(2)), "the owner's");
        let strangers = (3..100).filter(|n| rates.may_sign_in("Claire@acier.example ", from(*n))).count();
        assert_eq!(strangers, 2 * ANYWHERE as usize - 4, "all strangers together");
    }

    #[test]
    fn all_addresses_of_one_line_are_counted_together() {
        let rates = Rates::new(&Limits { sign_in_attempts_per_address: 2, ..Limits::default() });
        let from = |text: &str| text.parse().expect("an address");
        assert!(rates.may_sign_in("a", from("2001:db8::1")) && rates.may_sign_in("b", from("2001:db8::2")));
        assert!(!rates.may_sign_in("c", from("2001:db8::ffff:ffff:ffff:3")), "the same line");
        assert!(rates.may_sign_in("d", from("2001:db8:0:1::1")), "the next");
        assert!(rates.may_sign_in("e", from("192.0.2.1")) && rates.may_sign_in("f", from("192.0.2.2")));
    }
}
