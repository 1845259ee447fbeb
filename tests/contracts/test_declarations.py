"""Everything declared is whole: named in both languages, laid out, pictured, told apart."""

from collections import defaultdict

import pytest

from crm_desktop.base.paths import resources
from crm_desktop.charts.declare import charts
from crm_desktop.cli.commands import all_commands
from crm_desktop.entities import all_entities
from crm_desktop.fields.declare import Entity, Field, fields_of, stored_fields
from crm_desktop.fields.kind import Kind
from crm_desktop.printing.declare import documents
from crm_desktop.services.settings import SETTINGS
from crm_desktop.services.targets import targets
from tests.messages import catalogue, translations

CHINESE = translations(catalogue())
ENTITIES = list(all_entities().values())
FIELDS = [declared for entity in ENTITIES for declared in fields_of(entity).values()]
SAME_IN_BOTH = {"QQ", "A", "B", "C"}


def entity_name(entity: type[Entity]) -> str:
    return entity.__tablename__


def place(declared: Field) -> str:
    return f"{declared.entity}.{declared.name}"


def in_both_languages(text: str) -> None:
    assert text, "no text"
    assert text.isascii() or "–" in text or "…" in text or "“" in text, f"not English: {text}"
    assert CHINESE.get(text), f"not said in Chinese: {text}"
    chinese = any("\u4e00" <= character <= "\u9fff" for character in CHINESE[text])
    assert chinese or text in SAME_IN_BOTH, f"not Chinese: {CHINESE[text]}"


@pytest.mark.parametrize("entity", ENTITIES, ids=entity_name)
def test_an_entity_is_named_in_both_languages_and_has_a_picture(entity: type[Entity]):
    in_both_languages(entity.label)
    in_both_languages(entity.label_many)
    assert CHINESE.get(entity.counted), f"not said in Chinese: {entity.counted}"
    assert resources("icons", f"{entity.icon}.svg").is_file()
    assert entity.title in fields_of(entity)


@pytest.mark.parametrize("entity", ENTITIES, ids=entity_name)
def test_a_form_asks_for_each_field_exactly_once(entity: type[Entity]):
    asked = list(entity.layout.names())
    assert sorted(asked) == sorted(name for name, each in stored_fields(entity).items() if each.editable)
    for section in entity.layout.sections:
        in_both_languages(section.title)


@pytest.mark.parametrize("entity", ENTITIES, ids=entity_name)
def test_rules_stand_at_fields_and_facts_depend_on_what_is_there(entity: type[Entity]):
    assert {rule.at for rule in entity.rules} <= set(stored_fields(entity))
    assert {name for fact in entity.facts for name in fact.depends} <= set(all_entities())


@pytest.mark.parametrize("declared", FIELDS, ids=place)
def test_a_field_is_named_in_both_languages(declared: Field):
    in_both_languages(declared.label)
    in_both_languages(declared.kind.label)
    if declared.hint:
        in_both_languages(declared.hint)
    for option in getattr(declared.kind, "options", ()):
        in_both_languages(option.label)
        if option.icon:
            assert resources("icons", f"{option.icon}.svg").is_file()


@pytest.mark.parametrize("entity", ENTITIES, ids=entity_name)
def test_no_heading_means_two_fields(entity: type[Entity]):
    """A part of a part has the headings of the part itself; the nearer one is meant."""
    meant: dict[str, set[str]] = defaultdict(set)
    for target in targets(entity.__tablename__).values():
        if target.entity == entity.__tablename__:
            for heading in (*target.headings, CHINESE[target.label]):
                meant[heading.casefold()].add(target.name)
    assert {heading: names for heading, names in meant.items() if len(names) > 1} == {}


@pytest.mark.parametrize("entity", ENTITIES, ids=entity_name)
def test_options_of_a_choice_are_told_apart_by_every_word_for_them(entity: type[Entity]):
    for declared in fields_of(entity).values():
        meant: dict[str, set[str]] = defaultdict(set)
        for option in getattr(declared.kind, "options", ()):
            for word in (option.key, option.label, CHINESE[option.label], *option.also.split("|")):
                meant[word.strip().casefold()].add(option.key)
        assert {word: keys for word, keys in meant.items() if word and len(keys) > 1} == {}, declared.name


def test_every_kind_of_value_is_named_in_both_languages():
    kinds = list(Kind.__subclasses__())
    for kind in kinds:
        kinds += kind.__subclasses__()
        in_both_languages(kind.label)


def test_figures_documents_commands_and_settings_are_named_in_both_languages():
    for figure in charts().values():
        in_both_languages(figure.label)
        if figure.note:
            in_both_languages(figure.note)
    for document in documents().values():
        in_both_languages(document.label)
    for command in all_commands().values():
        in_both_languages(command.help)
    for setting in SETTINGS:
        in_both_languages(setting.label)
        in_both_languages(setting.section)
        if setting.hint:
            in_both_languages(setting.hint)
