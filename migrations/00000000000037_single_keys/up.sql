-- Whether a single key is a shortcut for this person (WCAG 2.1.4: whoever speaks to their machine turns it off).
alter table people add column single_keys boolean not null default true;
