CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION shop (COPY = english);--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION shop ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH unaccent, english_stem;--> statement-breakpoint
-- unaccent() is only STABLE because its dictionary could be changed; with the dictionary named it is safe to index.
CREATE FUNCTION plain_words(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN lower(public.unaccent('public.unaccent'::regdictionary, words));--> statement-breakpoint
CREATE FUNCTION search_document(name text, subtitle text, material text, keywords text, vendor text, description_html text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN setweight(to_tsvector('public.shop'::regconfig, name), 'A')
  || setweight(to_tsvector('public.shop'::regconfig, subtitle || ' ' || material || ' ' || keywords), 'B')
  || setweight(to_tsvector('public.shop'::regconfig, vendor), 'C')
  || setweight(to_tsvector('public.shop'::regconfig, regexp_replace(description_html, '<[^>]*>', ' ', 'g')), 'D');--> statement-breakpoint
CREATE FUNCTION search_words(name text, subtitle text, material text, keywords text, vendor text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN plain_words(name || ' ' || replace(name, '-', '') || ' ' || subtitle || ' ' || material || ' ' || keywords || ' ' || vendor);
