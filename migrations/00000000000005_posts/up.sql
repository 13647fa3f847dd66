create table posts (
    id uuid primary key,
    space_id uuid not null references spaces on delete cascade,
    author_id uuid not null references people on delete restrict,
    title text check (length(title) between 1 and 160),
    body text not null check (length(body) between 1 and 50000),
    html text not null,
    published_at timestamptz not null,
    edited_at timestamptz,
    pinned_at timestamptz,
    comments_closed_at timestamptz,
    deleted_at timestamptz,
    deleted_by uuid references people on delete set null,
    -- Counted in the transaction of the comment; what a horizon hides is subtracted when read.
    comment_count integer not null check (comment_count >= 0),
    active_at timestamptz not null,
    last_author_id uuid not null references people on delete restrict
);
create index posts_newest on posts (space_id, published_at desc, id desc) where deleted_at is null;
-- With what feeds and counts ask of each post, so that they need not look at the rows.
create index posts_active on posts (space_id, active_at desc, id desc) include (published_at, last_author_id)
    where deleted_at is null;
create index posts_all_active on posts (active_at desc, id desc) where deleted_at is null;
create index posts_all_newest on posts (published_at desc, id desc) where deleted_at is null;
create index posts_pinned on posts (space_id, pinned_at desc) where pinned_at is not null and deleted_at is null;
-- With the deleted ones: for the deletion of the space.
create index posts_by_space on posts (space_id);
create index posts_by_author on posts (author_id, published_at desc);
create index posts_by_deleter on posts (deleted_by);
create index posts_by_last_author on posts (last_author_id);

-- What a post said before each edit; its readers can see it.
create table post_versions (
    post_id uuid not null references posts on delete cascade,
    number integer not null,
    title text,
    html text not null,
    body text not null,
    written_at timestamptz not null,
    primary key (post_id, number)
);

create table comments (
    id uuid primary key,
    post_id uuid not null references posts on delete cascade,
    -- One level of reply: a reply's parent is a comment of the same post that has no parent itself.
    parent_id uuid,
    depth smallint not null generated always as (case when parent_id is null then 0 else 1 end) stored,
    parent_depth smallint not null generated always as (0) stored,
    author_id uuid not null references people on delete restrict,
    body text not null check (length(body) between 1 and 20000),
    html text not null,
    published_at timestamptz not null,
    edited_at timestamptz,
    deleted_at timestamptz,
    deleted_by uuid references people on delete set null,
    unique (id, post_id, depth),
    foreign key (parent_id, post_id, parent_depth) references comments (id, post_id, depth) on delete cascade
);
create index comments_by_post on comments (post_id, published_at, id);
create index comments_by_parent on comments (parent_id, post_id, parent_depth);
create index comments_by_author on comments (author_id, published_at desc);
create index comments_by_deleter on comments (deleted_by);

create table comment_versions (
    comment_id uuid not null references comments on delete cascade,
    number integer not null,
    html text not null,
    body text not null,
    written_at timestamptz not null,
    primary key (comment_id, number)
);

create table mentions (
    id uuid primary key,
    post_id uuid not null references posts on delete cascade,
    comment_id uuid references comments on delete cascade,
    person_id uuid not null references people on delete cascade,
    mentioned_at timestamptz not null,
    unique nulls not distinct (post_id, comment_id, person_id)
);
create index mentions_by_person on mentions (person_id, post_id);
create index mentions_by_comment on mentions (comment_id);

-- Where each reader left off in each thread.
create table thread_marks (
    person_id uuid not null references people on delete cascade,
    post_id uuid not null references posts on delete cascade,
    read_at timestamptz not null,
    primary key (person_id, post_id)
);
create index thread_marks_by_post on thread_marks (post_id);

-- What somebody is writing: a post for a space, or a comment under a post.
create table drafts (
    id uuid primary key,
    person_id uuid not null references people on delete cascade,
    space_id uuid not null references spaces on delete cascade,
    post_id uuid references posts on delete cascade,
    title text not null check (length(title) <= 160),
    body text not null check (length(body) <= 50000),
    saved_at timestamptz not null,
    unique nulls not distinct (person_id, space_id, post_id)
);
create index drafts_by_space on drafts (space_id);
create index drafts_by_post on drafts (post_id);
