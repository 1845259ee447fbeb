"""Two records of one customer are found, two customers are left alone, and the reasons are told."""

from collections import Counter

from sqlalchemy import insert

from crm_desktop.base.i18n import N_
from crm_desktop.entities import entity_named
from crm_desktop.services.duplicates.blocking import candidates
from crm_desktop.services.duplicates.score import score
from crm_desktop.services.duplicates.traits import Traits, read_traits
from crm_desktop.services.records import numbered
from crm_desktop.services.targets import targets
from crm_desktop.services.workspace import Workspace
from tests.services.labelled_pairs import Labelled, labelled_pairs, row_of

PRECISION, RECALL = 0.95, 0.90


def write(workspace: Workspace, pairs: list[Labelled]) -> dict[int, Traits]:
    """Write both records of each pair: those of pair n are 2n + 1 and 2n + 2."""
    known = targets("customer")
    rows: dict[str, list[dict[str, object]]] = {}
    shops = [shop for pair in pairs for shop in (pair.one, pair.other)]
    for number, shop in enumerate(shops, 1):
        own: dict[str, object] = {"id": number, "number": numbered("KH-", number)}
        address: dict[str, object] = {}
        for name, raw in row_of(shop).items():
            target, value = known[name], known[name].kind.read(raw).value
            if target.entity == "customer":
                own[target.field_name] = value
            elif target.entity == "address":
                address[target.field_name] = raw
            else:
                rows.setdefault(target.entity, []).append(
                    {"customer_id": number, **target.fixed, target.field_name: value}
                )
        rows.setdefault("customer", []).append({"aliases": None, "credit_code": None, **own})
        if address:
            rows.setdefault("address", []).append({"customer_id": number, "city": None, "street": None, **address})
    with workspace.work(N_("Pairs")) as work:
        for name in ("customer", "contact", "channel", "address"):
            work.connection.execute(insert(entity_named(name)), rows[name])
    with workspace.read() as session:
        return read_traits(session)


def test_of_300_labelled_pairs_hardly_one_is_missed_and_hardly_one_is_wrong(workspace: Workspace):
    pairs = labelled_pairs()
    assert len(pairs) == 300
    everyone = write(workspace, pairs)
    found: Counter[tuple[bool, bool]] = Counter()
    wrong = []
    for place, pair in enumerate(pairs):
        one, other = everyone[2 * place + 1], everyone[2 * place + 2]
        weighed = score(one, other)
        compared = bool(candidates({one.id: one, other.id: other}))
        likely = compared and weighed.level == "likely"
        found[likely, pair.same] += 1
        if likely != pair.same:
            wrong.append(f"{pair.way}: {pair.one.name} / {pair.other.name} {weighed.points} {weighed.reasons}")
    precision = found[True, True] / (found[True, True] + found[True, False])
    recall = found[True, True] / (found[True, True] + found[False, True])
    print(f"\n{sum(pair.same for pair in pairs)} same, {sum(not pair.same for pair in pairs)} apart:", end=" ")
    print(f"precision {precision:.3f}, recall {recall:.3f} at “likely”")
    assert precision >= PRECISION, "\n".join(wrong)
    assert recall >= RECALL, "\n".join(wrong)
