//! A push service on this machine, and telephones that it reaches.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom, SystemRandom};
use ring::{aead, agreement, hkdf};
use serde_json::Value;

use super::{Browser, Page};

/// A push service: it keeps what it is handed, and answers as it is told to.
pub struct PushService {
    pub address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
    status: Arc<AtomicU16>,
}

/// A message as a service has it.
pub struct Received {
    pub path: String,
    pub headers: HashMap<String, String>,
    pub body: Vec<u8>,
}

impl PushService {
    pub fn start() -> Self {
        rustls::crypto::ring::default_provider().install_default().ok();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let (received, status) = (Arc::<Mutex<Vec<Received>>>::default(), Arc::new(AtomicU16::new(201)));
        let (kept, told) = (Arc::clone(&received), Arc::clone(&status));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if let Some(message) = read(&stream) {
                    kept.lock().expect("nobody panics while holding it").push(message);
                }
                let status = told.load(Ordering::Relaxed);
                let answer = format!("HTTP/1.1 {status} So\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                (&stream).write_all(answer.as_bytes()).ok();
            }
        });
        Self { address, received, status }
    }

    /// Answers so from now on.
    pub fn answer(&self, status: u16) {
        self.status.store(status, Ordering::Relaxed);
    }

    /// What came since the last look.
    pub fn received(&self) -> Vec<Received> {
        std::mem::take(&mut *self.received.lock().expect("nobody panics while holding it"))
    }
}

fn read(stream: &TcpStream) -> Option<Received> {
    let mut lines = BufReader::new(stream);
    let mut line = String::new();
    lines.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut headers = HashMap::new();
    loop {
        line.clear();
        lines.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.insert(name.to_lowercase(), value.to_owned());
    }
    let mut body = vec![0; headers.get("content-length")?.parse().ok()?];
    lines.read_exact(&mut body).ok()?;
    Some(Received { path, headers, body })
}

/// A browser's subscription, with its private key: it reads one message.
pub struct Phone {
    private: agreement::EphemeralPrivateKey,
    public: Vec<u8>,
    secret: [u8; 16],
}

impl Phone {
    pub fn new() -> Self {
        let random = SystemRandom::new();
        let private = agreement::EphemeralPrivateKey::generate(&agreement::ECDH_P256, &random).expect("a key");
        let public = private.compute_public_key().expect("a key").as_ref().to_vec();
        let mut secret = [0; 16];
        random.fill(&mut secret).expect("chance");
        Self { private, public, secret }
    }

    /// Subscribes as the settings page does, at this address.
    pub async fn subscribe(&self, browser: &mut Browser, endpoint: &str) -> Page {
        let form = browser.get("/settings/notifications").await.form("/devices").fill("endpoint", endpoint);
        let encoded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        browser.submit(form.fill("p256dh", &encoded(&self.public)).fill("auth", &encoded(&self.secret))).await
    }

    /// What a message says, for this browser alone (RFC 8291).
    pub fn read(self, message: &Received) -> Value {
        let (salt, rest) = message.body.split_at(16);
        let (head, rest) = rest.split_at(5);
        let (theirs, sealed) = rest.split_at(head[4].into());
        let info = [b"WebPush: info\0", self.public.as_slice(), theirs].concat();
        let theirs = agreement::UnparsedPublicKey::new(&agreement::ECDH_P256, theirs);
        let secret =
            agreement::agree_ephemeral(self.private, &theirs, |shared| derive::<32>(&self.secret, shared, &info));
        let secret = secret.expect("a key");
        let key: [u8; 16] = derive(salt, &secret, b"Content-Encoding: aes128gcm\0");
        let nonce: [u8; 12] = derive(salt, &secret, b"Content-Encoding: nonce\0");
        let key = aead::LessSafeKey::new(aead::UnboundKey::new(&aead::AES_128_GCM, &key).expect("a key"));
        let mut open = sealed.to_vec();
        let nonce = aead::Nonce::assume_unique_for_key(nonce);
        let open = key.open_in_place(nonce, aead::Aad::empty(), &mut open).expect("a message for this browser");
        let (mark, text) = open.split_last().expect("a mark");
        assert_eq!(*mark, 2, "the last record");
        serde_json::from_slice(text).expect("JSON")
    }
}

fn derive<const N: usize>(salt: &[u8], secret: &[u8], info: &[u8]) -> [u8; N] {
    struct Length(usize);
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    let (extracted, info, mut key) = (hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(secret), [info], [0; N]);
    extracted.expand(&info, Length(N)).and_then(|key_material| key_material.fill(&mut key)).expect("a key");
    key
}
