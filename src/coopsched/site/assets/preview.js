// Reloads the page when the programme that is being edited has another version.
(() => {
  "use strict";
  const seen = document.currentScript.dataset.version;
  const place = "coopsched:preview:place";
  let asking = null;

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  // Whoever reads on goes on where they were: what they chose to see is in the address. What stood
  // on top of the window stands there again, whatever has become of the page above it.
  const inSight = () =>
    [...document.querySelectorAll("main [id]")].find((each) => {
      const { height, bottom } = each.getBoundingClientRect();
      return height > 0 && bottom > 0;
    });

  const reload = () => {
    const first = inSight();
    const kept = { path: location.pathname, x: scrollX, y: scrollY };
    if (first) Object.assign(kept, { id: first.id, top: first.getBoundingClientRect().top });
    kept.open = [...document.querySelectorAll("details")].map((each) => each.open);
    try {
      sessionStorage.setItem(place, JSON.stringify(kept));
    } catch {
      /* Then it is where the browser thinks best. */
    }
    location.reload();
  };

  const comeBack = () => {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(place));
      sessionStorage.removeItem(place);
    } catch {
      /* As above. */
    }
    if (!kept || kept.path !== location.pathname) return;
    const folds = [...document.querySelectorAll("details")];
    if (folds.length === kept.open.length) folds.forEach((each, i) => (each.open = kept.open[i]));
    scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    const first = kept.y > 0 && kept.id && document.getElementById(kept.id);
    if (first) scrollBy({ top: first.getBoundingClientRect().top - kept.top, behavior: "instant" });
  };

  const say = (text) => {
    for (const banner of document.querySelectorAll(".preview")) banner.dataset.more = text;
  };

  const newest = async (signal) => {
    try {
      const answer = await fetch(`/.live?seen=${seen}`, { signal, cache: "no-store" });
      return answer.ok ? (await answer.text()).trim() : "";
    } catch {
      return "";
    }
  };

  // The server answers when there is something new, or after a while; where it was stopped, it
  // may be started again. A page that nobody looks at does not ask: browsers keep few
  // connections to one server, and the pages in sight need them.
  const watch = async () => {
    if (asking || document.hidden) return;
    const mine = (asking = new AbortController());
    while (!mine.signal.aborted) {
      const version = await newest(mine.signal);
      if (mine.signal.aborted) return;
      say(version === "" ? " · coopsched serve has ended: start it again" : "");
      if (version === "") await pause(700);
      else if (version !== seen) return reload();
    }
  };

  const rest = () => {
    if (asking) asking.abort();
    asking = null;
  };

  // What an earlier `coopsched serve FOLDER` has left at this address would show old pages.
  if (navigator.serviceWorker) {
    navigator.serviceWorker
      .getRegistrations()
      .then((all) => Promise.all(all.map((each) => each.unregister())))
      .then((gone) => gone.length && navigator.serviceWorker.controller && location.reload())
      .catch(() => {});
  }

  addEventListener("load", comeBack);
  addEventListener("pagehide", rest);
  addEventListener("pageshow", watch);
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : watch()));
})();
