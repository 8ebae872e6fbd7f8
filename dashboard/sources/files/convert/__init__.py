"""The cells of a table become the canonical columns; what becomes of no row is listed with its reason.

canonical          the table that every opened file becomes: one row an event, whatever the file was
cells              columns of a file → arrays
column_forms       how the cells of somebody's table are read
column_names       what the head of a column says
coordinates        cells that hold a place → latitude and longitude, degrees on WGS 84
country_borders    points that lie outside the country their row names
country_outlines   the countries' outlines
day_columns        the dates in a column → first and last possible day
day_forms          one cell → the first and the last day that it names
label_point        a shape → a point on it, for the mark
mapping            what the columns of somebody's own table mean
month_names        names of months in the languages that CLDR has (through Babel) → 1 to 12
open_questions     the questions about a file that only a person can answer
people_counts      a column of counted people → whole numbers
reasons            why a row, or a cell of it, is listed in the report
row_report         what happened to every row of a file
sheet              a file as rows and columns, before anybody asks what they mean
stated_night       whether the text of a row says night, and in which words
toponyms           names of places without coordinates, through the embedded gazetteer
"""
