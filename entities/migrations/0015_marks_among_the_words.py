import django.utils.timezone
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models

from entities.migrations._together import Together

KINDS = ("dataset", "installation", "network", "node", "organization")

MARK = "'#' || left(encode(sha256(convert_to({fact}, 'UTF8')), 'hex'), 24)"
UNREACHABLE = MARK.format(fact="'unreachable'")
VALUE = "' ' || length({0}) || ':' || {0}"


def mark(kind, *values):
    return MARK.format(fact=f"'{kind}' || " + " || ".join(VALUE.format(value) for value in values))


def facts(kind):
    """The marks of what a registry holds already, as rows of an entity's key and a word."""
    table = f"entities_{kind}"
    yield f"SELECT entity_id, '^' || unnest(tsvector_to_array(names)) FROM {table}words"
    yield f"SELECT entity_id, {mark('identifier', 'type')} FROM {table}identifier"
    for name, columns in (("namespace", ["namespace"]), ("name", ["name"]), ("tag", ["namespace", "name"])):
        yield f"SELECT entity_id, {mark(name, *columns)} FROM {table}machinetag"
    for name in ("email", "user_id") if kind != "node" else ():
        yield f"SELECT entity_id, {mark(name, 'item')} FROM {table}contact, unnest({name}) AS item"
    if kind in ("dataset", "installation", "node"):
        yield f"SELECT key, {mark('type', 'type')} FROM {table} WHERE type IS NOT NULL"
    if kind == "dataset":
        yield f"SELECT key, {mark('category', 'item')} FROM {table}, unnest(category) AS item"
        yield (
            f"SELECT key, {UNREACHABLE} FROM {table} WHERE NOT external AND parent_dataset_id IS NULL"
            f" AND NOT EXISTS (SELECT FROM {table}endpoint AS endpoint WHERE endpoint.entity_id = {table}.key)"
        )


def fill(kind):
    """The lengths of texts that a mark tells are those of characters, here as in Python."""
    words = f"entities_{kind}words"
    return [
        f"UPDATE {words} SET created = entity.created, is_live = entity.deleted IS NULL"
        f" FROM entities_{kind} AS entity WHERE entity.key = entity_id",
        f"UPDATE {words} AS old SET lexemes = old.lexemes || new.marks FROM (SELECT entity_id,"
        f" array_to_tsvector(array_agg(DISTINCT word)) AS marks FROM ({' UNION ALL '.join(facts(kind))})"
        " AS fact (entity_id, word) GROUP BY entity_id) AS new WHERE new.entity_id = old.entity_id",
    ]


def take_back(kind):
    words = f"entities_{kind}words"
    found = "FROM unnest(tsvector_to_array(lexemes)) AS word WHERE"
    return [
        f"UPDATE {words} SET names = array_to_tsvector(ARRAY(SELECT substr(word, 2) {found} word LIKE '^%')),"
        f" lexemes = array_to_tsvector(ARRAY(SELECT word {found} word !~ '^[#^]'))"
    ]


def statements(made):
    return ["SET CONSTRAINTS ALL IMMEDIATE", *(statement for kind in KINDS for statement in made(kind))]


# Words lie beside the rows, not in them, so that to count rows is to look through a few thousand pages. PostgreSQL only
# takes values out of rows of more than two thousand bytes; the blanks, which it packs into thirty, make each one so long.
NARROW = """
ALTER TABLE entities_{0}words ALTER COLUMN lexemes SET STORAGE EXTERNAL;
ALTER TABLE entities_{0}words SET (toast_tuple_target = 128);
ALTER TABLE entities_{0}words ADD COLUMN blanks text GENERATED ALWAYS AS (repeat(' ', 2100)) STORED
"""
WIDE = """
ALTER TABLE entities_{0}words DROP COLUMN blanks;
ALTER TABLE entities_{0}words RESET (toast_tuple_target);
ALTER TABLE entities_{0}words ALTER COLUMN lexemes SET STORAGE EXTENDED
"""

# Whatever is wanted of words, their index finds it. The planner would rather read the whole table where most entities
# have a word, as it does not know how far away the words of a row are.
SETTINGS = "STABLE SET enable_seqscan = off SET enable_indexscan = off"
COUNT = f"""
CREATE FUNCTION entities_count_of_words(words regclass, wanted text, live boolean) RETURNS bigint
LANGUAGE plpgsql {SETTINGS} AS $$
DECLARE
    found bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM %s WHERE lexemes @@ $1::tsquery AND is_live = $2', words)
    INTO found USING wanted, live;
    RETURN found;
END $$
"""
KEYS = f"""
CREATE FUNCTION entities_keys_of_words(words regclass, wanted text) RETURNS SETOF uuid
LANGUAGE plpgsql {SETTINGS} AS $$
BEGIN
    RETURN QUERY EXECUTE format('SELECT entity_id FROM %s WHERE lexemes @@ $1::tsquery', words) USING wanted;
END $$
"""
PAGE = f"""
CREATE FUNCTION entities_page_of_words(words regclass, ranks text[], live boolean, page_limit bigint, page_offset bigint)
RETURNS TABLE (key uuid, created timestamptz, rank integer)
LANGUAGE plpgsql ROWS 20 {SETTINGS} AS $$
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
FUNCTIONS = {
    COUNT: "DROP FUNCTION entities_count_of_words(regclass, text, boolean)",
    KEYS: "DROP FUNCTION entities_keys_of_words(regclass, text)",
    PAGE: "DROP FUNCTION entities_page_of_words(regclass, text[], boolean, bigint, bigint)",
}


def columns(kind):
    words = f"{kind}words"
    now = django.utils.timezone.now
    return [
        migrations.RemoveIndex(model_name=words, name=f"{words}_lexemes"),
        # On the way back the column is filled before it must hold something.
        migrations.AlterField(words, "names", SearchVectorField(editable=False, null=True)),
        migrations.AddField(words, "created", models.DateTimeField(default=now, editable=False), preserve_default=False),
        migrations.AddField(words, "is_live", models.BooleanField(default=True, editable=False), preserve_default=False),
    ]


def index(kind):
    words = f"{kind}words"
    lexemes = GinIndex(fields=["lexemes"], gin_pending_list_limit=512, name=f"{words}_lexemes")
    return migrations.AddIndex(words, lexemes)


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0014_backbone_names_and_sizes_of_crawls"),
    ]

    operations = [
        Together([operation for kind in KINDS for operation in columns(kind)]),
        migrations.RunSQL(statements(fill), statements(take_back)),
        Together([migrations.RemoveField(f"{kind}words", "names") for kind in KINDS]),
        *(migrations.RunSQL(NARROW.format(kind), WIDE.format(kind)) for kind in KINDS),
        Together([index(kind) for kind in KINDS]),
        *(migrations.RunSQL(made, dropped) for made, dropped in FUNCTIONS.items()),
    ]
