// Lets the site work without a connection after one visit, and says so where a page is not new.
(() => {
  "use strict";
  const root = document.documentElement;
  const notice = document.getElementById("offline");
  const { base } = window.coopsched;
  const isPreview = document.querySelector(".preview") !== null;
  if (navigator.serviceWorker && location.protocol.startsWith("http") && !isPreview) {
    const folder = new URL(base || "./", location.href);
    navigator.serviceWorker
      .register(new URL("sw.js", folder), { scope: folder.pathname, updateViaCache: "none" })
      .catch(() => {}); // not allowed here: the site works, with a connection
  }
  if (!notice) return;

  // What was fetched today has a time; anything older has its day, too.
  const tell = (moment) => {
    const write = (options) => new Intl.DateTimeFormat(root.lang, options).format(moment);
    const clock = write({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const isToday = moment.toDateString() === new Date().toDateString();
    const day = write({ day: "numeric", month: "long" });
    notice.textContent = isToday
      ? notice.dataset.text.replace("{}", clock)
      : notice.dataset.textOn.replace("{}", day).replace("{}", clock);
    notice.hidden = false;
  };
  // The worker writes into the pages that it keeps when they were fetched.
  const kept = root.dataset.asOf;
  if (kept) {
    tell(new Date(kept));
  } else {
    const loaded = new Date();
    window.addEventListener("offline", () => tell(loaded));
    window.addEventListener("online", () => (notice.hidden = true));
  }
})();
