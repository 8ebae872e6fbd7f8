import assert from "node:assert/strict";
import test from "node:test";
import { dayOfPlace, dayOfSaying, placesOf } from "../../dashboard/browser/desk/offered_days.js";

/** A sentence of day words (d:…) and places (p:…), each at its number; "!" marks the day of what is said, "?" one that is not stated. */
function sentence(/** @type {string} */ parts, reports = true) {
  const days = [], places = [];
  for (const [at, part] of parts.split(" ").entries()) {
    const words = /** @type {[number, number]} */ ([at * 10, at * 10 + 5]), name = part.slice(2).replace(/[!?]$/, "");
    if (part.startsWith("d:")) days.push({ words, first: name, last: name, precision: 1, time_of_day: "unknown", calendar: "", stated: !part.endsWith("?"), why: part.endsWith("!") ? "a day; the day of what is said" : "a day" });
    if (part.startsWith("p:")) places.push({ words, not_a_place: null, candidates: [{ id: name, name, level: name.startsWith("C") ? "country" : "city", country: "ML", admin1: "", population: null, latitude: 0, longitude: 0, why: "" }] });
  }
  return { days, places, reports };
}

/** @param {ReturnType<typeof sentence>} what */
const daysOf = (what) => what.places.map((place) => dayOfPlace(what, place)?.first ?? null);

test("each place of a list takes the day behind it", () => {
  assert.deepEqual(daysOf(sentence("p:Kar p:Kan p:Pak d:Thu p:Pak p:Kho d:Fri")), ["Thu", "Thu", "Thu", "Fri", "Fri"]);
});

test("where the days come first, each place takes the day before it", () => {
  assert.deepEqual(daysOf(sentence("d:Thu p:A p:B d:Fri x p:D")), ["Thu", "Thu", "Fri"]);
});

test("one day is that of all places; the day of what is said is none's", () => {
  assert.deepEqual(daysOf(sentence("p:A d:Thu p:B d:Fri!")), ["Thu", "Thu"]);
  assert.deepEqual(daysOf(sentence("p:A p:B d:Fri!")), [null, null]);
});

test("a place with no day behind it takes none of the list", () => {
  assert.deepEqual(daysOf(sentence("p:A d:Thu p:B d:Fri p:D")), ["Thu", "Fri", null]);
});

test("a day that counts from another is not prefilled", () => {
  assert.deepEqual(daysOf(sentence("p:A d:next?")), [null]);
});

test("without a place, several days leave it open", () => {
  assert.equal(dayOfPlace(sentence("d:Thu d:Fri"), null), null);
  assert.equal(dayOfPlace(sentence("d:Thu"), null)?.first, "Thu");
});

test("what is said has the day of the saying, never that of an act", () => {
  assert.equal(dayOfSaying(sentence("d:Thu d:Fri!"))?.first, "Fri");
  assert.equal(dayOfSaying(sentence("d:Thu")), null);
  assert.equal(dayOfSaying(sentence("d:Thu", false))?.first, "Thu");
  assert.equal(dayOfSaying(sentence("d:Thu d:Fri", false)), null);
  assert.equal(dayOfSaying(sentence("d:Thu! d:Fri!")), null);
});

test("a country is no place of an act beside a narrower one", () => {
  assert.deepEqual(placesOf(sentence("p:Country p:Town")).map(({ candidates }) => candidates[0].name), ["Town"]);
  assert.deepEqual(placesOf(sentence("p:Country")).map(({ candidates }) => candidates[0].name), ["Country"]);
});
