-- Ids that a mail named and nobody knew when it came: should the elder itself come to the same space, it joins the thread.
create table mail_elders (
    mailed_id uuid not null references mailed on delete cascade,
    -- Of the Message-ID.
    hash bytea not null check (length(hash) = 32),
    -- How far before the mail it stands: what the mail answers is the first.
    distance smallint not null check (distance between 1 and 20),
    named_at timestamptz not null,
    primary key (mailed_id, hash)
);
create index mail_elders_by_hash on mail_elders (hash);
create index mail_elders_by_time on mail_elders (named_at);

-- How far before the post it stands, where it came after that; nothing for what came in its order.
alter table mailed add column elder smallint check (elder between 1 and 20);
alter table mailed add check ((elder is not null) <= (comment_id is not null));
