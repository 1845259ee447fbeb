"""What the sections need is loaded beside the window."""

import sys

from crm_desktop.app.warm_up import SHOWN_LATER, warm_up


def test_what_is_shown_later_is_loaded_beside_the_window():
    warm_up().join()
    assert set(SHOWN_LATER) <= sys.modules.keys()
