//! Mail that was kept and not published: for those who answer for a space, for those who run the house, for whoever sent it;
//! and one's own, with what became of it.

mod confirm;
mod mine;
mod queue;
mod row;

pub use confirm::{create as confirm, show as ask_confirm};
pub use mine::index as mine;
pub use queue::{decide, decide_for_house, index, of_house, original, original_of_house};
