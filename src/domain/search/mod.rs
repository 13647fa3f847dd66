//! Search: people, spaces and files by name, posts and comments by what they say. Everything found, and every number, comes
//! through `policy::sight` in the statement that finds it.

mod alike;
mod hits;
mod named;
mod sought;
mod terms;
mod texts;

use std::collections::HashMap;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, SmallInt};
use diesel_async::RunQueryDsl;
use futures_util::try_join;
use uuid::Uuid;

use super::db::Db;
use super::ids::{CommentId, FileId, PostId};
use super::kinds::PostKind;
use super::person::Face;
use super::policy::{Viewer, sight};
use super::schema::{comments, files, posts, spaces};
use super::sql::{Tsquery, ts_rank};
use crate::error::Result;
use hits::{Asked, Filter, Hits};
use terms::Terms;

/// Texts on a page.
pub(super) const PAGE: i64 = 20;

/// The last page that is shown: who has not found it there needs other words.
pub const LAST_PAGE: i64 = 25;

/// Values of a filter that are offered.
pub(super) const OFFERED: i64 = 10;

/// `ts_rank` divides by one more than the logarithm of a text's length.
const BY_LENGTH: i32 = 1;

pub use named::Place;
pub use sought::{Counts, Facets, Found, Sought, What};
pub use texts::{Text, shown as texts};

/// Searches all that the viewer sees.
pub async fn search(db: &Db, viewer: &Viewer, sought: &Sought) -> Result<Found> {
    let terms = Terms::read(db, &sought.typed).await?;
    let names: Vec<&str> = terms.wanted().collect();
    if names.is_empty() {
        return Ok(Found { only_common: !sought.typed.trim().is_empty(), ..Found::default() });
    }
    let texts = async {
        if !terms.find_texts() {
            return Ok(Vec::new());
        }
        let asked = Asked::Terms(terms.terms.iter().map(|term| (term.as_query(), term.unwanted)).collect());
        hits(db, viewer, sought, &asked).await
    };
    let (people, spaces, rows) =
        try_join!(named::people(db, viewer, sought, &names), named::spaces(db, viewer, sought, &names), texts)?;
    let nothing = people.is_empty() && spaces.is_empty() && rows.is_empty();
    if nothing && !sought.is_narrowed() {
        return instead(db, viewer, sought, &terms).await;
    }
    let found = Found { marks: terms.marks(), only_common: nothing && !terms.find_texts(), ..Found::default() };
    found.with(db, viewer, sought, people, spaces, rows).await
}

/// The same for words that are like those that were typed.
async fn instead(db: &Db, viewer: &Viewer, sought: &Sought, terms: &Terms) -> Result<Found> {
    if !terms.find_texts() {
        return Ok(Found { only_common: true, ..Found::default() });
    }
    let names: Vec<&str> = terms.wanted().collect();
    let (asked, people) =
        try_join!(alike::instead(db, viewer, terms), named::people_alike(db, viewer, sought, &names))?;
    let (rows, marks) = match asked {
        Some((asked, marks)) => (hits(db, viewer, sought, &asked).await?, marks),
        None => (Vec::new(), Vec::new()),
    };
    let found = Found { marks, only_alike: true, ..Found::default() };
    found.with(db, viewer, sought, people, Vec::new(), rows).await
}

/// Finds texts: the one statement.
async fn hits(db: &Db, viewer: &Viewer, sought: &Sought, asked: &Asked) -> Result<Vec<hits::Row>> {
    let q = || sql::<Tsquery>("(select q from sought)");
    let says_it = |lexemes: &str| {
        let parts = (0..asked.parts()).map(|n| format!("{lexemes} @@ (select p{n} from parts)"));
        sql::<Bool>(&format!("({})", parts.collect::<Vec<_>>().join(" and ")))
    };
    let seen = sight::of_posts(viewer.eyes(db.at()));
    let found_posts = posts::table
        .inner_join(spaces::table)
        .filter(says_it("posts.lexemes"))
        .filter(posts::deleted_at.is_null())
        .filter(seen)
        .select((
            sql::<SmallInt>("0::int2"),
            posts::id,
            posts::space_id,
            posts::author_id,
            posts::published_at,
            spaces::opened_to_guests,
            posts::kind.eq(PostKind::Question).and(posts::answer_id.is_null()),
            ts_rank(posts::lexemes, q(), BY_LENGTH),
        ));
    let seen = sight::of_posts(viewer.eyes(db.at()));
    let found_comments = comments::table
        .inner_join(posts::table.inner_join(spaces::table))
        .filter(says_it("comments.lexemes"))
        .filter(comments::deleted_at.is_null().and(posts::deleted_at.is_null()))
        .filter(seen)
        .select((
            sql::<SmallInt>("1::int2"),
            comments::id,
            posts::space_id,
            comments::author_id,
            comments::published_at,
            spaces::opened_to_guests,
            sql::<Bool>("false"),
            ts_rank(comments::lexemes, q(), BY_LENGTH),
        ));
    let seen = sight::of_posts(viewer.eyes(db.at()));
    let found_files = files::table
        .inner_join(posts::table.inner_join(spaces::table))
        .left_join(comments::table.on(files::comment_id.eq(comments::id.nullable())))
        .filter(says_it("files.lexemes"))
        .filter(posts::deleted_at.is_null().and(comments::deleted_at.is_null()))
        .filter(seen)
        .select((
            sql::<SmallInt>("2::int2"),
            files::id,
            posts::space_id,
            files::uploader_id,
            files::created_at,
            spaces::opened_to_guests,
            sql::<Bool>("false"),
            ts_rank(files::lexemes, q(), BY_LENGTH),
        ));
    let (posts, comments, files) = (found_posts, found_comments, found_files);
    let statement = Hits { asked, posts, comments, files, filter: Filter::of(sought) };
    Ok(statement.load(&mut db.conn()).await?)
}

impl Found {
    /// What stands in the rows, and the names of what they count.
    async fn with(
        mut self,
        db: &Db,
        viewer: &Viewer,
        sought: &Sought,
        people: Vec<Face>,
        spaces: Vec<Place>,
        rows: Vec<hits::Row>,
    ) -> Result<Self> {
        let of = |tag: i16| rows.iter().filter(move |row| row.0 == tag);
        let number = |tag: i16, kind: i16| of(tag).filter(|row| row.1 == kind).map(|row| row.3).sum();
        let values = |tag: i16| of(tag).filter_map(|row| Some((row.2?, row.3))).collect::<Vec<(Uuid, i64)>>();
        let mut page: Vec<&hits::Row> = of(hits::HIT).collect();
        page.sort_by_key(|row| row.3);
        self.more = page.len() as i64 > PAGE && sought.page + 1 < LAST_PAGE;
        page.truncate(PAGE as usize);
        let ids = |kind: i16| page.iter().filter(move |row| row.1 == kind).filter_map(|row| row.2);
        let post_ids: Vec<PostId> = ids(hits::POST).map(PostId::from).collect();
        let comment_ids: Vec<CommentId> = ids(hits::COMMENT).map(CommentId::from).collect();
        let file_ids: Vec<FileId> = ids(hits::FILE).map(FileId::from).collect();
        let (in_spaces, by_authors) = (values(hits::IN_SPACE), values(hits::BY_AUTHOR));
        let (texts, space_names, author_names) = try_join!(
            texts::shown(db, viewer, &post_ids, &comment_ids, &file_ids),
            named::of_spaces(db, viewer, &in_spaces),
            named::of_authors(db, &by_authors),
        )?;
        let mut texts: HashMap<Uuid, Text> = texts.into_iter().map(|text| (text.id(), text)).collect();
        self.texts = page.iter().filter_map(|row| texts.remove(&row.2?)).collect();
        self.counts = Counts {
            people: people.len() as i64,
            spaces: spaces.len() as i64,
            posts: number(hits::OF_KIND, hits::POST),
            comments: number(hits::OF_KIND, hits::COMMENT),
            files: number(hits::OF_KIND, hits::FILE),
        };
        self.facets = Facets {
            spaces: space_names,
            authors: author_names,
            inside: number(hits::BY_REACH, 0),
            outside: number(hits::BY_REACH, 1),
            unanswered: number(hits::UNANSWERED, hits::POST),
        };
        (self.people, self.spaces) = (people, spaces);
        Ok(self)
    }
}
