-- Who wants to hear of a thread as it goes on, and who wants to hear no more of it. It is theirs alone: nobody else knows.
create table follows (
    person_id uuid not null references people on delete cascade,
    post_id uuid not null references posts on delete cascade,
    attention text not null check (attention in ('following', 'muted')),
    -- What came before is not told.
    since timestamptz not null,
    primary key (person_id, post_id)
);
create index follows_by_post on follows (post_id, attention);

-- Whoever takes part in a thread follows it.
insert into follows (person_id, post_id, attention, since)
    select person_id, post_id, 'following', min(at)
    from (
        select author_id, id, published_at from posts
        union all select author_id, post_id, published_at from comments
        union all select person_id, post_id, mentioned_at from mentions
    ) part (person_id, post_id, at)
    join people on people.id = person_id
    where left_at is null
    group by 1, 2;
