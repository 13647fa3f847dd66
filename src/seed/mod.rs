//! A large synthetic company, for measuring: the same seed, the same company, whatever the machine.
//!
//! Everybody is in the hall and in nineteen other spaces, chosen so that a few spaces are large and many are small;
//! half of all comments stand under a tenth of the posts. Four people are there to be measured as: the admin, one who is
//! in two hundred spaces, an ordinary colleague, and a guest whom hardly anybody writes to.

mod plan;
mod rows;
mod texts;

use anyhow::{Context, bail, ensure};

use crate::app::App;
use crate::domain::bulk::Load;
use crate::domain::password::Password;
use plan::Plan;
use texts::Texts;
pub use texts::word;

/// How large.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// How many people.
    pub people: u32,
    /// How many spaces.
    pub spaces: u32,
    /// How many posts.
    pub posts: u32,
    /// How many comments.
    pub comments: u32,
}

/// The password of everybody in it.
pub const PASSWORD: &str = "mesurer avant de changer";

/// The mail domain of its house.
const DOMAIN: &str = "mesure.example";

/// Fills an empty installation; gives the accounts to measure with.
///
/// # Errors
/// Where somebody is already, and when the size allows no company.
pub async fn fill(app: &App, size: Size) -> anyhow::Result<String> {
    ensure!(size.people >= 10 && size.spaces >= 3, "a company to measure has at least 10 people and 3 spaces");
    ensure!(size.posts >= 2 || size.comments == 0, "comments need posts: ask for at least 2");
    let Some(load) = Load::begin(app.db.server()).await? else {
        bail!("there are people in this installation already; measuring wants an empty one");
    };
    let hash = Password::choose(PASSWORD, &[]).ok().context("the password is too common")?.hash().await?;
    let plan = Plan::new(size, app.clock.now());
    rows::load(&load, &plan, &Texts::new(), &hash).await?;
    load.finish().await?;
    Ok(told(&plan, app.config.base_url.as_str()))
}

fn told(plan: &Plan, url: &str) -> String {
    let Size { people, spaces, posts, comments } = plan.size;
    let accounts = [
        ("admin", "runs the house".to_owned()),
        ("everywhere", format!("employee, in {} spaces", plan.places(plan::EVERYWHERE))),
        ("employee", format!("employee, in {} spaces", plan.places(plan::EMPLOYEE))),
        ("guest", "guest of one quiet project".to_owned()),
    ];
    let mut told = format!("{people} people, {spaces} spaces, {posts} posts, {comments} comments.\n\n  {url}\n\n");
    for (name, shows) in accounts {
        told += &format!("  {:28} {shows}\n", format!("{name}@{DOMAIN}"));
    }
    told += &format!("\nEverybody's password: {PASSWORD}\n");
    if let Some(thread) = plan.thread() {
        told += &format!("A thread of {} comments: /posts/{thread}\n", plan::LONG_THREAD);
    }
    told
}
