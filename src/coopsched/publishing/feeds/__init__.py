"""Feeds that people subscribe to: iCalendar (RFC 5545, RFC 7986) of what was published."""

from coopsched.publishing.feeds.joining import Times, every_feed, feed, feeds, path
from coopsched.publishing.feeds.selecting import Selection

__all__ = ["Selection", "Times", "every_feed", "feed", "feeds", "path"]
