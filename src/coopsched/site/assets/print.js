// The button that opens the dialogue for printing.
(() => {
  "use strict";
  const button = document.getElementById("to-print");
  if (button) button.addEventListener("click", () => window.print());
})();
