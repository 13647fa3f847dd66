//! Mail between real programs: Postfix hands over what swaks and mutt write, Dovecot keeps what Parvis sends, and processes are
//! killed at the worst moments. `make test-mail` installs what is needed; nothing leaves this machine.

#[path = "../../benches/load/http.rs"]
#[allow(dead_code)]
mod http;
#[path = "../parvis/support/process.rs"]
#[allow(dead_code)]
mod process;

mod arrivals;
mod boxes;
mod crashes;
mod lane;
mod letters;
mod mailbox;
mod mx;
mod storms;
mod town;

/// What the pages' reader says.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
