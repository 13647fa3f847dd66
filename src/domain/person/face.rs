//! A person as others meet them: beside a post, in a list, in a mention.

use diesel::prelude::*;

use crate::domain::ids::{PersonId, PictureId};
use crate::domain::kinds::PersonKind;
use crate::domain::schema::{organizations, people};

/// A name, and what makes it unmistakable. A guest's name is never alone: it carries their organization.
///
/// Select it from any join of `people` and `organizations` by `Face::as_select()`.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = people)]
pub struct Face {
    /// Who.
    pub id: PersonId,
    /// As they are called.
    pub name: String,
    /// As they are addressed: `/people/{handle}`, `@handle`.
    pub handle: String,
    /// Of the house, or from outside.
    pub kind: PersonKind,
    /// Their organization.
    #[diesel(select_expression = organizations::name)]
    pub organization: String,
    /// What they do there.
    pub title: Option<String>,
    /// Their photo.
    pub picture_id: Option<PictureId>,
}
