"""Subscribes a headless Thunderbird to a feed: `subscribe_thunderbird.py FOLDER PORT URL`.

Its profile is made in the folder; the port is the one by which Marionette, the protocol
that Thunderbird's own tests use, talks to it. A line of JSON says what it shows once it
has subscribed, in the words of read.py. Each `refresh` on standard input makes it ask the
server again, once; each `rows` prints another line. It ends with its standard input.
"""

import json
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

PREFERENCES = """\
user_pref("marionette.port", {port});
user_pref("calendar.timezone.local", "Pacific/Auckland");
user_pref("calendar.timezone.useSystemTimezone", false);
user_pref("calendar.icaljs", true);
user_pref("datareporting.policy.dataSubmissionPolicyBypassNotification", true);
user_pref("app.update.auto", false);
user_pref("mail.provider.suppress_dialog_on_startup", true);
user_pref("mail.spotlight.firstRunDone", true);
user_pref("mail.winsearch.firstRunDone", true);
"""
# Runs inside Thunderbird. A calendar of the kind "ics" is what its dialogue "New calendar, on
# the network" makes of the address of a feed.
IN_THUNDERBIRD = """
const [url, refresh, done] = arguments;
const LIMIT = 30000;
(async () => {
  const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
  const find = () => cal.manager.getCalendars().find((each) => each.uri.spec === url);
  if (!find()) {
    const made = cal.manager.createCalendar("ics", Services.io.newURI(url));
    made.name = "feed";
    made.readOnly = true;
    cal.manager.registerCalendar(made);
  }
  const feed = find();
  if (refresh) {
    let failed = null;
    const loaded = new Promise((resolve) => {
      const nothing = () => {};
      feed.addObserver({
        QueryInterface: ChromeUtils.generateQI(["calIObserver"]),
        onStartBatch: nothing, onEndBatch: nothing, onAddItem: nothing, onModifyItem: nothing,
        onDeleteItem: nothing, onPropertyChanged: nothing, onPropertyDeleting: nothing,
        onLoad: resolve,
        onError(calendar, number, message) { failed = message; resolve(); },
      });
    });
    feed.refresh();
    await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, LIMIT))]);
    if (failed) throw new Error(failed);
  }
  const when = (time) => {
    if (!time) return "";
    const shown = time.isDate ? time : time.getInTimezone(cal.dtz.UTC);
    const text = shown.icalString;
    const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
    if (time.isDate) return day;
    return `${day}T${text.slice(9, 11)}:${text.slice(11, 13)}:${text.slice(13)}`;
  };
  const all = Ci.calICalendar.ITEM_FILTER_ALL_ITEMS | Ci.calICalendar.ITEM_FILTER_CLASS_OCCURRENCES;
  const span = ["20260101T000000Z", "20270101T000000Z"].map((text) => cal.createDateTime(text));
  const items = await feed.getItemsAsArray(all, 0, ...span);
  const rows = items.map((item) => [
    item.id, when(item.startDate), when(item.endDate),
    item.title ?? "", item.getProperty("LOCATION") ?? "", item.status ?? "",
  ]);
  done({ rows, every: feed.getProperty("refreshInterval"), version: Services.appinfo.version });
})().catch((error) => done({ refused: String(error) }));
"""


def main() -> None:
    """Start Thunderbird, subscribe, and obey what comes on standard input."""
    folder, port, url = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    profile = folder / "profile"
    profile.mkdir(parents=True)
    (profile / "user.js").write_text(PREFERENCES.format(port=port), "utf-8")
    log = (folder / "thunderbird.log").open("wb")
    options = ("--headless", "--no-remote", "--marionette", "--remote-allow-system-access")
    command = [shutil.which("thunderbird") or "thunderbird", *options, "--profile", str(profile)]
    thunderbird = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        marionette = import_module("marionette_driver.marionette").Marionette  # it has no types
        client = marionette(host="127.0.0.1", port=port, bin=None, startup_timeout=120)
        client.start_session()
        client.set_context("chrome")
        client.timeout.script = 60
        print(json.dumps(look(client, url, refresh=True)), flush=True)
        for line in sys.stdin:
            told = look(client, url, refresh=line.strip() == "refresh")
            print(json.dumps(told), flush=True)
    finally:
        thunderbird.terminate()
        thunderbird.wait(30)


def look(client: Any, url: str, *, refresh: bool) -> object:
    """Return what Thunderbird shows."""
    return client.execute_async_script(IN_THUNDERBIRD, script_args=[url, refresh])


if __name__ == "__main__":
    main()
