"""Where in a file its table stands: the line of its header, its width, its format.

header_line      on which line a table's header stands, if there is one
layout_choices   how the bytes of a file become rows
row_widths       rows that have another number of cells than the header
table_frame      the frame of a table, from its first records
table_shape      which kind of event file the first records are of
"""
