/* Classes of events and their colours: the values of a facet by which an opened file's events are coloured, on the map
 * and in the bars over the day slider. At most CLASSES values have a colour of their own; then comes every other value,
 * then none at all.
 *
 * The colours are Okabe and Ito's (2008), darkened on light and lightened on dark ground, as in dashboard/map/symbols.py.
 */

export const CLASSES = 7;
/** The class of every other value. */
export const OTHER = 7;
/** The class of no value. */
export const NONE = 8;
/** How many classes there are with these two. */
export const KINDS = 9;

export const CLASS_COLOURS = {
  light: ["#0067a5", "#c04c00", "#00735a", "#8d4a86", "#8a6d00", "#3d8fc6", "#3a414d"],
  dark: ["#6cbcf0", "#f0a24a", "#4fc7a6", "#d79ad0", "#e6d455", "#a9c7ff", "#d5dbe4"],
};
export const BESIDE_CLASSES = {
  light: { other: "#6b7380", none: "#8b929d" },
  dark: { other: "#98a2b0", none: "#76818f" },
};
