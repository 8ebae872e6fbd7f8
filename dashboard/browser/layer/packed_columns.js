/* The binary file of events as columns, "EVC1", that the server packs (dashboard/map/packed_columns.py). */

/**
 * @import {Column, PackedTable} from "../types"
 * @import {PackedColumn, PackedHeader} from "../protocol"
 */

const TYPES = { f32: Float32Array, i32: Int32Array, u16: Uint16Array, u8: Uint8Array };
const MAGIC = 0x45564331;
const ALIGNED = 8;

/**
 * @param {string} reason
 * @returns {never}
 */
export function refuse(reason) {
  throw new Error(`The events' columns cannot be read: ${reason}.`);
}

/**
 * Read a file. The arrays are views into the buffer: nothing is copied. Throws where the file is broken.
 *
 * @param {ArrayBuffer} buffer
 * @returns {PackedTable}
 */
export function readColumns(buffer) {
  if (!(buffer instanceof ArrayBuffer)) refuse("not a buffer");
  const { header, begin } = readHeader(buffer);
  if (!header || !Number.isInteger(header.n) || header.n < 0) refuse("the header does not state the number of events");
  if (!Number.isInteger(header.first_day)) refuse("the header does not state the first day");
  if (!Array.isArray(header.columns)) refuse("the header lists no columns");
  /** @type {Record<string, Column>} */
  const columns = {};
  for (const described of header.columns) {
    const name = described?.name;
    if (typeof name === "string" && Object.hasOwn(columns, name)) refuse(`column ${name} is there twice`);
    columns[name] = columnOf(described, header.n, buffer, begin);
  }
  const facets = header.facets || {};
  for (const [name, facet] of Object.entries(facets)) {
    if (!Array.isArray(facet.values) || !Array.isArray(facet.columns)) refuse(`facet ${name} has no list of values or columns`);
    for (const column of facet.columns) {
      if (!Object.hasOwn(columns, column)) refuse(`facet ${name} names the column ${column}, which is not there`);
      if (columns[column] instanceof Float32Array) refuse(`facet ${name} has codes that are no whole numbers`);
    }
  }
  const { ids = null } = header;
  if (ids && (!Array.isArray(ids) || ids.length !== header.n)) refuse(`there are not ${header.n} ids`);
  return { n: header.n, firstDay: header.first_day, columns, facets, ids, ...signsOf(header, columns) };
}

/**
 * What a set with signs of its own has beside its columns; empty lists without.
 *
 * @param {PackedHeader} header
 * @param {Record<string, Column>} columns
 */
function signsOf({ n, symbols = [], words = [] }, columns) {
  if (!Array.isArray(symbols) || !Array.isArray(words)) refuse("the signs are no lists");
  if (!symbols.length && !words.length) return { symbols, words };
  if (words.length !== n) refuse(`there are words for ${words.length} events, not for ${n}`);
  for (const name of ["symbol", "place"]) if (!Object.hasOwn(columns, name)) refuse(`the signs lack the column ${name}`);
  for (const code of columns.symbol) if (code >= symbols.length) refuse(`there is no sign ${code}`);
  return { symbols, words };
}

/**
 * The header, not yet looked at, and where the arrays begin, in bytes.
 *
 * @param {ArrayBuffer} buffer
 * @returns {{header: PackedHeader, begin: number}}
 */
function readHeader(buffer) {
  if (buffer.byteLength < ALIGNED) refuse(`only ${buffer.byteLength} bytes`);
  const head = new DataView(buffer);
  if (head.getUint32(0) !== MAGIC) refuse("the file does not begin with EVC1");
  const begin = ALIGNED + head.getUint32(4, true);
  if (begin > buffer.byteLength) refuse("it ends within the header");
  if (begin % ALIGNED) refuse("the arrays do not begin at a multiple of 8");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(buffer, ALIGNED, begin - ALIGNED));
    return { header: JSON.parse(text), begin };
  } catch {
    return refuse("the header is not JSON");
  }
}

/**
 * One array of the file. What the header says of it comes from outside and is checked.
 *
 * @param {PackedColumn} described
 * @param {number} n
 * @param {ArrayBuffer} buffer
 * @param {number} begin
 * @returns {Column}
 */
function columnOf(described, n, buffer, begin) {
  const { name, type, offset, length } = described || {};
  if (typeof name !== "string" || !Object.hasOwn(TYPES, type)) refuse(`column ${name} has the unknown type ${type}`);
  if (length !== n) refuse(`column ${name} has ${length} values for ${n} events`);
  if (!Number.isInteger(offset) || offset < 0 || offset % ALIGNED) refuse(`column ${name} does not begin at a multiple of 8`);
  const Numbers = TYPES[type];
  if (begin + offset + length * Numbers.BYTES_PER_ELEMENT > buffer.byteLength) refuse(`the file ends within column ${name}`);
  return new Numbers(buffer, begin + offset, length);
}
