//! A network address, or a range of them.

use std::net::IpAddr;
use std::str::FromStr;

/// All addresses that begin with the same bits; with all bits, one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    bits: u32,
}

impl Network {
    /// Whether the address lies in this network.
    pub fn contains(self, address: IpAddr) -> bool {
        let (first, size) = number(self.first);
        let (address, other_size) = number(address.to_canonical());
        let ignored = size - self.bits;
        size == other_size && (first ^ address).checked_shr(ignored).unwrap_or(0) == 0
    }
}

impl FromStr for Network {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse().map_err(drop)?)),
            None => (text, None),
        };
        let first: IpAddr = address.parse().map_err(drop)?;
        let (_, size) = number(first);
        let bits = bits.unwrap_or(size);
        (bits <= size).then_some(Self { first, bits }).ok_or(())
    }
}

fn number(address: IpAddr) -> (u128, u32) {
    match address {
        IpAddr::V4(four) => (four.to_bits().into(), 32),
        IpAddr::V6(six) => (six.to_bits(), 128),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lies_in(network: &str, address: &str) -> bool {
        network.parse::<Network>().unwrap().contains(address.parse().unwrap())
    }

    #[test]
    fn a_network_contains_what_begins_like_it() {
        assert!(lies_in("172.16.0.0/12", "172.31.255.1"));
        assert!(!lies_in("172.16.0.0/12", "172.32.0.1"));
        assert!(lies_in("127.0.0.1", "127.0.0.1"));
        assert!(!lies_in("127.0.0.1", "127.0.0.2"));
        assert!(lies_in("fd00::/8", "fd12::1"));
        assert!(lies_in("0.0.0.0/0", "8.8.8.8"));
        assert!(lies_in("::/0", "::1"));
        assert!(!lies_in("::/0", "127.0.0.1"), "the families are not mixed");
        assert!(lies_in("127.0.0.0/8", "::ffff:127.0.0.1"), "but a mapped address is what it maps");
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in ["", "host", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::1/129"] {
            assert_eq!(text.parse::<Network>(), Err(()), "{text}");
        }
    }
}
