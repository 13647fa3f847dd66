-- A guest's access is a small contract: person, organization, spaces, sponsor, purpose, end date, horizon.
-- It is proposed, approved (when the house wants a second key), accepted by the invited address, and it ends.
create table accesses (
    id uuid primary key,
    email text not null check (email = lower(email) and length(email) <= 254),
    name text not null check (length(name) between 1 and 80),
    organization_id uuid not null,
    organization_is_house boolean not null generated always as (false) stored,
    language text not null check (language in ('fr', 'en')),
    -- The guest, once the invitation is accepted (or from the start for somebody who already has an account).
    person_id uuid references people on delete cascade,
    sponsor_id uuid not null,
    sponsor_kind text not null generated always as ('employee') stored,
    -- The sponsor has left and the space's owner answers in the meantime: to be looked at.
    sponsor_flagged_at timestamptz,
    purpose text not null check (length(purpose) between 1 and 300),
    word text check (length(word) between 1 and 2000),
    -- How far back the guest reads: 'start' everything, 'now' from acceptance, 'date' from `horizon_at`.
    horizon text not null check (horizon in ('start', 'now', 'date')),
    horizon_at timestamptz,
    ends_at timestamptz not null,
    proposed_by uuid not null references people on delete restrict,
    proposed_at timestamptz not null,
    approved_by uuid references people on delete set null,
    approved_at timestamptz,
    accepted_at timestamptz,
    ended_at timestamptz,
    ended_by uuid references people on delete set null,
    end_reason text check (end_reason in
        ('expired', 'ended', 'refused', 'withdrawn', 'declined', 'space_closed', 'organization_ended', 'left')),
    check ((horizon = 'date') = (horizon_at is not null)),
    check ((ended_at is null) = (end_reason is null)),
    check (accepted_at is null or (approved_at is not null and person_id is not null)),
    -- At most twelve months, and a little for the hours between time zones.
    check (ends_at <= proposed_at + interval '367 days' or accepted_at is not null),
    foreign key (organization_id, organization_is_house) references organizations (id, is_house) on delete restrict,
    foreign key (sponsor_id, sponsor_kind) references people (id, kind) on delete restrict
);
create index accesses_by_organization on accesses (organization_id, organization_is_house);
create index accesses_by_person on accesses (person_id);
create index accesses_by_sponsor on accesses (sponsor_id, sponsor_kind);
create index accesses_by_proposer on accesses (proposed_by);
create index accesses_by_approver on accesses (approved_by);
create index accesses_by_ender on accesses (ended_by);
create index accesses_open on accesses (ends_at) where ended_at is null;
create index accesses_by_email on accesses (email) where ended_at is null;

-- The spaces of a contract. The same belt: only a project opened to guests can stand here while the contract lives.
create table access_spaces (
    access_id uuid not null references accesses on delete cascade,
    space_id uuid not null,
    space_guests boolean not null check (space_guests),
    primary key (access_id, space_id),
    foreign key (space_id, space_guests) references spaces (id, opened_to_guests) on delete cascade
);
create index access_spaces_by_space on access_spaces (space_id, space_guests);

-- Reminders that were sent, so that none is sent twice.
create table access_reminders (
    access_id uuid not null references accesses on delete cascade,
    days_before smallint not null,
    ends_at timestamptz not null,
    sent_at timestamptz not null,
    primary key (access_id, days_before, ends_at)
);
