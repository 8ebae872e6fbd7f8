/* Which class each event is of, and the colours of the classes on the ground of the theme. */

import { BESIDE_CLASSES, CLASSES, CLASS_COLOURS } from "../class_colours.js";

/**
 * @import {CircleStyle, PaletteEntry, Rgb, Theme} from "../types"
 * @import {ColumnEvents} from "../layer/column_events.js"
 * @typedef {Omit<PaletteEntry, "label"> & {label?: string}} GivenColour
 */

const GROUND = {
  light: { ...BESIDE_CLASSES.light, rest: "#7a828e", ground: "#fbfaf7", one: "#3f4a5c" },
  dark: { ...BESIDE_CLASSES.dark, rest: "#a2adbb", ground: "#161d27", one: "#c3cedd" },
};

/**
 * @param {string} hex
 * @returns {Rgb}
 */
const rgb = (hex) => [Number.parseInt(hex.slice(1, 3), 16), Number.parseInt(hex.slice(3, 5), 16), Number.parseInt(hex.slice(5, 7), 16)];

export class DotColours {
  /**
   * @param {string | null} [colourBy] facet
   * @param {GivenColour[] | null} [given] at most 7 values of that facet; without, its most frequent
   */
  constructor(colourBy = null, given = null) {
    this.colourBy = colourBy || null;
    this.given = given;
    /** The class of each event. */
    this.classes = new Uint8Array(0);
    /** @type {PaletteEntry[]} what the colours mean */
    this.palette = [];
    /** @type {string[]} a colour for each class */
    this.hex = [];
    /** @type {CircleStyle | null} */
    this.style = null;
  }

  /** @param {ColumnEvents} events */
  classify(events) {
    const { colourBy } = this, facet = events.facet(colourBy), labels = facet?.labels ?? facet?.values ?? [];
    const label = (/** @type {string | number} */ value) => String(labels[facet ? facet.values.indexOf(value) : -1] ?? value);
    /** @type {GivenColour[]} */
    const chosen = !facet ? [] : this.given
      ?? events.frequent(colourBy).map((value, k) => ({ value, light: CLASS_COLOURS.light[k], dark: CLASS_COLOURS.dark[k] }));
    this.palette = chosen.slice(0, CLASSES).map((entry) => ({ ...entry, label: entry.label ?? label(entry.value) }));
    if (this.classes.length !== events.n) this.classes = new Uint8Array(events.n);
    events.classes(colourBy, this.palette.map(({ value }) => value), this.classes);
  }

  /** @param {Theme} theme */
  paint(theme) {
    const ground = GROUND[theme], colours = this.palette.map((entry, k) => entry[theme] || CLASS_COLOURS[theme][k]);
    while (colours.length < CLASSES) colours.push(ground.other);
    colours.push(this.palette.length ? ground.other : ground.one, ground.none);
    this.hex = colours;
    this.style = { classes: colours.map(rgb), rest: rgb(ground.rest), ground: rgb(ground.ground) };
  }
}
