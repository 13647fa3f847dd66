-- How somebody's mails end, where no mark says that it is a signature: what ends three of them alike is one.
create table mail_signatures (
    person_id uuid not null references people on delete cascade,
    -- Of the last three lines.
    hash bytea not null check (length(hash) = 32),
    -- Eight bytes of the hash of each line above them that was the same each time, from below.
    above bytea not null check (length(above) % 8 = 0),
    -- In how many mails.
    times integer not null check (times > 0),
    seen_at timestamptz not null,
    primary key (person_id, hash)
);
create index mail_signatures_lately on mail_signatures (person_id, seen_at desc);
