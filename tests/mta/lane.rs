//! A lane between two programs that can be blocked at a chosen moment: one of them is killed there, and the other is left
//! without an answer.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// Where it is blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// Nowhere.
    Open,
    /// In the middle of a message.
    Within,
    /// After a message, before its answer.
    Unanswered,
    /// Before this command.
    Before(&'static str),
}

pub struct Lane {
    pub port: u16,
    block: Arc<Mutex<Block>>,
    caught: Arc<AtomicUsize>,
}

impl Lane {
    pub fn new(port: u16, to: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
        let lane = Self { port, block: Arc::new(Mutex::new(Block::Open)), caught: Arc::default() };
        let (block, caught) = (Arc::clone(&lane.block), Arc::clone(&lane.caught));
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                // Without a server the client is left alone at once, as it would be without us.
                if let Ok(server) = TcpStream::connect(("127.0.0.1", to)) {
                    carry(client, server, Arc::clone(&block), Arc::clone(&caught));
                }
            }
        });
        lane
    }

    pub fn set(&self, block: Block) {
        *self.block.lock().unwrap() = block;
    }

    /// How often somebody was caught.
    pub fn caught(&self) -> usize {
        self.caught.load(Ordering::SeqCst)
    }
}

fn carry(mut client: TcpStream, mut server: TcpStream, block: Arc<Mutex<Block>>, caught: Arc<AtomicUsize>) {
    let mute = Arc::new(AtomicBool::new(false));
    let (mut to_client, mut from_server) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let is_mute = Arc::clone(&mute);
    std::thread::spawn(move || {
        let mut piece = [0; 65536];
        while let Ok(read @ 1..) = from_server.read(&mut piece) {
            if !is_mute.load(Ordering::SeqCst) && to_client.write_all(&piece[..read]).is_err() {
                break;
            }
        }
        to_client.shutdown(Shutdown::Both).ok();
        from_server.shutdown(Shutdown::Both).ok();
    });
    std::thread::spawn(move || {
        let (mut piece, mut seen, mut in_message) = ([0; 65536], Vec::<u8>::new(), false);
        while let Ok(read @ 1..) = client.read(&mut piece) {
            let mut passed = &piece[..read];
            seen.extend(passed);
            let has = |text: &[u8]| seen.windows(text.len()).any(|window| window == text);
            let caught_here = match *block.lock().unwrap() {
                Block::Open => false,
                Block::Within => in_message,
                Block::Unanswered => has(b"\r\n.\r\n"),
                Block::Before(command) => has(command.as_bytes()),
            };
            in_message = has(b"DATA\r\n");
            if caught_here {
                mute.store(true, Ordering::SeqCst);
                passed = match *block.lock().unwrap() {
                    Block::Within => &passed[..read / 2],
                    Block::Before(_) => &[],
                    Block::Open | Block::Unanswered => passed,
                };
            }
            if server.write_all(passed).is_err() {
                break;
            }
            if caught_here {
                caught.fetch_add(1, Ordering::SeqCst);
                // Whatever else it says is not heard; its end is that of the other side.
                while let Ok(1..) = client.read(&mut piece) {}
                break;
            }
        }
        client.shutdown(Shutdown::Both).ok();
        server.shutdown(Shutdown::Both).ok();
    });
}
