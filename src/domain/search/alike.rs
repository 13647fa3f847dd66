//! What somebody may have meant who finds nothing: stems that are like their words, out of the newest texts that they see.
//! Nothing else lends its words, so that a suggestion tells nobody what is said where they may not read.

use std::collections::HashMap;

use diesel::dsl::sql;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Array, Bool, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::hits::Asked;
use super::terms::Terms;
use crate::domain::db::Db;
use crate::domain::policy::{Viewer, sight};
use crate::domain::schema::{comments, posts};
use crate::error::Result;

/// Texts whose words are looked at, sight aside: the newest of all and the newest of the person's own spaces, so that
/// whoever sees little of the house need not have all of it walked through.
const NEWEST_POSTS: &str = "posts.id = any(array((select p.id from posts p where p.deleted_at is null \
     order by p.published_at desc, p.id desc limit 3000) union (select p.id from memberships m join posts p \
     on p.space_id = m.space_id where p.deleted_at is null and m.person_id = ";
const NEWEST_COMMENTS: &str = "comments.id = any(array((select c.id from comments c where c.deleted_at is null \
     order by c.published_at desc, c.id desc limit 3000) union (select p.id from memberships m join posts o \
     on o.space_id = m.space_id join comments p on p.post_id = o.id \
     where p.deleted_at is null and m.role = 'guest' and m.person_id = ";
const NEWEST_END: &str = " order by p.published_at desc, p.id desc limit 2000)))";

/// Stems that are tried for each word.
const TRIED: usize = 4;

/// How much a word and a stem that begin with one letter must have in common, from 0 to 1: two letters that changed places
/// in a word of eight leave 0.38 (`laminior`).
const ALIKE: &str = "0.36";

/// Stems like these words, out of two lists of texts.
struct Alike<'s, P, C> {
    words: &'s Vec<String>,
    posts: P,
    comments: C,
}

impl<P: QueryFragment<Pg>, C: QueryFragment<Pg>> QueryFragment<Pg> for Alike<'_, P, C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(
            "with seen (stem) as materialized (select distinct unnest(tsvector_to_array(texts.lexemes)) from ((",
        );
        self.posts.walk_ast(out.reborrow())?;
        out.push_sql(") union all (");
        self.comments.walk_ast(out.reborrow())?;
        out.push_sql(")) as texts (lexemes)) select word, stem from unnest(");
        out.push_bind_param::<Array<Text>, _>(self.words)?;
        out.push_sql(") as word join seen on left(word, 1) = left(stem, 1) and similarity(word, stem) >= ");
        out.push_sql(ALIKE);
        out.push_sql(" order by word, similarity(word, stem) desc, stem");
        Ok(())
    }
}

impl<P, C> QueryId for Alike<'_, P, C> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<P, C> Query for Alike<'_, P, C> {
    type SqlType = (Text, Text);
}

/// Another search for these terms, and the words it would mark; nothing when nothing is like them.
pub(super) async fn instead(db: &Db, viewer: &Viewer, terms: &Terms) -> Result<Option<(Asked, Vec<String>)>> {
    // A phrase is meant as it stands, and so is what must not be there.
    let is_plain = terms.terms.iter().all(|term| !term.unwanted && !term.quoted && term.words.len() == 1);
    let mut words: Vec<String> = terms.wanted().filter(|word| word.chars().count() > 3).map(str::to_owned).collect();
    words.sort();
    words.dedup();
    if words.is_empty() || !is_plain {
        return Ok(None);
    }
    let me = viewer.id().uuid();
    let newest = sql::<Bool>(NEWEST_POSTS).bind::<SqlUuid, _>(me).sql(NEWEST_END);
    let newest_posts = posts::table
        .filter(newest)
        .filter(posts::deleted_at.is_null())
        .filter(sight::of_posts(viewer.eyes(db.at())))
        .select(posts::lexemes);
    let newest = sql::<Bool>(NEWEST_COMMENTS).bind::<SqlUuid, _>(me).sql(NEWEST_END);
    let newest_comments = comments::table
        .inner_join(posts::table)
        .filter(newest)
        .filter(comments::deleted_at.is_null().and(posts::deleted_at.is_null()))
        .filter(sight::of_posts(viewer.eyes(db.at())))
        .select(comments::lexemes);
    let alike = Alike { words: &words, posts: newest_posts, comments: newest_comments };
    let rows: Vec<(String, String)> = alike.load(&mut db.conn()).await?;
    let mut stems: HashMap<String, Vec<String>> = HashMap::new();
    for (word, stem) in rows {
        let tried = stems.entry(word).or_default();
        if tried.len() < TRIED {
            tried.push(stem);
        }
    }
    let marks: Vec<String> = stems.values().flatten().cloned().collect();
    // A word that nothing is like was meant too.
    let asked: Option<Vec<Vec<String>>> = words.iter().map(|word| stems.remove(word)).collect();
    Ok(asked.map(|asked| (Asked::Stems(asked), marks)))
}
