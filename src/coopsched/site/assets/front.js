// Which edition somebody sees: the one that they chose before, else one in a language of theirs.
(() => {
  "use strict";
  const { keep, recall } = window.coopsched;
  const root = document.documentElement;

  for (const link of document.querySelectorAll(".languages a[hreflang], .ways a[hreflang]")) {
    link.addEventListener("click", () => keep("language", link.hreflang));
  }
  // The same view in another language: filters, what is on now, and a programme that is shared.
  for (const link of document.querySelectorAll(".languages a[hreflang]")) {
    link.addEventListener("click", () => {
      link.search = location.search;
      link.hash = location.hash;
    });
  }
  if (!("choose" in root.dataset)) return;

  const list = document.querySelector(".ways");
  const links = [...list.querySelectorAll("a[hreflang]")];
  const covers = (one, other) => {
    const [a, b] = [one, other].map((tag) => tag.toLowerCase().split("-"));
    return a.every((part, index) => index >= b.length || part === b[index]);
  };
  const serving = (language) => links.find((link) => covers(link.hreflang, language));

  // A sign on a door names its room, perhaps by a key that the room had when it was printed.
  const query = new URLSearchParams(location.search);
  const renamed = JSON.parse(list.dataset.rooms || "{}");
  const room = query.get("room");
  if (room !== null && Object.hasOwn(renamed, room)) query.set("room", renamed[room]);
  if (String(query)) {
    for (const link of links) {
      const target = new URL(link.href);
      target.search = query;
      link.href = target.href;
    }
  }

  // Who comes back by "#languages" wants to choose anew.
  if (location.hash === "#languages") return;
  const before = recall("language");
  const chosen =
    links.find((link) => link.hreflang === before) ||
    navigator.languages.map(serving).find(Boolean) ||
    (links.length === 1 ? links[0] : null);
  if (chosen) location.replace(chosen.href);
})();
