"""Checklists: the figures of an archive of names (checklist contract A); pure, no database."""

from entities.checklists.figures import Figures, measure

__all__ = ["Figures", "measure"]
