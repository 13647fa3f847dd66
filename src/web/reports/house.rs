//! What was put before the house: its admins read what was reported, once they ask to, and nothing else of the space.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use futures_util::try_join;
use serde::Serialize;

use super::row::{Again, Row, Ruling};
use crate::domain::ids::CaseId;
use crate::domain::report::{self, Judge};
use crate::web::answer::{Answer, see, see_and_read};
use crate::web::chrome::{self, About};
use crate::web::form::{Form, problems};
use crate::web::page::Page;
use crate::web::posts::id;
use crate::web::tabs::{self, Tab};
use crate::web::visit::Visit;

const HERE: &str = "/admin/reports";

/// `report/of_house.html`
#[derive(Serialize)]
pub struct OfHouse {
    tabs: Vec<Tab>,
    waiting: Vec<Row>,
    settled: Vec<Row>,
}

impl Page for OfHouse {
    const TEMPLATE: &'static str = "report/of_house.html";
}

/// `GET /admin/reports`
pub async fn of_house(visit: Visit) -> Answer {
    page(&visit, StatusCode::OK, None).await
}

async fn page(visit: &Visit, status: StatusCode, again: Again<'_>) -> Answer {
    let admin = visit.viewer().admin()?;
    let (frame, cases) = try_join!(chrome::frame(visit, About::Admin), report::of_house(&visit.db, &admin))?;
    let (waiting, settled): (Vec<_>, Vec<_>) = cases.into_iter().partition(|case| case.settled.is_none());
    let rows =
        |cases: Vec<report::Case>| cases.into_iter().map(|case| Row::of(visit, case, HERE, true, &again)).collect();
    let page = OfHouse { tabs: tabs::of_admin(visit.language, HERE), waiting: rows(waiting), settled: rows(settled) };
    visit.page_with(status, frame, &page)
}

/// `POST /admin/reports/{case}/reading`
pub async fn read(visit: Visit, case: Path<String>) -> Answer {
    let admin = visit.viewer().admin()?;
    let case: CaseId = id(&case)?;
    visit.app.db.write(async |tx| report::open(tx, &admin, case).await).await?;
    see(format!("{HERE}#case-{case}"))
}

/// `POST /admin/reports/{case}/ruling`
pub async fn judge_for_house(visit: Visit, case: Path<String>, form: Form<Ruling>) -> Answer {
    let admin = visit.viewer().admin()?;
    let case: CaseId = id(&case)?;
    let ruled = match form.0.parse() {
        Ok(act) => {
            let done = visit.app.db.write(async |tx| act.carry_out(tx, &Judge::OfHouse(&admin), case).await).await;
            problems(done)?.map(|()| act)
        }
        Err(wrong) => Err(wrong),
    };
    match ruled {
        Ok(act) => see_and_read(HERE, act.flash()),
        Err(wrong) => page(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some((case, &form.0, &wrong))).await,
    }
}
