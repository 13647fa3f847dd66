//! Many connections at once, each sending its next request when the last is answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::http::{Connection, Request};

/// How much is asked at once, and for how long.
pub struct Load {
    pub address: SocketAddr,
    pub connections: usize,
    pub seconds: u64,
}

/// What came back.
#[derive(Default)]
pub struct Measured {
    pub requests: usize,
    pub failed: usize,
    pub bytes: usize,
    pub seconds: f64,
    /// How long each took, in microseconds.
    pub times: Vec<u32>,
}

impl Load {
    /// Fills caches and opens the server's connections to its database.
    pub fn warm_up(&self, requests: &Arc<[Request]>) -> Outcome<()> {
        self.run_for(requests, Duration::from_millis(1500)).map(|_| ())
    }

    /// Asks as long as was said. Anything but 200, 303 and 304 is a failure, and counted as such.
    pub fn run(&self, requests: &Arc<[Request]>) -> Outcome<Measured> {
        self.run_for(requests, Duration::from_secs(self.seconds))
    }

    fn run_for(&self, requests: &Arc<[Request]>, time: Duration) -> Outcome<Measured> {
        let began = Instant::now();
        let one = |n: usize| {
            let (address, requests) = (self.address, Arc::clone(requests));
            std::thread::spawn(move || ask(address, &requests[n % requests.len()], began + time))
        };
        let all: Vec<_> = (0..self.connections).map(one).collect();
        let mut sum = Measured::default();
        for one in all {
            let one = one.join().map_err(|_| "a connection broke")??;
            sum.requests += one.requests;
            sum.failed += one.failed;
            sum.bytes += one.bytes;
            sum.times.extend(one.times);
        }
        sum.seconds = began.elapsed().as_secs_f64();
        Ok(sum)
    }
}

fn ask(address: SocketAddr, request: &Request, until: Instant) -> Outcome<Measured> {
    let mut connection = Connection::new(address)?;
    let mut sum = Measured::default();
    while Instant::now() < until {
        let began = Instant::now();
        let answer = connection.send(request)?;
        sum.times.push(began.elapsed().as_micros() as u32);
        sum.requests += 1;
        sum.bytes += answer.bytes;
        sum.failed += usize::from(!matches!(answer.status, 200 | 303 | 304));
    }
    Ok(sum)
}
