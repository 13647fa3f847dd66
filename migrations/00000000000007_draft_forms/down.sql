alter table drafts drop column form_id;
