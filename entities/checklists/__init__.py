"""Checklists: the figures of an archive of names (checklist contract A); pure, no database."""

from entities.checklists.figures import Figures, measure
from entities.checklists.matching import Lookup, Name

__all__ = ["Figures", "Lookup", "Name", "measure"]
