//! What waits: in a space, for its owners; and what belongs to no space, for the admins.

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::Path;
use futures_util::try_join;
use serde::Serialize;

use super::row::{Row, Wish};
use crate::domain::ids::RecipientId;
use crate::domain::kinds::Visibility;
use crate::domain::mail::{self, Judge};
use crate::domain::policy::{self, InSpace, Own};
use crate::mail::keys;
use crate::web::answer::{Answer, see_and_read};
use crate::web::chrome::{self, About};
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::posts::id;
use crate::web::space_head::{Head, Tab, enter, head, named};
use crate::web::tabs;
use crate::web::urls;
use crate::web::visit::Visit;

const HOUSE: &str = "/admin/mail/held";

/// `held/index.html`
#[derive(Serialize)]
pub struct Index {
    head: Head,
    address: String,
    held: Vec<Row>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "held/index.html";
}

/// `held/of_house.html`
#[derive(Serialize)]
pub struct OfHouse {
    tabs: Vec<tabs::Tab>,
    held: Vec<Row>,
}

impl Page for OfHouse {
    const TEMPLATE: &'static str = "held/of_house.html";
}

/// `GET /spaces/{slug}/mail`
pub async fn index(visit: Visit, slug: Path<String>) -> Answer {
    let space: InSpace<Own> = enter(&visit, &slug).await?;
    let judge = Judge::of_space(&space);
    let (frame, head, held) = try_join!(
        chrome::frame(&visit, About::Space(space.space())),
        head(&visit, &space, Tab::Mail),
        mail::waiting(&visit.db, &judge),
    )?;
    let base = urls::space_part(head.slug(), "mail");
    let held = held.into_iter().map(|held| Row::of(&visit, held, &base, true)).collect();
    let addresses = keys::addresses(&visit.app).await?;
    let address = addresses.of_space(space.space(), head.slug(), space.visibility() == Visibility::Secret);
    let page = Index { address, held, head };
    visit.page(frame.reaching(page.head.is_outside()), &page)
}

/// `POST /spaces/{slug}/mail/{mail}/decision`
pub async fn decide(visit: Visit, path: Path<(String, String)>, form: Form<Wish>) -> Answer {
    let (slug, held): (_, RecipientId) = (named(&path.0)?, id(&path.1)?);
    enter::<Own>(&visit, &path.0).await?;
    let (decision, flash) = form.0.parse()?;
    visit
        .app
        .db
        .write(async |tx| {
            let space = policy::space::<Own>(tx, visit.viewer(), &slug).await?;
            mail::decide(tx, &Judge::of_space(&space), held, decision).await
        })
        .await?;
    see_and_read(urls::space_part(slug.as_str(), "mail"), flash)
}

/// `GET /spaces/{slug}/mail/{mail}/original`
pub async fn original(visit: Visit, path: Path<(String, String)>) -> Answer {
    let space: InSpace<Own> = enter(&visit, &path.0).await?;
    raw(mail::original(&visit.db, &Judge::of_space(&space), id(&path.1)?).await?)
}

/// `GET /admin/mail/held`
pub async fn of_house(visit: Visit) -> Answer {
    let admin = visit.viewer().admin()?;
    let judge = Judge::of_house(&admin);
    let (frame, held) = try_join!(chrome::frame(&visit, About::Admin), mail::waiting(&visit.db, &judge))?;
    let held = held.into_iter().map(|held| Row::of(&visit, held, HOUSE, false)).collect();
    visit.page(frame, &OfHouse { tabs: tabs::of_admin(visit.language, "/admin/mail"), held })
}

/// `POST /admin/mail/held/{mail}/decision`
pub async fn decide_for_house(visit: Visit, held: Path<String>, form: Form<Wish>) -> Answer {
    let admin = visit.viewer().admin()?;
    let held: RecipientId = id(&held)?;
    let (decision, flash) = form.0.parse()?;
    visit.app.db.write(async |tx| mail::decide(tx, &Judge::of_house(&admin), held, decision).await).await?;
    see_and_read(HOUSE, flash)
}

/// `GET /admin/mail/held/{mail}/original`
pub async fn original_of_house(visit: Visit, held: Path<String>) -> Answer {
    let admin = visit.viewer().admin()?;
    raw(mail::original(&visit.db, &Judge::of_house(&admin), id(&held)?).await?)
}

/// Kept as a file, never shown: it is a stranger's.
fn raw(bytes: Vec<u8>) -> Answer {
    let kept = (CONTENT_DISPOSITION, "attachment; filename=\"mail.eml\"");
    Ok(HttpResponse::Ok().content_type("application/octet-stream").insert_header(kept).body(bytes))
}
