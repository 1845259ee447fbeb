"""The stream of a customer: what stands in it follows from the declarations, and a page is read at a time."""

from pathlib import Path

import pytest

from crm_desktop.entities import all_entities
from crm_desktop.fields.declare import fields_of, links_of
from crm_desktop.services import records
from crm_desktop.services.attachments import attach
from crm_desktop.services.merge import merge
from crm_desktop.services.timeline import Key, entries, filters, keys, timeline
from crm_desktop.services.timeline_found import found
from crm_desktop.services.timeline_words import title_words, work_words
from crm_desktop.services.workspace import Workspace


def stream(workspace: Workspace, customer: int = 1) -> list[Key]:
    with workspace.read() as session:
        return keys(session, customer)


def sought(workspace: Workspace, typed: str, customer: int = 1) -> list[tuple[str, int]]:
    with workspace.read() as session:
        return [(key.sort, key.record_id) for key in found(session, customer, keys(session, customer), typed)]


def test_every_word_of_a_declaration_names_a_field_or_a_link():
    for entity in all_entities().values():
        known = {"", *fields_of(entity), *links_of(entity)}
        for each in entity.stream:
            named = {each.at, each.text, each.by, each.due, each.done, each.under, *each.beside, *each.below}
            assert named <= known, entity


def test_newest_first_with_counts_by_filter(filled: Workspace):
    visit = {"customer_id": 1, "channel": "visit", "content": "新店", "happened_at": "2026-10-28 10:00"}
    records.add(filled, "interaction", visit)
    records.change(filled, "customer", 1, {"level": "C"})
    found_keys = stream(filled)
    assert [key.at for key in found_keys] == sorted((key.at for key in found_keys), reverse=True)
    assert [(each.label, each.kept) for each in filters(found_keys)] == [("Call", 2), ("Visit", 1), ("Changes", 2)]


def test_a_page_is_read_in_the_order_of_its_keys_and_what_is_gone_is_left_out(filled: Workspace):
    wanted = stream(filled)
    last = wanted[-1].record_id
    records.remove(filled, "interaction", [last])
    with filled.read() as session:
        told = entries(session, 1, wanted[::-1])
    assert [entry.key for entry in told] == [key for key in wanted[::-1] if key.record_id != last]


def test_an_interaction_says_channel_direction_and_contact(filled: Workspace):
    with filled.read() as session:
        contact = records.parts(session, "customer", 1)["contact"][0]["id"]
        said = timeline(session, 1, "interaction")[0]
    assert title_words(said) == "Call · Outgoing"
    records.change(filled, "interaction", said.record_id, {"contact_id": contact})
    with filled.read() as session:
        assert title_words(timeline(session, 1, "interaction")[0]) == "Call · Outgoing · 王女士"


def test_changes_are_said_as_a_person_would(filled: Workspace):
    records.change(filled, "customer", 1, {"level": "C", "payment_days": "30", "remark": "周二", "email": "new@b.com"})
    with filled.read() as session:
        newest = timeline(session, 1)[0]
    said = work_words(newest)
    assert said.startswith("Level from A to C, ")
    assert said.endswith(", 1 more field")
    records.change(filled, "customer", 1, {"payment_days": ""})
    with filled.read() as session:
        assert work_words(timeline(session, 1)[0]) == "Payment terms (days) emptied, was 30"


def test_an_import_or_a_merge_is_one_line_with_its_title(filled: Workspace):
    merge(filled, 1, 2)
    with filled.read() as session:
        newest = timeline(session, 1)[0]
    assert newest.work is not None
    assert work_words(newest) == newest.work.title


def test_work_on_interactions_alone_is_not_told_beside_them(filled: Workspace):
    before = len(stream(filled))
    records.change(filled, "interaction", 1, {"outcome": "同意"})
    assert len(stream(filled)) == before


def test_a_file_stands_for_itself_or_under_what_it_belongs_to(filled: Workspace, tmp_path: Path):
    path = tmp_path / "合同.pdf"
    path.write_bytes(b"%PDF")
    own = attach(filled, 1, path)
    attach(filled, 1, path, interaction_id=1)
    with filled.read() as session:
        told = timeline(session, 1)
    assert [entry.record_id for entry in told if entry.sort == "attachment"] == [own]
    under = next(entry.under for entry in told if (entry.sort, entry.record_id) == ("interaction", 1))
    assert [each.values["name"] for each in under if each.source.sort == "attachment"] == ["合同.pdf"]


def test_the_search_looks_into_texts_names_files_and_changes(filled: Workspace, tmp_path: Path):
    path = tmp_path / "Frame_Contract.pdf"
    path.write_bytes(b"%PDF")
    attach(filled, 1, path, interaction_id=2)
    records.change(filled, "customer", 1, {"level": "C"})
    assert sought(filled, "清单 40") == [("interaction", 2)]
    assert sought(filled, "frame_CONTRACT") == [("interaction", 2)]
    assert [sort for sort, _id in sought(filled, "level from")] == ["work"]
    assert sought(filled, "清单 nowhere") == []
    assert sought(filled, "100%") == []


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'", '"', "清单' OR 1=1 --"])
def test_signs_of_the_query_language_are_searched_as_they_are(filled: Workspace, typed: str):
    assert sought(filled, typed) == []


def test_a_task_that_was_made_there_stands_under_what_was_said(filled: Workspace):
    task = {"customer_id": 1, "interaction_id": 1, "what": "回访", "due_on": "2026-11-25"}
    made = records.add(filled, "task", task).id
    before = len(stream(filled))
    records.change(filled, "task", made, {"done_at": "2026-11-25 10:00"})
    assert len(stream(filled)) == before
    alone = records.add(filled, "task", {**task, "interaction_id": None, "what": "送样品"}).id
    records.change(filled, "task", alone, {"done_at": "2026-11-26 10:00"})
    with filled.read() as session:
        told = timeline(session, 1)
    under = next(entry.under for entry in told if (entry.sort, entry.record_id) == ("interaction", 1))
    assert "回访" in [each.values["what"] for each in under]
    assert [title_words(entry) for entry in told if entry.sort == "task"] == ["Task done"]
