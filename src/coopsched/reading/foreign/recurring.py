"""When something recurs: rules of iCalendar, worked out by dateutil (RFC 5545 3.3.10)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice
from typing import cast

_FREQUENCIES = frozenset({"HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_LONGEST = timedelta(days=19 * 365)
# A rule that never comes true is tried by dateutil until the year 9999. After so many years
# the calendar repeats with the same weekdays, so that rules may be worked out near that end.
_CYCLE_YEARS = 400
_CYCLE = timedelta(days=146_097)
_NO_RULE = "it is no rule of iCalendar"


class Rule:
    """A recurrence rule as written, taken apart.

    ``until`` is the text after UNTIL, ``count`` the number after COUNT. Raises
    ValueError, with a message for its author, where no rule can be made of the text.
    """

    def __init__(self, text: str) -> None:
        parts = [part.partition("=") for part in text.strip().strip(";").split(";")]
        self._parts = {name.strip().upper(): value.strip().upper() for name, _, value in parts}
        self.until = self._parts.pop("UNTIL", None)
        count = self._parts.pop("COUNT", None)
        self.count = _number(count) if count is not None else None
        if _number(self._parts.get("INTERVAL", "1")) < 1:
            raise ValueError("its INTERVAL is no number from 1 on")
        if self._parts.get("FREQ") not in _FREQUENCIES:
            raise ValueError("its FREQ is none of HOURLY, DAILY, WEEKLY, MONTHLY and YEARLY")

    def starts(self, start: datetime, last: datetime, most: int) -> list[datetime]:
        """Return when it recurs from a start on, at most so often, by a clock without a zone.

        ``last`` is the latest that is looked for, and no later than 19 years after the
        start, which is among them only where the rule has it. Raises ValueError where the
        rule makes no sense.
        """
        if self.count is not None:
            most = min(most, self.count)
        later = _CYCLE * ((9980 - start.year) // _CYCLE_YEARS)
        try:
            last = min(last, start + _LONGEST)
            found = list(islice(self._rule(start + later, last + later), most))
            return [each - later for each in found]
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
            raise ValueError(_NO_RULE) from None

    def _rule(self, start: datetime, last: datetime) -> Iterable[datetime]:
        from dateutil.rrule import rrulestr

        parts = self._parts | {"UNTIL": last.strftime("%Y%m%dT%H%M%S")}
        written = ";".join(f"{name}={value}" for name, value in parts.items() if name)
        return cast("Iterable[datetime]", rrulestr(written, dtstart=start))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 6:
        raise ValueError(f"“{text[:20]}” is no number that it can have")
    return int(text)
