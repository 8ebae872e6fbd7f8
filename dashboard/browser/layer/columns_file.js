/* Files of events as columns: fetched by their address, or held by a page that was given them, as the single HTML file is. */

import { ColumnEvents } from "./column_events.js";
import { readColumns } from "./packed_columns.js";

/** @import {PackedTable} from "../types" */

/** @type {Map<string, ArrayBuffer>} files that the page was given, by the name that stands for their address */
const held = new Map();
/** @type {Map<string, Promise<ColumnEvents>>} */
const read = new Map();

/**
 * Bytes that came as base64.
 *
 * @param {string} base64
 */
export function bytesOf(base64) {
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/**
 * Keep a file that need not be fetched.
 *
 * @param {string} address
 * @param {ArrayBuffer} bytes
 */
export function hold(address, bytes) {
  held.set(address, bytes);
}

/**
 * The columns of a file.
 *
 * @param {string} address
 * @param {AbortSignal} [signal]
 * @returns {Promise<PackedTable>}
 */
export async function tableAt(address, signal) {
  const bytes = held.get(address);
  if (bytes) return readColumns(bytes);
  const answer = await fetch(address, signal ? { signal } : {});
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return readColumns(await answer.arrayBuffer());
}

/**
 * The events of a file, read once for all controls of a page, which change nothing of them.
 *
 * @param {string} address
 * @returns {Promise<ColumnEvents>}
 */
export function eventsAt(address) {
  const known = read.get(address);
  if (known) return known;
  const events = tableAt(address).then((table) => new ColumnEvents(table));
  read.set(address, events);
  events.catch(() => read.delete(address));
  return events;
}
