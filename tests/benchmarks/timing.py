"""How long work takes, and how a benchmark says it."""

import statistics
import time
from collections.abc import Callable, Sequence


def seconds(work: Callable[[], object]) -> float:
    """Time one piece of work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ms(taken: float) -> str:
    """Say seconds in milliseconds."""
    return f"{taken * 1000:.1f} ms"


def percentile(times: Sequence[float], percent: int) -> str:
    """Say the time within which `percent` of all were done."""
    return ms(statistics.quantiles(times, n=100, method="inclusive")[percent - 1])
