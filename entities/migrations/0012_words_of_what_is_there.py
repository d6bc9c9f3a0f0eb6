from django.db import connection, migrations

from entities.words import lexemes

BATCH = 500
ADDRESS = ["email", "phone", "homepage", "logo_url", "address", "city", "province", "country", "postal_code"]
FIELDS = {
    "node": (["title"], ["type", "participation_status", "gbif_region", "continent", "country"]),
    "organization": (["title", "abbreviation"], ["description", "language", *ADDRESS]),
    "installation": (["title"], ["type", "description"]),
    "dataset": (["title", "alias", "abbreviation"], ["type", "subtype", "description", "homepage", "citation_text"]),
    "network": (["title"], ["description", "language", *ADDRESS]),
}
CONTACT = [
    "user_id", "first_name", "last_name", "description", "position", "email", "phone", "homepage", "organization",
    "address", "city", "province", "country", "postal_code",
]


def fill(apps, schema_editor):
    """Words of the entities that the registry holds already; later ones are written with each change."""
    for name, (names, texts) in FIELDS.items():
        model = apps.get_model("entities", name)
        contacts = apps.get_model("entities", f"{name}contact") if name != "node" else None
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            _fill(model, contacts, names, texts, keys[start : start + BATCH])


def _fill(model, contacts, names, texts, keys):
    people = {}
    for entity, *values in contacts.objects.filter(entity__in=keys).values_list("entity", *CONTACT) if contacts else ():
        people.setdefault(entity, []).extend(_flat(values))
    rows = [
        (key, " ".join(lexemes(_flat(values[: len(names)]))), " ".join(lexemes([*_flat(values), *people.get(key, ())])))
        for key, *values in model.objects.filter(pk__in=keys).values_list("pk", *names, *texts)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table}words (entity_id, names, lexemes)"
            " SELECT key, array_to_tsvector(string_to_array(names, ' ')), array_to_tsvector(string_to_array(words, ' '))"
            " FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS new (key, names, words) ON CONFLICT DO NOTHING",
            [list(column) for column in zip(*rows, strict=True)],
        )


def _flat(values):
    for value in values:
        if isinstance(value, list):
            yield from value
        elif value:
            yield value


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0011_words_indexes_and_times_of_stored_json"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
