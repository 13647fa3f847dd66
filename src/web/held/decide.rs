//! Deciding: about one mail, or about those that are ticked, each by itself and by the same rules.

use actix_web::web::Path;
use serde::Deserialize;

use super::queue::{HOUSE, page, page_of_house, place};
use super::row::subject;
use super::wish::{Again, Ticked, Undone, Wish, Wrong, undone};
use crate::domain::ids::RecipientId;
use crate::domain::mail::{self, Decision, Judge};
use crate::domain::policy::{self, InSpace, Own};
use crate::domain::problems::Problems;
use crate::error::{Error, Result};
use crate::web::answer::{Answer, see_and_read};
use crate::web::flash::Flash;
use crate::web::form::{Form, problems};
use crate::web::posts::id;
use crate::web::space_head::{enter, named};
use crate::web::urls;
use crate::web::visit::Visit;

/// `POST /spaces/{slug}/mail/{mail}/decision`
pub async fn decide(visit: Visit, path: Path<(String, String)>, form: Form<Wish>) -> Answer {
    let (slug, held): (_, RecipientId) = (named(&path.0)?, id(&path.1)?);
    let space: InSpace<Own> = enter(&visit, &path.0).await?;
    let wish = form.0;
    let decided = visit.app.db.write(async |tx| {
        let space = policy::space::<Own>(tx, visit.viewer(), &slug).await?;
        let into = match wish.thread()? {
            Some(post) => Some(policy::post::<Own>(tx, visit.viewer(), post).await?),
            None => None,
        };
        mail::decide(tx, &Judge::of_space(&space), held, wish.parse(into.as_ref())?).await
    });
    match problems(decided.await)? {
        Ok(()) => see_and_read(place(&urls::space_part(slug.as_str(), "mail"), &wish.after), wish.flash()),
        Err(wrong) => page(&visit, &space, &wish.after.clone(), &again(held, wish, wrong)).await,
    }
}

/// `POST /admin/mail/held/{mail}/decision`
pub async fn decide_for_house(visit: Visit, held: Path<String>, form: Form<Wish>) -> Answer {
    let admin = visit.viewer().admin()?;
    let held: RecipientId = id(&held)?;
    let wish = form.0;
    let judge = Judge::of_house(&admin);
    let decided = visit.app.db.write(async |tx| mail::decide(tx, &judge, held, wish.parse(None)?).await).await;
    match problems(decided)? {
        Ok(()) => see_and_read(place(HOUSE, &wish.after), wish.flash()),
        Err(wrong) => page_of_house(&visit, &wish.after.clone(), &again(held, wish, wrong)).await,
    }
}

fn again(held: RecipientId, wish: Wish, wrong: Problems) -> Again {
    Again { one: Some((held, wish, Wrong(wrong))), ..Again::default() }
}

/// `POST /spaces/{slug}/mail/decisions`
pub async fn decide_all(visit: Visit, slug: Path<String>, form: Form<Ticked>) -> Answer {
    let space: InSpace<Own> = enter(&visit, &slug).await?;
    let slug = named(&slug)?;
    form.0.parse()?;
    let decide = async |held, decision: Decision<'static>| {
        let decided = visit.app.db.write(async |tx| {
            let space = policy::space::<Own>(tx, visit.viewer(), &slug).await?;
            mail::decide(tx, &Judge::of_space(&space), held, decision).await
        });
        decided.await
    };
    let again = each(&visit, &Judge::of_space(&space), &form.0, decide).await?;
    match again.is_wrong() {
        true => page(&visit, &space, &form.0.after, &again).await,
        false => {
            let here = place(&urls::space_part(slug.as_str(), "mail"), &form.0.after);
            see_and_read(here, form.0.flash(again.done))
        }
    }
}

/// `POST /admin/mail/held/decisions`
pub async fn decide_all_for_house(visit: Visit, form: Form<Ticked>) -> Answer {
    let admin = visit.viewer().admin()?;
    // What belongs to no space can only be read, and thrown away.
    if !matches!(form.0.parse()?, Decision::Drop) {
        return Err(Error::NotFound.into());
    }
    let judge = Judge::of_house(&admin);
    let decide = async |held, decision: Decision<'static>| {
        visit.app.db.write(async |tx| mail::decide(tx, &judge, held, decision).await).await
    };
    let again = each(&visit, &judge, &form.0, decide).await?;
    match again.is_wrong() {
        true => page_of_house(&visit, &form.0.after, &again).await,
        false => see_and_read(place(HOUSE, &form.0.after), form.0.flash(again.done)),
    }
}

/// One after the other, each in a transaction of its own: what cannot be done keeps nothing else from being done.
async fn each(
    visit: &Visit,
    judge: &Judge,
    ticked: &Ticked,
    decide: impl AsyncFn(RecipientId, Decision<'static>) -> Result<()>,
) -> Result<Again> {
    let ids = ticked.ids();
    let mut left = Vec::new();
    for held in &ids {
        match decide(*held, ticked.parse()?).await {
            Ok(()) => {}
            // None of this judge's: it is named to nobody.
            Err(Error::NotFound) => left.push((*held, None)),
            Err(error) => left.push((*held, Some(undone(error)?))),
        }
    }
    let which: Vec<RecipientId> = left.iter().map(|(held, _)| *held).collect();
    let names = if left.is_empty() { Vec::new() } else { mail::names(&visit.db, judge, &which).await? };
    let why = |held: RecipientId| left.iter().find(|(one, _)| *one == held).and_then(|(_, why)| *why);
    let named = |one: mail::Label| {
        let why = visit.say(why(one.id)?);
        Some(Undone { subject: subject(visit, one.subject), from: one.from_address.unwrap_or_default(), why })
    };
    let done = ids.len() - left.len();
    let undone: Vec<Undone> = names.into_iter().filter_map(named).collect();
    Ok(Again { done, is_empty: done == 0 && undone.is_empty(), undone, ticked: which, one: None })
}

/// An address whose mail is taken again.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Release {
    address: String,
}

/// `POST /spaces/{slug}/mail/release`
pub async fn release(visit: Visit, slug: Path<String>, form: Form<Release>) -> Answer {
    let slug = named(&slug)?;
    let address = &form.0.address;
    visit
        .app
        .db
        .write(async |tx| {
            let space = policy::space::<Own>(tx, visit.viewer(), &slug).await?;
            mail::release(tx, &space, address).await
        })
        .await?;
    see_and_read(urls::space_part(slug.as_str(), "mail"), Flash::ok("flash-held-released"))
}
