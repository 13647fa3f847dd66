//! Secrets that are shown once and kept only as their SHA-256: the cookie of a session, the token of a link.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// 256 bits of the machine's randomness, as 43 characters that fit into a URL or a cookie.
pub struct Secret(String);

impl Secret {
    /// A new one.
    pub fn new() -> Self {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the machine has randomness");
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// What somebody presents; anything that cannot be a secret is none.
    pub fn presented(text: &str) -> Option<Self> {
        let fits = text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        fits.then(|| Self(text.to_owned()))
    }

    /// To be given to its owner, once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database keeps.
    pub(in crate::domain) fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl Default for Secret {
    fn default() -> Self {
        Self::new()
    }
}
