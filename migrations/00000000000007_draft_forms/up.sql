-- Which form kept a draft last: the id of the message that it would make. A publication ends the draft of its own form.
alter table drafts add column form_id uuid;
update drafts set form_id = id;
alter table drafts alter column form_id set not null;
