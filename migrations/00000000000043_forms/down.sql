alter table comments drop column form_id;
alter table posts drop column form_id;
