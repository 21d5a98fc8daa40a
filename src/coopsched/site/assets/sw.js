// Keeps pages for when there is no connection. `SITE`, in front of this, says what there is.
//
// A page is asked for on the network first, and only what it names by a stamp (`site.js?v=…`) is
// taken from what is kept. It is kept after the very assets that it names, each compared with its
// stamp: whenever this worker is killed, and whatever is published meanwhile, each page that is
// kept finds its own styles and scripts. Feeds are never kept: calendars keep them themselves.
"use strict";
const FOLDER = self.registration.scope;
const OURS = `coopsched ${FOLDER} `; // other programmes may be on the same server
const CACHE = OURS + SITE.version;
const PATIENCE = 4000;
const AT_ONCE = 4;

const addressOf = (path) => new URL(path, FOLDER).href;
// An address of a page as it is kept: without what the page itself reads from it.
const plain = (address) => {
  const url = new URL(address);
  return `${url.origin}${url.pathname}${url.pathname.endsWith("/") ? "index.html" : ""}`;
};
const languageOf = (address) => {
  const [first] = plain(address).slice(FOLDER.length).split("/").map(decodeURIComponent);
  return address.startsWith(FOLDER) && SITE.languages.includes(first) ? first : null;
};

// What is kept, of this version before any earlier one.
const caught = async (address) => {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  for (const name of [CACHE, ...names.reverse()]) {
    const found = await caches.match(address, { cacheName: name });
    if (found) return found;
  }
  return undefined;
};

const keepAsset = async (cache, address) => {
  if (await cache.match(address)) return;
  const response = await fetch(address, { cache: "no-cache" });
  const data = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  const stamp = Array.from(digest.slice(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!response.ok || new URL(address).searchParams.get("v") !== stamp) {
    throw new Error(`${address} is another version now`);
  }
  const type = response.headers.get("Content-Type");
  await cache.put(address, new Response(data, { headers: { "Content-Type": type } }));
};

const keep = async (address, response) => {
  if (response.status >= 500) throw new Error(`${address} is not to be had now`);
  if (!response.ok || !/^text\/html\b/.test(response.headers.get("Content-Type"))) return;
  const text = await response.text();
  const cache = await caches.open(CACHE);
  const named = text.matchAll(/(?:href|src)="([^"?]*\?v=[0-9a-f]{8})"/g);
  for (const [, asset] of named) await keepAsset(cache, new URL(asset, address).href);
  const date = new Date(response.headers.get("Date") || Date.now()).toISOString();
  const dated = text.replace("<html ", `<html data-as-of="${date}" `);
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  await cache.put(plain(address), new Response(dated, { headers }));
};
const fetchAndKeep = async (address) => keep(address, await fetch(address, { cache: "no-cache" }));

// Keeps those of some pages that are not kept yet, a few at a time; tells whether none failed.
const keepAll = async (addresses) => {
  const cache = await caches.open(CACHE);
  const known = new Set((await cache.keys()).map(({ url }) => url));
  const left = addresses.filter((address) => !known.has(address));
  const failed = [];
  const work = async () => {
    while (left.length) await fetchAndKeep(left.shift()).catch((error) => failed.push(error));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return !failed.length;
};

const done = new Set();
const keepEdition = async (language) => {
  if (language === null || done.has(language)) return;
  done.add(language);
  const rest = self.navigator.connection?.saveData ? [] : SITE.rest;
  const pages = [...SITE.first, ...rest].map((path) => addressOf(`${language}/${path}`));
  if (!(await keepAll(pages))) done.delete(language); // what fails comes another time
};

// What an earlier version of the site has left: once all its pages are kept anew, it goes. Not
// before a page of this version is there: one of the earlier may still ask for its styles.
const tidy = async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  for (const name of names) {
    const kept = await (await caches.open(name)).keys();
    const pages = kept.map(({ url }) => url).filter((url) => url.endsWith(".html"));
    if (await keepAll(pages)) await caches.delete(name);
  }
};

const install = async () => {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const visited = windows.map(({ url }) => languageOf(url)).filter(Boolean);
  const languages = visited.length ? new Set(visited) : SITE.languages.slice(0, 1);
  for (const language of languages) {
    const first = addressOf(`${language}/${SITE.first[0]}`);
    await fetchAndKeep(first);
    if (!(await caught(first))) throw new Error(`${first} cannot be kept`);
  }
  await keepAll(["index.html", "now/index.html"].map(addressOf));
  await self.skipWaiting();
};

// Without its own page, a session is found on the agenda; of another edition where there is none.
const instead = async (url) => {
  const session = /\/session\/([^/]+)\.html$/.exec(url.pathname);
  for (const language of [languageOf(url.href), ...SITE.languages].filter(Boolean)) {
    const agenda = addressOf(`${language}/${SITE.first[0]}`);
    if (plain(url.href) !== agenda && (await caught(agenda))) {
      return Response.redirect(session ? `${agenda}#s-${session[1]}` : agenda);
    }
  }
  return Response.error();
};

const pageAnswer = async (url, fresh) => {
  const kept = await caught(plain(url.href));
  if (!kept) return fresh.catch(() => instead(url));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const first = await Promise.race([fresh.catch(() => null), late]);
  return first && first.status < 500 ? first : kept;
};
const afterwards = async (url, copy) => {
  await keep(url.href, await copy);
  await keepEdition(languageOf(url.href));
  await tidy();
};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => {
  const visited = async () => {
    await self.clients.claim();
    const windows = await self.clients.matchAll({ type: "window" });
    for (const { url } of windows) await keepEdition(languageOf(url));
  };
  event.waitUntil(visited());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(FOLDER)) return;
  if (/\/assets\/[^/]+$/.test(url.pathname) && url.searchParams.has("v")) {
    event.respondWith(caught(url.href).then((kept) => kept || fetch(request)));
  } else if (request.mode === "navigate" && /(?:\/|\.html)$/.test(url.pathname)) {
    // Not what the browser took note of a while ago: that has no date on it.
    const fresh = fetch(request, { cache: "no-cache" });
    const copy = fresh.then((response) => response.clone());
    event.respondWith(pageAnswer(url, fresh));
    event.waitUntil(afterwards(url, copy).catch(() => {}));
  }
});
