//! What the schema promises: keys that are indexed, times with a zone, and what stays of whoever leaves.

use crate::architecture::none;
use crate::support::World;

#[actix_web::test]
async fn every_foreign_key_has_an_index_and_says_what_a_deletion_does() {
    let world = World::empty().await;
    let keys = "select c.conrelid::regclass::text, c.conname::text, c.confdeltype::text,
            exists (select from pg_index i where i.indrelid = c.conrelid and i.indpred is null
                and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
        from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace";
    let keys = world.query(keys, &[]).await;
    assert!(keys.len() > 30, "the foreign keys are read");
    let mut wrong = Vec::new();
    for key in keys {
        let (table, name, on_delete, indexed) =
            (key.get::<_, String>(0), key.get::<_, String>(1), key.get::<_, String>(2), key.get::<_, bool>(3));
        if on_delete == "a" {
            wrong.push(format!("{table}: {name} does not say what a deletion does"));
        }
        if !indexed {
            wrong.push(format!("{table}: {name} has no index"));
        }
    }
    none(wrong);
}

/// What stays of a person who is here no longer, and why that is right.
const STAYS: &[(&str, &str)] = &[
    ("accesses", "the contract says whom it was with"),
    ("acknowledgements", "what somebody has read, they have"),
    ("charter_acceptances", "what somebody agreed to, they did"),
    ("credentials", "a guest may be invited again; a departure ends it"),
    ("mail_recipients", "the ledger says who is taken to have sent a mail"),
    ("mentions", "words are kept, and whom they call with them"),
    ("poll_ballots", "a vote that was cast counts"),
    ("poll_votes", "a vote that was cast counts"),
    ("reactions", "they are words, and words are kept"),
    ("reports", "who complained, and of what, is what those who judge must know"),
];

#[actix_web::test]
async fn whatever_hangs_on_a_person_ends_with_their_presence_or_stays_for_a_reason() {
    let world = World::empty().await;
    let tables = "select table_name::text from information_schema.columns
        where table_schema = 'public' and column_name = 'person_id' order by table_name";
    let tables: Vec<String> = world.query(tables, &[]).await.iter().map(|row| row.get(0)).collect();
    assert!(tables.len() > 5, "the tables are read");
    let presence = std::fs::read_to_string("src/domain/presence.rs").expect("the slice");
    let ends = |table: &str| match table {
        "sessions" => presence.contains("session::end_all("),
        table => presence.contains(&format!("{table}::person_id")),
    };
    let stays = |table: &str| STAYS.iter().any(|(name, _)| *name == table);
    none(tables.iter().filter(|table| ends(table) == stays(table)).map(|table| format!("{table}: ends, or stays?")));
}

#[actix_web::test]
async fn times_have_a_zone_and_nothing_asks_the_database_what_time_it_is() {
    let world = World::empty().await;
    let columns = "select table_name || '.' || column_name, data_type, coalesce(column_default, '')
        from information_schema.columns where table_schema = 'public' and table_name not like '\\_\\_diesel%'";
    let columns = world.query(columns, &[]).await;
    assert!(columns.len() > 100, "the columns are read");
    let mut wrong = Vec::new();
    for column in columns {
        let (name, kind, default) =
            (column.get::<_, String>(0), column.get::<_, String>(1), column.get::<_, String>(2).to_lowercase());
        if ["timestamp without time zone", "date", "time without time zone"].contains(&kind.as_str()) {
            wrong.push(format!("{name} is a {kind}"));
        }
        if ["now(", "current_", "clock_timestamp", "localtime"].iter().any(|word| default.contains(word)) {
            wrong.push(format!("{name} defaults to {default}"));
        }
        if name.ends_with("_at") && kind != "timestamp with time zone" {
            wrong.push(format!("{name} is called a time and is a {kind}"));
        }
    }
    none(wrong);
}
