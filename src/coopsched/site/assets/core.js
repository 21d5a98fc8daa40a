// What the scripts of all pages share: window.coopsched.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("scripted");
  const data = (id) => {
    const found = document.getElementById(id);
    return found ? JSON.parse(found.textContent) : {};
  };
  // A browser that is older than the name of a zone does not know it. On whose clocks times stand,
  // those on this page say, too; zones of that kind are named the other way round.
  const zoneKnown = () => {
    try {
      Intl.DateTimeFormat("en", { timeZone: root.dataset.zone });
      return root.dataset.zone;
    } catch {
      const [, sign, hours] =
        /([+-])0?(\d+):00$/.exec(document.querySelector("main time[datetime*=T]")?.dateTime) || [];
      return sign ? `Etc/GMT${sign === "+" ? "-" : "+"}${hours}` : "UTC";
    }
  };
  let zone = "";
  const LETTERS = { ß: "ss", œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ð: "d" };
  window.coopsched = {
    // The address of the published folder, relative to this page.
    base: root.dataset.root,
    // The zone of its times. The first question about any takes as long as all else that a page
    // does at its beginning: none is asked before it is needed.
    zone: () => (zone ||= zoneKnown()),
    // The labels that scripts of this page need: <script type="application/json" id="labels">.
    say: data("labels"),
    // Texts as they are compared: without accents, capitals and marks.
    fold: (text) =>
      text
        .normalize("NFKD")
        .replace(/[\u0300-\u036f]/g, "")
        .toLowerCase()
        .replace(/[ßœæøłđð]/g, (letter) => LETTERS[letter]),
    // What is kept in this browser, under this programme's key; null where nothing may be kept.
    recall: (name) => {
      try {
        return JSON.parse(localStorage.getItem(`coopsched:${root.dataset.programme}:${name}`));
      } catch {
        return null;
      }
    },
    // Tells whether it is kept: private windows keep nothing, and full browsers nothing more. The
    // page works on, until it is closed.
    keep: (name, value) => {
      try {
        localStorage.setItem(`coopsched:${root.dataset.programme}:${name}`, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
  };
})();
