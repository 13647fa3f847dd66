drop index mail_recipients_by_thread;
alter table mail_recipients drop column word;
alter table mail_recipients drop column into_id;
drop table mail_blocks;
