/* The lines of the single HTML file's base map, which stand in it as text (dashboard/export/packed_lines.py): the differences
 * of neighbouring positions, five bits a character. */

/**
 * @import {BaseMapFile, Feature, FeatureCollection, PackedBaseMap} from "../protocol"
 * @typedef {[longitude: number, latitude: number]} Position
 */

const OFFSET = 63, MORE = 32, BITS = 5;

/**
 * The base map as GeoJSON.
 *
 * @param {PackedBaseMap} packed
 * @returns {BaseMapFile}
 */
export function unpackedBaseMap({ decimals, ...layers }) {
  const feature = (/** @type {Feature} */ { geometry, ...rest }) => ({ ...rest, geometry: { ...geometry, coordinates: unpacked(geometry.coordinates, decimals) } });
  const layer = (/** @type {FeatureCollection} */ { features, ...rest }) => ({ ...rest, features: features.map(feature) });
  return Object.fromEntries(Object.entries(layers).map(([name, content]) => [name, layer(content)]));
}

/**
 * @param {unknown} coordinates a line as text, or an array that holds some; anything else stays
 * @param {number} decimals
 * @returns {unknown}
 */
function unpacked(coordinates, decimals) {
  if (typeof coordinates === "string") return unpackedLine(coordinates, decimals);
  return Array.isArray(coordinates) ? coordinates.map((part) => unpacked(part, decimals)) : coordinates;
}

/**
 * The positions of a line.
 *
 * @param {string} text
 * @param {number} decimals
 * @returns {Position[]}
 */
export function unpackedLine(text, decimals) {
  const unit = 10 ** decimals, at = [0, 0];
  /** @type {Position[]} */
  const positions = [];
  let place = 0, axis = 0, number = 0, shift = 0;
  while (place < text.length) {
    const bits = text.charCodeAt(place++) - OFFSET;
    number |= (bits & (MORE - 1)) << shift;
    shift += BITS;
    if (bits & MORE) continue;
    // The sign is the lowest bit.
    at[axis] += number & 1 ? ~(number >>> 1) : number >>> 1;
    if (axis === 1) positions.push([at[0] / unit, at[1] / unit]);
    axis = 1 - axis;
    number = shift = 0;
  }
  return positions;
}
