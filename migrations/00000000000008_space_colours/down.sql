alter table spaces drop column colour;
