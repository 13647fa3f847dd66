//! Mail that comes in, as far as it is kept: as it came, to whom, and what became of it. Nothing of it is ever lost: what is
//! not published is held, with a reason in words, until somebody decides.
//!
//! `take` keeps it before its sender hears that it arrived; `open` is for the worker who reads it; `author` is who sent it;
//! `thread` is what it answers, `order` what it was answered by before it came, `signature` how its author's mails end;
//! `settle` is what became of it; `trace` is what a message shows of having come by mail; `held` is what waits for
//! somebody who decides, `decision` what they decide, `block` whose mail a space takes no more, and `mine` what became of
//! one's own.

mod author;
mod block;
mod decision;
mod health;
mod held;
mod mine;
mod open;
mod order;
mod settle;
mod signature;
mod sweep;
mod take;
mod thread;
mod trace;

pub use author::{Author, Proof, Whose, author};
pub use block::{Blocked, blocked, is_blocked, release};
pub use decision::{Decision, Thread, Word, decide, refusal, threads};
pub use health::{Health, Stuck, Test, ask_test, health, last_test, test_read, test_sent};
pub use held::{
    Held, Judge, Label, PAGE, Waiting, confirm, confirming, names, original, to_be_told, waiting, waiting_for,
    waiting_in,
};
pub use mine::{Mine, mine};
pub use open::{Opened, Recipient, Understood, open, understand};
pub use order::{Comer, expected};
pub use settle::{Copied, Copy, Passed, Published, fold, hold, is_too_many, note, settle, twin};
pub use signature::{Signature, signed};
pub use sweep::sweep;
pub use take::{Arrival, has_room, named, take};
pub use thread::{Answered, Named, answered, is_address_old, was_sent};
pub use trace::{Trace, elders, traces};
