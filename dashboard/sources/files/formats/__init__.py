"""The published formats, one module each, and tables in no published format.

acled               ACLED exports, old and new
airwars             Airwars' incidents of civilian harm
code_terms          the terms that every format is put into: kinds of act, codes of precision
codebook            the published mapping as a document
count_tables        tables of counts: HDX's monthly ones, ACLED's weekly ones
drafting            steps that the drafts of several formats share
format_labels       what a reader is told of a format: name, terms, figures, notes
gdelt               GDELT 1.0 and 2.0 event files
ged                 UCDP GED
gtd                 the Global Terrorism Database
own_table           a table in no published format, by a mapping
published_format    what a published format is
published_formats   the published formats, in the order in which a header is tried
timemap             events of timemap
viina               VIINA's reports
viina_control       VIINA's table of control, which is refused
viina_labels        VIINA's table of labels, which is refused
"""
