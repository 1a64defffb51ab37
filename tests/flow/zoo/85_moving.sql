-- What no restore brings back as it was, by stock tools or ours: both must do the same with it.

CREATE SCHEMA moving;
SET search_path = moving, public;

-- Hash over an enum: the rows' places depend on oids, which differ after a restore.
CREATE TABLE by_mood (id integer, feeling kinds.mood) PARTITION BY HASH (feeling);
CREATE TABLE by_mood_0 PARTITION OF by_mood FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE by_mood_1 PARTITION OF by_mood FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE by_mood_2 PARTITION OF by_mood FOR VALUES WITH (MODULUS 3, REMAINDER 2)
    PARTITION BY LIST (feeling);
CREATE TABLE by_mood_2_any PARTITION OF by_mood_2 DEFAULT;
INSERT INTO by_mood SELECT g, (enum_range(NULL::kinds.mood))[g % 5 + 1] FROM generate_series(1, 100) g;

-- A column that a parent got later comes last in its children, but not after a restore.
CREATE TABLE elder (id integer, name text);
CREATE TABLE heir (own text) INHERITS (elder);
INSERT INTO heir VALUES (1, 'Jemima', E'\\N'), (2, NULL, 'own');
ALTER TABLE elder ADD COLUMN born text DEFAULT '2001-02-03';
