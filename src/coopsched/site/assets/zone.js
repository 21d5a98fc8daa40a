// The visitor's own time beside that of the venue, where the two differ at that instant.
(() => {
  "use strict";
  const WITH_OFFSET = /T.*(?:Z|([+-])(\d\d):?(\d\d))$/;
  const note = document.getElementById("your-zone");
  if (!note) return;
  const language = document.documentElement.lang;
  // Made when they are needed: most visitors are where the clocks are.
  const formats = new Map();
  const format = (name, options) => {
    if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(language, options));
    return formats.get(name);
  };
  const clock = () => format("clock", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const weekday = () => format("weekday", { weekday: "short" });

  // The minutes that the venue's clocks are ahead of UTC; null for a date without a time.
  const ahead = (stamp) => {
    const found = WITH_OFFSET.exec(stamp);
    if (!found) return null;
    const minutes = Number(found[2] || 0) * 60 + Number(found[3] || 0);
    return found[1] === "-" ? -minutes : minutes;
  };

  // Thousands of times share a few hundred instants.
  const known = new Map();
  const own = (stamp) => {
    if (!known.has(stamp)) known.set(stamp, told(stamp));
    return known.get(stamp);
  };
  const told = (stamp) => {
    const there = ahead(stamp);
    const moment = new Date(stamp);
    if (there === null || Number.isNaN(moment.getTime())) return null;
    const here = -moment.getTimezoneOffset();
    if (here === there) return null;
    // The venue's calendar, read as if it were UTC: its weekday is that of the clock on the wall.
    const day = new Date(moment.getTime() + there * 60000).getUTCDay();
    return { clock: clock().format(moment), day: moment.getDay() === day ? "" : weekday().format(moment) };
  };

  const begins = (time) => {
    const between = time.nextSibling;
    const next = time.nextElementSibling;
    const joined = between && between.nodeType === Node.TEXT_NODE && between.data.trim() === "–";
    return joined && between.nextSibling === next && next.localName === "time" ? next : null;
  };

  const words = (first, last) => {
    const start = [first.day, first.clock].filter(Boolean).join(" ");
    if (!last) return start;
    const day = last.day && last.day !== first.day ? `${last.day} ` : "";
    return `${start}–${day}${last.clock}`;
  };

  // Adds them to every <time> within an element that has none yet.
  const show = (within) => {
    const seen = new Set();
    for (const time of within.querySelectorAll("time")) {
      const first = own(time.dateTime);
      if (!first || seen.has(time)) continue;
      const last = begins(time);
      if (last) seen.add(last);
      const after = last || time;
      if (after.nextElementSibling?.className === "yours") continue;
      const beside = document.createElement("small");
      beside.className = "yours";
      beside.textContent = ` (${words(first, last && own(last.dateTime))} ${note.dataset.yours})`;
      after.after(beside);
    }
    if (seen.size === 0 && !within.querySelector(".yours")) return;
    note.textContent = note.dataset.text.replace("{}", clock().resolvedOptions().timeZone);
    note.hidden = false;
  };
  window.coopsched.ownTimes = show;
  show(document);
})();
