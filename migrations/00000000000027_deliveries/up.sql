-- What goes to somebody by mail: an item once, at once or in the digest. Ids and a reason; what it says is read when it goes.
create table deliveries (
    id uuid primary key,
    person_id uuid not null references people on delete cascade,
    item_id uuid not null,
    space_id uuid not null references spaces on delete cascade,
    post_id uuid not null references posts on delete cascade,
    comment_id uuid,
    actor_id uuid references people on delete set null,
    reason text not null,
    way text not null check (way in ('at_once', 'digest')),
    due_at timestamptz not null,
    state text not null check (state in ('waiting', 'sent', 'skipped', 'failed', 'refused')),
    attempts smallint not null,
    -- What the server said the last time.
    last_reply text,
    sent_at timestamptz,
    message_id text,
    unique (person_id, item_id),
    foreign key (comment_id, post_id) references comments (id, post_id) on delete cascade,
    check ((sent_at is not null) = (state = 'sent'))
);
create index deliveries_waiting on deliveries (person_id, due_at) where state = 'waiting';
create index deliveries_lately on deliveries (person_id, sent_at) where sent_at is not null;
create index deliveries_by_space on deliveries (space_id);
create index deliveries_by_post on deliveries (post_id);
create index deliveries_by_comment on deliveries (comment_id, post_id);
create index deliveries_by_actor on deliveries (actor_id);

-- Until when somebody's last digest tells.
create table digests (
    person_id uuid primary key references people on delete cascade,
    covered_until timestamptz not null
);

-- What signs the addresses and links in letters. The newest signs, the others are still read.
create table mail_keys (
    number smallint primary key check (number between 0 and 3),
    secret bytea not null check (length(secret) = 32),
    made_at timestamptz not null
);
-- Raised, it ends every address and link in letters that somebody has got so far.
alter table people add column mail_epoch smallint not null default 0 check (mail_epoch >= 0);
