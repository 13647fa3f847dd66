//! The log: for people in a terminal, for programs elsewhere; always on the standard error.
//!
//! What is logged names things by their ids. No text that somebody wrote, no address, no secret.

use std::io::IsTerminal as _;
use std::panic::{self, PanicHookInfo};

use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

/// Starts the log, once for the process. A second call changes nothing.
pub fn start(log: &Log) {
    let is_human = match log.format {
        LogFormat::Human => true,
        LogFormat::Json => false,
        LogFormat::Auto => std::io::stderr().is_terminal(),
    };
    // At its most talkative this one writes down the password it is given, and every mail.
    let filter = EnvFilter::new(format!("{},async_imap=off", log.filter));
    let base = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if is_human {
        base.with_target(false).with_ansi(std::io::stderr().is_terminal()).try_init()
    } else {
        base.json().flatten_event(true).try_init()
    };
    if started.is_ok() {
        panic::set_hook(Box::new(tell));
    }
}

/// A panic is told by its place. Its message is told only when it is a fixed text: a composed one
/// may hold what somebody wrote.
fn tell(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    let fixed = panic.payload().downcast_ref::<&'static str>();
    tracing::error!(place, message_of_panic = fixed, "panic");
}
