alter table files drop column lexemes;
