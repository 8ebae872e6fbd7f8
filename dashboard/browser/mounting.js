/* One control in each place of the page, however often Streamlit calls its component there.
 *
 * Streamlit calls a component anew when its data change. While the modules are still on their way it may do so before the
 * call before it has come, and then it ends that one as soon as it has: after the newer call has taken the control over. */

/** @import {End} from "./types" */

/** @template {{ end(): void }} Control */
export class Mounts {
  constructor() {
    /** @type {WeakMap<Node, {control: Control, calls: number}>} */
    this.places = new WeakMap();
  }

  /**
   * @param {Node} place
   * @param {() => Control} make makes the control of a place that has none
   * @param {(control: Control) => void} update
   * @returns {End} ends the control, unless a later call has taken it over
   */
  mount(place, make, update) {
    const mounted = this.places.get(place) ?? { control: make(), calls: 0 };
    this.places.set(place, mounted);
    mounted.calls += 1;
    const call = mounted.calls;
    update(mounted.control);
    return () => {
      if (mounted.calls !== call) return;
      this.places.delete(place);
      mounted.control.end();
    };
  }
}
