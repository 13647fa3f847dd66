//! A message as it is handed over: all of it, or in pieces; kept, and only then acknowledged.

use std::io;

use smtp_proto::request::receiver::{BdatReceiver, DataReceiver};

use super::{Envelope, Session};
use crate::domain::mail::Arrival;
use crate::mail::door::listen::Protocol;
use crate::mail::door::reply::{self, Reply};

impl Session<'_> {
    /// Takes a message to its end, whatever its size: one that is too big is thrown away as it comes.
    pub(super) async fn data(&mut self) -> io::Result<()> {
        self.say(reply::DATA);
        let most = self.app.config.mail_in.heaviest;
        let (mut receiver, mut raw, mut over) = (DataReceiver::new(), Vec::new(), false);
        // The line that asked to send data ended before the first of them: a lone dot is an empty message.
        receiver.ingest(&mut b"\r\n".iter(), &mut raw);
        raw.clear();
        loop {
            let mut rest = self.input.iter();
            let done = receiver.ingest(&mut rest, &mut raw);
            self.input = rest.as_slice().to_vec();
            if raw.len() > most {
                over = true;
                raw.clear();
            }
            if done {
                break;
            }
            if self.more().await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let mut envelope = self.envelope.take().unwrap_or_default();
        envelope.raw = raw;
        self.close(envelope, over).await;
        Ok(())
    }

    /// Takes a piece of a message (RFC 3030).
    pub(super) async fn chunk(&mut self, size: usize, is_last: bool) -> io::Result<()> {
        let most = self.app.config.mail_in.heaviest;
        let mut envelope = self.envelope.take().unwrap_or_default();
        if size > most.saturating_sub(envelope.raw.len()) {
            self.skip(size).await?;
            self.close(envelope, true).await;
            return Ok(());
        }
        let mut receiver = BdatReceiver::new(size, is_last);
        loop {
            let mut rest = self.input.iter();
            let done = receiver.ingest(&mut rest, &mut envelope.raw);
            self.input = rest.as_slice().to_vec();
            if done {
                break;
            }
            if self.more().await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        if is_last {
            self.close(envelope, false).await;
        } else {
            self.envelope = Some(envelope);
            self.say(reply::OK);
        }
        Ok(())
    }

    async fn skip(&mut self, mut size: usize) -> io::Result<()> {
        loop {
            let there = self.input.len().min(size);
            self.input.drain(..there);
            size -= there;
            if size == 0 {
                return Ok(());
            }
            if self.more().await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    /// Keeps what came, and only then says so: once, or once for each recipient.
    async fn close(&mut self, envelope: Envelope, over: bool) {
        let answer = if over { reply::TOO_BIG } else { self.keep(&envelope).await };
        let answers = match self.protocol {
            Protocol::Lmtp => envelope.recipients.len(),
            Protocol::Smtp => 1,
        };
        for _ in 0..answers {
            self.say(answer);
        }
        self.forget();
    }

    async fn keep(&self, envelope: &Envelope) -> Reply {
        let arrival = Arrival {
            door: self.protocol.door(),
            envelope_from: &envelope.from,
            peer: self.peer.clone(),
            helo: &self.helo,
            recipients: &envelope.recipients,
            raw: &envelope.raw,
        };
        match crate::mail::door::keep(self.app, &arrival).await {
            Ok(()) => reply::KEPT,
            // It stays where it is.
            Err(_) => reply::LATER,
        }
    }
}
