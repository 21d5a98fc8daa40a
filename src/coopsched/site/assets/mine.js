// My programme, on the agenda: what was picked alone, its clashes with ways out, and how to take
// it along. `#mine` shows one's own, `#mine=code.code` one that somebody shares.
(() => {
  "use strict";
  const { agenda, picks } = window.coopsched;
  const panel = document.getElementById("my-programme");
  if (!panel || !agenda) return;
  const data = JSON.parse(document.getElementById("mine-data").textContent);
  const { say } = data;
  const { apart, elements, fill, known, when } = picks;
  const part = (name) => panel.querySelector(`.mine-${name}`);
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const counted = (name, n) => fill(say[`${name}_${plural.select(n)}`] || say[`${name}_other`], n);
  const LIMIT = 500;
  // Where this page is on the web: a copy of it on a disk may still say where it is published.
  const isOnWeb = location.protocol.startsWith("http");
  const published = document.querySelector('link[rel="canonical"]');
  const here = isOnWeb || !published ? location.href : published.href;

  // What somebody shares: codes; null where the address holds none.
  const shared = () => {
    const found = /^#mine=(.*)$/.exec(location.hash);
    return found && [...new Set(found[1].split(".").filter(Boolean))].slice(0, LIMIT);
  };
  const chosen = () => shared() || picks.codes();
  const isThere = (code) => elements.has(code);
  let shown = new Set();
  agenda.conditions.set("mine", (card) => agenda.mode() !== "mine" || shown.has(card.dataset.code));

  const button = (text, act, first) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    if (first) made.className = "first";
    made.addEventListener("click", act);
    return made;
  };
  const item = (text, ...buttons) => {
    const made = document.createElement("li");
    const line = document.createElement("p");
    line.textContent = text;
    made.append(line, ...buttons);
    return made;
  };
  const listed = (name, items) => {
    part(name).hidden = !items.length;
    part(name).querySelector("ul").replaceChildren(...items);
  };

  // Changes what is picked, and offers to take that back.
  const undo = part("undo");
  const change = (codes) => {
    const before = picks.codes();
    if (shared()) location.hash = "#mine";
    picks.change(codes);
    undo.replaceChildren(
      `${say.done} `,
      button(say.undo, () => {
        picks.change(before);
        undo.replaceChildren();
        focus();
      }),
    );
    focus();
  };
  // The button that was pressed is gone: what has the focus is near what has changed.
  const focus = () => {
    panel.tabIndex = -1;
    panel.focus({ preventScroll: true });
  };

  const groups = new Map();
  for (const card of agenda.cards) {
    const { group } = card.dataset;
    if (group) groups.set(group, [...(groups.get(group) || []), card]);
  }
  // Other showings of a session that are held, and free among what is picked besides it.
  const otherwise = ({ code, group }) => {
    const rest = picks.codes().filter((each) => each !== code);
    return (groups.get(group) || [])
      .filter((card) => card.dataset.code !== code)
      .map((card) => ({ ...known(card.dataset.code), code: card.dataset.code }))
      .filter((each) => Number.isFinite(each.start) && !each.cancelled && !rest.includes(each.code))
      .filter((each) => !picks.clashes([...rest, each.code]).some(({ a, b }) => [a.code, b.code].includes(each.code)))
      .map((each) => {
        const taken = [...rest, each.code];
        const made = button(fill(say.take, when(each.start, each.start)), () => change(taken), true);
        made.setAttribute("aria-label", `${made.textContent} (${fill(say.of, apart(each.title))})`);
        return made;
      });
  };
  const without = (code) =>
    button(say.leave, () => change(picks.codes().filter((each) => each !== code)));

  // One line for each of the two, with what could be taken instead.
  const clashes = () =>
    picks.clashes(picks.codes()).map(({ a, b, start, end }) => {
      const made = item(when(start, end));
      const list = document.createElement("ul");
      for (const each of [a, b]) {
        const line = document.createElement("li");
        line.append(linked(each), ...otherwise(each));
        list.append(line);
      }
      made.append(list);
      return made;
    });
  const linked = ({ key, title }) => {
    const made = document.createElement("a");
    made.href = `session/${encodeURIComponent(key)}.html`;
    made.textContent = title;
    return made;
  };
  const news = () =>
    picks.codes().filter(isThere).flatMap((code) => {
      const [now, then] = [known(code), picks.seen(code)];
      const title = apart(now.title);
      if (now.cancelled) {
        return [item(fill(say.cancelled, title), ...otherwise({ ...now, code }), without(code))];
      }
      const seen = () => button(say.seen, () => picks.look(code));
      if (then && (then.start !== now.start || then.end !== now.end)) {
        const [here, there] = [when(now.start, now.end), when(then.start, then.end)];
        return [item(fill(say.moved, title, here, there), seen())];
      }
      return then && then.rooms !== now.rooms ? [item(fill(say.elsewhere, title), seen())] : [];
    });

  const gone = (codes, isShared) => {
    const lost = codes.filter((code) => !isThere(code));
    const box = part("gone");
    box.hidden = !lost.length;
    box.replaceChildren(item(counted("gone", lost.length)).firstChild);
    if (lost.length && !isShared) {
      box.append(button(say.forget, () => change(codes.filter(isThere))));
    }
  };

  const link = document.getElementById("mine-link");
  const ways = (codes) => {
    part("ways").hidden = !codes.length;
    link.value = new URL(`#mine=${codes.join(".")}`, here.split(/[?#]/)[0]).href;
    const box = panel.querySelector(".feed");
    if (box) {
      box.dataset.feed = `${data.personal}/${data.language}/${codes.join(".")}.ics`;
      window.coopsched.feed(box);
      const copy = box.querySelector(".download");
      if (copy) copy.closest("li").hidden = true; // ours works offline, too
    }
    each(codes);
  };
  // The feeds of single sessions, where there is no server that joins them.
  const each = (codes) => {
    const box = part("each");
    if (!box) return;
    const links = codes.map(known).flatMap((session) => {
      const path = `feeds/${data.language}/session/${encodeURIComponent(session.key)}.ics`;
      const addresses = window.coopsched.addresses(path, session.title);
      if (!addresses) return [];
      const link = linked(session);
      link.href = addresses.webcal;
      const line = document.createElement("li");
      line.append(link);
      return [line];
    });
    box.hidden = !links.length;
    box.querySelector("ul").replaceChildren(...links);
  };

  const show = () => {
    const isMine = agenda.mode() === "mine";
    const isShared = isMine && shared() !== null;
    shown = new Set(isMine ? chosen() : []);
    panel.hidden = !isMine;
    if (isMine) {
      const codes = [...shown].sort();
      const there = codes.filter(isThere);
      const found = isShared ? [] : clashes();
      part("sum").hidden = !there.length;
      part("sum").textContent = counted("picked", there.length);
      part("none").hidden = isShared || codes.length > 0;
      part("shared").hidden = !isShared;
      panel.querySelector('[data-mine="add"]').hidden = !there.length;
      panel.querySelector('[data-mine="replace"]').hidden = !there.length || !picks.codes().length;
      gone(codes, isShared);
      part("clashes").querySelector("h2").textContent = counted("clashes", found.length);
      listed("clashes", found);
      listed("news", isShared ? [] : news());
      ways(there);
    }
    agenda.refresh();
  };

  const sessions = () =>
    chosen().filter(isThere).map((code) => {
      const card = elements.get(code);
      const rooms = Array.from(card.querySelectorAll(".room"), (room) => room.textContent.trim());
      const place = [...rooms, data.online.includes(code) ? "" : data.venue].filter(Boolean);
      const page = new URL(`session/${encodeURIComponent(known(code).key)}.html`, here);
      const url = page.protocol.startsWith("http") ? page.href : "";
      const tentative = card.dataset.status === "tentative";
      return { ...known(code), code, place: place.join(", "), tentative, url };
    });
  const acts = {
    add: () => change([...picks.codes(), ...shared().filter(isThere)]),
    replace: () => change(shared().filter(isThere)),
    copy: async (pressed) => {
      try {
        await navigator.clipboard.writeText(link.value);
      } catch {
        link.select();
        if (!document.execCommand("copy")) return;
      }
      pressed.textContent = say.copied;
      setTimeout(() => (pressed.textContent = say.copy_link), 3000);
    },
    send: () => navigator.share({ title: data.calendar, url: link.value }).catch(() => {}),
    download: async () => {
      const text = await window.coopsched.calendar(sessions(), data);
      const made = document.createElement("a");
      made.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
      made.download = `${document.documentElement.dataset.programme}.ics`;
      made.click();
      setTimeout(() => URL.revokeObjectURL(made.href), 60000);
    },
  };
  panel.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-mine]");
    if (pressed) acts[pressed.dataset.mine](pressed);
  });
  link.addEventListener("focus", () => link.select());
  panel.querySelector('[data-mine="send"]').hidden = !navigator.share;
  document.addEventListener("coopsched:picks", show);
  window.addEventListener("hashchange", show);
  window.addEventListener("DOMContentLoaded", show); // subscribe.js, which comes later, is there
})();
