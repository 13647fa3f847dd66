drop table mail_copies;
drop table mailed;
drop table mail_recipients;
drop table mails;
