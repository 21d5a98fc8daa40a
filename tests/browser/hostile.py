"""A programme in which every text means harm: what pages must show as mere text."""

import json
from collections.abc import Mapping
from typing import Any

HARMFUL: Mapping[str, str] = {
    "script": "<script>document.title = 'taken'; alert(1)</script>",
    "end-of-script": "</script><script>alert(2)</script>",
    "comment": "<!--<script> --!> ]]> <![CDATA[",
    "attribute": '"><img src=x onerror=alert(3)><a href="',
    "apostrophe": "' onmouseover='alert(4)' x='",
    "address": "javascript:alert(5)",
    "data-address": "data:text/html,<svg onload=alert(6)>",
    "template": "{{7*7}} ${7*7} {% raw %} #{7*7} %s {0} {}",
    "style": "</style><style>* { display: none } } body { background: url(//evil.example/) }",
    "css": '"; } * { color: red } /* \\22 */ expression(alert(7))',
    "entity": "&lt;b&gt; &amp;amp; &#60;i&#62; &nbsp;",
    "quotes": "\"'`´‘’“”«»‹›",
    "overrides": "\u202e gnp.exe \u202d\u2066\u2067\u2068 never closed",
    "controls": "bell \a null \0 escape \x1b[31m delete \x7f next \x85 line \u2028 end",
    "combining": "Z" + "\u0334\u0335\u0336\u0489" * 40 + "algo",
    "noncharacters": "\ufffe\uffff\ufdd0 and \U0001f469\u200d\U0001f469\u200d\U0001f467",
    "unbroken": "W" * 10_000,
    "unbroken-slashes": "a/b?c=" + "&d=e" * 400,
    "arabic": "\u0633\u0648\u0642" * 200,
    "selector": "#main, .session > [data-code]::after",
    "url": "//evil.example/x.js",
    "spaces": " \t\u00a0\u3000 around \u200b\u200b ",
}
"""Texts by the keys of the sessions whose title they are, and the only text around them."""
ADDRESSES = (
    "https://example.org/?q=%22%3E%3Cscript%3Ealert(8)%3C/script%3E",
    "https://example.org/?q='onclick='alert(9)&lt;&amp;\u202e",
    "mailto:a@example.org?subject=</script>",
)
"""Addresses that may be linked, and hold what harms where they are not quoted."""


def hostile() -> str:
    """Return the programme as a file, in JSON, which YAML holds."""
    texts = list(HARMFUL.values())
    programme: dict[str, Any] = {
        "coopsched": 1,
        "key": "hostile",
        "title": {"en": " ".join(texts[:8])},
        "description": {"en": " ".join(texts)},
        "timezone": "Europe/Brussels",
        "languages": ["en"],
        "url": ADDRESSES[0],
        "site": {"url": "https://hostile.example.org"},
        "days": ["2026-05-15"],
        "venue": {"name": texts[3], "address": texts[1] + texts[8]},
        "rooms": {key: {"name": text} for key, text in HARMFUL.items()},
        "speakers": {
            key: {
                "name": text,
                "affiliation": [text],
                "biography": {"en": f"{text}\n\n{text}"},
                "url": ADDRESSES[0],
                "same-as": list(ADDRESSES[:2]),
            }
            for key, text in HARMFUL.items()
        },
        "tracks": {
            key: {"title": text, "description": text, "colour": "#ffff00"}
            for key, text in HARMFUL.items()
        },
        "sessions": {
            key: _session(key, text, number) for number, (key, text) in enumerate(HARMFUL.items())
        },
    }
    return json.dumps(programme, ensure_ascii=False).translate(_ESCAPED)


_ESCAPED = {
    number: f"\\u{number:04x}"
    for number in (*range(0x7F, 0xA0), 0x2028, 0x2029, 0xFFFE, 0xFFFF, 0xFEFF)
}
"""What a file in YAML must not hold as it is."""


def _session(key: str, text: str, number: int) -> dict[str, Any]:
    hour, minute = divmod(9 * 60 + 20 * number, 60)
    return {
        "title": text,
        "description": f"{text}\n\n{text}",
        "notice": text,
        "tags": [text],
        "languages": ["en"],
        "start": f"{hour:02}:{minute:02}",
        "minutes": 40,
        "rooms": [key],
        "track": key,
        "speakers": [{"speaker": key, "affiliation": text}],
        "status": "cancelled"
        if number % 5 == 4
        else "tentative"
        if number % 5 == 3
        else "confirmed",
        "links": [{"kind": "page", "url": each} for each in ADDRESSES],
    }
