//! What a browser gives when it subscribes: where its push service takes messages for it, and the keys they are sealed with.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Url;
use ring::agreement::{self, ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey};
use ring::rand::SystemRandom;

use crate::domain::problems::Wrong;

/// Letters of an address; the longest that push services give have some 500.
const LONGEST: usize = 1000;

/// Ends of names that lead nowhere but into a house's own network.
const OWN: [&str; 8] = ["localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp"];

/// Where messages for a browser are handed in: a name of the world, by https, on its own port. The browser names it, so
/// whoever subscribes could name anything; which machine stands behind the name is looked at when something is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint(Url);

impl Endpoint {
    /// From what a browser says.
    ///
    /// # Errors
    /// Anything else than that.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let known = (text.len() <= LONGEST).then(|| text.parse::<Url>().ok()).flatten();
        let known = known.filter(|url| {
            let is_plain = url.scheme() == "https" && url.port().is_none() && url.fragment().is_none();
            let is_nobodys = url.username().is_empty() && url.password().is_none();
            // An address made of numbers has no name, however it is spelt.
            is_plain && is_nobodys && url.domain().is_some_and(is_of_the_world) && url.as_str().len() <= LONGEST
        });
        known.map(Self).ok_or_else(|| Wrong::new("problem-device-address"))
    }

    /// The whole address.
    pub fn url(&self) -> &Url {
        &self.0
    }

    /// The service, as a signature names it.
    pub fn service(&self) -> String {
        self.0.origin().ascii_serialization()
    }
}

fn is_of_the_world(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name.rsplit_once('.').is_some_and(|(_, end)| !OWN.contains(&end)) && !name.ends_with(".home.arpa")
}

/// What a message for a browser is sealed with.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    /// Its public key: a point of the curve P-256, uncompressed.
    pub public: Vec<u8>,
    /// What only it and we know.
    pub secret: Vec<u8>,
}

impl Keys {
    /// From what a browser says, in base64.
    ///
    /// # Errors
    /// What is no point of the curve, or no secret.
    pub fn parse(public: &str, secret: &str) -> Result<Self, Wrong> {
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok();
        let secret = bytes(secret).filter(|secret| secret.len() == 16);
        let both = bytes(public).filter(|public| is_of_the_curve(public)).zip(secret);
        both.map(|(public, secret)| Self { public, secret }).ok_or_else(|| Wrong::new("problem-device-keys"))
    }
}

/// Whether one can agree on something with this key.
fn is_of_the_curve(public: &[u8]) -> bool {
    let ours = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new());
    ours.and_then(|ours| agreement::agree_ephemeral(ours, &UnparsedPublicKey::new(&ECDH_P256, public), |_| ())).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_push_service_of_the_world_is_taken_as_it_is_written() {
        for (text, service) in [
            ("https://fcm.googleapis.com/fcm/send/abc:APA91b_x-y", "https://fcm.googleapis.com"),
            (
                "https://updates.push.services.mozilla.com/wpush/v2/gAAAA?x=1",
                "https://updates.push.services.mozilla.com",
            ),
            ("https://web.push.apple.com/QGx", "https://web.push.apple.com"),
            ("https://push.example:443/a", "https://push.example"),
        ] {
            let endpoint = Endpoint::parse(text).unwrap_or_else(|_| panic!("{text}"));
            assert_eq!(endpoint.service(), service);
            assert_eq!(endpoint.url().as_str(), text.replace(":443", ""));
        }
    }

    #[test]
    fn nothing_that_leads_into_a_network_of_ones_own_is_taken() {
        let long = format!("https://push.example/{}", "a".repeat(LONGEST));
        for text in [
            "",
            "rubbish",
            "/devices",
            "http://push.example/a",
            "ftp://push.example/a",
            "https:///a",
            "https://",
            "https://push.example:8443/a",
            "https://push.example:80/a",
            "https://me@push.example/a",
            "https://me:secret@push.example/a",
            "https://:secret@push.example/a",
            "https://push.example/a#b",
            "https://127.0.0.1/a",
            "https://127.1/a",
            "https://2130706433/a",
            "https://0x7f000001/a",
            "https://0177.0.0.1/a",
            "https://10.0.0.1/a",
            "https://169.254.169.254/latest",
            "https://100.64.0.1/a",
            "https://8.8.8.8/a",
            "https://[::1]/a",
            "https://[fd00::1]/a",
            "https://[::ffff:127.0.0.1]/a",
            "https://１２７.0.0.1/a",
            "https://localhost/a",
            "https://LOCALHOST./a",
            "https://a.localhost/a",
            "https://printer/a",
            "https://nas.local/a",
            "https://db.internal/a",
            "https://nas.home.arpa/a",
            "javascript:alert(1)",
            "data:,a",
            &long,
        ] {
            assert!(Endpoint::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn keys_that_are_none_are_refused() {
        let (public, secret) = (
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg",
        );
        assert!(
            Keys::parse(public, secret).is_ok()
                && Keys::parse(&format!("{public}="), "BTBZMqHH6r4Tts7J_aSIgg==").is_ok()
        );
        let (off, infinity) = (URL_SAFE_NO_PAD.encode([4; 65]), URL_SAFE_NO_PAD.encode([0; 65]));
        for (public, secret) in [
            ("", ""),
            (public, ""),
            ("", secret),
            (public, public),
            (secret, secret),
            ("é\u{1f511}", secret),
            (&off, secret),
            (&infinity, secret),
            (&public[..80], secret),
            (public, &secret[..10]),
        ] {
            assert!(Keys::parse(public, secret).is_err(), "{public} {secret}");
        }
    }
}
