/* Starts the map's modules in the frame of streamlit-folium, which loads classic scripts only, one after the other, and
 * then runs the script that Folium writes (dashboard/map/event_layer.py). So this is the one classic script of ours: the
 * modules come beside Leaflet, all at once. A test compares MODULES with what event_layer.js imports.
 *
 * window.eventLayerModule  a promise of the module layer/event_layer.js
 */
{
  const MODULES = [
    "../class_colours.js", "../dom.js", "../filter.js", "../painters/canvas_view.js", "../painters/place_shapes.js",
    "../painters/sign_canvas.js", "../painters/signs.js", "../words.js", "./base_map.js", "./column_events.js",
    "./columns_file.js", "./data_sets.js", "./event_card.js", "./event_popup.js", "./framing.js", "./legend.js", "./notice.js", "./open_sheet.js",
    "./packed_columns.js", "./place_in_address.js", "./placement.js", "./set_layer.js", "./set_up_map.js",
  ];
  for (const address of MODULES) import(address);
  window.eventLayerModule = import("./event_layer.js");
}
