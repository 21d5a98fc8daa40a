// Prints what a calendar library of JavaScript reads in feeds: `read.cjs LIBRARY FEED...`.
// The same lines of JSON as read.py. The libraries lie in the folder $NODE_MODULES.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

const library = (name) => require(path.join(process.env.NODE_MODULES, name));

/** Read with ical.js, of Thunderbird and Nextcloud, by the feed's own time zones. */
function icaljs(feed) {
  const ICAL = library("ical.js/dist/ical.es5.cjs");
  const calendar = new ICAL.Component(ICAL.parse(feed));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const when = (time) => {
    if (time.isDate || time.zone === ICAL.Timezone.localTimezone) return time.toString();
    return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
  };
  return calendar.getAllSubcomponents("vevent").flatMap((component) => {
    const event = new ICAL.Event(component);
    const status = component.getFirstPropertyValue("status") ?? "";
    const words = [event.summary ?? "", event.location ?? "", status];
    if (!event.isRecurring()) {
      return [[event.uid, when(event.startDate), when(event.endDate), ...words]];
    }
    const rows = [];
    const starts = event.iterator();
    for (let start = starts.next(); start; start = starts.next()) {
      const { startDate, endDate } = event.getOccurrenceDetails(start);
      rows.push([event.uid, when(startDate), when(endDate), ...words]);
    }
    return rows;
  });
}

/** Read with node-ical, of many home screens; its dates are midnights where the machine is. */
function nodeical(feed) {
  const when = (time) => {
    if (!time.dateOnly) return time.toISOString().replace(".000Z", "Z");
    const two = (number) => String(number).padStart(2, "0");
    return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  };
  const word = (value) => value?.val ?? value ?? "";
  const span = { from: new Date("2026-01-01"), to: new Date("2027-01-01") };
  const { sync, expandRecurringEvent } = library("node-ical");
  return Object.values(sync.parseICS(feed))
    .filter((part) => part.type === "VEVENT")
    .flatMap((event) => {
      const words = [word(event.summary), word(event.location), event.status ?? ""];
      const occurrences = event.rrule || event.rdate ? expandRecurringEvent(event, span) : [event];
      return occurrences.map(({ start, end }) => [event.uid, when(start), when(end), ...words]);
    });
}

const [name, ...feeds] = process.argv.slice(2);
const read = { "ical.js": icaljs, "node-ical": nodeical }[name];
for (const feed of feeds) {
  const told = { feed };
  try {
    told.rows = read(fs.readFileSync(feed, "utf8"));
  } catch (error) {
    told.refused = String(error);
  }
  console.log(JSON.stringify(told));
}
