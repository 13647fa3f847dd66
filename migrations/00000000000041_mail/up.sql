-- A mail as it came, byte by byte, durable before its sender hears "250": whatever becomes of it later points here.
create table mails (
    id uuid primary key,
    -- Of the bytes, and of whose hands they came from: the same again is one mail.
    sha256 bytea not null unique check (length(sha256) = 32),
    raw bytea not null,
    door text not null check (door in ('lmtp', 'smtp', 'imap', 'pipe')),
    -- Empty, as bounces have it.
    envelope_from text not null,
    -- The network address of who handed it to our mail system.
    peer text,
    helo text not null,
    received_at timestamptz not null,
    -- How often it came.
    times integer not null check (times > 0),
    -- What was understood of it, once somebody has read it.
    message_id text,
    fold text,
    kind text check (kind in ('reply', 'post', 'forward', 'bounce', 'automatic', 'held')),
    from_address text,
    from_name text,
    subject text,
    sent_at timestamptz,
    level text check (level in ('A', 'B', 'C', 'D')),
    proof text,
    may_answer boolean,
    -- Its own words, for those who decide.
    words text
);
-- What is sent is compressed already, or small.
alter table mails alter column raw set storage external;
create index mails_by_message_id on mails (message_id, fold);
create index mails_by_author on mails (from_address, received_at);
create index mails_by_arrival on mails (received_at, id);

-- To whom it was handed over, and what became of it there. Each is settled once.
create table mail_recipients (
    id uuid primary key,
    mail_id uuid not null references mails on delete cascade,
    address text not null,
    state text not null check (state in ('new', 'published', 'held', 'folded', 'done', 'dropped')),
    -- Why it is held, or was not published.
    reason text,
    space_id uuid references spaces on delete set null,
    -- Who is taken to have sent it.
    person_id uuid references people on delete set null,
    -- What it became, or what it turned out to be a copy of.
    post_id uuid references posts on delete set null,
    comment_id uuid references comments on delete set null,
    settled_at timestamptz,
    settled_by uuid references people on delete set null,
    -- In whose name it is to be published: its sender's, once they confirmed it or a judge did; or the judge's own.
    as_id uuid references people on delete set null,
    -- When its sender was told that it is held.
    told_at timestamptz,
    unique (mail_id, address),
    check ((state = 'held') <= (reason is not null))
);
create index mail_recipients_by_space on mail_recipients (space_id, state, id);
create index mail_recipients_by_person on mail_recipients (person_id, id);
create index mail_recipients_by_post on mail_recipients (post_id);
create index mail_recipients_by_comment on mail_recipients (comment_id);
create index mail_recipients_by_judge on mail_recipients (settled_by);
create index mail_recipients_by_name on mail_recipients (as_id);

-- A post or a comment that came by mail: under which Message-ID everybody's mailbox knows it, and what was folded away.
create table mailed (
    id uuid primary key,
    post_id uuid not null references posts on delete cascade,
    comment_id uuid,
    recipient_id uuid references mail_recipients on delete set null,
    message_id text not null,
    -- Whether its sender was proved (level A), or is only plausible.
    is_proved boolean not null,
    -- Quotes and signatures, safe to show.
    folded text,
    -- Whose messages it passes on, as they claim: [{"author", "date", "subject"}], the newest first. Their words stand in the post.
    passed jsonb,
    unique nulls not distinct (post_id, comment_id),
    foreign key (comment_id, post_id) references comments (id, post_id) on delete cascade
);
create index mailed_by_message_id on mailed (message_id);
create index mailed_by_comment on mailed (comment_id, post_id);
create index mailed_by_recipient on mailed (recipient_id);

-- Who else it was written to: they have it already, and some of them may have no access.
create table mail_copies (
    mailed_id uuid not null references mailed on delete cascade,
    address text not null,
    name text,
    primary key (mailed_id, address)
);
create index mail_copies_by_address on mail_copies (address);
