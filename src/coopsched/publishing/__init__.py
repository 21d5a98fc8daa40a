"""Programmes written for others: each format as bytes, with what it cannot hold."""
