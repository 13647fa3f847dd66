alter table mailed drop column elder;
drop table mail_elders;
