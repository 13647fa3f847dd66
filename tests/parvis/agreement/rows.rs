//! A company as rows of the database.

use super::*;

impl Company {
    pub(super) fn sql(&self, now: DateTime<Utc>) -> String {
        let hours = |hours: i64| format!("'{}'", (now - Duration::hours(hours)).to_rfc3339());
        let mut sql = format!(
            "insert into organizations (id, kind, name, created_at) values ('{house}', 'house', 'La maison', {at}),
                ('{partner}', 'partner', 'Le partenaire', {at});
            insert into house (id, organization_id, language, time_zone, domains, sign_up, inviters, second_key,
                longest_access_days, opened_at) values (true, '{house}', 'fr', 'UTC', '{{}}', false, 'owners', false, 365, {at});",
            house = id(9, 0),
            partner = id(9, 1),
            at = hours(5000),
        );
        for (number, guest) in self.people.iter().enumerate() {
            sql += &format!(
                "insert into people (id, kind, organization_id, handle, name, email, skills, is_admin, created_at, words)
                    values ('{}', '{}', '{}', 'person.{number}', '{}', 'p{number}@x.example', '{{}}', false, {}, 'x');
                insert into sessions (hash, id, person_id, created_at, seen_at, expires_at, agent)
                    values ('\\x{}', '{}', '{}', {4}, {4}, {}, 'a test');",
                id(1, number),
                if *guest { "guest" } else { "employee" },
                id(9, usize::from(*guest)),
                name(number),
                hours(0),
                hex(&Sha256::digest(secret(number).as_bytes())),
                id(8, number),
                id(1, number),
                hours(-500),
            );
        }
        for (number, space) in self.spaces.iter().enumerate() {
            sql += &format!(
                "insert into spaces (id, slug, kind, visibility, opened_to_guests, name, room_of, audience_version,
                    created_at, deletion_due_at) values ('{}', 'space-{number}', '{}', '{}', {}, 'Espace {number}', {}, 1, {}, {});",
                id(2, number),
                if space.project { "project" } else { "group" },
                space.visibility,
                space.opened,
                space.room_of.map_or("null".to_owned(), |project| format!("'{}'", id(2, project))),
                hours(4000),
                if space.to_be_deleted { hours(-20) } else { "null".to_owned() },
            );
        }
        for membership in &self.memberships {
            let guest = self.people[membership.person];
            let horizon = membership.horizon.filter(|_| guest).map_or("null".to_owned(), hours);
            sql +=
                &format!(
                "insert into memberships (space_id, space_guests, person_id, person_kind, role, sees_from, expires_at,
                    joined_at, read_at, visited_at) values ('{}', {}, '{}', '{}', '{}', {horizon}, {}, {6}, {7}, {7});",
                id(2, membership.space),
                self.spaces[membership.space].opened,
                id(1, membership.person),
                if guest { "guest" } else { "employee" },
                if guest { "guest" } else if membership.owner { "owner" } else { "member" },
                if guest { hours(-membership.ends) } else { "null".to_owned() },
                hours(4000),
                hours(20),
            );
        }
        sql +=
            &format!("insert into blobs (hash, size, touched_at) values ('\\x{}', 1, {});", "0".repeat(64), hours(0));
        for (number, post) in self.posts.iter().enumerate() {
            sql += &format!(
                "insert into posts (id, space_id, author_id, title, body, html, published_at, comment_count, active_at,
                    last_author_id, deleted_at, hidden_at) values ('{}', '{}', '{author}', '{title}', 'b', '<p>b</p>', {at}, {}, {at},
                    '{author}', {}, {});",
                id(3, number),
                id(2, post.space),
                post.living(),
                if post.deleted { hours(0) } else { "null".to_owned() },
                if post.hidden { hours(0) } else { "null".to_owned() },
                author = id(1, post.author),
                title = title(number),
                at = hours(post.age),
            );
            sql += &format!(
                "insert into files (id, hash, name, kind, media_type, size, uploader_id, post_id, created_at)
                    values ('{}', '\\x{}', '{}.txt', 'document', 'text/plain', 1, '{}', '{}', {});",
                id(7, number),
                "0".repeat(64),
                piece(number),
                id(1, post.author),
                id(3, number),
                hours(post.age),
            );
            for comment in 0..post.comments {
                let gone = if post.comment_hidden && comment == 0 { hours(0) } else { "null".to_owned() };
                sql += &format!(
                    "insert into comments (id, post_id, author_id, body, html, published_at, deleted_at, hidden_at)
                        values ('{}', '{}', '{}', '{words}', '<p>{words}</p>', {}, {gone}, {gone});",
                    id(4, number * 100 + comment),
                    id(3, number),
                    id(1, post.author),
                    hours(post.age),
                    words = if gone == "null" { words(number) } else { hidden_words(number) },
                );
            }
        }
        sql
    }
}
