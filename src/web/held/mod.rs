//! Mail that was kept and not published: for those who answer for a space, for those who run the house, for whoever sent it;
//! and one's own, with what became of it.

mod confirm;
mod decide;
mod mine;
mod queue;
mod row;
mod wish;

pub use confirm::{create as confirm, show as ask_confirm};
pub use decide::{decide, decide_all, decide_all_for_house, decide_for_house, release};
pub use mine::index as mine;
pub use queue::{index, of_house, original, original_of_house};
