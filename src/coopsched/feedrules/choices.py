"""The words among which properties and parameters choose (RFC 5545 3.2 to 3.8, RFC 7986 5, 6)."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OF_PROPERTY = {
    ("VEVENT", "STATUS"): _words("TENTATIVE CONFIRMED CANCELLED"),
    ("VTODO", "STATUS"): _words("NEEDS-ACTION COMPLETED IN-PROCESS CANCELLED"),
    ("VJOURNAL", "STATUS"): _words("DRAFT FINAL CANCELLED"),
    ("VEVENT", "TRANSP"): _words("OPAQUE TRANSPARENT"),
    ("VCALENDAR", "CALSCALE"): _words("GREGORIAN"),
}
"""Words of properties, by component. No others can be registered for them."""

OPEN_PROPERTIES = _words("CLASS ACTION METHOD")
"""Properties that take any word that is registered, or somebody's own: one word, that is."""

OF_PARAMETER = {
    "RANGE": _words("THISANDFUTURE"),
    "RELATED": _words("START END"),
    "RSVP": _words("TRUE FALSE"),
    "ENCODING": _words("8BIT BASE64"),
}
"""Words of parameters to which none can be added."""

OPEN_PARAMETERS = _words("CUTYPE FBTYPE PARTSTAT RELTYPE ROLE DISPLAY FEATURE")
"""Parameters that take any word that is registered, or somebody's own."""

PARTSTAT = {
    "VEVENT": _words("NEEDS-ACTION ACCEPTED DECLINED TENTATIVE DELEGATED"),
    "VTODO": _words("NEEDS-ACTION ACCEPTED DECLINED TENTATIVE DELEGATED COMPLETED IN-PROCESS"),
    "VJOURNAL": _words("NEEDS-ACTION ACCEPTED DECLINED"),
}
"""The answers to an invitation, by component: one of another component is out of place (3.2.12)."""

SINGLE_PARAMETERS = _words(
    "ALTREP CN CUTYPE DIR ENCODING FBTYPE FMTTYPE LANGUAGE PARTSTAT RANGE RELATED RELTYPE ROLE "
    "RSVP SENT-BY TZID VALUE EMAIL LABEL"
)
"""Parameters that take one value: a second one is a comma that lacks its quotes."""

LANGUAGES_OF_OLD = _words("""
    en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao
    i-tay i-tsu sgn-be-fr sgn-be-nl sgn-ch-de
    art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang
""")
"""The tags of languages that were registered before they had a form (RFC 5646 2.2.8)."""

COLOURS = _words("""
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet
    brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan
    darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen
    darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey
    darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite
    forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue
    lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon
    lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime
    limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple
    mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue
    mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum
    powderblue purple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna
    silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato
    turquoise violet wheat white whitesmoke yellow yellowgreen
""")
"""The names of colours in CSS 3 (RFC 7986 5.9)."""
