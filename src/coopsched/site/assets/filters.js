// What the agenda shows: filters, modes, and how many sessions are left.
(() => {
  "use strict";
  const form = document.getElementById("filters");
  if (!form) return;
  const { say, fold } = window.coopsched;
  const root = document.documentElement;
  const count = document.getElementById("count");
  const empty = document.getElementById("empty");
  const clear = document.getElementById("clear");
  const more = document.getElementById("more");
  const names = ["q", "language", "kind", "track", "room", "speaker"];
  const fields = names.map((name) => form.elements.namedItem(name)).filter(Boolean);

  const groups = (selector, inner) =>
    Array.from(document.querySelectorAll(selector), (element) => ({
      element,
      inner: Array.from(element.querySelectorAll(inner)),
    }));
  const hours = groups(".hour, .permanent", ".session");
  const days = groups(".day", ".hour, .permanent");
  const cards = hours.flatMap((hour) => hour.inner);

  // Texts are folded once, when the browser has time or somebody searches.
  const once = (make) => {
    const made = new Map();
    return (card) => {
      if (!made.has(card)) made.set(card, make(card));
      return made.get(card);
    };
  };
  const WORDS = "h4, .when, .people, .facts";
  const written = (card, selector) =>
    Array.from(card.querySelectorAll(selector), (each) => each.textContent);
  const text = once((card) => fold(written(card, WORDS).join(" ")));
  const people = once((card) => written(card, ".people bdi").map(fold));
  let read = 0;
  const readAhead = (deadline) => {
    while (read < cards.length && deadline.timeRemaining() > 1) text(cards[read++]);
    if (read < cards.length) window.requestIdleCallback(readAhead);
  };

  const listed = (value) => (value ? value.split(" ") : []);
  // `nl` and `nl-BE` serve each other; what has no words, or says no language, is for everybody.
  const serves = (offered, wanted) => {
    const [a, b] = [offered.toLowerCase().split("-"), wanted.toLowerCase().split("-")];
    return offered === "zxx" || a.every((part, i) => i >= b.length || part === b[i]);
  };
  const conditions = new Map();
  const made = {
    q: (value) => {
      const words = fold(value).split(/\s+/).filter(Boolean);
      return (card) => words.every((word) => text(card).includes(word));
    },
    language: (value) => (card) => {
      const offered = listed(card.dataset.languages);
      return !offered.length || offered.some((tag) => serves(tag, value));
    },
    kind: (value) => (card) => card.dataset.kind === value,
    track: (value) => (card) => card.dataset.track === value,
    room: (value) => (card) => listed(card.dataset.rooms).includes(value),
    speaker: (value) => {
      const name = fold(value.trim());
      return (card) =>
        listed(card.dataset.speakers).includes(value) ||
        people(card).some((person) => person.includes(name));
    },
  };

  const mode = () => {
    const found = /^#(now|mine)(?:$|=)/.exec(location.hash);
    return found ? found[1] : "all";
  };

  // Rules of numbers take long to load: the page itself says how many sessions there are in all.
  let plural, decimal;
  const counted = (number) => {
    if (number === cards.length) return count.dataset.all;
    plural ||= new Intl.PluralRules(root.lang);
    decimal ||= new Intl.NumberFormat(root.lang);
    const forms = say.agenda_counted;
    return (forms[plural.select(number)] || forms.other).replace("{}", decimal.format(number));
  };

  if (window.requestIdleCallback) {
    window.requestIdleCallback(() => {
      counted(-1);
      window.requestIdleCallback(readAhead);
    });
  }

  // Only what changes is written: each write costs a new layout.
  const hide = (element, hidden) => {
    if (element.hidden !== hidden) element.hidden = hidden;
  };
  const write = (element, words) => {
    if (element.textContent !== words) element.textContent = words;
  };
  // What other scripts do around every refresh.
  const before = [];
  const after = [];
  const refresh = () => {
    before.forEach((step) => step());
    const held = [...conditions.values()];
    let number = 0;
    for (const hour of hours) {
      let any = false;
      for (const card of hour.inner) {
        const shown = held.every((condition) => condition(card));
        hide(card, !shown);
        any ||= shown;
        number += shown;
      }
      hide(hour.element, !any);
    }
    for (const day of days) hide(day.element, day.inner.every((each) => each.hidden));
    write(count, counted(number));
    hide(empty, number > 0 || mode() !== "all");
    after.forEach((step) => step());
  };

  const wanted = () => fields.filter((field) => field.value.trim() !== "");
  const apply = () => {
    for (const field of fields) conditions.delete(field.name);
    for (const field of wanted()) conditions.set(field.name, made[field.name](field.value));
    hide(clear, wanted().length === 0);
    refresh();
  };
  const remember = () => {
    const query = new URLSearchParams(location.search);
    for (const name of names) query.delete(name);
    for (const field of wanted()) query.set(field.name, field.value.trim());
    const told = query.toString();
    try {
      history.replaceState(history.state, "", (told ? `?${told}` : location.pathname) + location.hash);
    } catch {
      /* Some browsers do not let a page from a disk change its address: it filters all the same. */
    }
  };
  // On narrow screens all but the search is folded away; on wide ones it is always there.
  const open = (whether) => more.setAttribute("aria-expanded", whether);
  more.addEventListener("click", () => open(more.getAttribute("aria-expanded") === "false"));
  const recall = () => {
    const query = new URLSearchParams(location.search);
    for (const field of fields) field.value = query.get(field.name) || "";
    if (wanted().some((field) => field.name !== "q")) open(true);
  };

  let asked = 0;
  const changed = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      apply();
      remember();
    });
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const field of fields) field.value = "";
    changed();
    fields[0].focus();
  });
  const speaker = document.getElementById("f-speaker");
  speaker.addEventListener(
    "focus",
    () => {
      const known = new Set();
      for (const name of document.querySelectorAll(".people bdi")) known.add(name.textContent);
      const sorted = [...known].sort(new Intl.Collator(root.lang).compare);
      document.getElementById("speakers").append(
        ...sorted.map((name) => Object.assign(document.createElement("option"), { value: name })),
      );
    },
    { once: true },
  );

  const heading = document.getElementById("heading");
  const links = document.querySelectorAll(".pages a[data-page]");
  const pages = { all: "agenda", now: "now", mine: "mine" };
  const enter = () => {
    const current = mode();
    root.dataset.mode = current;
    for (const link of links) {
      if (link.dataset.page === pages[current]) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    write(heading, say.agenda_titles[current]);
    document.title = say.agenda_page.replace("{}", () => say.agenda_titles[current]);
  };
  window.addEventListener("hashchange", () => {
    const left = root.dataset.mode;
    enter();
    refresh();
    if (left !== root.dataset.mode) scrollTo(0, 0);
  });
  window.addEventListener("popstate", () => {
    recall();
    apply();
  });
  // Modes are changed without loading the page anew, so that filters stay.
  document.querySelector(".pages").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-page]");
    if (!link || !Object.values(pages).includes(link.dataset.page)) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.hash = link.hash || "#agenda";
  });
  // A day is jumped to without leaving the mode.
  document.querySelector("nav.days")?.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const day = link && mode() !== "all" && document.querySelector(link.hash);
    if (!day) return;
    event.preventDefault();
    day.scrollIntoView();
    day.querySelector("h2").focus({ preventScroll: true });
  });

  window.coopsched.agenda = { cards, conditions, refresh, mode, before, after };
  recall();
  const about = document.querySelector(".about");
  if (about && !matchMedia("(min-width: 48rem)").matches) about.open = false;
  enter();
  // After all scripts: they add conditions of their own.
  queueMicrotask(apply);
})();
