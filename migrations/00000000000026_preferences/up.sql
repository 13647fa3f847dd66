-- How Parvis reaches somebody, as far as they chose; what is empty is as the program has it.
create table preferences (
    person_id uuid primary key references people on delete cascade,
    time_zone text check (length(time_zone) between 1 and 64),
    quiet boolean,
    -- Two numbers a day from Monday: from which minute until which; equal on a silent day.
    reachable smallint[] check (cardinality(reachable) = 14),
    rhythm text check (rhythm in ('daily', 'weekly', 'never')),
    digest_minute smallint check (digest_minute between 0 and 1439),
    discreet boolean
);
-- By which way each topic reaches them.
create table ways (
    person_id uuid not null references people on delete cascade,
    topic text not null check (topic in ('addressed', 'answered', 'guest_wrote', 'announced', 'news', 'ending', 'reacted')),
    way text not null check (way in ('at_once', 'digest', 'never')),
    primary key (person_id, topic)
);
-- How closely they follow a space.
alter table memberships add column closeness text check (closeness in ('everything', 'mine', 'digest', 'nothing'));
-- Letters about such a space say where and from whom, and nothing of what was written.
alter table spaces add column discreet boolean not null default false;
