alter table files drop column alt;
