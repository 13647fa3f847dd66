alter table spaces drop column discreet;
alter table memberships drop column closeness;
drop table ways, preferences;
