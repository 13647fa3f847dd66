-- One of each word per person, on a post or on a comment of it.
create table reactions (
    id uuid primary key,
    post_id uuid not null references posts on delete cascade,
    comment_id uuid references comments on delete cascade,
    person_id uuid not null references people on delete cascade,
    word text not null check (word in ('thanks', 'agree', 'insight', 'bravo', 'taken')),
    reacted_at timestamptz not null,
    unique nulls not distinct (post_id, comment_id, person_id, word)
);
create index reactions_by_comment on reactions (comment_id);
create index reactions_by_person on reactions (person_id);

-- What a post is for; and of a question, the answer that was kept.
alter table posts add column kind text not null default 'message'
    check (kind in ('message', 'question', 'decision', 'announcement', 'poll'));
alter table posts add column answer_id uuid references comments on delete set null deferrable initially deferred
    check (answer_id is null or kind = 'question');
create index posts_by_answer on posts (answer_id);
create index posts_by_kind on posts (space_id, kind, published_at desc) where kind <> 'message' and deleted_at is null;

-- Who has read an announcement and said so.
create table acknowledgements (
    post_id uuid not null references posts on delete cascade,
    person_id uuid not null references people on delete cascade,
    acknowledged_at timestamptz not null,
    primary key (post_id, person_id)
);
create index acknowledgements_by_person on acknowledgements (person_id);

create table polls (
    post_id uuid primary key references posts on delete cascade,
    several boolean not null,
    anonymous boolean not null,
    ends_at timestamptz not null
);
create table poll_options (
    post_id uuid not null references polls on delete cascade,
    number smallint not null check (number between 1 and 20),
    label text not null check (length(label) between 1 and 160),
    votes integer not null check (votes >= 0),
    primary key (post_id, number)
);
-- Who has voted: once.
create table poll_ballots (
    post_id uuid not null references polls on delete cascade,
    person_id uuid not null references people on delete cascade,
    voted_at timestamptz not null,
    primary key (post_id, person_id)
);
create index poll_ballots_by_person on poll_ballots (person_id);
-- Who chose what, of a poll with names. Of an anonymous one only the sums above are kept: not even the database knows.
create table poll_votes (
    post_id uuid not null,
    number smallint not null,
    person_id uuid not null references people on delete cascade,
    primary key (post_id, number, person_id),
    foreign key (post_id, number) references poll_options on delete cascade
);
create index poll_votes_by_person on poll_votes (person_id);

-- What somebody keeps to read again; nobody else knows.
create table saved_posts (
    person_id uuid not null references people on delete cascade,
    post_id uuid not null references posts on delete cascade,
    saved_at timestamptz not null,
    primary key (person_id, post_id)
);
create index saved_posts_by_post on saved_posts (post_id);
