//! Judging: hiding, leaving or bringing back, removing with a reason. Of two who judge at once, one comes too late.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::item::{Item, Standing};
use super::write::short;
use super::{judged_by_house, judged_in_space};
use crate::domain::db::{Db, Tx};
use crate::domain::event;
use crate::domain::ids::{CaseId, PersonId};
use crate::domain::kinds::{Desk, Role, Verdict};
use crate::domain::policy::{Admin, Grants, InComment, InPost, InSpace, Moderate, Own, Read};
use crate::domain::problems::{Problems, Wrong};
use crate::domain::schema::{cases, memberships, posts, spaces};
use crate::error::{Error, Late, Result, Why};

/// Who judges: somebody of the space, or the house.
pub enum Judge<'p> {
    /// A moderator or an owner.
    OfSpace(&'p InSpace<Moderate>),
    /// An admin.
    OfHouse(&'p Admin<'p>),
}

impl Judge<'_> {
    fn person(&self) -> PersonId {
        match self {
            Self::OfSpace(space) => space.person(),
            Self::OfHouse(admin) => admin.id(),
        }
    }

    /// Who is named under what was removed: the house has no face in a space.
    fn named(&self) -> Option<PersonId> {
        match self {
            Self::OfSpace(space) => Some(space.person()),
            Self::OfHouse(_) => None,
        }
    }
}

/// Why words are removed, for their author.
#[derive(Debug)]
pub struct Reason(String);

impl Reason {
    /// As it was typed; there must be one.
    pub fn parse(text: &str) -> Result<Self, Problems> {
        let mut problems = Problems::none();
        let word = short(text).and_then(|word| word.ok_or(Wrong::new("problem-empty")));
        problems.take("reason", word).map(Self).ok_or(problems)
    }
}

/// A case that is open, with its post held.
struct Held {
    item: Item,
    standing: Standing,
    was_answer: bool,
}

/// The case, if it is this judge's, and nobody settled it before.
async fn hold(tx: &mut Tx, judge: &Judge<'_>, case: CaseId) -> Result<Held> {
    let item = item_of(tx, judge, case).await?;
    let standing = item.hold(tx).await?;
    let open = cases::table.find(case).filter(cases::settled_at.is_null()).select(cases::was_answer);
    let was_answer: Option<bool> = open.first(&mut tx.conn()).await.optional()?;
    let was_answer = was_answer.ok_or(Error::TooLate(Late::Done))?;
    Ok(Held { item, standing, was_answer })
}

async fn item_of(db: &Db, judge: &Judge<'_>, case: CaseId) -> Result<Item> {
    let rows = cases::table.inner_join(posts::table.inner_join(spaces::table)).filter(cases::id.eq(case));
    let columns = (posts::space_id, cases::post_id, cases::comment_id, cases::author_id);
    let row = match judge {
        Judge::OfSpace(space) => {
            let here = rows.filter(posts::space_id.eq(space.space()));
            let mine = here.filter(judged_in_space(space.person(), space.could::<Own>()));
            mine.select(columns).first(&mut db.conn()).await.optional()?
        }
        Judge::OfHouse(admin) => {
            let mine = rows.filter(judged_by_house(admin.id()));
            mine.select(columns).first(&mut db.conn()).await.optional()?
        }
    };
    let (space, post, comment, author) = row.ok_or(Error::NotFound)?;
    Ok(Item { space, post, comment, author })
}

/// Hides the words until somebody decides.
pub async fn hide(tx: &mut Tx, judge: &Judge<'_>, case: CaseId) -> Result<()> {
    let Held { item, standing, .. } = hold(tx, judge, case).await?;
    if standing != Standing::There {
        return Err(Error::TooLate(Late::Done));
    }
    let was_answer = item.hide(tx).await?;
    // Whichever desk brings them back knows what they were.
    let of_it = cases::table.filter(cases::post_id.eq(item.post));
    let of_it = of_it.filter(cases::comment_id.is_not_distinct_from(item.comment));
    diesel::update(of_it).set(cases::was_answer.eq(was_answer)).execute(&mut tx.conn()).await?;
    event::record(tx, Some(judge.person()), &item.hidden()).await
}

/// The words stand: what was hidden is back, and the reports are settled. Of what is gone, only the reports are.
pub async fn uphold(tx: &mut Tx, judge: &Judge<'_>, case: CaseId) -> Result<()> {
    let Held { item, standing, was_answer } = hold(tx, judge, case).await?;
    let (event, verdict) = match standing {
        Standing::There => (item.dismissed(), Verdict::Stands),
        Standing::Hidden => (item.restored(), Verdict::Stands),
        Standing::Gone => (item.dismissed(), Verdict::Removed),
    };
    if standing == Standing::Hidden {
        item.restore(tx, was_answer).await?;
    }
    settle(tx, judge.named(), item, Settled::One(case), verdict).await?;
    event::record(tx, Some(judge.person()), &event).await
}

/// The words go, and their author reads why.
pub async fn remove(tx: &mut Tx, judge: &Judge<'_>, case: CaseId, why: &Reason) -> Result<()> {
    let Held { item, standing, .. } = hold(tx, judge, case).await?;
    if standing == Standing::Gone {
        return Err(Error::TooLate(Late::Done));
    }
    item.remove(tx, standing, judge.named(), &why.0).await?;
    settle(tx, judge.named(), item, Settled::One(case), Verdict::Removed).await?;
    event::record(tx, Some(judge.person()), &item.removed()).await
}

/// Removes a post, reported or not.
pub async fn remove_post(tx: &mut Tx, post: &InPost<impl Grants<Moderate>>, why: &Reason) -> Result<()> {
    remove_at_once(tx, post.space(), Item::of_post(post), why).await
}

/// Removes a comment, reported or not.
pub async fn remove_comment(tx: &mut Tx, comment: &InComment<impl Grants<Moderate>>, why: &Reason) -> Result<()> {
    remove_at_once(tx, comment.post().space(), Item::of_comment(comment), why).await
}

async fn remove_at_once(tx: &mut Tx, space: &InSpace<impl Grants<Moderate>>, item: Item, why: &Reason) -> Result<()> {
    let by = space.person();
    may_remove(tx, space, item.author).await?;
    let standing = item.hold(tx).await?;
    if standing == Standing::Gone {
        return Err(Error::TooLate(Late::Done));
    }
    item.remove(tx, standing, Some(by), &why.0).await?;
    settle(tx, Some(by), item, Settled::OfSpace, Verdict::Removed).await?;
    event::record(tx, Some(by), &item.removed()).await
}

/// Whether a moderator may remove what somebody wrote: nobody judges their own words, and no moderator an owner's.
pub async fn may_remove(db: &Db, space: &InSpace<impl Grants<Moderate>>, author: PersonId) -> Result<()> {
    if author == space.person() {
        return Err(Error::NotAllowed(Why::OwnWords));
    }
    let role = memberships::table.find((space.space(), author)).select(memberships::role);
    let role: Option<Role> = role.first(&mut db.conn()).await.optional()?;
    if role == Some(Role::Owner) && !space.could::<Own>() { Err(Error::NotAllowed(Why::NotAnOwner)) } else { Ok(()) }
}

/// Whose words somebody who keeps order here may not remove: an owner's, for a moderator. Nobody else is asked about.
pub async fn spared(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<Vec<PersonId>> {
    let space = post.space();
    if !space.could::<Moderate>() || space.could::<Own>() {
        return Ok(Vec::new());
    }
    let owners = memberships::space_id.eq(space.space()).and(memberships::role.eq(Role::Owner));
    let owners = memberships::table.filter(owners).select(memberships::person_id);
    Ok(owners.load(&mut db.conn()).await?)
}

/// Which cases of an item are settled by one judgement.
#[derive(Clone, Copy)]
enum Settled {
    /// The space's own: what was put before the house, the house settles.
    OfSpace,
    /// This one.
    One(CaseId),
}

async fn settle(tx: &mut Tx, by: Option<PersonId>, item: Item, which: Settled, verdict: Verdict) -> Result<()> {
    let of_it = cases::table.filter(cases::post_id.eq(item.post).and(cases::settled_at.is_null()));
    let of_it = of_it.filter(cases::comment_id.is_not_distinct_from(item.comment));
    let settled = (cases::settled_at.eq(tx.at()), cases::settled_by.eq(by), cases::verdict.eq(verdict));
    match which {
        Settled::OfSpace => {
            diesel::update(of_it.filter(cases::desk.eq(Desk::Space))).set(settled).execute(&mut tx.conn()).await?
        }
        Settled::One(case) => {
            diesel::update(of_it.filter(cases::id.eq(case))).set(settled).execute(&mut tx.conn()).await?
        }
    };
    Ok(())
}
