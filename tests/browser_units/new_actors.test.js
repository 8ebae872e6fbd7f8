import assert from "node:assert/strict";
import test from "node:test";
import { isNew, newActors, withTyped } from "../../dashboard/browser/desk/new_actors.js";

const SIDES = [["HIL", "Hill state (river council)"], ["SEA", "Coast"], ["armed_group", "Armed groups"], ["civilian", "Civilians"], ["third_party", "Third parties"], ["outlet", "The outlet itself"]]
  .map(([value, label]) => ({ value, label }));

/**
 * The names of those who can be named and are not on file.
 *
 * @param {readonly string[][]} onFile the names of each
 * @param {readonly string[]} typed
 */
function offered(onFile, typed = []) {
  const actors = onFile.map((names, at) => ({ id: `act-${at}`, name: names[0], side: "HIL", names }));
  return newActors({ sides: SIDES, actors, typed: typed.map((name) => ({ name, side: "HIL" })) });
}

test("the parties can be named before anybody is on file, by their names with and without what stands in brackets", () => {
  const parties = offered([]);
  assert.deepEqual(parties.map(({ name, side }) => [name, side]), [["Hill state (river council)", "HIL"], ["Coast", "SEA"]]);
  assert.deepEqual(parties[0].names, ["Hill state (river council)", "Hill state"]);
  assert.ok(parties.every(({ id }) => isNew(id)));
});

test("who is on file, by any of his names, is not offered as new", () => {
  assert.deepEqual(offered([["Hill state"], ["Coast guard", "the coast"]]), []);
});

test("who was typed before is offered once", () => {
  assert.deepEqual(offered([["Hill state"]], ["Ferry owners", "the ferry owners", "Coast"]).map(({ name }) => name), ["Coast", "Ferry owners"]);
});

test("what is typed stays with the article; a blind pass has its own", () => {
  const choices = /** @type {Parameters<typeof withTyped>[0]} */ (/** @type {unknown} */ ({ sides: SIDES, actors: [] }));
  withTyped(choices, "src-a", false).typed.push({ name: "Ferry owners", side: "HIL" });
  assert.equal(withTyped(choices, "src-a", false).typed.length, 1);
  assert.equal(withTyped(choices, "src-a", true).typed.length, 0);
  assert.equal(withTyped(choices, "src-b", false).typed.length, 0);
});
