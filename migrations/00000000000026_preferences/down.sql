alter table spaces drop column discreet;
alter table memberships drop column attention;
drop table ways, preferences;
