"""Chromium, a Chinese font and wkhtmltopdf: without them browser tests are skipped."""

import shutil
from pathlib import Path

from . import apt, locks

FONT = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")


def ensure():
    """Install what is missing for browser and PDF tests."""
    if _missing():
        with locks.lock("apt"):
            if missing := _missing():
                apt.install(missing, "The browser tests")


def _missing():
    present = {
        "chromium": shutil.which("chromium"),
        "wkhtmltopdf": shutil.which("wkhtmltopdf"),
        "fonts-wqy-microhei": FONT.exists(),
    }
    return [package for package, found in present.items() if not found]
