"""Build simplified.json, which simplified character a traditional one is, out of OpenCC's data (Apache-2.0).

Usage: python build_simplified.py (needs opencc-python-reimplemented 0.1.7; nothing is fetched)
"""

import json
from importlib.resources import files
from pathlib import Path

source = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text("utf-8")
pairs = {left: right.split()[0] for left, right in (line.split("\t") for line in source.splitlines() if line)}
kept = {left: right for left, right in sorted(pairs.items()) if left != right and len(left) == len(right) == 1}
document = {"traditional": "".join(kept), "simplified": "".join(kept.values())}
target = Path(__file__).parent / "simplified.json"
target.write_text(json.dumps(document, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
