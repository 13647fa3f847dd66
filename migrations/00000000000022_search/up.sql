-- What posts and comments are found by: stems of their words, French and English, without accents or case.

-- What says nothing in either language is kept in neither half.
create text search dictionary parvis_not_french (template = simple, stopwords = french, accept = false);
create text search dictionary parvis_not_english (template = simple, stopwords = english, accept = false);
create text search configuration parvis_french (copy = simple);
alter text search configuration parvis_french
    alter mapping for asciiword, word with parvis_not_english, french_stem;
create text search configuration parvis_english (copy = simple);
alter text search configuration parvis_english
    alter mapping for asciiword, word with parvis_not_french, english_stem;

-- Words and nothing between them, so that the parser sees neither signed numbers nor addresses. Without its accent,
-- « décalées » would keep a letter more than « décalé »: both lose it. `domain/search/terms.rs` reads a search alike.
create function searchable(words text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(
        regexp_replace(plain(words), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g'),
        '([a-z]{3})ees?\M', '\1e', 'g');

-- Both halves: a French word is its French stem and whatever English makes of it, and the other way round.
create function lexemes(words text) returns tsvector
    language sql immutable strict parallel safe
    return to_tsvector('parvis_french', searchable(words)) || to_tsvector('parvis_english', searchable(words));

alter table posts add column lexemes tsvector not null
    generated always as (setweight(lexemes(coalesce(title, '')), 'A') || lexemes(body)) stored;
alter table comments add column lexemes tsvector not null generated always as (lexemes(body)) stored;
create index posts_lexemes on posts using gin (lexemes) where deleted_at is null;
create index comments_lexemes on comments using gin (lexemes) where deleted_at is null;

-- The newest comments, for the words of a misspelt search.
create index comments_newest on comments (published_at desc, id desc) where deleted_at is null;
