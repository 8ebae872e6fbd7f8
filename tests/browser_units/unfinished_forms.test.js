/* What is typed in a form that is not done stays in the browser: by article, by sentence, by form. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { UnfinishedForms } from "../../dashboard/browser/desk/unfinished_forms.js";

/** @import {Unfinished} from "../../dashboard/browser/desk/unfinished_forms.js" */

/** @param {Map<string, string>} kept */
const storageOf = (kept) => ({
  getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
  setItem: (/** @type {string} */ key, /** @type {string} */ value) => { kept.set(key, value); },
  removeItem: (/** @type {string} */ key) => { kept.delete(key); },
});

/** @param {Partial<Unfinished>} [changed] @returns {Unfinished} */
const form = (changed = {}) => ({ sort: "event", start: 10, end: 30, text: "Drones struck.", draft: "", forms: [{ note: "a" }], at: 1, ...changed });

test("what is kept is there after a reload, and only for its article", () => {
  const kept = new Map();
  new UnfinishedForms("mali open src-a", storageOf(kept)).keep(form());
  assert.deepEqual(new UnfinishedForms("mali open src-a", storageOf(kept)).all(), [form()]);
  assert.deepEqual(new UnfinishedForms("mali blind src-a", storageOf(kept)).all(), []);
});

test("a form that is typed on takes the place of what was kept of it", () => {
  const forms = new UnfinishedForms("a", storageOf(new Map()));
  forms.keep(form());
  forms.keep(form({ sort: "claim" }));
  forms.keep(form({ forms: [{ note: "b" }] }));
  assert.deepEqual(forms.all().map(({ sort, forms: [typed] }) => [sort, typed.note]), [["event", "b"], ["claim", "a"]]);
});

test("it is offered at its sentence only while that says the same", () => {
  const forms = new UnfinishedForms("a", storageOf(new Map()));
  forms.keep(form());
  assert.equal(forms.of({ start: 10, text: "Drones struck." }).length, 1);
  assert.equal(forms.of({ start: 10, text: "Another sentence." }).length, 0);
  assert.equal(forms.of({ start: 11, text: "Drones struck." }).length, 0);
});

test("what is done or thrown away is gone, and nothing is left in the browser", () => {
  const kept = new Map(), forms = new UnfinishedForms("a", storageOf(kept));
  forms.keep(form());
  forms.discard(form());
  assert.equal(kept.size, 0);
});

test("the form of a draft that was accepted or rejected is forgotten, one that was sent nowhere is not", () => {
  const forms = new UnfinishedForms("a", storageOf(new Map()));
  for (const draft of ["", "4", "5"]) forms.keep(form({ draft }));
  forms.forgetSettled((draft) => draft === "5");
  assert.deepEqual(forms.all().map(({ draft }) => draft), ["5", ""]);
});

test("a browser without room keeps it in the page", () => {
  const full = { ...storageOf(new Map()), setItem: () => { throw new Error("full"); } };
  const forms = new UnfinishedForms("full", full);
  forms.keep(form());
  assert.equal(forms.all().length, 1);
});

test("what others left under the key is no form", () => {
  for (const content of ["no JSON", "{}", "[1]", '[{"sort":"event"}]', "null"]) {
    assert.deepEqual(new UnfinishedForms("a", storageOf(new Map([["desk-unfinished a", content]]))).all(), []);
  }
});
