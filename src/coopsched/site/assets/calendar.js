// A calendar of the sessions that somebody chose, made in the browser (RFC 5545).
//
// Where the site is on the web, it is made of the events in the feeds of these sessions, byte for
// byte. Where it cannot be asked, from a disk or without a connection, pages tell enough: the same
// UID, so that whoever subscribes later sees no session twice.
(() => {
  "use strict";
  const { base } = window.coopsched;
  const root = document.documentElement;
  const EVENT = /^BEGIN:VEVENT\r\n[^]*?^END:VEVENT\r\n/gm;
  const ZONE = /^BEGIN:VTIMEZONE\r\nTZID:(.*)\r\n[^]*?^END:VTIMEZONE\r\n/gm;

  const fetched = async (path) => {
    if (!location.protocol.startsWith("http")) return "";
    try {
      const response = await fetch(new URL(base + path, location.href), { cache: "no-cache" });
      return response.ok ? await response.text() : "";
    } catch {
      return "";
    }
  };

  const escaped = (text) =>
    text
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, " ")
      .replace(/[\\;,]/g, "\\$&")
      .replace(/\n/g, "\\n");
  // Lines have at most 75 octets, and no character is torn.
  const encoder = new TextEncoder();
  const folded = (line) => {
    let [done, length] = ["", 0];
    for (const character of line) {
      const octets = encoder.encode(character).length;
      if (length + octets > 75) [done, length] = [`${done}\r\n `, 1];
      done += character;
      length += octets;
    }
    return `${done}\r\n`;
  };
  const content = (lines) => lines.filter(Boolean).map(folded).join("");

  const stamp = (milliseconds) => new Date(milliseconds).toISOString().replace(/[-:]|\.\d+/g, "");
  const times = ({ start, end }) => [
    `DTSTART:${stamp(start * 60000)}`,
    end > start ? `DTEND:${stamp(end * 60000)}` : "",
  ];
  // What is there all day: days in a row last; others are a daily event with exceptions.
  const DAY = 86400000;
  const date = (day) => stamp(day).slice(0, 8);
  const allDay = (dates) => {
    const days = dates.map((each) => Date.parse(each));
    const [first, last] = [days[0], days[days.length - 1]];
    const gaps = [];
    for (let day = first; day < last; day += DAY) if (!days.includes(day)) gaps.push(date(day));
    const end = (gaps.length ? first : last) + DAY;
    return [
      `DTSTART;VALUE=DATE:${date(first)}`,
      `DTEND;VALUE=DATE:${date(end)}`,
      gaps.length ? `RRULE:FREQ=DAILY;UNTIL=${date(last)}` : "",
      gaps.length ? `EXDATE;VALUE=DATE:${gaps.join(",")}` : "",
    ];
  };

  const uid = ({ code, key }, data) =>
    `UID:${escaped(data.uids[code] || `${key}@${root.dataset.programme}`)}`;
  // The event of a session in its feed, which also holds what had its key before it.
  const own = (feed, session, data) => {
    const line = `\r\n${uid(session, data)}\r\n`;
    return (feed.match(EVENT) || []).filter((each) => each.replaceAll("\r\n ", "").includes(line)).join("");
  };

  const event = (session, data) => {
    const { code, title, place, cancelled, url } = session;
    const days = data.days[code];
    const isTimed = Number.isFinite(session.start);
    if (!isTimed && !days?.length) return "";
    const isBusy = isTimed && !cancelled;
    return content([
      "BEGIN:VEVENT",
      uid(session, data),
      `DTSTAMP:${stamp(Date.now())}`,
      `STATUS:${cancelled ? "CANCELLED" : session.tentative ? "TENTATIVE" : "CONFIRMED"}`,
      ...(isTimed ? times(session) : allDay(days)),
      `SUMMARY:${escaped((cancelled ? data.cancelled : "") + title)}`,
      place && `LOCATION:${escaped(place)}`,
      url && `URL:${url}`,
      `TRANSP:${isBusy ? "OPAQUE" : "TRANSPARENT"}`,
      "END:VEVENT",
    ]);
  };

  // Sessions are {code, key, title, start, end, place, cancelled, tentative, url}.
  window.coopsched.calendar = async (sessions, data) => {
    const feeds = `feeds/${data.language}`;
    const paths = sessions.map(({ key }) => `${feeds}/session/${encodeURIComponent(key)}.ics`);
    const found = await Promise.all(paths.map(fetched));
    const events = found.map((feed, i) => own(feed, sessions[i], data) || event(sessions[i], data));
    // The zone as each feed has it covers the years of that session alone.
    const zones = new Set(found.flatMap((feed) => Array.from(feed.matchAll(ZONE), (zone) => zone[1])));
    const whole = zones.size ? await fetched(`${feeds}/programme.ics`) : "";
    const name = escaped(data.calendar);
    const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//coopsched//coopsched//EN"];
    return [
      content([...head, `NAME:${name}`, `X-WR-CALNAME:${name}`]),
      ...Array.from(whole.matchAll(ZONE)).filter((zone) => zones.has(zone[1])).map((zone) => zone[0]),
      ...events,
      "END:VCALENDAR\r\n",
    ].join("");
  };
})();
