/* Types of the page's own modules. What Python sends and hears is in protocol.d.ts, which Python writes. */

import type { CountsAnswer, FilterMessage, MapClick, MarkWords, PackedFacet, SymbolMessage } from "./protocol";

/* ---- days and filters ---------------------------------------------------------------------------------------- */

/** First and last day, whole days since 1970-01-01, both included. */
export type DayRange = readonly [number, number];
/** The chosen days; null is all of them. */
export type Days = DayRange | null;
/** A value of a facet, or null for none. */
export type Value = string | number | null;
/** The lowest and the highest number, both included; null is open. */
export type Range = readonly [number | null, number | null];

/** What narrows the view, without words. */
export interface FilterParts {
  days?: Days;
  choices?: Readonly<Record<string, readonly Value[]>>;
  ranges?: Readonly<Record<string, Range>>;
}

/** A bit for each event, the least significant first. */
export type Bitmap = ArrayLike<number>;

/* ---- events as columns --------------------------------------------------------------------------------------- */

export type Column = Float32Array | Int32Array | Uint16Array | Uint8Array;

/** A facet of the packed file: which columns hold its codes; without labels the values are the labels. */
export interface FacetColumns {
  columns: PackedFacet["columns"];
  values: readonly (string | number)[];
  labels?: readonly (string | number)[];
}

export interface EventColumns {
  columns: Readonly<Record<string, Column>>;
  facets: Readonly<Record<string, FacetColumns>>;
}

/** A packed file that was read: `firstDay` is that of the first event. */
export interface PackedTable extends EventColumns {
  n: number;
  firstDay: number;
  /** The ids of the events, where they are no numbers. */
  ids: readonly string[] | null;
  /** Signs and words of events that have signs of their own; else none. */
  symbols: readonly SymbolMessage[];
  words: readonly MarkWords[];
}

/** What draws the events of a set. The layer (layer/set_layer.js) knows which pass and which one is selected. */
export interface SetPainter {
  /** What has to be there before it can begin. */
  ready?: Promise<unknown>;
  /** The events are here, or further columns of them. */
  prepare(events: import("./layer/column_events").ColumnEvents): void;
  /** The canvas that it paints; only events in it are listed. */
  look?(): CanvasView | null;
  /** Other events are listed. */
  paint(): void;
  /** Another event is selected, or others are lit. */
  highlight(): void;
  /** Lie above the painters of the other sets, or below them and drawn back. */
  putInFront(front: boolean): void;
  /** What the map is moved to, where that is more than the points of the events: all of them, or those that pass. */
  framed?(passing: boolean): import("./layer/framing").Framed;
  /** The events do not come. */
  fail?(): void;
  remove(): void;
}

/* ---- the view: what the page's controls agree on --------------------------------------------------------------- */

/** What the reader chose in one set of events; `rows` are the events that pass what only the server knows. */
export interface SetFilter extends FilterMessage {
  rows: Uint8Array | null;
  colourBy?: string | null;
}

/**
 * What is shown, as the day slider and the filters agree on it; it stands at the window as `reportedView`.
 *
 * `words` are the days in words; `active` the names of what narrows; `bins` how many bars the slider has room for;
 * `answered` how many events the counts on the screen belong to. `moments` and `kept` let a control that is drawn anew
 * stand where the reader left it.
 */
export interface View {
  days?: Days;
  words?: string;
  filters?: Record<string, SetFilter>;
  active?: string[];
  bins?: number;
  answered?: number;
  moments?: Record<string, number>;
  kept?: { moment: string; value: import("./protocol").DaysChoice };
}

/** The counts of a set that an answer of the server, or the page itself, gave: detail of "view-answer". */
export type ViewAnswer = CountsAnswer & { set: string };

/* ---- components of Streamlit ------------------------------------------------------------------------------------ */

/** What Streamlit gives a component each time that Python runs: it stands in `parentElement`. */
export interface Component<Data> {
  parentElement: HTMLElement | ShadowRoot;
  data: Data;
  setStateValue(name: string, value: unknown): void;
  setTriggerValue(name: string, value: unknown): void;
}

/** What a component gives back: ends it. */
export type End = () => void;

/* ---- the map ------------------------------------------------------------------------------------------------ */

export type Theme = "light" | "dark";

export interface Point {
  x: number;
  y: number;
}

/** How events are painted: circles of a grid, dots where they are, marks of the page. */
export type PaintMode = "cells" | "dots" | "marks";

/** Left, top, right, bottom, in pixels. */
export type Box = [number, number, number, number];

/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** What the map's click says, before it has a number. */
export type Chosen = Omit<MapClick, "seq">;

/** The map's canvas over a part of the world: its corner as a share of the world, and how many pixels the world has. */
export interface CanvasView {
  left: number;
  top: number;
  scale: number;
  zoom: number;
  padX: number;
  padY: number;
  width: number;
  height: number;
  ratio: number;
}

/** A class of events with its name and its colours; without a colour the palette's own. */
export interface PaletteEntry {
  value: string | number;
  label: string;
  light?: string;
  dark?: string;
}

/** Colours of circles: of the classes, of what surrounds a circle's core, of the ground. */
export interface CircleStyle {
  classes: Rgb[];
  rest: Rgb;
  ground: Rgb;
}

/** Events at one place, as one mark. `rows` are their places among the events, by day. */
export interface Stack {
  rows: number[];
  precision: number;
  mixed: number;
  colour: string;
  label: string;
}

/** What the card shows; `parts` are a colour, a name and a number each. */
export interface CardContent {
  head?: string;
  title?: string;
  lines?: string[];
  parts?: [string, string, string][];
}

/** What lies under the pointer: a circle, or events of which one is the nearest, with the mark that they are of. */
export type UnderPointer =
  | { cell: number }
  | { rows: number[]; nearest: number; stack?: Stack };

/** Leaflet's own, without a public name. */
declare global {
  namespace L {
    interface Map {
      _animatingZoom?: boolean;
      _loaded?: boolean;
      _getNewPixelOrigin(center: LatLng, zoom: number): Point;
    }
    interface Handler {
      moving?(): boolean;
    }
  }

  interface Window {
    reportedView?: View;
    /** The ids of the events that are drawn now; for tests. */
    drawnEvents?: string[];
    eventLayer?: import("./layer/event_layer").EventLayer;
    eventLayerModule?: Promise<typeof import("./layer/event_layer")>;
    CustomEvent: typeof CustomEvent;
  }

  interface WindowEventMap {
    view: CustomEvent;
    "view-commit": CustomEvent;
    "view-reset": CustomEvent;
    "view-frame": CustomEvent;
    "view-answer": CustomEvent<ViewAnswer>;
    "view-drawn": CustomEvent<{ set: string; shown: number }>;
    "passage-read": CustomEvent<{ events: string[]; quote: string }>;
  }
}

/* ---- sentences -------------------------------------------------------------------------------------------------- */

/** The names of the values in a sentence: "shown" | "total" of "{shown} of {total} events". */
export type NameIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NameIn<Rest> : never;

/** The values of a sentence by their names, nothing where it has none. A text that is no literal has no such type. */
export type SentenceValues<S extends string, Element = never> = ValuesOf<S, NameIn<S>, string | number | Element>;

/** The values of a sentence in two forms; its number is not among them. */
export type CountValues<S extends string> = ValuesOf<S, Exclude<NameIn<S>, "number">, string | number>;

type ValuesOf<S extends string, Name extends string, Value> = string extends S
  ? [never]
  : [Name] extends [never]
    ? []
    : [Readonly<Record<Name, Value>>];
