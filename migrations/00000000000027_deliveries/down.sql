alter table people drop column mail_epoch;
drop table mail_keys, digests, deliveries;
