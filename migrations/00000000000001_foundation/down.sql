drop table tokens;
drop table jobs;
drop table events;
drop function wake_workers;
drop function plain;
drop extension pg_trgm;
drop extension unaccent;
