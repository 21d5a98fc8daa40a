"""Repairs: the fewest moves that leave no error that a move can clear, and what is proven."""

from coopsched.planning.repairing.proposing import repair
from coopsched.planning.repairing.result import Left, Move, Proof, Repair

__all__ = ["Left", "Move", "Proof", "Repair", "repair"]
