//! The way to a push service. A browser names it, so whoever subscribes could name anything: only machines of the world are
//! asked, whatever their name leads to at that moment, and nobody is followed elsewhere.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HOST};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};

use crate::domain::device::{Endpoint, Outcome};

/// How long a service may take: other work waits meanwhile.
const PATIENCE: Duration = Duration::from_secs(5);

/// A machine that did not answer is left in peace for so long.
const REST: Duration = Duration::from_secs(60);

/// How long a service keeps a message for a device that is not there, in seconds.
const KEPT: &str = "86400";

/// Hands messages over to push services.
#[derive(Default)]
pub struct Poster {
    client: OnceLock<Option<Client>>,
    resting: Mutex<HashMap<String, Instant>>,
    near: Option<SocketAddr>,
}

impl Poster {
    /// To services of the world.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whatever the address, into a test's hands: to this machine, as plain HTTP.
    pub fn into_hands(near: SocketAddr) -> Self {
        Self { near: Some(near), ..Self::default() }
    }

    /// Hands a sealed message over.
    pub async fn post(&self, to: &Endpoint, authorization: &str, sealed: Vec<u8>) -> Outcome {
        let service = to.service();
        let (Some(client), false) = (self.client(), self.rests(&service)) else { return Outcome::Later };
        let (url, host) = (self.url(to), to.url().host_str().unwrap_or_default());
        let request = client
            .post(url)
            .header(HOST, host)
            .header(AUTHORIZATION, authorization)
            .header(CONTENT_TYPE, "application/octet-stream")
            .header(CONTENT_ENCODING, "aes128gcm")
            .header("TTL", KEPT)
            .header("Urgency", "normal")
            // What still waits there is replaced: the newer message tells of it.
            .header("Topic", "parvis");
        match request.body(sealed).send().await {
            Ok(answer) => outcome(answer.status().as_u16()),
            Err(error) => {
                // Not whom it was for: an address is a secret.
                tracing::info!("a push service does not answer: {}", error.without_url());
                self.rest(service);
                Outcome::Later
            }
        }
    }

    fn client(&self) -> Option<&Client> {
        let made = self.client.get_or_init(|| {
            let client =
                Client::builder().redirect(Policy::none()).no_proxy().timeout(PATIENCE).dns_resolver(OfTheWorld);
            let client = client.https_only(self.near.is_none()).build();
            client.inspect_err(|error| tracing::error!("nothing can be pushed: {error}")).ok()
        });
        made.as_ref()
    }

    fn url(&self, to: &Endpoint) -> Url {
        let mut url = to.url().clone();
        if let Some(near) = self.near {
            let set = url.set_scheme("http").and_then(|()| url.set_port(Some(near.port())));
            set.and_then(|()| url.set_ip_host(near.ip())).expect("a plain address");
        }
        url
    }

    fn rests(&self, service: &str) -> bool {
        let resting = self.resting.lock().expect("nobody panics while holding it");
        resting.get(service).is_some_and(|since| since.elapsed() < REST)
    }

    fn rest(&self, service: String) {
        let mut resting = self.resting.lock().expect("nobody panics while holding it");
        resting.retain(|_, since| since.elapsed() < REST);
        resting.insert(service, Instant::now());
    }
}

/// What an answer means.
fn outcome(status: u16) -> Outcome {
    match status {
        200..=299 => Outcome::Taken,
        404 | 410 => Outcome::Gone,
        408 | 429 | 500.. => Outcome::Later,
        _ => Outcome::Refused,
    }
}

/// Finds the machines of the world behind a name, and no others.
struct OfTheWorld;

impl Resolve for OfTheWorld {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let found: Vec<SocketAddr> = found.filter(|address| is_of_the_world(address.ip())).collect();
            if found.is_empty() {
                return Err("it is no machine of the world".into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Whether everybody reaches this address: not this machine, not a network of one's own, nothing reserved.
fn is_of_the_world(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_of_the_world_4(ip),
        IpAddr::V6(ip) => is_of_the_world_6(ip),
    }
}

fn is_of_the_world_4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let reserved = a == 0 || a >= 240 || (a, b, c) == (192, 0, 0) || (a == 198 && (18..20).contains(&b));
    let own = ip.is_private() || ip.is_loopback() || ip.is_link_local() || shared;
    !(own || reserved || ip.is_multicast() || ip.is_broadcast() || ip.is_documentation())
}

/// Only what is given out to the world (2000::/3), and there nothing that leads back to an address of the old kind. Where a
/// network has none of those, it translates them (64:ff9b::/96): then the old address counts.
fn is_of_the_world_6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    let [.., a, b, c, d] = ip.octets();
    if ip.segments()[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        return is_of_the_world_4(Ipv4Addr::new(a, b, c, d));
    }
    let is_given_out = first & 0xe000 == 0x2000;
    let leads_back = first == 0x2002 || (first == 0x2001 && second < 0x0200);
    let documentation = (first == 0x2001 && second == 0x0db8) || first == 0x3fff;
    is_given_out && !leads_back && !documentation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_carried_into_a_network_of_ones_own() {
        let is = |ip: &str| is_of_the_world(ip.parse().expect("an address"));
        for ip in ["1.1.1.1", "142.250.1.1", "100.63.0.1", "2a00:1450:4007::1", "2606:4700::1", "64:ff9b::808:808"] {
            assert!(is(ip), "{ip}");
        }
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
        ] {
            assert!(!is(ip), "{ip}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_to_this_machine_leads_nowhere() {
        let found = OfTheWorld.resolve("localhost".parse().unwrap_or_else(|_| panic!("a name"))).await;
        assert_eq!(found.err().expect("nothing").to_string(), "it is no machine of the world");
    }

    #[test]
    fn an_answer_means_taken_gone_refused_or_later() {
        for (status, meant) in [
            (201, Outcome::Taken),
            (200, Outcome::Taken),
            (404, Outcome::Gone),
            (410, Outcome::Gone),
            (429, Outcome::Later),
            (503, Outcome::Later),
            (301, Outcome::Refused),
            (307, Outcome::Refused),
            (400, Outcome::Refused),
            (403, Outcome::Refused),
            (413, Outcome::Refused),
        ] {
            assert_eq!(outcome(status), meant, "{status}");
        }
    }
}
