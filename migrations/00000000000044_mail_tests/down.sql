drop table mail_tests;
