// Buttons of feeds: where pages do not know their address on the web, the browser often does.
(() => {
  "use strict";
  // Where the folder is published: pages that know it say so, also in a copy of them.
  const said = document.querySelector('link[rel="canonical"]');
  const folder = new URL(coopsched.base || "./", said ? said.href : location.href);
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

  // The addresses of a feed by its path in the published folder (or its whole address), and by
  // what calendars shall call it; null where nobody could subscribe. Google and Outlook come to
  // fetch it themselves: they cannot from a machine that only this one reaches.
  const addresses = (path, name) => {
    const url = new URL(path, folder);
    if (!/^https?:$/.test(url.protocol)) {
      return null;
    }
    const https = url.href;
    const webcal = https.replace(/^https?:/, "webcal:");
    if (isHere.test(url.hostname)) {
      return { https, webcal, google: null, outlook: null, office: null };
    }
    const web = `calendar/0/addfromweb?url=${encodeURIComponent(https)}&name=${encodeURIComponent(name || document.title)}`;
    return {
      https,
      webcal,
      google: `https://calendar.google.com/calendar/render?cid=${encodeURIComponent(webcal)}`,
      outlook: `https://outlook.live.com/${web}`,
      office: `https://outlook.office.com/${web}`,
    };
  };
  coopsched.addresses = addresses;

  // Fills the buttons of a feed anew: of those that were made without an address, and where a
  // script changes `data-feed` or `data-calendar`.
  coopsched.feed = (box) => {
    const found = addresses(box.dataset.feed, box.dataset.calendar);
    for (const element of box.querySelectorAll("[data-way]")) {
      const way = element.dataset.way;
      if (way === "https") {
        element.textContent = found ? found.https : box.dataset.feed;
      } else if (way === "copy") {
        element.closest("li").hidden = !found;
      } else {
        const address = found && found[way];
        element.closest("li").hidden = !address;
        if (address) {
          element.href = address;
        }
      }
    }
  };

  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };
  // Browsers copy by themselves on secure pages only; elsewhere what is selected is copied.
  const copy = async (element) => {
    try {
      await navigator.clipboard.writeText(element.textContent);
      return true;
    } catch {
      select(element);
      return document.execCommand("copy");
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest('[data-way="copy"]');
    if (!button) {
      return;
    }
    const label = button.firstElementChild;
    const text = button.dataset.text || label.textContent;
    button.dataset.text = text;
    if (await copy(button.closest(".feed").querySelector('[data-way="https"]'))) {
      label.textContent = button.dataset.done;
      say(button.dataset.done);
      setTimeout(() => {
        label.textContent = text;
      }, 3000);
    }
  });
  // What was copied is told to those who do not see it.
  let status;
  const say = (text) => {
    if (!status) {
      status = document.createElement("p");
      status.className = "visually-hidden";
      status.setAttribute("role", "status");
      document.body.append(status);
    }
    status.textContent = "";
    requestAnimationFrame(() => {
      status.textContent = text;
    });
  };

  if (!said && addresses("feeds/", "")) {
    document.querySelectorAll('.feed:not([data-feed=""])').forEach(coopsched.feed);
    document.querySelectorAll("[data-nowhere]").forEach((notice) => notice.remove());
    document.querySelectorAll("[data-somewhere]").forEach((section) => {
      section.hidden = false;
    });
  }
})();
