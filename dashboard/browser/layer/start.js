/* Starts the map's modules in the frame of streamlit-folium, which loads classic scripts only, one after the other, and
 * then runs the script that Folium writes (dashboard/map/event_layer.py). So this is the one classic script of ours: the
 * modules come beside Leaflet, all at once. A test compares MODULES with what event_layer.js imports.
 *
 * window.eventLayerModule  a promise of the module layer/event_layer.js
 */
{
  const MODULES = [
    "../dom.js", "../filter.js", "./base_map.js", "./data_sets.js", "./event_card.js", "./legend.js",
    "./placement.js",
  ];
  for (const address of MODULES) import(address);
  window.eventLayerModule = import("./event_layer.js");
}
