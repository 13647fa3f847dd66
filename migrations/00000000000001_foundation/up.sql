-- What everything else stands on: text compared without accents or case, events, jobs, single-use tokens.
-- No column in any table defaults to now(): a transaction carries one instant and writes it.

create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Text as people search it. Immutable because the dictionary is named, so that indexes may use it.
create function plain(words text) returns text
    language sql immutable strict parallel safe
    return lower(unaccent('unaccent', words));

-- Everything that happened, in the order of commit as far as one transaction can tell.
create table events (
    id uuid primary key,
    at timestamptz not null,
    actor_id uuid,
    space_id uuid,
    kind text not null,
    facts jsonb not null,
    dispatched_at timestamptz
);
create index events_undispatched on events (id) where dispatched_at is null;
create index events_by_space on events (space_id, at desc);
create index events_by_kind on events (kind, at desc);
create index events_by_time on events (at desc, id desc);
create index events_by_actor on events (actor_id, at desc);

-- Everything that waits to be done. `run_at = infinity` is a job that was given up: kept, and shown.
create table jobs (
    id uuid primary key,
    kind text not null,
    facts jsonb not null,
    -- At most one waiting job for a name: schedules and reminders use it.
    name text unique,
    run_at timestamptz not null,
    attempts smallint not null,
    leased_until timestamptz,
    last_error text,
    enqueued_at timestamptz not null
);
create index jobs_waiting on jobs (run_at, id);

create function wake_workers() returns trigger language plpgsql as $$
begin
    perform pg_notify('work', '');
    return null;
end $$;
create trigger jobs_wake after insert on jobs for each statement execute function wake_workers();
create trigger events_wake after insert on events for each statement execute function wake_workers();

-- Single-use links. Only the SHA-256 of a token is stored.
create table tokens (
    hash bytea primary key check (octet_length(hash) = 32),
    purpose text not null check (purpose in
        ('password_reset', 'sign_in', 'colleague_invitation', 'guest_invitation')),
    -- What the link opens: a person, a colleague's invitation or a guest's access.
    subject_id uuid not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index tokens_by_subject on tokens (subject_id);
