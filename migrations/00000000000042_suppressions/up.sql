-- Letters that came back, or that somebody complained of; each counts once, however often it is said.
create table bounces (
    letter uuid primary key,
    address_lower text not null check (address_lower = lower(address_lower)),
    kind text not null check (kind in ('hard', 'soft', 'complaint')),
    happened_at timestamptz not null
);
create index bounces_by_address on bounces (address_lower, happened_at);

-- Addresses that give letters back: none about what is written goes there, until its owner says that it works.
create table suppressions (
    address_lower text primary key check (address_lower = lower(address_lower)),
    cause text not null check (cause in ('hard', 'soft', 'complaint')),
    since timestamptz not null,
    -- A full mailbox is tried again; nothing where only its owner can tell.
    until timestamptz,
    last_reply text
);
