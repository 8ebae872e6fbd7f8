/* A control outlives the calls that a later one has taken over, and no other. */

import assert from "node:assert/strict";
import test from "node:test";

import { Mounts } from "../../dashboard/browser/mounting.js";

/** A place stands for itself here: nothing asks it anything. */
const place = () => /** @type {Node} */ (/** @type {unknown} */ ({}));

class Control {
  constructor() {
    /** @type {string[]} */
    this.log = [];
  }

  /** @param {string} data */
  update(data) {
    this.log.push(data);
  }

  end() {
    this.log.push("end");
  }
}

test("a call that ends after the next one has begun ends nothing", () => {
  /** @type {Mounts<Control>} */
  const mounts = new Mounts();
  const here = place(), control = new Control();
  const first = mounts.mount(here, () => control, (mounted) => mounted.update("first"));
  const second = mounts.mount(here, () => assert.fail("made twice"), (mounted) => mounted.update("second"));
  first();
  assert.deepEqual(control.log, ["first", "second"]);
  second();
  assert.deepEqual(control.log, ["first", "second", "end"]);
});

test("a place that was ended gets a new control", () => {
  /** @type {Mounts<Control>} */
  const mounts = new Mounts();
  const here = place(), controls = [new Control(), new Control()];
  const make = () => controls.shift() ?? assert.fail("made too often");
  const [before, after] = controls;
  mounts.mount(here, make, (mounted) => mounted.update("first"))();
  mounts.mount(here, make, (mounted) => mounted.update("second"));
  assert.deepEqual([before.log, after.log], [["first", "end"], ["second"]]);
});

test("two places have a control each", () => {
  /** @type {Mounts<Control>} */
  const mounts = new Mounts();
  /** @type {Control[]} */
  const made = [];
  const make = () => {
    made.push(new Control());
    return made[made.length - 1];
  };
  const end = mounts.mount(place(), make, (mounted) => mounted.update("one"));
  mounts.mount(place(), make, (mounted) => mounted.update("other"));
  end();
  assert.deepEqual(made.map((control) => control.log), [["one", "end"], ["other"]]);
});
