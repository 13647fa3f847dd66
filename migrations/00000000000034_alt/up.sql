-- What a picture shows, for those who do not see it; its author writes it, with the message or later.
alter table files add column alt text check (length(alt) between 1 and 300);
alter table files add check (alt is null or kind = 'image');
