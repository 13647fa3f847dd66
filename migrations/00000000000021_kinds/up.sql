-- One of each word per person, on a post or on a comment of it.
create table reactions (
    id uuid primary key,
    post_id uuid not null references posts on delete cascade,
    comment_id uuid references comments on delete cascade,
    person_id uuid not null references people on delete cascade,
    word text not null check (word in ('thanks', 'agree', 'insight', 'bravo', 'on_it')),
    reacted_at timestamptz not null,
    unique nulls not distinct (post_id, comment_id, person_id, word)
);
create index reactions_by_comment on reactions (comment_id);
create index reactions_by_person on reactions (person_id);
