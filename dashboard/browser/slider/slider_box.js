/* The parts of the day slider that the page shows: the choice of a mode, the buttons, the rail with its range, and the
 * sentence under them. They are drawn from what they are told, and tell what the reader does. */

import { spanInWords } from "../days.js";
import { button, element, node } from "../dom.js";
import { figure, say, sayNodes } from "../words.js";
import { chosenDays, stopOf, stopsOf } from "./days_on_axis.js";
import { UNITS, unitsOf } from "./play_windows.js";
import { SIGNS, iconButton, nameButton } from "./icon_button.js";

/**
 * @import {DaySliderData, DaysChoice} from "../protocol"
 * @import {AxisDays} from "./days_on_axis.js"
 * @import {PlayUnit} from "./play_windows.js"
 * @typedef {object} SliderActs what the reader may do
 * @property {(mode: DaysChoice["mode"]) => void} choose another mode
 * @property {(step: number) => void} step to the nearest day with an event before (-1) or after (1)
 * @property {() => void} play or stop
 * @property {() => void} changeSpeed
 * @property {(unit: PlayUnit) => void} changeUnit
 */

/** @type {Record<DaysChoice["mode"], string>} */
const MODES = { one: say("One day"), range: say("Range"), until: say("Up to a day") };

export class SliderBox {
  /** @param {SliderActs} acts */
  constructor({ choose, step, play, changeSpeed, changeUnit }) {
    this.modes = node("div", "modes");
    this.modes.setAttribute("role", "radiogroup");
    this.modes.setAttribute("aria-label", say("Days"));
    this.modes.append(...Object.entries(MODES).map(([mode, name]) => modeChoice(/** @type {DaysChoice["mode"]} */ (mode), name, choose)));
    this.previous = iconButton("previous", say("Previous day with an event"), SIGNS.previous, () => step(-1));
    this.next = iconButton("next", say("Next day with an event"), SIGNS.next, () => step(1));
    this.play = iconButton("play", say("Play"), SIGNS.play, play);
    this.faster = button("speed", "", changeSpeed);
    this.unit = node("select", "unit");
    this.unit.setAttribute("aria-label", say("Play in windows of a"));
    this.unit.addEventListener("change", () => changeUnit(/** @type {PlayUnit} */ (this.unit.value)));
    this.words = node("output", "words");
    this.key = node("div", "key");
    this.track = node("div", "track");
    this.rail = node("div", "rail");
    this.fill = node("div", "fill");
    this.grip = node("div", "grip");
    this.rail.append(this.fill, this.grip);
    this.line = node("p", "shown");
    this.line.setAttribute("role", "status");
    this.everything = button("everything", say("Show everything"), () => window.dispatchEvent(new CustomEvent("view-reset")));
    this.results = button("results", say("Zoom to results"), () => window.dispatchEvent(new CustomEvent("view-frame")));
    const top = node("div", "top"), steps = node("div", "steps"), foot = node("div", "foot"), ways = node("div", "ways");
    steps.append(this.previous, this.play, this.next, this.faster, this.unit, this.words);
    top.append(this.modes, steps);
    ways.append(this.results, this.everything);
    foot.append(this.line, ways);
    this.element = node("div", "days");
    this.element.append(top, this.key, this.track, foot);
  }

  /** @param {DaysChoice["mode"]} chosen */
  drawModes(chosen) {
    for (const input of this.modes.querySelectorAll("input")) input.checked = input.value === chosen;
  }

  /**
   * Lay the rail under the days of the timeline, in pixels of the track.
   *
   * @param {{left: number, width: number}} rail
   * @param {number} wide
   */
  layRail(rail, wide) {
    Object.assign(this.rail.style, { left: `${rail.left}px`, right: `${wide - rail.left - rail.width}px` });
  }

  /**
   * The range on the rail, and the days in words.
   *
   * @param {DaysChoice} choice
   * @param {AxisDays} axis
   */
  drawRange(choice, axis) {
    const { mode } = choice, days = chosenDays(choice, axis), all = !days;
    const share = (/** @type {number} */ n) => (100 * stopOf(choice, axis, n)) / Math.max(1, stopsOf(mode, axis) - 1);
    const [from, to] = mode !== "one" ? [mode === "range" ? share(0) : 0, share(1)] : all ? [0, 100] : [share(0), share(0)];
    for (const part of [this.fill, this.grip]) Object.assign(part.style, { left: `${from}%`, width: `${to - from}%` });
    this.grip.hidden = mode !== "range" || all;
    this.words.textContent = days ? spanInWords(...days) : say("All days");
    this.words.classList.toggle("all", all);
  }

  /**
   * @param {{before: boolean, after: boolean}} more whether there may be a day with an event there
   * @param {{playing: boolean, speed: string}} playback
   */
  drawSteps({ before, after }, { playing, speed }) {
    this.previous.disabled = !before;
    this.next.disabled = !after;
    nameButton(this.play, playing ? say("Stop") : say("Play"), playing ? SIGNS.stop : SIGNS.play);
    this.faster.textContent = speed;
    this.faster.setAttribute("aria-label", say("Speed {speed}", { speed }));
  }

  /**
   * In which windows the days are played, and in which they can be.
   *
   * @param {AxisDays} axis
   * @param {PlayUnit} chosen
   */
  drawUnit(axis, chosen) {
    const units = unitsOf(axis);
    this.unit.hidden = units.length < 2;
    if ([...this.unit.options].map(({ value }) => value).join() !== units.join()) {
      this.unit.replaceChildren(...units.map((unit) => element("option", { value: unit }, UNITS[unit])));
    }
    this.unit.value = chosen;
  }

  /**
   * How many events the map shows, of this set and of the others.
   *
   * @param {DaySliderData} data
   * @param {ReadonlyMap<string, number>} drawn how many events the map draws of each set
   * @param {boolean} narrowed whether days or filters hide some
   */
  drawLine({ set, mapped, rest, others }, drawn, narrowed) {
    const shown = drawn.get(set) ?? mapped;
    const also = others.flatMap(({ name, set: other }) => {
      const number = drawn.get(other);
      return number === undefined ? [] : [say("{name}: {number}", { name, number })];
    });
    const sentences = [rest, also.length ? say("Also on the map: {sets}.", { sets: also.join(", ") }) : ""];
    this.line.replaceChildren(
      ...sayNodes("{shown} of {mapped} mapped events.", { shown: node("b", "", figure(shown)), mapped }),
      ...sentences.filter(Boolean).map((sentence) => ` ${sentence}`),
    );
    this.everything.disabled = !narrowed;
    this.results.hidden = !narrowed || !shown;
  }
}

/**
 * @param {DaysChoice["mode"]} mode
 * @param {string} name
 * @param {SliderActs["choose"]} choose
 */
function modeChoice(mode, name, choose) {
  const label = node("label"), input = node("input");
  Object.assign(input, { type: "radio", name: "days-mode", value: mode });
  input.addEventListener("change", () => choose(mode));
  label.append(input, node("span", "", name));
  return label;
}
