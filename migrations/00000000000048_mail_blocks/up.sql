-- Addresses whose mail a space takes no more: whoever answers for it decides, and may decide otherwise.
create table mail_blocks (
    space_id uuid not null references spaces on delete cascade,
    address text not null,
    blocked_by uuid references people on delete set null,
    blocked_at timestamptz not null,
    primary key (space_id, address)
);
create index mail_blocks_by_person on mail_blocks (blocked_by);

-- Whoever lets a held mail through may say into which thread of its space; whoever refuses one says why, to its sender.
alter table mail_recipients add column into_id uuid references posts on delete set null;
alter table mail_recipients add column word text;
create index mail_recipients_by_thread on mail_recipients (into_id);
