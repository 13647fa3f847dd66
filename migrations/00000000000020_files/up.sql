-- What is kept once, however many messages it hangs in: by the hash of its content. `touched_at` keeps what has just come
-- from being swept before a file names it.
create table blobs (
    hash bytea primary key check (length(hash) = 32),
    size bigint not null check (size > 0),
    touched_at timestamptz not null,
    -- What the two sizes of a picture are, once they are there.
    drawn_as text check (drawn_as in ('image/jpeg', 'image/png'))
);
create index blobs_touched on blobs (touched_at);

alter table comments add unique (id, post_id);

-- A file hangs in a post, or in a comment of it; one that hangs nowhere yet is its uploader's alone, for a day.
create table files (
    id uuid primary key,
    hash bytea not null references blobs on delete restrict,
    name text not null check (length(name) between 1 and 160),
    kind text not null check (kind in ('image', 'document', 'table', 'other')),
    media_type text not null check (length(media_type) between 3 and 100),
    size bigint not null check (size > 0),
    -- Of a picture, as it is shown.
    width integer check (width > 0),
    height integer check (height > 0),
    uploader_id uuid not null references people on delete restrict,
    post_id uuid references posts on delete cascade,
    comment_id uuid,
    created_at timestamptz not null,
    check (comment_id is null or post_id is not null),
    check ((width is null) = (height is null)),
    foreign key (comment_id, post_id) references comments (id, post_id) on delete cascade
);
create index files_by_hash on files (hash);
create index files_by_uploader on files (uploader_id);
create index files_by_post on files (post_id);
create index files_by_comment on files (comment_id, post_id);
create index files_waiting on files (created_at) where post_id is null;
