/* The colours of classes: the values of a facet by which an opened file's events are coloured, on the map and in the bars
 * over the day slider. Okabe and Ito's (2008), darkened on light and lightened on dark ground, as in
 * dashboard/map/symbols.py; then every other value, and none. No module: it stands before whoever uses it. */

const CLASS_COLOURS = {
  light: ["#0067a5", "#c04c00", "#00735a", "#8d4a86", "#8a6d00", "#3d8fc6", "#3a414d"],
  dark: ["#6cbcf0", "#f0a24a", "#4fc7a6", "#d79ad0", "#e6d455", "#a9c7ff", "#d5dbe4"],
};
const BESIDE_CLASSES = { light: { other: "#6b7380", none: "#8b929d" }, dark: { other: "#98a2b0", none: "#76818f" } };
