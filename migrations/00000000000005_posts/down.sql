drop table drafts;
drop table thread_marks;
drop table mentions;
drop table comment_versions;
drop table comments;
drop table post_versions;
drop table posts;
