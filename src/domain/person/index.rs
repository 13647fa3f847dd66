//! What the directory searches of a person: kept beside the person, without accents or case.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Tx;
use crate::domain::ids::{OrganizationId, PersonId};
use crate::domain::kinds::PersonKind;
use crate::domain::schema::{organizations, people};
use crate::domain::sql::plain;
use crate::error::Result;

/// What the words are made of.
#[derive(Queryable, Selectable)]
#[diesel(table_name = people)]
struct Said {
    kind: PersonKind,
    name: String,
    title: Option<String>,
    unit: Option<String>,
    location: Option<String>,
    skills: Vec<String>,
    #[diesel(select_expression = organizations::name)]
    organization: String,
}

/// Writes a person's words anew. Whoever adds or changes a person calls it in the same transaction.
pub(in crate::domain) async fn index(tx: &mut Tx, person: PersonId) -> Result<()> {
    let said = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(people::id.eq(person))
        .select(Said::as_select())
        .first(&mut tx.conn())
        .await?;
    diesel::update(people::table.find(person))
        .set(people::words.eq(plain(said.words())))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// The same for everybody of an organization, whose name has changed.
pub(in crate::domain) async fn index_all_of(tx: &mut Tx, organization: OrganizationId) -> Result<()> {
    let theirs = people::table.filter(people::organization_id.eq(organization)).select(people::id);
    let all: Vec<PersonId> = theirs.load(&mut tx.conn()).await?;
    for person in all {
        index(tx, person).await?;
    }
    Ok(())
}

impl Said {
    /// A guest is also found by their company; that a colleague is of the house tells nothing.
    fn words(&self) -> String {
        let company = (self.kind == PersonKind::Guest).then_some(&self.organization);
        let parts = [Some(&self.name), self.title.as_ref(), self.unit.as_ref(), self.location.as_ref(), company];
        parts.into_iter().flatten().chain(&self.skills).map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}
