"""The examples of the RFCs, told anew: no rule finds an error in them, but for their own faults.

What each shows is kept (components, properties, parameters, forms of values); names, times and
wording are ours.
"""

import pytest

from feeds import calendar, errors_in, event, feed, found_by

ALONE = {
    "a conference of three days": event(
        "ORGANIZER:mailto:nora@example.org",
        "DTSTART:20250918T143000Z",
        "DTEND:20250920T220000Z",
        "STATUS:CONFIRMED",
        "CATEGORIES:CONFERENCE",
        r"DESCRIPTION:Harbour days\nand fair\nOld crane\, quay 3",
    ),
    "a meeting with those who are asked": (
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "BEGIN:STANDARD",
        "DTSTART:20241103T020000",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "TZNAME:EST",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250309T020000",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "TZNAME:EDT",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
        *event(
            "UID:meeting-1.example.org",
            "ORGANIZER:mailto:otto@example.org",
            "ATTENDEE;RSVP=TRUE;ROLE=REQ-PARTICIPANT;CUTYPE=GROUP:",
            " mailto:crew@example.org",
            "CREATED:20250101T120000Z",
            "CLASS:PUBLIC",
            "DTSTART;TZID=America/New_York:20250312T083000",
            "DTEND;TZID=America/New_York:20250312T093000",
            "LOCATION:Room 4",
        ),
    ),
    "a message with a method of its own": (
        "METHOD:ask",
        *event(
            "ORGANIZER:mailto:otto@example.org",
            "ATTENDEE;RSVP=TRUE:mailto:nora@example.org",
            "CATEGORIES:MEETING,PROJECT",
            r"DESCRIPTION:How boats & crews\nwork together",
            "ATTACH;FMTTYPE=application/postscript:ftp://example.org/pub/",
            " plan.ps",
        ),
    ),
    "a task with an alarm": (
        "BEGIN:VTODO",
        "DTSTAMP:20250130T134500Z",
        "SEQUENCE:2",
        "UID:task-4@example.org",
        "ORGANIZER:mailto:otto@example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:nora@example.org",
        "DUE:20250415T000000",
        "STATUS:NEEDS-ACTION",
        "SUMMARY:Pay the berth",
        "BEGIN:VALARM",
        "ACTION:AUDIO",
        "TRIGGER;VALUE=DATE-TIME:20250403T120000Z",
        "ATTACH;FMTTYPE=audio/basic:https://example.org/bell.aud",
        "REPEAT:4",
        "DURATION:PT1H",
        "END:VALARM",
        "END:VTODO",
    ),
    "a journal": (
        "BEGIN:VJOURNAL",
        "DTSTAMP:20250324T120000Z",
        "UID:log-5@example.org",
        "ORGANIZER:mailto:otto@example.org",
        "STATUS:DRAFT",
        "CLASS:PUBLIC",
        "CATEGORIES:Log,Harbour,Weekly",
        r"DESCRIPTION:Log\n1. Tide\n2.",
        r" Crew: Nora\, Otto\n-No wind until 3/23.",
        "END:VJOURNAL",
    ),
    "busy time, with the UID and DTSTAMP that the RFC forgot": (
        "BEGIN:VFREEBUSY",
        "UID:busy@example.org",
        "DTSTAMP:20250313T120000Z",
        "ORGANIZER:mailto:otto@example.org",
        "DTSTART:20250313T141711Z",
        "DTEND:20250410T141711Z",
        "FREEBUSY:20250314T233000Z/20250315T003000Z",
        "FREEBUSY:20250316T153000Z/PT1H",
        "URL:https://example.org/busy/otto.ifb",
        "END:VFREEBUSY",
    ),
    "a request for busy time": (
        "BEGIN:VFREEBUSY",
        "UID:busy@example.org",
        "ORGANIZER:mailto:otto@example.org",
        "ATTENDEE:mailto:nora@example.org",
        "DTSTART:20251015T050000Z",
        "DTEND:20251016T050000Z",
        "DTSTAMP:20250901T083000Z",
        "END:VFREEBUSY",
    ),
    "a birthday, every year": event(
        "DTSTART;VALUE=DATE:20251102",
        "TRANSP:TRANSPARENT",
        "CLASS:CONFIDENTIAL",
        "CATEGORIES:BIRTHDAY,PERSONAL,SPECIAL OCCASION",
        "RRULE:FREQ=YEARLY",
    ),
    "a fair of several days": event("DTSTART;VALUE=DATE:20250628", "DTEND;VALUE=DATE:20250709"),
    "alarms of all kinds": event(
        "DTEND:20250514T110000Z",
        "BEGIN:VALARM",
        "TRIGGER:-PT30M",
        "REPEAT:2",
        "DURATION:PT15M",
        "ACTION:DISPLAY",
        r"DESCRIPTION:Breakfast with crew\n at 8:30.",
        "END:VALARM",
        "BEGIN:VALARM",
        "TRIGGER;RELATED=END:-P2D",
        "ACTION:EMAIL",
        "ATTENDEE:mailto:nora@example.org",
        "SUMMARY:*** REMINDER: SEND THE LIST ***",
        "DESCRIPTION:A list is wanted (CREW-LIST).",
        "ATTACH;FMTTYPE=application/msword:https://example.org/list.doc",
        "END:VALARM",
    ),
}

# 3.2, 3.3 and 3.8: each property with the parameters and forms that its section shows.
PROPERTIES = [
    r'DESCRIPTION;ALTREP="cid:part1.0001@example.org":The Spring boat\, quay 3',
    'ORGANIZER;CN="Nora Tide":mailto:nora@example.org',
    "ATTENDEE;CUTYPE=GROUP:mailto:crew@example.org",
    'ATTENDEE;DELEGATED-FROM="mailto:otto@example.org":mailto:nora@example.org',
    'ATTENDEE;DELEGATED-TO="mailto:a@example.org","mailto:b@example.org":mailto:c@example.org',
    'ORGANIZER;DIR="ldap://example.org:6666/o=A%20B,c=BE???(cn=Nora%20Tide)":mailto:a@example.org',
    "ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:VGhlIHRpZGUgY29tZXMgaW4",
    "ATTACH;FMTTYPE=application/msword:ftp://example.org/pub/agenda.doc",
    "ATTACH:CID:nora.part3.20250817T083000.boat@example.org",
    "LOCATION;LANGUAGE=no:Tyskland",
    'ATTENDEE;MEMBER="mailto:a@example.org","mailto:b@example.org":mailto:c@example.org',
    "ATTENDEE;PARTSTAT=DECLINED:mailto:nora@example.org",
    'ORGANIZER;SENT-BY="mailto:otto@example.org":mailto:nora@example.org',
    "GEO:37.386013;-122.082932",
    r'LOCATION;ALTREP="https://example.org/rooms/f123.vcf":Room - F123\, Bldg. 002',
    "RESOURCES;LANGUAGE=fr:Nettoyeur haute pression",
    "RESOURCES:EASEL,PROJECTOR,VCR",
    "DURATION:PT1H0M0S",
    "DURATION:P15DT5H0M20S",
    "DURATION:P7W",
    "EXDATE:20250402T010000Z,20250403T010000Z,20250404T010000Z",
    "RDATE;VALUE=PERIOD:20250403T020000Z/20250403T040000Z,20250404T010000Z/PT3H",
    'CONTACT;ALTREP="ldap://example.org:6666/o=ABC%20Harbour,c=BE???(cn=Nora)":Nora',
    r'CONTACT;ALTREP="ldap://example.org:6666/o=ABC%20Harbour\,c=BE???(cn=Nora)":Nora',
    r"CONTACT:Nora Tide\, ABC Harbour\, +32-2-555-1234",
    "REQUEST-STATUS:2.0;Success",
    "REQUEST-STATUS:3.1;Invalid property value;DTSTART:96-Apr-01",
    r"REQUEST-STATUS:2.8; Success\, repeating event ignored.;RRULE:FREQ=WEEKLY\;INTERVAL=2",
    "DRESSCODE:CASUAL",
    "NON-SMOKING;VALUE=BOOLEAN:TRUE",
    "X-ABC-MMSUBJ;VALUE=URI;FMTTYPE=audio/basic:https://example.org/subject.au",
    "IMAGE;VALUE=URI;DISPLAY=BADGE,THUMBNAIL;FMTTYPE=image/png:https://example.org/a.png",
    "CONFERENCE;VALUE=URI;FEATURE=PHONE,MODERATOR;LABEL=Moderator:tel:+1-412-555-0123,,,654321",
    "CONFERENCE;VALUE=URI;FEATURE=CHAT;LABEL=Room:xmpp:chat-123@conference.example.org",
    "ATTENDEE;CN=Nora Tide;EMAIL=nora@example.org:mailto:opaque-token-1234@example.org",
    "COLOR:turquoise",
]

# 3.8.5.3, with the start that each rule is shown with.
RULES = [
    "FREQ=DAILY;COUNT=10",
    "FREQ=DAILY;UNTIL=20251224T000000Z",
    "FREQ=DAILY;INTERVAL=2",
    "FREQ=YEARLY;UNTIL=20280131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
    "FREQ=WEEKLY;INTERVAL=2;UNTIL=20251224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
    "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
    "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
    "FREQ=MONTHLY;BYMONTHDAY=-3",
    "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
    "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
    "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
    "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
    "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
    "FREQ=HOURLY;INTERVAL=3;UNTIL=20250902T170000Z",
    "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
    "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
    "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;BYMINUTE=30",
]


@pytest.mark.parametrize("lines", ALONE.values(), ids=ALONE)
def test_a_whole_example_has_no_error(lines: tuple[str, ...]) -> None:
    assert errors_in(calendar(*lines)) == set()


@pytest.mark.parametrize("line", PROPERTIES)
def test_a_property_has_no_error(line: str) -> None:
    ending = ("RRULE:FREQ=YEARLY",) if line.startswith(("EXDATE", "RDATE")) else ()
    assert errors_in(calendar(*event(line, *ending))) == set()


@pytest.mark.parametrize("rule", RULES)
def test_a_recurrence_rule_has_no_error(rule: str) -> None:
    assert errors_in(calendar(*event("DTSTART:20250902T130000Z", f"RRULE:{rule}"))) == set()


def test_a_zone_with_all_its_rules_since_1967_has_no_error() -> None:
    summers = [
        ("19670430T020000", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=-1SU;UNTIL=19730429T070000Z"),
        ("19740106T020000", "RDATE:19750223T020000"),
        ("19760425T020000", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=-1SU;UNTIL=19860427T070000Z"),
        ("19870405T020000", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z"),
        ("20070311T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
    ]
    winters = [
        ("19671029T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z"),
        ("20071104T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"),
    ]
    lines = [
        line
        for name, found, offsets in (
            ("DAYLIGHT", summers, ("-0500", "-0400")),
            ("STANDARD", winters, ("-0400", "-0500")),
        )
        for start, rule in found
        for line in (
            f"BEGIN:{name}",
            f"DTSTART:{start}",
            rule,
            f"TZOFFSETFROM:{offsets[0]}",
            f"TZOFFSETTO:{offsets[1]}",
            f"END:{name}",
        )
    ]
    zone = ("BEGIN:VTIMEZONE", "TZID:America/New_York", *lines, "END:VTIMEZONE")
    for year in (1968, 1974, 1975, 1980, 1995, 2006, 2007, 2025):
        start = f"DTSTART;TZID=America/New_York:{year}0902T090000"
        assert errors_in(calendar(*zone, *event(start))) == set(), year


def test_a_zone_that_is_made_up_has_no_error() -> None:
    zone = (
        "BEGIN:VTIMEZONE", "TZID:Fictitious", "LAST-MODIFIED:19870101T000000Z",
        "BEGIN:STANDARD", "DTSTART:19671029T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "TZNAME:EST", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:19870405T020000",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4;UNTIL=19980404T070000Z",
        "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "TZNAME:EDT", "END:DAYLIGHT", "END:VTIMEZONE",
    )  # fmt: skip
    start = "DTSTART;TZID=Fictitious:20250902T090000"
    assert errors_in(calendar(*zone, *event(start))) == set()


def test_what_the_rfcs_themselves_got_wrong_is_found() -> None:
    """The last example of RFC 5545 (4) has no UID; one of RFC 7986 (6.4) has a stray semicolon."""
    busy = ("BEGIN:VFREEBUSY", "ORGANIZER:mailto:otto@example.org", "END:VFREEBUSY")
    assert errors_in(calendar(*busy)) == {"feed-missing-property"}
    call = 'CONFERENCE;VALUE=URI;LABEL="Chat, code=76543";:https://example.org/;group-id=1'
    assert errors_in(calendar(*event(call))) == {"feed-invalid-parameter"}


def test_the_smallest_calendar_lacks_only_what_subscribers_want() -> None:
    text = "\r\n".join([
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//harbour//boat//NONSGML v1.0//EN",
        "BEGIN:VEVENT", "UID:20250610T172345Z-AF23B2@example.org", "DTSTAMP:20250610T172345Z",
        "DTSTART:20250714T170000Z", "DTEND:20250715T040000Z", "SUMMARY:Summer party",
        "END:VEVENT", "END:VCALENDAR", "",
    ])  # fmt: skip
    assert found_by(feed(text)) == {"feed-calendar-name", "feed-changes-unmarked"}
