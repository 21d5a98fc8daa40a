// From the day after the last one, every page says that it took place, also where nobody published since.
(() => {
  "use strict";
  const dates = document.querySelector(".dates[data-last]");
  if (!dates) return;
  const past = () => (dates.firstChild.data = dates.dataset.past);
  // Where it is that day on no clock of the world, or on all of them, zones need not be asked: the
  // first question about one takes longer than all that scripts do besides.
  const on = (hours) => new Date(Date.now() + hours * 3600000).toISOString().slice(0, 10);
  if (on(14) <= dates.dataset.last) return;
  if (on(-12) > dates.dataset.last) {
    past();
    return;
  }
  // Dates as the venue writes them, in the form that sorts: 2017-06-20.
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: window.coopsched.zone(),
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(new Date());
  const part = (type) => parts.find((each) => each.type === type).value;
  const today = `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
  if (today > dates.dataset.last) past();
})();
