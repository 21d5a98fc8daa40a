"""Whole plans: places for all sessions that have none, and the rooms that a programme needs."""
