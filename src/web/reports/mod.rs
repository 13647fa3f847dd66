//! Reports: telling those who judge, removing with a reason, and the queues of the space and of the house.

mod file;
mod house;
mod queue;
mod removal;
mod row;

pub use file::{New, create, create_of_comment, new, new_of_comment};
pub use house::{OfHouse, judge_for_house, of_house, read};
pub use queue::{Index, file, index, judge};
pub use removal::{Removal, removal, removal_of_comment, remove, remove_comment};

use crate::domain::ids::PersonId;
use crate::domain::policy::{self, InComment, InPost, InSpace, Right};
use crate::error::Result;
use crate::web::posts::{Link, id};
use crate::web::urls;
use crate::web::visit::Visit;

/// What somebody reports or removes.
enum Item<R> {
    Post(InPost<R>),
    Comment(InComment<R>),
}

impl<R: Right> Item<R> {
    async fn post(visit: &Visit, post: &str) -> Result<Self> {
        Ok(Self::Post(policy::post(&visit.db, visit.viewer(), id(post)?).await?))
    }

    async fn comment(visit: &Visit, comment: &str) -> Result<Self> {
        Ok(Self::Comment(policy::comment(&visit.db, visit.viewer(), id(comment)?).await?))
    }

    fn in_post(&self) -> &InPost<R> {
        match self {
            Self::Post(post) => post,
            Self::Comment(comment) => comment.post(),
        }
    }

    fn space(&self) -> &InSpace<R> {
        self.in_post().space()
    }

    fn author(&self) -> PersonId {
        match self {
            Self::Post(post) => post.author(),
            Self::Comment(comment) => comment.author(),
        }
    }

    fn stands(&self) -> bool {
        match self {
            Self::Post(post) => post.stands(),
            Self::Comment(comment) => comment.stands(),
        }
    }

    /// Where it is read.
    fn url(&self) -> String {
        match self {
            Self::Post(post) => urls::post(post.post()),
            Self::Comment(comment) => urls::comment(comment.comment()),
        }
    }

    /// A noun under it.
    fn part(&self, part: &str) -> String {
        format!("{}/{part}", self.url())
    }

    fn back(&self, visit: &Visit) -> Link {
        Link { name: visit.say("report-back"), url: self.url() }
    }
}
