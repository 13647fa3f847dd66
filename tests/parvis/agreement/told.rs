//! What one was told is what the gate opens, and the bell counts what the list shows (leaks.md, T-37).

use std::collections::BTreeSet;

use parvis::domain::notification;

use super::*;

#[test]
fn t_37_everybody_is_shown_and_counted_what_the_gate_opens_whatever_they_were_told_once() {
    over(16, async |company, world| {
        // Everybody was told of everything, while they might.
        world
            .execute(
                "insert into notifications (person_id, item_id, reason, space_id, post_id, actor_id, happened_at) \
                 select e.id, p.id, 'announcement', p.space_id, p.id, p.author_id, p.published_at from people e, posts p; \
                 insert into notifications (person_id, item_id, reason, space_id, post_id, comment_id, actor_id, happened_at) \
                 select e.id, c.id, 'thread', p.space_id, p.id, c.id, c.author_id, c.published_at \
                 from people e, comments c join posts p on p.id = c.post_id; \
                 insert into notifications (person_id, item_id, reason, space_id, happened_at) \
                 select e.id, s.id, 'entry', s.id, s.created_at from people e, spaces s",
            )
            .await;
        let db = world.app.db.read().await.expect("the database");
        for person in 0..company.people.len() {
            let viewer = viewer(&db, person).await;
            let mut told = Vec::new();
            let mut before = None;
            loop {
                let page = notification::notices(&db, &viewer, true, before).await.expect("notices");
                told.extend(page.list);
                before = page.older;
                if before.is_none() {
                    break;
                }
            }
            let shown: BTreeSet<Uuid> = told.iter().filter_map(|notice| notice.post).map(|post| post.uuid()).collect();
            let seen = |post: &&Post| company.sees_post(person, post) && !post.deleted;
            let posts = company.posts.iter().enumerate().filter(|(_, post)| seen(post));
            assert_eq!(shown, posts.map(|(number, _)| id(3, number)).collect(), "person {person}");
            let places: BTreeSet<Uuid> =
                told.iter().filter(|notice| notice.post.is_none()).map(|notice| notice.item).collect();
            let spaces = (0..company.spaces.len()).filter(|space| company.sees_space(person, *space));
            assert_eq!(places, spaces.map(|space| id(2, space)).collect(), "person {person}");
            let unread = notification::unread(&db, &viewer).await.expect("a number");
            assert_eq!(unread.count(), told.len(), "person {person}: the bell says what the list shows");
        }
    });
}
