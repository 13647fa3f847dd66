-- Pictures are small (a square of 512 pixels), re-encoded by us, and reached through the page they belong to.
create table pictures (
    id uuid primary key,
    media_type text not null check (media_type in ('image/jpeg', 'image/png')),
    bytes bytea not null check (octet_length(bytes) <= 2000000),
    created_at timestamptz not null
);

create table organizations (
    id uuid primary key,
    kind text not null check (kind in ('house', 'supplier', 'partner', 'customer')),
    -- Redundant with `kind` so that a foreign key can hold it.
    is_house boolean not null generated always as (kind = 'house') stored,
    name text not null check (length(name) between 1 and 80),
    -- What fits under a space's name in the navigation; the name itself when none is given.
    short_name text check (length(short_name) between 1 and 24),
    created_at timestamptz not null,
    unique (id, is_house)
);
create unique index organizations_one_house on organizations (is_house) where is_house;
create unique index organizations_name on organizations (plain(name));

create table people (
    id uuid primary key,
    kind text not null check (kind in ('employee', 'guest')),
    organization_id uuid not null,
    organization_is_house boolean not null generated always as (kind = 'employee') stored,
    handle text not null unique check (handle ~ '^[a-z0-9]+([.-][a-z0-9]+)*$' and length(handle) <= 60),
    name text not null check (length(name) between 1 and 80),
    email text not null check (email = lower(email) and length(email) <= 254),
    language text check (language in ('fr', 'en')),
    theme text check (theme in ('light', 'dark')),
    title text check (length(title) between 1 and 80),
    unit text check (length(unit) between 1 and 80),
    location text check (length(location) between 1 and 80),
    phone text check (length(phone) between 1 and 40),
    skills text[] not null,
    about text check (length(about) between 1 and 4000),
    about_html text,
    manager_id uuid references people on delete set null,
    picture_id uuid references pictures on delete set null,
    is_admin boolean not null check (not is_admin or kind = 'employee'),
    created_at timestamptz not null,
    seen_at timestamptz,
    suspended_at timestamptz,
    left_at timestamptz,
    -- What the directory searches: name, title, unit, location, skills, without accents or case.
    words text not null,
    unique (id, kind),
    -- A guest cannot belong to the house, nor an employee to a partner.
    foreign key (organization_id, organization_is_house) references organizations (id, is_house) on delete restrict
);
create unique index people_email on people (email);
create index people_by_organization on people (organization_id, organization_is_house);
create index people_by_manager on people (manager_id);
create index people_by_picture on people (picture_id);
create index people_words on people using gin (words gin_trgm_ops);
create index people_by_name on people (plain(name), id) where left_at is null;
-- How many colleagues there are, who hear what is said in an open space.
create index people_present on people (kind) where left_at is null and suspended_at is null;
create index people_admins on people (id) where is_admin;

create table credentials (
    person_id uuid primary key references people on delete cascade,
    password_hash text not null,
    changed_at timestamptz not null
);

create table sessions (
    hash bytea primary key check (octet_length(hash) = 32),
    id uuid not null unique,
    person_id uuid not null references people on delete cascade,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    agent text not null check (length(agent) <= 200),
    -- Looking at Parvis as this guest would, read-only.
    view_as uuid references people on delete set null
);
create index sessions_by_person on sessions (person_id, seen_at desc);
create index sessions_by_view_as on sessions (view_as);

create table charters (
    version integer primary key check (version > 0),
    body text not null check (length(body) between 1 and 20000),
    html text not null,
    published_at timestamptz not null,
    published_by uuid not null references people on delete restrict
);
create index charters_by_publisher on charters (published_by);

create table charter_acceptances (
    person_id uuid not null references people on delete cascade,
    version integer not null references charters on delete cascade,
    accepted_at timestamptz not null,
    primary key (person_id, version)
);
create index charter_acceptances_by_version on charter_acceptances (version);

-- The one row that says how this house lives.
create table house (
    id boolean primary key check (id),
    organization_id uuid not null references organizations on delete restrict,
    language text not null check (language in ('fr', 'en')),
    time_zone text not null,
    logo_id uuid references pictures on delete set null,
    domains text[] not null,
    sign_up boolean not null,
    inviters text not null check (inviters in ('owners', 'admins')),
    second_key boolean not null,
    longest_access_days integer not null check (longest_access_days between 1 and 366),
    opened_at timestamptz not null
);
create index house_by_organization on house (organization_id);
create index house_by_logo on house (logo_id);

-- An address that may become a colleague. `invited_by` is empty when somebody of the house's domains signed up alone.
create table colleague_invitations (
    id uuid primary key,
    email text not null check (email = lower(email)),
    name text check (length(name) between 1 and 80),
    title text check (length(title) between 1 and 80),
    unit text check (length(unit) between 1 and 80),
    language text not null check (language in ('fr', 'en')),
    invited_by uuid references people on delete set null,
    invited_at timestamptz not null,
    accepted_at timestamptz,
    revoked_at timestamptz
);
create unique index colleague_invitations_waiting on colleague_invitations (email)
    where accepted_at is null and revoked_at is null;
create index colleague_invitations_by_inviter on colleague_invitations (invited_by);
