//! What was reported in a space, for those who keep order there.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use futures_util::try_join;
use serde::Serialize;

use super::row::{Again, Row, Ruling};
use crate::domain::file::Size;
use crate::domain::ids::{CaseId, FileId};
use crate::domain::policy::{self, InSpace, Moderate, Own};
use crate::domain::report::{self, Judge};
use crate::web::answer::{Answer, see_and_read};
use crate::web::chrome::{self, About};
use crate::web::files;
use crate::web::form::{Form, problems};
use crate::web::page::Page;
use crate::web::posts::id;
use crate::web::space_head::{Head, Tab, enter, head, named};
use crate::web::urls;
use crate::web::visit::Visit;

/// `report/index.html`
#[derive(Serialize)]
pub struct Index {
    head: Head,
    waiting: Vec<Row>,
    settled: Vec<Row>,
    journal_url: Option<String>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "report/index.html";
}

/// `GET /spaces/{slug}/reports`
pub async fn index(visit: Visit, slug: Path<String>) -> Answer {
    let space: InSpace<Moderate> = enter(&visit, &slug).await?;
    page(&visit, &space, StatusCode::OK, None).await
}

async fn page(visit: &Visit, space: &InSpace<Moderate>, status: StatusCode, again: Again<'_>) -> Answer {
    let (frame, head, cases) = try_join!(
        chrome::frame(visit, About::Space(space.space())),
        head(visit, space, Tab::Reports),
        report::of_space(&visit.db, space),
    )?;
    let base = urls::space_part(head.slug(), "reports");
    let (waiting, settled): (Vec<_>, Vec<_>) = cases.into_iter().partition(|case| case.settled.is_none());
    let rows =
        |cases: Vec<report::Case>| cases.into_iter().map(|case| Row::of(visit, case, &base, false, &again)).collect();
    let page = Index {
        waiting: rows(waiting),
        settled: rows(settled),
        journal_url: space.could::<Own>().then(|| urls::space_part(head.slug(), "journal")),
        head,
    };
    visit.page_with(status, frame.reaching(page.head.is_outside()), &page)
}

/// `GET /spaces/{slug}/reports/{case}/files/{id}/{name}`: what hangs in reported words, which may be hidden by now.
pub async fn file(request: HttpRequest, visit: Visit, path: Path<(String, String, String, String)>) -> Answer {
    let space: InSpace<Moderate> = enter(&visit, &path.0).await?;
    let (case, file): (CaseId, FileId) = (id(&path.1)?, id(&path.2)?);
    let file = report::reach_file(&visit.db, &space, case, file).await?;
    files::sent(request, &visit.app.files, file, Size::Whole).await
}

/// `POST /spaces/{slug}/reports/{case}/ruling`
pub async fn judge(visit: Visit, path: Path<(String, String)>, form: Form<Ruling>) -> Answer {
    let space: InSpace<Moderate> = enter(&visit, &path.0).await?;
    let (slug, case): (_, CaseId) = (named(&path.0)?, id(&path.1)?);
    let ruled = match form.0.parse() {
        Ok(act) => {
            let done = visit.app.db.write(async |tx| {
                let space = policy::space::<Moderate>(tx, visit.viewer(), &slug).await?;
                act.carry_out(tx, &Judge::OfSpace(&space), case).await
            });
            problems(done.await)?.map(|()| act)
        }
        Err(wrong) => Err(wrong),
    };
    match ruled {
        Ok(act) => see_and_read(urls::space_part(slug.as_str(), "reports"), act.flash()),
        Err(wrong) => page(&visit, &space, StatusCode::UNPROCESSABLE_ENTITY, Some((case, &form.0, &wrong))).await,
    }
}
