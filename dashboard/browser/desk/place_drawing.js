/* A place that is drawn by hand: a point, a line or an area, by clicks on the map or by coordinates that are typed. */

import { button, element, node } from "../dom.js";
import { FEWEST, crossesItself, drawnOf, geometryOf, wholeCorners } from "./drawn_shape.js";
import { choiceOf, textOf } from "./controls.js";
import { say } from "../words.js";

/**
 * @import {Corner, Geometry, ShapeKind} from "./drawn_shape.js"
 */

const KINDS = [
  { value: "point", label: say("A point") },
  { value: "line", label: say("A line") },
  { value: "area", label: say("An area") },
];
const CROSSES = say("Not taken: its edges would cross or touch each other.");
// Five decimals of a degree are one metre: no hand draws finer on a map of this size.
const DECIMALS = 1e5;

export class PlaceDrawing {
  /** @param {() => void} changed what is drawn is another now */
  constructor(changed) {
    this.changed = changed;
    /** @type {Corner[]} */
    this.corners = [];
    this.closed = false;
    this.kind = choiceOf(say("Draw it as"), KINDS, "point");
    this.kind.addEventListener("change", () => this.asKind());
    this.name = textOf(say("Name of the place"), "", say("Name of the place"));
    this.list = element("ol", { class: "corners" });
    this.status = element("p", { class: "quiet drawing-status", role: "status" });
    this.another = button("chip", say("Type another corner"), () => this.type());
    this.undo = button("chip", say("Undo the last corner"), () => this.back());
    this.close = button("chip", say("Close the area"), () => this.closeArea());
    this.box = element("div", { class: "by-hand" }, this.name, this.kind, this.list,
      element("div", { class: "chips" }, this.another, this.undo, this.close), this.status);
    this.draw();
  }

  /**
   * Go on with what was drawn before.
   *
   * @param {string} name
   * @param {Geometry | null} geometry
   */
  load(name, geometry) {
    this.name.value = name;
    if (geometry) {
      const { kind, corners, closed } = drawnOf(geometry);
      this.kind.value = kind;
      this.corners = [...corners];
      this.closed = closed;
    }
    this.draw();
  }

  /** @returns {ShapeKind} */
  get shapeKind() {
    return /** @type {ShapeKind} */ (this.kind.value);
  }

  /** What is drawn so far. @returns {Geometry | null} */
  get geometry() {
    return geometryOf({ kind: this.shapeKind, corners: this.corners, closed: this.closed });
  }

  /** Another kind has the same corners, as far as they are typed to their end; a point has only the first. */
  asKind() {
    this.corners = wholeCorners(this.corners);
    if (this.shapeKind === "point") this.corners = this.corners.slice(0, 1);
    if (this.shapeKind !== "area") this.closed = false;
    this.draw();
    this.changed();
  }

  /**
   * A corner by a click on the map. It is not taken where an edge to it would cross another.
   *
   * @param {number} latitude
   * @param {number} longitude
   */
  add(latitude, longitude) {
    /** @type {[number, number]} */
    const corner = [Math.round(latitude * DECIMALS) / DECIMALS, Math.round(longitude * DECIMALS) / DECIMALS];
    if (this.shapeKind === "point") this.corners = [corner];
    else if (this.closed) { this.status.textContent = say("The area is closed. Undo the last corner to go on drawing."); return; }
    else if (crossesItself([...wholeCorners(this.corners), corner], false)) { this.status.textContent = CROSSES; return; }
    else this.corners.push(corner);
    this.draw();
    this.changed();
  }

  /** A row for a corner that is typed. */
  type() {
    this.closed = false;
    this.corners.push([null, null]);
    this.draw();
    const rows = this.list.querySelectorAll("li");
    rows[rows.length - 1]?.querySelector("input")?.focus();
    this.changed();
  }

  /** A closed area is opened again first, then the last corner goes. */
  back() {
    if (this.closed) this.closed = false;
    else this.corners.pop();
    this.draw();
    this.changed();
    // A button that is out of use loses the focus: it stays in the drawing.
    if (this.undo.disabled) this.another.focus();
  }

  closeArea() {
    const whole = wholeCorners(this.corners);
    if (whole.length < FEWEST.area || whole.length < this.corners.length) {
      this.status.textContent = say("An area has three corners or more, each with latitude and longitude.");
    } else if (crossesItself(whole, true)) {
      this.status.textContent = CROSSES;
    } else {
      this.closed = true;
      this.draw();
      this.undo.focus();
      this.changed();
    }
  }

  /** Draw the corners as rows, and what is possible now. */
  draw() {
    const point = this.shapeKind === "point";
    if (point && !this.corners.length) this.corners = [[null, null]];
    this.list.replaceChildren(...this.corners.map((corner, at) => this.row(corner, at)));
    this.another.hidden = point;
    this.undo.hidden = point;
    this.undo.disabled = !this.corners.length;
    this.close.hidden = this.shapeKind !== "area" || this.closed;
    this.list.lastElementChild?.scrollIntoView({ block: "nearest" });
    this.say();
  }

  /** Say what is drawn, and what it lacks. */
  say() {
    const whole = wholeCorners(this.corners), kind = this.shapeKind;
    this.status.textContent =
      kind === "point" ? (whole.length ? say("A point by hand is never exact: it is drawn as near the place.") : say("Click on the map, or type latitude and longitude in degrees."))
      : crossesItself(whole, this.closed) ? say("Its edges cross or touch each other; it cannot be kept so.")
      : this.closed ? say("The area is closed.")
      : kind === "area" && whole.length >= FEWEST.area ? say("Click on the first corner, or press “Close the area”, to close it.")
      : say("Click on the map to add corners, or type them.");
  }

  /**
   * @param {Corner} corner
   * @param {number} at
   */
  row(corner, at) {
    const inputs = [say("Latitude of corner {number}", { number: at + 1 }), say("Longitude of corner {number}", { number: at + 1 })].map((label, axis) => {
      const input = element("input", { type: "number", step: "any", "aria-label": label, placeholder: axis ? say("Longitude") : say("Latitude"), min: axis ? -180 : -90, max: axis ? 180 : 90, value: corner[axis] ?? "" });
      input.addEventListener("input", () => this.typed(at, axis, input.value));
      return input;
    });
    return element("li", {}, ...inputs, node("span", "quiet", "°"));
  }

  /**
   * @param {number} at
   * @param {number} axis
   * @param {string} value
   */
  typed(at, axis, value) {
    const number = value.trim() === "" || !Number.isFinite(Number(value)) ? null : Number(value);
    const [latitude, longitude] = this.corners[at];
    this.corners[at] = axis ? [latitude, number] : [number, longitude];
    this.say();
    this.changed();
  }
}
