"""Delivering: writing files so that nobody ever sees a half of one."""
