// What is on now and what comes next in each room; and that all is over, once it is.
(() => {
  "use strict";
  const { agenda, say, zone } = window.coopsched;
  if (!agenda) return;
  const root = document.documentElement;
  const EVERY = 30000;

  // Minutes by which the venue's clocks are ahead of UTC at an instant in milliseconds.
  const ahead = (instant) => {
    const parts = new Intl.DateTimeFormat("en", {
      timeZone: zone(), hourCycle: "h23", year: "numeric", month: "numeric",
      day: "numeric", hour: "numeric", minute: "numeric",
    }).formatToParts(instant);
    const at = Object.fromEntries(parts.map((part) => [part.type, Number(part.value)]));
    const wall = Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute);
    return Math.round((wall - instant) / 60000);
  };
  // `?at=2017-06-20T10:20` tries a moment out, on the venue's clock unless it has an offset.
  const tried = () => {
    const text = new URLSearchParams(location.search).get("at");
    if (!text) return NaN;
    if (/(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return Date.parse(text);
    const wall = Date.parse(`${text}Z`);
    return Number.isNaN(wall) ? NaN : wall - ahead(wall - ahead(wall) * 60000) * 60000;
  };
  const opened = performance.now();
  const given = tried();
  const now = () =>
    Math.floor((Number.isNaN(given) ? Date.now() : given + performance.now() - opened) / 60000);

  const times = agenda.cards
    .filter((card) => card.dataset.start)
    .map((card) => ({
      card,
      start: Number(card.dataset.start),
      end: Number(card.dataset.end),
      rooms: (card.dataset.rooms || "").split(" "),
      day: card.dataset.day,
      held: card.dataset.status !== "cancelled",
    }));
  let on = new Map();
  let next = new Map();

  // Next is the earliest start in each room, on the first day on which anything is still to come.
  const look = (minute) => {
    const upcoming = times.filter((each) => each.start > minute);
    const coming = upcoming.filter((each) => each.held);
    const today = coming.length ? coming.reduce((a, b) => (b.start < a.start ? b : a)).day : "";
    const first = new Map();
    for (const each of coming) {
      if (each.day !== today) continue;
      for (const room of each.rooms) {
        first.set(room, Math.min(first.get(room) ?? Infinity, each.start));
      }
    }
    const isNext = (each) => each.rooms.some((room) => each.start <= (first.get(room) ?? -1));
    const isOn = (each) => each.start <= minute && minute < each.end;
    on = new Map(times.filter(isOn).map((each) => [each.card, each]));
    next = new Map(upcoming.filter(isNext).map((each) => [each.card, each]));
  };

  let relative;
  const inMinutes = (minutes) => {
    relative ||= new Intl.RelativeTimeFormat(root.lang, { numeric: "always" });
    return minutes < 100 ? relative.format(minutes, "minute") : relative.format(Math.round(minutes / 60), "hour");
  };
  const remark = (each, minute) => {
    if (!each.held) return "";
    if (each.start > minute) return each.start - minute < 1440 ? inMinutes(each.start - minute) : "";
    if (each.card.querySelector(".no-end")) return "";
    return say.agenda_ends.replace("{}", inMinutes(each.end - minute));
  };

  const write = (element, words) => {
    if (element.textContent !== words) element.textContent = words;
  };
  const remarks = new Map();
  const mark = (minute) => {
    const shown = new Map([...on, ...next]);
    for (const [card, element] of remarks) {
      if (shown.has(card)) continue;
      element.remove();
      remarks.delete(card);
    }
    for (const [card, each] of shown) {
      if (!remarks.has(card)) {
        const element = document.createElement("p");
        element.className = "soon";
        card.prepend(element);
        remarks.set(card, element);
      }
      const words = remark(each, minute);
      write(remarks.get(card), words.charAt(0).toUpperCase() + words.slice(1));
    }
  };

  const titled = (words) => {
    const heading = document.createElement("h3");
    heading.className = "now-heading";
    heading.textContent = words;
    return heading;
  };
  const headings = [titled(say.agenda_on), titled(say.agenda_next)];
  const place = (heading, found) => {
    const first = [...found.keys()].find((card) => !card.hidden);
    if (!first) heading.remove();
    else if (first.closest(".hour").previousElementSibling !== heading) first.closest(".hour").before(heading);
  };

  const line = document.querySelector(".now-bar");
  const clock = line.querySelector(".clock");
  const message = document.getElementById("now-message");
  let wall; // made when it is needed, as is what says in how many minutes
  const wallClock = (minute) => {
    wall ||= new Intl.DateTimeFormat(root.lang, {
      hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone(),
    });
    return wall.format(minute * 60000);
  };
  const told = (minute) => {
    if (!times.length) return "";
    if (minute < Math.min(...times.map((each) => each.start))) return say.agenda_before;
    if (minute >= say.agenda_last) return say.agenda_after;
    return on.size ? "" : say.agenda_between;
  };

  // Once the last session is over, the line of dates says so, also where nobody published since.
  const close = (minute) => {
    const dates = document.querySelector(".dates");
    if (dates && say.agenda_last !== null && minute >= say.agenda_last && dates.firstChild) {
      if (dates.firstChild.data !== say.agenda_over) dates.firstChild.data = say.agenda_over;
    }
  };

  let last = NaN;
  const tick = () => {
    const minute = now();
    const active = agenda.mode() === "now";
    line.hidden = !active;
    if (minute !== last) close(minute);
    if (active && minute !== last) {
      look(minute);
      mark(minute);
      write(clock, say.agenda_clock.replace("{}", wallClock(minute)));
      write(message, told(minute));
    } else if (!active) {
      for (const element of remarks.values()) element.remove();
      remarks.clear();
      headings.forEach((heading) => heading.remove());
    }
    last = active ? minute : NaN;
  };
  const arrange = () => {
    if (agenda.mode() !== "now") return;
    place(headings[0], on);
    place(headings[1], next);
  };
  agenda.conditions.set("now", (card) => agenda.mode() !== "now" || on.has(card) || next.has(card));
  // Every refresh, whoever asks for it, looks at the clock first and sets the headings after.
  agenda.before.push(tick);
  agenda.after.push(arrange);
  setInterval(() => {
    if (agenda.mode() === "now") agenda.refresh();
    else tick();
  }, EVERY);
})();
