import assert from "node:assert/strict";
import test from "node:test";
import { FetchedLists } from "../../dashboard/browser/desk/coded_lists.js";

const lists = (/** @type {string} */ id) => ({ events: [{ id, title: id, when: "", place: "" }], claims: [], said: [] });

/** @param {FetchedLists} coded */
const firstEvent = (coded) => coded.lists?.events[0].id ?? null;

/**
 * Answers by their address, each when it is told to; what was asked is kept.
 *
 * @param {Record<string, () => Promise<Response>>} answers
 */
function served(answers) {
  /** @type {string[]} */
  const asked = [];
  globalThis.fetch = /** @type {any} */ ((/** @type {string} */ address) => { asked.push(address); return answers[address](); });
  return asked;
}

const sent = (/** @type {string} */ id) => () => Promise.resolve(new Response(JSON.stringify(lists(id))));

test("lists are fetched once for each state of the dossier", async () => {
  const asked = served({ a: sent("first"), b: sent("second") }), coded = new FetchedLists();
  coded.turnTo("a");
  coded.turnTo("a");
  assert.equal(firstEvent(coded), null);
  await coded.coming;
  coded.turnTo("a");
  assert.equal(firstEvent(coded), "first");
  coded.turnTo("b");
  await coded.coming;
  assert.equal(firstEvent(coded), "second");
  assert.deepEqual(asked, ["a", "b"]);
});

test("an older answer that comes late does not stand over the newer one", async () => {
  /** @type {(answer: Response) => void} */
  let answerFirst = () => {};
  served({ a: () => new Promise((resolve) => { answerFirst = resolve; }), b: sent("second") });
  const coded = new FetchedLists();
  coded.turnTo("a");
  const first = coded.coming;
  coded.turnTo("b");
  await coded.coming;
  answerFirst(new Response(JSON.stringify(lists("first"))));
  await first;
  assert.equal(firstEvent(coded), "second");
});

test("what could not be fetched is no empty list, and is fetched again when it is asked for", async () => {
  let there = false;
  served({ a: () => there ? sent("first")() : Promise.resolve(new Response("", { status: 404 })) });
  const coded = new FetchedLists();
  coded.turnTo("a");
  await coded.coming;
  assert.deepEqual([coded.lists, coded.failed], [null, true]);
  there = true;
  coded.turnTo("a");
  await coded.coming;
  assert.deepEqual([firstEvent(coded), coded.failed], ["first", false]);
});

test("a second coder asks for nothing and has nothing to choose", () => {
  const asked = served({}), coded = new FetchedLists();
  coded.turnTo("");
  assert.deepEqual([coded.lists, asked], [{ events: [], claims: [], said: [] }, []]);
});
