import assert from "node:assert/strict";
import test from "node:test";
import { dayOf } from "../../dashboard/browser/desk/day_input.js";

for (const [typed, day] of /** @type {const} */ ([
  ["2026-02-27", "2026-02-27"], ["20260227", "2026-02-27"], [" 2026-2-7 ", "2026-02-07"], ["2026/02/27", "2026-02-27"], ["2026.02.27", "2026-02-27"],
  ["2024-02-29", "2024-02-29"], ["2026-02-29", null], ["2026-13-01", null], ["2026-00-10", null], ["2026-04-31", null],
  ["", null], ["27.02.2026", null], ["02/27/2026", null], ["2026227", null], ["202622", null], ["yesterday", null],
])) test(`“${typed}” is ${day ?? "no day"}`, () => assert.equal(dayOf(typed), day));
