drop table reports;
drop table cases;
alter table comments drop column hidden_at, drop column removal_reason;
alter table posts drop column hidden_at, drop column removal_reason;
