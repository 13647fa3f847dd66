-- Which form a message was written in: the same form of the same author, sent twice to the same place, is one message.
-- None from before.
alter table posts add column form_id uuid;
alter table comments add column form_id uuid;
create unique index posts_by_form on posts (author_id, form_id, space_id);
create unique index comments_by_form on comments (author_id, form_id, post_id);
