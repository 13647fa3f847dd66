-- Words that moderators hide are removed until somebody decides: `deleted_at` is set, so that every path that honours a
-- removal honours it, and `hidden_at` says that it can be taken back.
alter table posts
    add column hidden_at timestamptz check (hidden_at is null or deleted_at is not null),
    -- Why moderators removed them, for their author to read.
    add column removal_reason text check (removal_reason is null or length(removal_reason) between 1 and 500 and deleted_at is not null);
alter table comments
    add column hidden_at timestamptz check (hidden_at is null or deleted_at is not null),
    add column removal_reason text check (removal_reason is null or length(removal_reason) between 1 and 500 and deleted_at is not null);

-- A post or a comment put before those who judge: the moderators of its space, or the house.
create table cases (
    id uuid primary key,
    post_id uuid not null references posts on delete cascade,
    comment_id uuid references comments on delete cascade,
    author_id uuid not null references people on delete restrict,
    desk text not null check (desk in ('space', 'house')),
    -- As it stood when it was reported: what its author changes afterwards takes nothing from who must judge.
    title text,
    excerpt text not null,
    opened_at timestamptz not null,
    -- The kept answer of its question, when it was hidden.
    was_answer boolean not null,
    settled_at timestamptz,
    -- Nobody's name when the house decided.
    settled_by uuid references people on delete set null,
    verdict text check (verdict in ('stands', 'removed')),
    check ((settled_at is null) = (verdict is null)),
    unique nulls not distinct (post_id, comment_id, desk)
);
create index cases_by_comment on cases (comment_id);
create index cases_by_author on cases (author_id);
create index cases_by_judge on cases (settled_by);
create index cases_open on cases (opened_at, id) where settled_at is null;

-- Who reported it, and why: known to those who judge, never to the author.
create table reports (
    case_id uuid not null references cases on delete cascade,
    person_id uuid not null references people on delete cascade,
    reason text not null check (reason in ('hurtful', 'confidential', 'personal', 'unlawful', 'off_topic', 'other')),
    word text check (length(word) between 1 and 500),
    reported_at timestamptz not null,
    primary key (case_id, person_id)
);
create index reports_by_person on reports (person_id);
