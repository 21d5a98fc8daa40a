"""Programmes in the formats of other tools: each reader makes the nodes of a programme file."""
