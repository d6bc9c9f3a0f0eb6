from django.db import migrations

KINDS = ("dataset", "installation", "network", "node", "organization")

# What words looked like before they changed, by transaction: so a count that was right once is brought up to date by
# looking at the few entities that changed since. It may be lost with the database's process: counts are made anew then.
# What one statement added stands in one row. A row without either says that more changed than is worth telling.
TABLE = """
CREATE UNLOGGED TABLE entities_wordschange (
    id bigint GENERATED ALWAYS AS IDENTITY,
    words regclass NOT NULL,
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    added uuid[],
    entity_id uuid,
    lexemes tsvector,
    created timestamptz,
    is_live boolean
);
CREATE INDEX entities_wordschange_since ON entities_wordschange (words, transaction)
"""
NOTE = """
CREATE FUNCTION entities_note_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    number bigint;
BEGIN
    IF TG_OP <> 'TRUNCATE' THEN
        number := (SELECT count(*) FROM changed);
        IF number = 0 THEN
            RETURN NULL;
        END IF;
    END IF;
    IF number IS NULL OR number > 1000 THEN
        INSERT INTO entities_wordschange (words) VALUES (TG_RELID);
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO entities_wordschange (words, added) SELECT TG_RELID, array_agg(entity_id) FROM changed;
    ELSE
        INSERT INTO entities_wordschange (words, entity_id, lexemes, created, is_live)
        SELECT TG_RELID, entity_id, lexemes, created, is_live FROM changed;
    END IF;
    RETURN NULL;
END $$
"""
FOLLOW = """
CREATE TRIGGER entities_note_new AFTER INSERT ON {0} REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION entities_note_words();
CREATE TRIGGER entities_note_old AFTER UPDATE ON {0} REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION entities_note_words();
CREATE TRIGGER entities_note_removed AFTER DELETE ON {0} REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION entities_note_words();
CREATE TRIGGER entities_note_all AFTER TRUNCATE ON {0}
    FOR EACH STATEMENT EXECUTE FUNCTION entities_note_words();
INSERT INTO entities_wordschange (words) VALUES ('{0}')
"""
LEAVE = """
DROP TRIGGER entities_note_new ON {0};
DROP TRIGGER entities_note_old ON {0};
DROP TRIGGER entities_note_removed ON {0};
DROP TRIGGER entities_note_all ON {0}
"""

# Which transactions a statement sees, of which start of the server; null in one that has written itself, as what it
# sees of its own changes is not told.
STATE = """
CREATE FUNCTION entities_state() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL
        THEN concat(extract(epoch FROM pg_postmaster_start_time()), ' ', pg_current_snapshot()) END
$$
"""

# Null where it cannot be told: in a transaction that has written itself, after a restart, where older changes were let
# go, where too many changed. That a row is there from before the state proves that none since is lost. Rows of
# transactions that are still to come were brought in by a backup of another database.
CHANGES = """
CREATE FUNCTION entities_changes_since(words regclass, state text) RETURNS bigint LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
    seen pg_snapshot;
    found bigint;
    is_told boolean;
BEGIN
    IF pg_current_xact_id_if_assigned() IS NOT NULL
        OR split_part(state, ' ', 1) IS DISTINCT FROM extract(epoch FROM pg_postmaster_start_time())::text THEN
        RETURN NULL;
    END IF;
    seen := split_part(state, ' ', 2)::pg_snapshot;
    IF (SELECT pg_visible_in_snapshot(transaction, seen) FROM entities_wordschange AS change
        WHERE change.words = $1 ORDER BY transaction LIMIT 1) IS NOT TRUE THEN
        RETURN NULL;
    END IF;
    SELECT coalesce(sum(later.number), 0), coalesce(bool_and(later.number IS NOT NULL), true) INTO found, is_told
    FROM (SELECT CASE WHEN entity_id IS NOT NULL THEN 1 ELSE cardinality(added) END AS number
          FROM entities_wordschange AS change
          WHERE change.words = $1 AND transaction >= pg_snapshot_xmin(seen)
          AND transaction < pg_snapshot_xmax(pg_current_snapshot())
          AND NOT pg_visible_in_snapshot(transaction, seen) LIMIT 2001) AS later;
    RETURN CASE WHEN is_told AND found <= 2000 THEN found END;
END $$
"""
FORMER = """
CREATE FUNCTION entities_former_words(words regclass, state text)
RETURNS TABLE (entity_id uuid, lexemes tsvector, created timestamptz, is_live boolean)
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT DISTINCT ON (key) key, lexemes, created, is_live FROM entities_wordschange AS change,
        unnest(coalesce(added, ARRAY[entity_id])) AS key
    WHERE change.words = $1 AND transaction >= pg_snapshot_xmin(split_part(state, ' ', 2)::pg_snapshot)
    AND transaction < pg_snapshot_xmax(pg_current_snapshot())
    AND NOT pg_visible_in_snapshot(transaction, split_part(state, ' ', 2)::pg_snapshot)
    ORDER BY key, id
$$
"""
COUNT = """
CREATE FUNCTION entities_count_since(words regclass, wanted text, live boolean, state text, former bigint)
RETURNS bigint LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    changes bigint := entities_changes_since(words, state);
    gained bigint := 0;
BEGIN
    IF changes > 0 THEN
        EXECUTE format(
            'WITH former AS MATERIALIZED (SELECT * FROM entities_former_words($1, $2))'
            ' SELECT (SELECT count(*) FROM former JOIN %s AS now ON now.entity_id = former.entity_id'
            '         WHERE now.is_live = $3 AND ($4 IS NULL OR now.lexemes @@ $4::tsquery))'
            '      - (SELECT count(*) FROM former WHERE is_live = $3 AND ($4 IS NULL OR lexemes @@ $4::tsquery))', words)
        INTO gained USING words, state, live, wanted;
    END IF;
    RETURN CASE WHEN changes IS NOT NULL THEN former + gained END;
END $$
"""

# Every thousandth live entity in the order of lists, as it was at a state: a page far behind is found from the nearest
# one that surely lies before it.
PLACES = """
CREATE UNLOGGED TABLE entities_listplace (
    words regclass NOT NULL,
    ordinal bigint NOT NULL,
    created timestamptz NOT NULL,
    key uuid NOT NULL,
    state text NOT NULL,
    PRIMARY KEY (words, ordinal)
)
"""
PLACE = """
CREATE FUNCTION entities_place_before(words regclass, skipped bigint)
RETURNS TABLE (ordinal bigint, created timestamptz, key uuid) LANGUAGE plpgsql ROWS 1 STABLE
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    state text := (SELECT any_place.state FROM entities_listplace AS any_place WHERE any_place.words = $1 LIMIT 1);
    changes bigint := entities_changes_since(words, state);
    gained bigint := 0;
    place record;
BEGIN
    SELECT * INTO place FROM entities_listplace AS known
    WHERE known.words = $1 AND known.ordinal <= skipped - changes ORDER BY known.ordinal DESC LIMIT 1;
    IF NOT FOUND THEN
        RETURN QUERY SELECT 0::bigint, 'infinity'::timestamptz, '00000000-0000-0000-0000-000000000000'::uuid;
        RETURN;
    END IF;
    IF changes > 0 THEN
        EXECUTE format(
            'WITH former AS MATERIALIZED (SELECT * FROM entities_former_words($1, $2))'
            ' SELECT (SELECT count(*) FROM former JOIN %s AS now ON now.entity_id = former.entity_id WHERE now.is_live'
            '         AND (now.created > $3 OR now.created = $3 AND now.entity_id < $4))'
            '      - (SELECT count(*) FROM former WHERE is_live AND (created > $3 OR created = $3 AND entity_id < $4))',
            words)
        INTO gained USING words, state, place.created, place.key;
    END IF;
    RETURN QUERY SELECT place.ordinal + gained, place.created, place.key;
END $$
"""


def words(kind):
    return f"entities_{kind}words"


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0024_counted_tables_are_swept_often"),
    ]

    operations = [
        migrations.RunSQL(TABLE, "DROP TABLE entities_wordschange"),
        migrations.RunSQL(NOTE, "DROP FUNCTION entities_note_words()"),
        *(migrations.RunSQL(FOLLOW.format(words(kind)), LEAVE.format(words(kind))) for kind in KINDS),
        migrations.RunSQL(STATE, "DROP FUNCTION entities_state()"),
        migrations.RunSQL(CHANGES, "DROP FUNCTION entities_changes_since(regclass, text)"),
        migrations.RunSQL(FORMER, "DROP FUNCTION entities_former_words(regclass, text)"),
        migrations.RunSQL(COUNT, "DROP FUNCTION entities_count_since(regclass, text, boolean, text, bigint)"),
        migrations.RunSQL(PLACES, "DROP TABLE entities_listplace"),
        migrations.RunSQL(PLACE, "DROP FUNCTION entities_place_before(regclass, bigint)"),
    ]
