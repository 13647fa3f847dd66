drop index mails_by_envelope;
alter table jobs drop column drops;
drop table mail_tests;
