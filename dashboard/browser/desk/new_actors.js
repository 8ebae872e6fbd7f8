/* Who can be named though the dossier has no row of him yet: its parties, and those who were typed as new before.
 *
 * A form names such a one by name and side. The row is made once, with the first form that is accepted.
 */

/**
 * @import {ActorOnFile, CodedLists, DeskChoices} from "../protocol"
 * @typedef {{name: string, side: string}} NewActor
 * @typedef {DeskChoices & CodedLists & {typed: NewActor[]}} FormChoices `typed` are those whom forms of this page named as new; a field adds its own
 */

/** Sides that are no parties of the dispute. */
const NO_PARTIES = ["armed_group", "civilian", "third_party", "outlet"];
const NEW_ID = "new:";

/** @type {Map<string, NewActor[]>} by the article, and whether it is coded blind */
const typedBefore = new Map();

/**
 * The choices of a form, with those whom earlier forms of the article named as new. A blind pass has its own.
 *
 * @param {DeskChoices & CodedLists} choices
 * @param {string} source
 * @param {boolean} blind
 * @returns {FormChoices}
 */
export function withTyped(choices, source, blind) {
  const key = `${source} ${blind}`, typed = typedBefore.get(key) ?? [];
  typedBefore.set(key, typed);
  return { ...choices, typed };
}

/**
 * A name as it is compared.
 *
 * @param {string} text
 */
export const plainName = (text) => text.normalize("NFKC").replace(/[‘’]/g, "'").toLowerCase().replace(/^the /, "").trim();

/**
 * What somebody is called: "Hill state (river council)" is called Hill state too.
 *
 * @param {readonly string[]} names
 */
export const withBareNames = (names) => [...new Set(names.flatMap((name) => [name, name.replace(/\s*\([^)]*\)/g, "")]))];

/** @param {string} id */
export const isNew = (id) => id.startsWith(NEW_ID);

/**
 * Those whom a form may name and the dossier does not have, each once.
 *
 * @param {Pick<FormChoices, "sides" | "actors" | "typed">} choices
 * @returns {ActorOnFile[]}
 */
export function newActors({ sides, actors, typed }) {
  const taken = new Set(actors.flatMap(({ names }) => withBareNames(names).map(plainName)));
  const parties = sides.filter(({ value }) => !NO_PARTIES.includes(value)).map(({ label, value }) => ({ name: label, side: value }));
  return [...parties, ...typed].flatMap(({ name, side }) => {
    const names = withBareNames([name]);
    if (names.some((other) => taken.has(plainName(other)))) return [];
    for (const other of names) taken.add(plainName(other));
    return [{ id: NEW_ID + name, name, side, names }];
  });
}
