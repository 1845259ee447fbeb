"""How long the reading of one value takes; an import reads 100,000 rows of a dozen."""

import time

import pytest

from tests.fields.examples import CONTEXT, EXAMPLES

READS = 2000


@pytest.mark.bench
@pytest.mark.parametrize("name", EXAMPLES)
def test_reading_takes_microseconds(name: str) -> None:
    examples = EXAMPLES[name]
    raw = examples.accepted[0].raw
    examples.kind.read(raw, CONTEXT)
    start = time.perf_counter()
    for _each in range(READS):
        examples.kind.read(raw, CONTEXT)
    took = (time.perf_counter() - start) / READS * 1e6
    start = time.perf_counter()
    for example in examples.accepted * 50:
        examples.kind.read(example.raw, CONTEXT)
    mixed = (time.perf_counter() - start) / len(examples.accepted) / 50 * 1e6
    print(f"{name:14} {took:7.1f} µs typical, {mixed:7.1f} µs of all examples")
    assert took > 0
