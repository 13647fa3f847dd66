//! Proposing a guest: who, where, under whose responsibility, until when.

use actix_web::web::{Path, Query};
use chrono::{Duration, Months, NaiveDate};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::*;
use crate::domain::guest::{self, Choices, Invited, Partner, Proposal};
use crate::domain::kinds::{Horizon, Language, OrganizationKind};
use crate::domain::policy::{InSpace, Own};
use crate::domain::problems::{Problems, Wrong};
use crate::domain::words::{Email, Name, Note, Purpose};
use crate::web::answer::{Answer, see, see_and_read};
use crate::web::chrome::{self, About};
use crate::web::flash::Flash;
use crate::web::form::{Form, Shown, problems};
use crate::web::page::Page;
use crate::web::space_head::enter;
use crate::web::translate::say_with;
use crate::web::urls;
use crate::web::visit::Visit;

/// What somebody typed to let others in; it comes back as it was.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Typed {
    guests: String,
    organization: String,
    organization_name: String,
    organization_kind: String,
    spaces: Vec<String>,
    sponsor: String,
    purpose: String,
    ends_on: String,
    horizon: String,
    horizon_on: String,
    word: String,
    language: String,
}

/// A choice of a list.
#[derive(Debug, Serialize)]
pub struct Choice {
    value: String,
    label: String,
    note: String,
    chosen: bool,
}

/// `guest/new.html`
#[derive(Serialize)]
pub struct New {
    /// The space's name.
    pub name: String,
    /// The way back.
    pub space_url: String,
    /// Where the form goes.
    pub action: String,
    /// What was typed.
    pub form: Typed,
    /// Partners.
    pub companies: Vec<Choice>,
    /// What a new partner may be.
    pub kinds: Vec<&'static str>,
    /// The spaces that may be offered.
    pub spaces: Vec<Choice>,
    /// Who may answer for them.
    pub sponsors: Vec<Choice>,
    /// The first day an access may end on, and the last.
    pub first_day: String,
    /// The last.
    pub last_day: String,
    /// The longest term, in days.
    pub longest_days: i32,
    /// Whether somebody else must agree first.
    pub second_key: bool,
    /// The page that shows what they will see.
    pub preview_url: String,
    /// Colleagues they will meet.
    pub met: i64,
    /// What is wrong, field by field.
    pub problems: Shown,
    /// All that is wrong with the addresses.
    pub guest_problems: Vec<String>,
    /// How many things are wrong.
    pub count: usize,
}

impl Page for New {
    const TEMPLATE: &'static str = "guest/new.html";
}

/// Whom a page proposes already: who stood in copy of a mail.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    guests: String,
}

/// `GET /spaces/{slug}/guests/new`
pub async fn new(visit: Visit, slug: Path<String>, wanted: Query<Wanted>) -> Answer {
    let space = enter::<Own>(&visit, &slug).await?;
    if !space.is_opened_to_guests() {
        return see(urls::space_part(&slug, "opening"));
    }
    let choices = guest::choices(&visit.db, &space).await?;
    choices.rules.allow(&space)?;
    let today = visit.db.at().with_timezone(&visit.setting().zone).date_naive();
    let half_a_year = today.checked_add_months(Months::new(6)).unwrap_or(today);
    let form = Typed {
        guests: wanted.guests.chars().filter(|c| *c != '\0').take(1_000).collect(),
        spaces: vec![slug.to_string()],
        sponsor: visit.me().handle.clone(),
        ends_on: half_a_year.min(last_day(&visit, choices.rules.longest_access_days)).to_string(),
        horizon: Horizon::Now.as_str().to_owned(),
        language: choices.rules.language.as_str().to_owned(),
        ..Typed::default()
    };
    page(&visit, &space, &slug, choices, form, &Problems::none()).await
}

fn last_day(visit: &Visit, longest: i32) -> NaiveDate {
    (visit.db.at() + Duration::days(i64::from(longest))).with_timezone(&visit.setting().zone).date_naive()
}

async fn page(
    visit: &Visit,
    space: &InSpace<Own>,
    slug: &str,
    choices: Choices,
    form: Typed,
    problems: &Problems,
) -> Answer {
    let (frame, exposure) =
        try_join!(chrome::frame(visit, About::Space(space.space())), guest::exposure(&visit.db, space))?;
    let choice = |value: String, label: String, note: String, chosen: bool| Choice { value, label, note, chosen };
    let guests = problems.iter().filter(|problem| problem.field == "guests");
    let guest_problems = guests.map(|wrong| say_with(visit.language, wrong.key, "detail", wrong.detail.clone()));
    let tomorrow = (visit.db.at() + Duration::days(1)).with_timezone(&visit.setting().zone).date_naive();
    let page = New {
        name: exposure.name,
        space_url: urls::space(slug),
        action: urls::space_part(slug, "guests"),
        companies: choices
            .companies
            .into_iter()
            .map(|company| {
                let note = if company.guests == 0 { String::new() } else { company.guests.to_string() };
                let chosen = form.organization == company.id.to_string();
                choice(company.id.to_string(), company.name, note, chosen)
            })
            .collect(),
        kinds: OrganizationKind::ALL
            .iter()
            .filter(|kind| **kind != OrganizationKind::House)
            .map(|kind| kind.as_str())
            .collect(),
        spaces: choices
            .spaces
            .into_iter()
            .map(|place| {
                let chosen = form.spaces.contains(&place.slug);
                choice(place.slug, place.name, String::new(), chosen)
            })
            .collect(),
        sponsors: choices
            .sponsors
            .into_iter()
            .map(|face| {
                let chosen = face.handle == form.sponsor;
                choice(face.handle, face.name, face.title.unwrap_or_default(), chosen)
            })
            .collect(),
        first_day: tomorrow.to_string(),
        last_day: last_day(visit, choices.rules.longest_access_days).to_string(),
        longest_days: choices.rules.longest_access_days,
        second_key: choices.rules.second_key,
        preview_url: urls::space_part(slug, "guests/preview"),
        met: exposure.colleagues,
        problems: Shown::new(problems, visit.language),
        guest_problems: guest_problems.collect(),
        count: problems.len(),
        form,
    };
    let frame = frame.reaching(true);
    if problems.is_empty() { visit.page(frame, &page) } else { visit.again(frame, &page) }
}

/// `POST /spaces/{slug}/guests`
pub async fn create(visit: Visit, slug: Path<String>, form: Form<Typed>) -> Answer {
    let space = enter::<Own>(&visit, &slug).await?;
    let choices = guest::choices(&visit.db, &space).await?;
    choices.rules.allow(&space)?;
    let form = form.0;
    let proposal = match form.proposal(&visit, &choices) {
        Ok(proposal) => proposal,
        Err(problems) => return page(&visit, &space, &slug, choices, form, &problems).await,
    };
    // Each space is entered by its own gate: who may not add to one may not offer it (CVE-2024-21630).
    let mut spaces = Vec::with_capacity(form.spaces.len());
    for slug in &form.spaces {
        spaces.push(enter::<Own>(&visit, slug).await?);
    }
    let proposed = visit.app.db.write(async |tx| guest::propose(tx, &spaces, &proposal).await).await;
    match problems(proposed)? {
        Ok(accesses) if choices.rules.second_key => {
            see_and_read(urls::space_part(&slug, "guests"), Flash::info("flash-guest-waiting").naming(accesses.len()))
        }
        Ok(accesses) => {
            see_and_read(urls::space_part(&slug, "guests"), Flash::ok("flash-guest-invited").naming(accesses.len()))
        }
        Err(problems) => page(&visit, &space, &slug, choices, form, &problems).await,
    }
}

impl Typed {
    fn proposal(&self, visit: &Visit, choices: &Choices) -> Result<Proposal, Problems> {
        let mut problems = Problems::none();
        let guests: Vec<Invited> = self
            .guests
            .split(['\n', ';'])
            .filter(|line| !line.trim().is_empty())
            .filter_map(|line| problems.take("guests", invited(line)))
            .collect();
        if self.guests.trim().is_empty() {
            problems.add("guests", "problem-guest-nobody");
        }
        let partner = self.partner(&mut problems);
        let sponsor = choices.sponsors.iter().find(|face| face.handle == self.sponsor).map(|face| face.id);
        if sponsor.is_none() {
            problems.add("sponsor", "problem-guest-sponsor");
        }
        let purpose = problems.take("purpose", Purpose::parse(&self.purpose));
        let word = problems.take("word", Note::parse_optional(&self.word));
        let ends_at = end_of(visit, &self.ends_on);
        if ends_at.is_none() {
            problems.add("ends_on", "problem-guest-date");
        }
        let horizon = Horizon::parse(&self.horizon).unwrap_or(Horizon::Now);
        let horizon_at = start_of(visit, &self.horizon_on).filter(|_| horizon == Horizon::Date);
        if horizon == Horizon::Date && horizon_at.is_none() {
            problems.add("horizon_on", "problem-guest-date");
        }
        if self.spaces.is_empty() {
            problems.add("spaces", "problem-guest-no-space");
        }
        match (partner, sponsor, purpose, word, ends_at) {
            (Some(partner), Some(sponsor), Some(purpose), Some(word), Some(ends_at)) if problems.is_empty() => {
                Ok(Proposal {
                    guests,
                    partner,
                    sponsor,
                    purpose,
                    ends_at,
                    horizon,
                    horizon_at,
                    word,
                    language: Language::parse(&self.language).unwrap_or(choices.rules.language),
                })
            }
            _ => Err(problems),
        }
    }

    fn partner(&self, problems: &mut Problems) -> Option<Partner> {
        if let Ok(known) = self.organization.parse() {
            return Some(Partner::Known(known));
        }
        let name = problems.take("organization_name", Name::parse(&self.organization_name));
        let kind = OrganizationKind::parse(&self.organization_kind);
        if kind.is_none() {
            problems.add("organization_kind", "problem-guest-kind");
        }
        Some(Partner::New(name?, kind?))
    }
}

/// `Marie Roux <m.roux@acier-duval.example>`, or the address alone, and a name from it.
fn invited(line: &str) -> Result<Invited, Wrong> {
    let (name, address) = match line.split_once('<') {
        Some((name, address)) => (name.trim(), address.trim().trim_end_matches('>')),
        None => ("", line.trim().trim_matches(',')),
    };
    let email = Email::parse(address)?;
    let name = match name.trim_matches(['"', ',', ' ']) {
        "" => Name::parse(&name_from(&email))?,
        name => Name::parse(name)?,
    };
    Ok(Invited { email, name })
}

/// `m.roux` is M. Roux until they say themselves what they are called.
fn name_from(email: &Email) -> String {
    let local = email.as_str().split('@').next().unwrap_or_default();
    let parts = local.split(['.', '_', '-', '+']).filter(|part| !part.is_empty()).map(|part| {
        let mut letters = part.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase).collect::<String>();
        let rest = letters.as_str();
        if rest.is_empty() { format!("{first}.") } else { format!("{first}{rest}") }
    });
    parts.collect::<Vec<_>>().join(" ")
}
