//! A message for one browser alone (RFC 8291, in the encoding of RFC 8188): the service that carries it reads nothing.

use ring::error::Unspecified;
use ring::rand::{SecureRandom, SystemRandom};
use ring::{aead, agreement, hkdf};

use crate::domain::device::Keys;
use crate::error::{Error, Result};

/// A message is one record of this size.
const RECORD: u32 = 4096;

/// The body that a push service is given.
pub fn seal(keys: &Keys, message: &[u8]) -> Result<Vec<u8>> {
    let of_key = |_| Error::internal(anyhow::anyhow!("a browser's key is none"));
    let random = SystemRandom::new();
    let mut salt = [0; 16];
    random.fill(&mut salt).map_err(of_key)?;
    let private = agreement::EphemeralPrivateKey::generate(&agreement::ECDH_P256, &random).map_err(of_key)?;
    let public = private.compute_public_key().map_err(of_key)?;
    let theirs = agreement::UnparsedPublicKey::new(&agreement::ECDH_P256, &keys.public);
    let sealed = |shared: &[u8]| body(shared, keys, public.as_ref(), &salt, message);
    agreement::agree_ephemeral(private, &theirs, sealed).and_then(|body| body).map_err(of_key)
}

fn body(shared: &[u8], keys: &Keys, ours: &[u8], salt: &[u8], message: &[u8]) -> Result<Vec<u8>, Unspecified> {
    let both = [b"WebPush: info\0", keys.public.as_slice(), ours].concat();
    let secret: [u8; 32] = derive(&keys.secret, shared, &both)?;
    let key: [u8; 16] = derive(salt, &secret, b"Content-Encoding: aes128gcm\0")?;
    let nonce: [u8; 12] = derive(salt, &secret, b"Content-Encoding: nonce\0")?;
    // The mark of the last record.
    let mut sealed = [message, &[2]].concat();
    let key = aead::LessSafeKey::new(aead::UnboundKey::new(&aead::AES_128_GCM, &key)?);
    key.seal_in_place_append_tag(aead::Nonce::assume_unique_for_key(nonce), aead::Aad::empty(), &mut sealed)?;
    Ok([salt, &RECORD.to_be_bytes(), &[ours.len() as u8], ours, &sealed].concat())
}

fn derive<const N: usize>(salt: &[u8], secret: &[u8], info: &[u8]) -> Result<[u8; N], Unspecified> {
    struct Length(usize);
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    let (extracted, info, mut key) = (hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(secret), [info], [0; N]);
    extracted.expand(&info, Length(N))?.fill(&mut key)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).expect("base64")
    }

    fn example() -> Keys {
        Keys {
            public: bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            secret: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
        }
    }

    #[test]
    fn the_example_of_the_rfc_is_sealed_as_the_rfc_has_it() {
        // RFC 8291, appendix A: from what both keys agree on to the body that is sent.
        let shared = bytes("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs");
        let ours = bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw");
        let message = b"When I grow up, I want to be a watermelon";
        let sealed = body(&shared, &example(), &ours, &salt, message).expect("keys");
        let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz\
            AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(URL_SAFE_NO_PAD.encode(&sealed), expected);
    }

    #[test]
    fn each_message_is_sealed_anew_and_a_key_that_is_none_is_refused() {
        let sealed = || seal(&example(), b"Bonjour").expect("keys");
        assert_ne!(sealed(), sealed());
        assert_eq!(sealed().len(), 16 + 4 + 1 + 65 + 7 + 1 + 16);
        assert!(seal(&Keys { public: vec![4; 65], ..example() }, b"Bonjour").is_err());
    }
}
