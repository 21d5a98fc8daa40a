"""The command line: the only floor that prints, reads arguments and the clock, and exits."""
