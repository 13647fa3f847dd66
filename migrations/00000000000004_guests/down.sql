drop table access_reminders;
drop table access_spaces;
drop table accesses;
