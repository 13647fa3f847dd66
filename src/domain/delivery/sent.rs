//! How one's own message went out by mail: for its author alone, and of nobody whom they do not see. Who has a letter
//! coming at their own hour, or in a digest, reads on Parvis meanwhile, and counts among those who do.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, max, sql};
use diesel::prelude::*;
use diesel::sql_types::{self, Array, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::domain::db::Db;
use crate::domain::kinds::{DeliveryState, Reason};
use crate::domain::policy::{Grants, InPost, Read, sight};
use crate::domain::schema::{comments, deliveries, people, posts};
use crate::error::Result;

/// How a message went out.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// To these a server took it.
    pub taken: Those,
    /// Their server was busy; it is tried again.
    pub waiting: Those,
    /// It never arrives there, for one reason or another.
    pub missed: BTreeMap<Missed, Those>,
}

/// Why a letter never arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missed {
    /// Their server will not have it: at once, or by a bounce.
    Refused,
    /// Their server gave it back for now: a mailbox that is full.
    Returned,
    /// Their server was busy for two days.
    Late,
    /// It was not tried: the address gave others back.
    Spared,
}

impl Missed {
    /// As messages know it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Returned => "returned",
            Self::Late => "late",
            Self::Spared => "spared",
        }
    }
}

/// What became of a letter, in one of these words. What a server took has a Message-ID, also where it came back.
const BECAME: &str = "case when deliveries.state in ('sent', 'waiting') then deliveries.state \
    when deliveries.state = 'failed' and deliveries.message_id is null then 'late' \
    when deliveries.state = 'failed' then 'returned' when deliveries.attempts = 0 then 'spared' else 'refused' end";

/// Some people: how many, and a few of them by name, guests first.
#[derive(Clone, Debug, Default)]
pub struct Those {
    /// How many.
    pub count: i64,
    /// Their names and what they are called in addresses, and when each is due.
    pub some: Vec<(String, String, DateTime<Utc>)>,
    /// When the last of it went.
    pub sent_at: Option<DateTime<Utc>>,
}

type Row = (Uuid, String, i64, Option<DateTime<Utc>>, Vec<String>, Vec<String>, Vec<DateTime<Utc>>);

/// A few of a group, guests first.
macro_rules! few {
    ($column:literal) => {
        concat!("(array_agg(", $column, " order by people.kind desc, people.name, people.id))[1:5]")
    };
}

/// How the viewer's own message and answers in a thread went out, by post or comment; nothing of what went to nobody.
pub async fn sent(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<HashMap<Uuid, Sent>> {
    let viewer = post.viewer();
    let Ok(oneself) = viewer.oneself() else { return Ok(HashMap::new()) };
    let me = oneself.id();
    let own = deliveries::comment_id.is_null().and(posts::author_id.eq(me)).and(posts::deleted_at.is_null());
    let own_answer = comments::author_id.eq(me).and(comments::deleted_at.is_null());
    let own_answer = deliveries::comment_id.is_not_null().and(own_answer);
    let of_words = deliveries::reason.ne_all([Reason::Reaction, Reason::Kept, Reason::Question]);
    let late = deliveries::state.eq(DeliveryState::Waiting).and(deliveries::last_reply.is_not_null());
    let told = deliveries::state.eq_any([DeliveryState::Sent, DeliveryState::Refused, DeliveryState::Failed]).or(late);
    let rows: Vec<Row> = deliveries::table
        .inner_join(posts::table.on(posts::id.eq(deliveries::post_id)))
        .inner_join(people::table.on(people::id.eq(deliveries::person_id)))
        .left_join(comments::table.on(deliveries::comment_id.eq(comments::id.nullable())))
        .filter(deliveries::post_id.eq(post.post()).and(own.or(own_answer)))
        .filter(of_words.and(told).and(people::id.ne(me)))
        .filter(sight::readers(post.space().space(), post.published_at(), db.at()))
        .filter(sight::of_people(viewer.eyes(db.at())))
        .group_by(sql::<Text>("1, 2"))
        .select((
            sql::<sql_types::Uuid>("deliveries.item_id"),
            sql::<Text>(BECAME),
            count_star(),
            max(deliveries::sent_at),
            sql::<Array<Text>>(few!("people.name")),
            sql::<Array<Text>>(few!("people.handle")),
            sql::<Array<Timestamptz>>(few!("deliveries.due_at")),
        ))
        .load(&mut db.conn())
        .await?;
    let mut all: HashMap<Uuid, Sent> = HashMap::new();
    for (item, became, count, sent_at, names, handles, due) in rows {
        let sent = all.entry(item).or_default();
        let those = match &*became {
            "sent" => &mut sent.taken,
            "waiting" => &mut sent.waiting,
            "late" => sent.missed.entry(Missed::Late).or_default(),
            "returned" => sent.missed.entry(Missed::Returned).or_default(),
            "spared" => sent.missed.entry(Missed::Spared).or_default(),
            _ => sent.missed.entry(Missed::Refused).or_default(),
        };
        those.count += count;
        those.some.extend(names.into_iter().zip(handles).zip(due).map(|((name, handle), due)| (name, handle, due)));
        those.sent_at = sent_at;
    }
    Ok(all)
}
