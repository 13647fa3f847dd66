alter table people drop column single_keys;
