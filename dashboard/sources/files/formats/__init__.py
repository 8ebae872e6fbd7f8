"""The published formats, one module each, and tables of somebody's own.

acled               an ACLED export → the canonical columns
airwars             airwars' incidents of civilian harm → the canonical columns
code_terms          what the codes of ACLED and UCDP GED mean in our own terms
codebook            the published mapping as a document
count_tables        tables of counts (monthly ones of the Humanitarian Data Exchange
drafting            what the drafts of several published formats do alike
gdelt               GDELT 1.0 and 2.0 event files → the canonical columns
ged                 a UCDP GED file → the canonical columns
gtd                 the Global Terrorism Database (START
own_table           somebody's own table → the canonical columns
published_format    what a published format is
published_formats   the published formats, in the order in which a header is tried
timemap             events of timemap (Forensic Architecture)
viina               VIINA (Violent Incident Information from News Articles) → the canonical columns
"""
