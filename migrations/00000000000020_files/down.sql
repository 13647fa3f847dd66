drop table files;
alter table comments drop constraint comments_id_post_id_key;
drop table blobs;
