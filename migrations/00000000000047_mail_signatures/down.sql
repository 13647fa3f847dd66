drop table mail_signatures;
