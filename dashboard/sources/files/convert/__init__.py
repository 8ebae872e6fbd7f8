"""The cells of a table become the canonical columns; what becomes of no row is listed with its reason.

angles             cells that hold one coordinate → degrees
canonical_columns  the columns of the table that every opened file becomes
cells              columns of a file → arrays
column_forms       how the cells of a table in no published format are read
column_names       what the head of a column says
coordinates        cells that hold both coordinates of a place → latitude and longitude
country_borders    points that lie outside the country that their row names
country_outlines   the countries' outlines
day_clock          clock times and time zones beside a day, which are left out
day_columns        the dates in a column → first and last possible day
day_digits         a day written in digits
day_forms          one cell → the first and the last day that it names
day_ranges         from one day to another
day_span           the days that one cell names, as whole days since 1970-01-01
named_month_days   a day with the name of its month
draft              the canonical columns in the order of the file → the canonical table in order of time
draft_columns      fills words, ids, figures and codes of a draft
draft_days         fills the first and the last day of a draft
draft_places       fills latitude and longitude of a draft
label_point        a shape → a point on it, for the mark
mapping            what the columns of a table in no published format mean
mapping_proposal   what the names and values of columns suggest that they mean
month_names        names of months in the languages that CLDR has (through Babel) → 1 to 12
open_questions     the questions about a file that only a person can answer
people_counts      a column of counted people → whole numbers
plain_text         one cell with ASCII digits, signs and single blanks; names without accents
reasons            why a row, or a cell of it, is listed in the report
row_report         what happened to every row of a file
sheet              a file as rows and columns, before anybody asks what they mean
stated_night       whether the text of a row says night, and in which words
toponyms           names of places without coordinates, through the embedded gazetteer
"""
