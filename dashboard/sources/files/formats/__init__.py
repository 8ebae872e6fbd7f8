"""The published formats, one module each, and tables in no published format.

code_terms          the terms that every format is put into: kinds of act, codes of precision
codebook            the published mapping as a document
drafting            steps that the drafts of several formats share
format_labels       what a reader sees of a format: name, terms, figures, notes
own_table           a table in no published format, by a mapping
published_format    what a published format is
published_formats   the list of the formats; every other module here is one of them
"""
