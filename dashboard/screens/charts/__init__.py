"""The charts beside the map: events and deaths by time, who, where and what. A bar is a filter.

chart_panel     all charts of a set, and what a click on a bar does
chart_drawing   bars → a chart in Vega-Lite
chart_bars      what a bar is: how long it is, what it says, how it looks
value_bars      the bars of a facet
span_bars       the bars of time
"""
