create table spaces (
    id uuid primary key,
    slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
    kind text not null check (kind in ('group', 'project')),
    visibility text not null check (visibility in ('open', 'closed', 'secret')),
    opened_to_guests boolean not null,
    name text not null check (length(name) between 1 and 80),
    -- As lists are sorted.
    sort_name text not null generated always as (plain(name)) stored,
    purpose text check (length(purpose) between 1 and 200),
    description text check (length(description) between 1 and 20000),
    description_html text,
    picture_id uuid references pictures on delete set null,
    -- The project whose back room this is.
    room_of uuid unique references spaces on delete cascade,
    -- Grows by one each time the audience grows; a form drawn before says so.
    audience_version integer not null,
    created_at timestamptz not null,
    archived_at timestamptz,
    -- A day of grace: the space is gone for everybody but the admin who may still keep it.
    deletion_due_at timestamptz,
    unique (id, opened_to_guests),
    -- Only a project may be opened to guests, and a back room never is one.
    check (not opened_to_guests or kind = 'project'),
    check (room_of is null or (kind = 'group' and visibility = 'secret'))
);
create index spaces_by_picture on spaces (picture_id);
create index spaces_listed on spaces (sort_name, id) where visibility <> 'secret' and deletion_due_at is null;
create index spaces_deletion_due on spaces (deletion_due_at) where deletion_due_at is not null;

create table old_slugs (
    slug text primary key,
    space_id uuid not null references spaces on delete cascade
);
create index old_slugs_by_space on old_slugs (space_id);

-- Person x space. The composite keys make a guest outside an opened project impossible to store,
-- whatever the program believes (architecture: the belt in the database).
create table memberships (
    space_id uuid not null,
    space_guests boolean not null,
    person_id uuid not null,
    person_kind text not null,
    role text not null check (role in ('owner', 'moderator', 'member', 'guest')),
    -- What was published earlier stays out of sight; empty: everything.
    sees_from timestamptz,
    expires_at timestamptz,
    joined_at timestamptz not null,
    -- The end of the last visit, and the latest look: what is new is newer than the first.
    read_at timestamptz not null,
    visited_at timestamptz not null,
    primary key (space_id, person_id),
    foreign key (space_id, space_guests) references spaces (id, opened_to_guests) on update cascade on delete cascade,
    foreign key (person_id, person_kind) references people (id, kind) on update restrict on delete cascade,
    check (person_kind = 'employee' or space_guests),
    check ((role = 'guest') = (person_kind = 'guest')),
    -- No guest without an end.
    check ((role = 'guest') = (expires_at is not null)),
    check (role = 'guest' or sees_from is null)
);
-- With what decides whether it holds and what it shows: sight asks no more.
create index memberships_by_person on memberships (person_id, space_id) include (sees_from, expires_at);
-- By the end that every guest has and nobody else: a condition without a value, which a prepared plan can use.
create index memberships_of_guests on memberships (space_id, expires_at, person_id) where expires_at is not null;
-- Those who answer for a space, and the colleagues who came last: for the faces at its side.
create index memberships_by_role on memberships (space_id, role);
create index memberships_latest on memberships (space_id, joined_at desc, person_id) where expires_at is null;
create index memberships_by_space on memberships (space_id, space_guests);
create index memberships_by_kind on memberships (person_id, person_kind);
create index memberships_ending on memberships (expires_at) where expires_at is not null;

create table join_requests (
    space_id uuid not null references spaces on delete cascade,
    person_id uuid not null references people on delete cascade,
    message text check (length(message) between 1 and 500),
    asked_at timestamptz not null,
    primary key (space_id, person_id)
);
create index join_requests_by_person on join_requests (person_id);
