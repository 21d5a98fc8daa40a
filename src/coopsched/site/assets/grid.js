// The timetable: a line where it is now, and a button that leads there.
(() => {
  "use strict";
  const bodies = [...document.querySelectorAll(".grid-body")];
  const button = document.getElementById("to-now");
  if (!bodies.length || !button) return;

  const line = document.createElement("p");
  line.className = "now-line";
  line.append(document.createElement("span"));
  line.firstChild.textContent = button.dataset.label;

  // The height of a row in pixels depends on the screen: places are parts of the whole.
  const place = () => {
    const now = Date.now() / 60000;
    const body = bodies.find((each) => each.dataset.start <= now && now < each.dataset.end);
    button.hidden = !body;
    if (!body) {
      line.remove();
      return;
    }
    const part = (now - body.dataset.start) / (body.dataset.end - body.dataset.start);
    const cells = body.querySelector(".grid-cells");
    const style = getComputedStyle(cells);
    line.style.top = `${part * (cells.clientHeight - parseFloat(style.paddingBottom))}px`;
    if (line.parentNode !== cells) cells.append(line);
  };

  button.addEventListener("click", () => {
    const region = line.closest(".grid-region");
    if (!region) return;
    region.scrollIntoView({ block: "nearest" });
    region.scrollTop = line.offsetTop - region.clientHeight / 3;
    region.focus({ preventScroll: true });
    // Where the whole day is on the page, it is the page that scrolls.
    if (region.scrollHeight <= region.clientHeight) line.scrollIntoView({ block: "center" });
  });

  place();
  setInterval(place, 30000);
  addEventListener("resize", place);
  document.addEventListener("visibilitychange", () => document.hidden || place());
})();
