//! Mentions: calling somebody who reads the post, and nobody else.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::{Db, Tx};
use super::follow;
use super::ids::{CommentId, PersonId, PostId, SpaceId};
use super::kinds::PersonKind;
use super::markup::{self, Called};
use super::person::Face;
use super::policy::{Contribute, Grants, InSpace, Viewer, sight};
use super::schema::{mentions, organizations, people};
use super::sql::plain;
use crate::error::Result;

/// The most people one text may call; a longer list calls nobody in particular.
const MOST: usize = 50;

/// How many are offered while somebody types a name.
const OFFERED: i64 = 8;

/// A text as it will be kept, and what became of its calls.
pub(in crate::domain) struct Text {
    /// Safe, with the calls as links.
    pub html: String,
    called: Vec<PersonId>,
    /// The handles nobody was reached by, as they were typed: whether there is such a person is not said.
    pub unreached: Vec<String>,
}

/// Renders a text of a post that was, or is, published at this moment. Its writer calls people whom they see: the
/// readers of an open project are the whole house, and a guest who types a name must not learn whether it is somebody's.
pub(in crate::domain) async fn resolve(
    db: &Db,
    writer: &Viewer,
    space: SpaceId,
    published_at: DateTime<Utc>,
    markdown: &str,
) -> Result<Text> {
    let mut handles = markup::handles(markdown);
    handles.truncate(MOST);
    if handles.is_empty() {
        return Ok(Text { html: markup::render(markdown), called: Vec::new(), unreached: Vec::new() });
    }
    let rows: Vec<(PersonId, String, String, PersonKind, String)> = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(people::handle.eq_any(&handles))
        .filter(sight::readers(space, published_at, db.at()))
        .filter(sight::of_people(writer.eyes(db.at())))
        .select((people::id, people::handle, people::name, people::kind, organizations::name))
        .load(&mut db.conn())
        .await?;
    let called: Vec<Called> = rows
        .iter()
        .map(|(_, handle, name, kind, organization)| Called {
            handle: handle.clone(),
            name: name.clone(),
            company: (*kind == PersonKind::Guest).then(|| organization.clone()),
        })
        .collect();
    handles.retain(|handle| !called.iter().any(|called| called.handle == *handle));
    let html = markup::render_calling(markdown, &called);
    Ok(Text { html, called: rows.into_iter().map(|row| row.0).collect(), unreached: handles })
}

/// Keeps whom a text calls now. Who was called before stays called since then; who no longer is, is forgotten.
pub(in crate::domain) async fn keep(tx: &mut Tx, post: PostId, comment: Option<CommentId>, text: &Text) -> Result<()> {
    let here = mentions::post_id.eq(post).and(mentions::comment_id.is_not_distinct_from(comment));
    diesel::delete(mentions::table.filter(here).filter(mentions::person_id.ne_all(&text.called)))
        .execute(&mut tx.conn())
        .await?;
    note(tx, post, comment, text).await
}

/// Keeps whom a new text calls; they follow its thread.
pub(in crate::domain) async fn note(tx: &mut Tx, post: PostId, comment: Option<CommentId>, text: &Text) -> Result<()> {
    if text.called.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = text
        .called
        .iter()
        .map(|person| {
            (
                mentions::id.eq(uuid::Uuid::now_v7()),
                mentions::post_id.eq(post),
                mentions::comment_id.eq(comment),
                mentions::person_id.eq(*person),
                mentions::mentioned_at.eq(tx.at()),
            )
        })
        .collect();
    diesel::insert_into(mentions::table).values(rows).on_conflict_do_nothing().execute(&mut tx.conn()).await?;
    follow::begin(tx, post, &text.called).await
}

/// Somebody whose name begins as what is being typed.
#[derive(Debug)]
pub struct Candidate {
    /// Who.
    pub face: Face,
    /// Whether they read this space. Others are shown to colleagues, greyed, so that one knows why they are not called.
    pub reads: bool,
}

/// Whom somebody who writes here may call, by the beginning of any word of their name, without accents or case. A guest
/// is offered the people of this space and learns of nobody else; a colleague also sees, greyed, colleagues who are not
/// in it.
pub async fn candidates(db: &Db, space: &InSpace<impl Grants<Contribute>>, typed: &str) -> Result<Vec<Candidate>> {
    let typed = typed.trim().trim_start_matches('@').replace('.', " ");
    let escaped: String = typed
        .chars()
        .flat_map(|c| ['\\'].into_iter().filter(move |_| matches!(c, '%' | '_' | '\\')).chain([c]))
        .collect();
    let (first, inner) = (format!("{escaped}%"), format!("% {escaped}%"));
    let here = || {
        people::table
            .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
            .filter(sight::present())
            .filter(people::id.ne(space.person()))
            .filter(plain(people::name).like(plain(first.clone())).or(plain(people::name).like(plain(inner.clone()))))
            .order((plain(people::name), people::id))
            .limit(OFFERED)
            .select(Face::as_select())
    };
    // A guest reads along from a moment on; whoever is called under a new post reads it, so: as published now.
    let readers: Vec<Face> = here()
        .filter(sight::readers(space.space(), db.at(), db.at()))
        .filter(sight::of_people(space.viewer().eyes(db.at())))
        .load(&mut db.conn())
        .await?;
    let mut found: Vec<Candidate> = readers.into_iter().map(|face| Candidate { face, reads: true }).collect();
    let left = OFFERED - found.len() as i64;
    if left > 0 && !space.viewer().is_guest() && !typed.is_empty() {
        let others: Vec<Face> = here()
            .filter(people::kind.eq(PersonKind::Employee))
            .filter(diesel::dsl::not(sight::readers(space.space(), db.at(), db.at())))
            .limit(left.min(3))
            .load(&mut db.conn())
            .await?;
        found.extend(others.into_iter().map(|face| Candidate { face, reads: false }));
    }
    Ok(found)
}
