-- A browser that rings though no page of Parvis is open in it. It hangs on a session, and ends with it.
create table devices (
    session_id uuid primary key references sessions (id) on delete cascade,
    -- Where its push service takes messages for it.
    endpoint text not null unique check (length(endpoint) <= 1000),
    -- What a message is sealed with, for it alone.
    p256dh bytea not null check (length(p256dh) = 65),
    auth bytea not null check (length(auth) = 16),
    made_at timestamptz not null,
    -- When it last rang.
    rang_at timestamptz,
    -- How often in a row its service would not have a message.
    failures smallint not null
);

-- What a device rings for: an item once. Whether it may still be told, and what is said of it, is asked when it rings.
create table pushes (
    session_id uuid not null references devices on delete cascade,
    item_id uuid not null,
    due_at timestamptz not null,
    sent_at timestamptz,
    primary key (session_id, item_id)
);
create index pushes_by_age on pushes (due_at);

-- By which push services know who sends. It is made when somebody first needs it, and stays here.
create table push_key (
    id boolean primary key check (id),
    pkcs8 bytea not null,
    made_at timestamptz not null
);
