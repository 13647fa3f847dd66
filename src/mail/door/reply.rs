//! What is said to a mail server, with codes as RFC 5321 and RFC 3463 have them.

/// An answer: one line, or several.
pub(super) type Reply = &'static str;

pub(super) const BYE: Reply = "221 2.0.0 Goodbye\r\n";
pub(super) const OK: Reply = "250 2.0.0 Ok\r\n";
pub(super) const KEPT: Reply = "250 2.0.0 Kept\r\n";
pub(super) const SENDER: Reply = "250 2.1.0 Ok\r\n";
pub(super) const RECIPIENT: Reply = "250 2.1.5 Ok\r\n";
pub(super) const NOT_SAID: Reply = "252 2.5.1 Send some mail, and see\r\n";
pub(super) const DATA: Reply = "354 End with a dot on a line of its own\r\n";
pub(super) const STOPPING: Reply = "421 4.3.2 Parvis is stopping, come again\r\n";
pub(super) const BUSY: Reply = "421 4.7.0 Too many connections, come again\r\n";
pub(super) const TOO_WRONG: Reply = "421 4.7.0 Too many mistakes\r\n";
pub(super) const LATER: Reply = "451 4.3.0 It could not be kept, come again\r\n";
pub(super) const ENOUGH: Reply = "451 4.7.1 Enough of this sender for today, come again\r\n";
pub(super) const MANY: Reply = "452 4.5.3 Too many recipients, send the rest apart\r\n";
pub(super) const LONG_LINE: Reply = "500 5.5.6 The line is too long\r\n";
pub(super) const UNKNOWN: Reply = "500 5.5.2 Not understood\r\n";
pub(super) const SYNTAX: Reply = "501 5.5.4 That is not how it is said\r\n";
pub(super) const ORDER: Reply = "503 5.5.1 Not now\r\n";
pub(super) const NO_RECIPIENTS: Reply = "503 5.5.1 To whom?\r\n";
pub(super) const BAD_ADDRESS: Reply = "501 5.1.3 That is no address\r\n";
pub(super) const NOBODY: Reply = "550 5.1.1 Nobody has this address here\r\n";
pub(super) const ELSEWHERE: Reply = "550 5.7.1 Nothing is passed on from here\r\n";
pub(super) const TOO_BIG: Reply = "552 5.3.4 The message is too big\r\n";
pub(super) const NOT_YOU: Reply = "554 5.7.1 This server may not hand mail over here\r\n";
