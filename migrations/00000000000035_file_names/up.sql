-- What files are found by: their name, and what a picture shows.
alter table files add column lexemes tsvector not null
    generated always as (lexemes(name || ' ' || coalesce(alt, ''))) stored;
create index files_lexemes on files using gin (lexemes);
