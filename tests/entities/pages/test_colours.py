"""Text is readable in light and dark: contrasts as WCAG 2 AA asks for, computed from the style sheet's own colours."""

import re
from pathlib import Path

import pytest

TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    ("ink", "ground", TEXT), ("ink", "sheet", TEXT), ("ink", "mark", TEXT), ("ink", "accent-soft", TEXT),
    ("ink", "warn-soft", TEXT), ("ink", "bad-soft", TEXT), ("ink", "good-soft", TEXT), ("soft", "ground", TEXT),
    ("soft", "sheet", TEXT), ("soft", "raised", TEXT), ("soft", "accent-soft", TEXT), ("accent", "ground", TEXT),
    ("accent", "sheet", TEXT), ("accent", "accent-soft", TEXT), ("accent-ink", "accent", TEXT),
    ("good", "good-soft", TEXT), ("warn", "warn-soft", TEXT), ("bad", "bad-soft", TEXT), ("bad", "sheet", TEXT),
    ("line-strong", "sheet", SHAPE), ("line-strong", "ground", SHAPE), ("good", "sheet", SHAPE),
]  # fmt: skip


def colours(project: Path) -> list[dict[str, str]]:
    """The colours of the light and of the dark scheme."""
    sheet = (project / "static/css/site.css").read_text()
    return [
        dict(re.findall(r"--([a-z-]+): #([0-9a-f]+)", block)) for block in re.findall(r":root \{(.*?)\}", sheet, re.S)
    ]


def brightness(colour: str) -> float:
    """Relative luminance."""
    digits = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_the_contrast_suffices(project: Path, scheme: int, front: str, back: str, least: float) -> None:
    found = colours(project)[scheme]
    dark, bright = sorted((brightness(found[front]), brightness(found[back])))

    assert (bright + 0.05) / (dark + 0.05) >= least
