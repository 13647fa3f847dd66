//! Who sends (RFC 8292): a push service is told whose messages these are, and takes no others for a browser's address.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::json;

use crate::error::{Error, Result};

/// Signs with the key of this installation.
pub struct Signer {
    pair: EcdsaKeyPair,
    random: SystemRandom,
}

impl Signer {
    /// From what the database keeps.
    pub fn of(key: &[u8]) -> Result<Self> {
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key, &random);
        Ok(Self { pair: pair.map_err(|_| Error::internal(anyhow::anyhow!("the key of pushes is none")))?, random })
    }

    /// What browsers are told of it.
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.pair.public_key())
    }

    /// The header by which a service knows the sender, for half a day.
    pub fn authorization(&self, service: &str, sender: &str, now: DateTime<Utc>) -> Result<String> {
        let until = (now + Duration::hours(12)).timestamp();
        let part = |json: serde_json::Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let head = part(json!({ "typ": "JWT", "alg": "ES256" }));
        let claims = part(json!({ "aud": service, "exp": until, "sub": sender }));
        let token = format!("{head}.{claims}");
        let signed = self.pair.sign(&self.random, token.as_bytes());
        let signature = signed.map_err(|_| Error::internal(anyhow::anyhow!("a push cannot be signed")))?;
        Ok(format!("vapid t={token}.{}, k={}", URL_SAFE_NO_PAD.encode(signature), self.public()))
    }
}

#[cfg(test)]
mod tests {
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).expect("base64")
    }

    #[test]
    fn a_service_can_hold_the_signature_against_the_key() {
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).expect("a key");
        let signer = Signer::of(key.as_ref()).expect("a key");
        let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().expect("a moment");
        let header = signer.authorization("https://push.example", "mailto:a@b.example", now).expect("a header");
        let (token, key) = header.strip_prefix("vapid t=").and_then(|rest| rest.split_once(", k=")).expect("two parts");
        let (signed, signature) = token.rsplit_once('.').expect("three parts");
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes(key));
        key.verify(signed.as_bytes(), &bytes(signature)).expect("the signature");
        let claims: serde_json::Value =
            serde_json::from_slice(&bytes(signed.split_once('.').expect("two parts").1)).expect("JSON");
        let until = (now + Duration::hours(12)).timestamp();
        assert_eq!(claims, json!({ "aud": "https://push.example", "exp": until, "sub": "mailto:a@b.example" }));
    }

    #[test]
    fn the_example_of_the_rfc_is_verified_as_ours_are() {
        // RFC 8292, 2.4.
        let token = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1\
            YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA";
        let key = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";
        let (signed, signature) = token.rsplit_once('.').expect("three parts");
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes(key));
        key.verify(signed.as_bytes(), &bytes(signature)).expect("the signature");
    }

    #[test]
    fn a_key_that_is_none_signs_nothing() {
        assert!(Signer::of(b"").is_err() && Signer::of(&[1; 138]).is_err());
    }
}
