drop trigger people_moved on people;
drop trigger people_came on people;
drop function count_present;
drop trigger memberships_went on memberships;
drop trigger memberships_came on memberships;
drop function count_colleagues;
alter table organizations drop column present;
alter table spaces drop column colleagues;
