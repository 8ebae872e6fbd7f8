"""The charts beside the map: events and deaths by time, who, where and what. A bar is a filter.

``chart_bars`` says what a bar is, ``value_bars`` and ``span_bars`` make them of what an engine counts, ``chart_drawing``
makes a Vega-Lite chart of them, ``chart_panel`` draws all charts and hears what is clicked.
"""
