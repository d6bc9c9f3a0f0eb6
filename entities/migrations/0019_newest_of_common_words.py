from django.db import migrations

# Where most entities have the words, the newest ones that have them are soon met in the order of lists.
NEWEST = """
CREATE FUNCTION entities_newest_of_words(
    words regclass, entities regclass, wanted text, page_limit bigint, looked_at bigint)
RETURNS TABLE (key uuid, created timestamptz)
LANGUAGE plpgsql ROWS 20 STABLE
SET enable_indexscan = on SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'SELECT newest.key, newest.created FROM'
        ' (SELECT key, created FROM %s WHERE deleted IS NULL ORDER BY created DESC, key LIMIT $3) AS newest'
        ' JOIN %s AS words ON words.entity_id = newest.key WHERE words.lexemes @@ $1::tsquery'
        ' ORDER BY newest.created DESC, newest.key LIMIT $2', entities, words)
    USING wanted, page_limit, looked_at;
END $$
"""

FORMER_PAGE = """
CREATE FUNCTION entities_page_of_words(words regclass, ranks text[], live boolean, page_limit bigint, page_offset bigint)
RETURNS TABLE (key uuid, created timestamptz, rank integer)
LANGUAGE plpgsql ROWS 20 STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
DECLARE
    missing bigint := page_limit;
    skipped bigint := page_offset;
    found bigint;
BEGIN
    -- Entities of a lower rank are looked for only where those before do not fill the page.
    FOR place IN 1 .. cardinality(ranks) LOOP
        IF skipped > 0 AND place < cardinality(ranks) THEN
            found := entities_count_of_words(words, ranks[place], live);
            IF found <= skipped THEN
                skipped := skipped - found;
                CONTINUE;
            END IF;
        END IF;
        RETURN QUERY EXECUTE format(
            'SELECT entity_id, created, $5 FROM %s WHERE lexemes @@ $1::tsquery AND is_live = $2'
            ' ORDER BY created DESC, entity_id LIMIT $3 OFFSET $4', words)
        USING ranks[place], live, missing, skipped, place;
        GET DIAGNOSTICS found = ROW_COUNT;
        missing := missing - found;
        EXIT WHEN missing = 0;
        skipped := 0;
    END LOOP;
END $$
"""

# `ranks` are parts that no entity shares, `total` is how many entities they have together.
PAGE = """
CREATE FUNCTION entities_page_of_words(
    words regclass, entities regclass, ranks text[], live boolean, total bigint, page_limit bigint, page_offset bigint)
RETURNS TABLE (key uuid, created timestamptz, rank integer)
LANGUAGE plpgsql ROWS 20 STABLE
SET enable_seqscan = off SET enable_indexscan = off SET work_mem = '32MB' AS $$
DECLARE
    first integer := 1;
    last integer := cardinality(ranks);
    missing bigint := page_limit;
    skipped bigint := page_offset;
    found bigint;
    keys uuid[];
    moments timestamptz[];
    -- One in four has them, so that a few of the newest fill a page.
    is_common boolean := live AND page_limit + page_offset <= 100
        AND total * 4 > (SELECT reltuples FROM pg_class WHERE oid = words);
BEGIN
    -- Far behind, one count tells whether all ranks but the last are skipped.
    IF skipped >= 1000 AND last > 2 THEN
        found := entities_count_of_words(words, array_to_string(ranks[:last - 1], ' | '), live);
        IF found <= skipped THEN
            skipped := skipped - found;
            first := last;
        END IF;
    END IF;
    -- Entities of a lower rank are looked for only where those before do not fill the page.
    FOR place IN first .. last LOOP
        IF is_common THEN
            SELECT array_agg(newest.key), array_agg(newest.created) INTO keys, moments
            FROM entities_newest_of_words(words, entities, ranks[place], skipped + missing, (skipped + missing) * 10)
                AS newest;
            IF cardinality(keys) = skipped + missing THEN
                RETURN QUERY SELECT *, place FROM unnest(keys[skipped + 1:], moments[skipped + 1:]);
                EXIT;
            END IF;
        END IF;
        IF skipped > 0 AND place < last THEN
            found := entities_count_of_words(words, ranks[place], live);
            IF found <= skipped THEN
                skipped := skipped - found;
                CONTINUE;
            END IF;
        END IF;
        RETURN QUERY EXECUTE format(
            'SELECT entity_id, created, $5 FROM %s WHERE lexemes @@ $1::tsquery AND is_live = $2'
            ' ORDER BY created DESC, entity_id LIMIT $3 OFFSET $4', words)
        USING ranks[place], live, missing, skipped, place;
        GET DIAGNOSTICS found = ROW_COUNT;
        missing := missing - found;
        EXIT WHEN missing = 0;
        skipped := 0;
    END LOOP;
END $$
"""
DROP_PAGE = "DROP FUNCTION entities_page_of_words(regclass, regclass, text[], boolean, bigint, bigint, bigint)"
DROP_FORMER = "DROP FUNCTION entities_page_of_words(regclass, text[], boolean, bigint, bigint)"
DROP_NEWEST = "DROP FUNCTION entities_newest_of_words(regclass, regclass, text, bigint, bigint)"


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0018_pending_words_by_session"),
    ]

    operations = [
        migrations.RunSQL(NEWEST, DROP_NEWEST),
        migrations.RunSQL(DROP_FORMER, FORMER_PAGE),
        migrations.RunSQL(PAGE, DROP_PAGE),
    ]
