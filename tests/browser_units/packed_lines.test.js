/* Lines that stand in the single HTML file as text, on the cases that hold the reader and the writer together. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { unpackedBaseMap, unpackedLine } from "../../dashboard/browser/layer/packed_lines.js";

/** @type {{decimals: number, line: [number, number][], text: string}[]} */
const CASES = JSON.parse(readFileSync(new URL("line_cases.json", import.meta.url), "utf8"));

for (const { decimals, line, text } of CASES) {
  test(`${line.length} positions of ${decimals} decimals are read as they were`, () => assert.deepEqual(unpackedLine(text, decimals), line));
}

test("a base map is GeoJSON again, and its points stay", () => {
  const { decimals, line, text } = CASES[4], label = { type: "Point", coordinates: [66.5, 34.25] };
  const feature = (/** @type {Record<string, unknown>} */ geometry) => ({ type: "Feature", id: "1", properties: { name: "A" }, geometry });
  const layer = (/** @type {Record<string, unknown>[]} */ ...geometries) => ({ type: "FeatureCollection", features: geometries.map(feature) });
  assert.deepEqual(unpackedBaseMap({
    decimals,
    land: layer(label, { type: "MultiPolygon", coordinates: [[text], [text, text]] }),
    border: layer({ type: "LineString", coordinates: text }),
  }), {
    land: layer(label, { type: "MultiPolygon", coordinates: [[line], [line, line]] }),
    border: layer({ type: "LineString", coordinates: line }),
  });
});
