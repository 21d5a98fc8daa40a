// Sessions that somebody picked: kept in this browser, on all pages alike, with their clashes.
//
// Two things are kept: `picks`, the codes of sessions; and `seen`, when and where each of them was
// when it was picked. From that, pages on which the others do not stand tell that two clash, and
// the agenda tells that one has moved.
(() => {
  "use strict";
  const { recall, keep, zone } = window.coopsched;
  const root = document.documentElement;
  const said = document.getElementById("picked");
  const elements = new Map();
  for (const element of document.querySelectorAll("[data-code]")) {
    elements.set(element.dataset.code, element);
  }
  const buttons = Array.from(document.querySelectorAll("[data-pick]"));

  // Beside a card a star is enough; on a session's own page the button says what it does.
  for (const button of document.querySelectorAll("[data-pick]:not(.session *)")) {
    if (said) {
      button.textContent = said.dataset.words;
      button.removeAttribute("aria-label");
      button.classList.add("is-worded");
    }
  }

  let picks = new Set();
  let seen = {};
  // Where nothing, or nothing more, can be kept, what is picked stays picked on this page.
  let isKept = true;
  const load = () => {
    if (!isKept) return;
    const kept = recall("picks");
    const known = recall("seen");
    if (Array.isArray(kept)) picks = new Set(kept.filter((code) => typeof code === "string"));
    if (known && typeof known === "object") seen = known;
  };

  // What a page tells of a session; else what was seen of it when it was picked.
  const number = (text) => (text ? Number(text) : null);
  const read = new Map();
  const facts = (element) => {
    if (!read.has(element)) read.set(element, told(element));
    return read.get(element);
  };
  const told = (element) => {
    const { start, end, rooms, group, status } = element.dataset;
    const title = element.querySelector("h1, a bdi") || document.querySelector("h1");
    return {
      title: title.textContent.trim(),
      start: number(start),
      end: number(end),
      rooms: rooms || "",
      group: group || "",
      cancelled: status === "cancelled",
      key: key(element),
      within: element.querySelector("[data-within]")?.dataset.within || "",
    };
  };
  const key = (element) => {
    const link = element.querySelector('a[href*="session/"]');
    const path = new URL(element.matches(".session") && link ? link.href : location.href).pathname;
    return decodeURIComponent(path.slice(path.lastIndexOf("/") + 1)).replace(/\.html$/, "");
  };
  const known = (code) =>
    elements.has(code) ? facts(elements.get(code)) : Object.hasOwn(seen, code) ? seen[code] : null;

  // Times of the programme's own zone, as its pages show them.
  const written = (locale, options) => {
    let format; // made when it is needed: most visitors have picked nothing yet
    return (minute) => {
      format ||= new Intl.DateTimeFormat(locale, {
        hourCycle: "h23", timeZone: zone(), ...options,
      });
      return format.format(minute * 60000);
    };
  };
  const clock = written("en-GB", { hour: "2-digit", minute: "2-digit" });
  const day = written(root.lang, { weekday: "short", day: "numeric", month: "short" });
  // When something is; with the day, unless all that is picked is on that one.
  let commonDay = null;
  const when = (start, end) => {
    const dated = commonDay === null || day(start) === commonDay ? "" : `${day(start)}, `;
    return dated + clock(start) + (end > start ? `–${clock(end)}` : "");
  };
  const dayOfAll = () => {
    const starts = [...picks].map((code) => known(code)?.start).filter(Number.isFinite);
    const found = new Set(starts.map(day));
    return found.size > 1 ? "" : ([...found][0] ?? null);
  };

  // A text with values in its gaps. Titles may be written from right to left: they stand apart.
  const fill = (text, ...values) => values.reduce((done, value) => done.replace("{}", () => value), text);
  const apart = (title) => `\u2068${title}\u2069`;

  // Two sessions that are held at the same time, of which none is a part of the other.
  const isPart = (part, whole) => {
    const passed = new Set();
    for (let at = part.within; at && !passed.has(at); at = named(at)?.within) {
      if (at === whole.key) return true;
      passed.add(at);
    }
    return false;
  };
  const named = (wanted) => {
    const element = document.getElementById(`s-${wanted}`);
    return element ? facts(element) : [...picks].map(known).find((each) => each?.key === wanted);
  };
  const clashes = (codes) => {
    const held = codes
      .map((code) => ({ ...known(code), code }))
      .filter((each) => Number.isFinite(each.start) && !each.cancelled)
      .sort((a, b) => a.start - b.start || a.end - b.end);
    const found = [];
    held.forEach((a, i) => {
      for (const b of held.slice(i + 1)) {
        if (b.start >= a.end) break;
        if (b.end > a.start && !isPart(a, b) && !isPart(b, a)) {
          found.push({ a, b, start: b.start, end: Math.min(a.end, b.end) });
        }
      }
    });
    return found;
  };

  // Shows on this page what is picked, and what of it clashes.
  let noted = [];
  const show = () => {
    commonDay = dayOfAll();
    for (const button of buttons) {
      const pressed = String(picks.has(button.dataset.pick));
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
    }
    noted.forEach((element) => element.classList.remove("is-picked", "is-clashing"));
    noted.forEach((element) => element.querySelectorAll(".clash").forEach((note) => note.remove()));
    noted = [...picks].map((code) => elements.get(code)).filter(Boolean);
    noted.forEach((element) => element.classList.add("is-picked"));
    for (const { a, b, start, end } of clashes([...picks])) {
      note(a, b, when(start, end));
      note(b, a, when(start, end));
    }
    document.querySelectorAll('[data-page="mine"]').forEach((link) => {
      if (picks.size) link.dataset.picked = picks.size;
      else delete link.dataset.picked;
    });
    document.dispatchEvent(new Event("coopsched:picks"));
  };
  const note = (one, other, time) => {
    const element = elements.get(one.code);
    if (!element || !said) return;
    const line = document.createElement("p");
    line.className = "clash";
    line.textContent = fill(said.dataset.clash, apart(other.title), time);
    element.classList.add("is-clashing");
    const button = element.querySelector(".pick.is-worded");
    if (button) button.after(line);
    else element.append(line);
  };

  // Tells at once what clashes with a session that has just been picked.
  let silence;
  const tell = (code) => {
    if (!said) return;
    const sentences = clashes([...picks])
      .filter(({ a, b }) => code === a.code || code === b.code)
      .map(({ a, b, start, end }) => {
        const [one, other] = a.code === code ? [a, b] : [b, a];
        return fill(said.dataset.told, apart(one.title), apart(other.title), when(start, end));
      });
    said.textContent = sentences.join(" ");
    clearTimeout(silence);
    silence = setTimeout(() => said.replaceChildren(), 15000); // the cards go on saying it
  };

  const change = (codes) => {
    picks = new Set(codes);
    const noticed = [...picks].map((code) => [code, Object.hasOwn(seen, code) ? seen[code] : known(code)]);
    seen = Object.fromEntries(noticed.filter(([, each]) => each));
    keep("seen", seen);
    isKept = keep("picks", [...picks]); // last: other pages then look at both
    show();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick]");
    if (!button) return;
    load();
    const code = button.dataset.pick;
    const isNew = !picks.has(code);
    change(isNew ? [...picks, code] : [...picks].filter((each) => each !== code));
    if (isNew) tell(code);
    else said?.replaceChildren();
  });
  window.addEventListener("hashchange", () => said?.replaceChildren());
  window.addEventListener("storage", (event) => {
    if (event.key === null) [picks, seen] = [new Set(), {}];
    else if (!event.key.endsWith(":picks")) return;
    load();
    show();
  });
  // A page that comes back as it was left knows nothing of what was picked since.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    load();
    show();
  });

  window.coopsched.picks = {
    codes: () => [...picks],
    change,
    clashes,
    known,
    seen: (code) => (Object.hasOwn(seen, code) ? seen[code] : null),
    // Takes what this page tells of a session for what was seen.
    look: (code) => {
      delete seen[code];
      change(picks);
    },
    elements,
    fill,
    apart,
    when,
  };
  load();
  show();
})();
