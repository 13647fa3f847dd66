//! A person's account: the password, the ways back in when it is forgotten, language and theme.
//!
//! Whoever asks for a letter at the door hears the same, and waits as long, whether the address is known or not.

mod letter;
mod recover;
mod settings;

pub use letter::{Reader, link_letter, reset_letter, sweep};
pub use recover::{Owner, ask_link, choose_password, create_admin, enter_by_link, forgotten, issue_reset, of_link};
pub use settings::{change_password, has_password, set_display, set_single_keys};
