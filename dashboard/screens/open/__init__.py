"""Opening event files: the choice of a file, the dialog on its columns, the progress of reading it.

column_dialog       the dialog on one file
column_fields       the form of the columns: which column holds what
column_preview      the first rows as a mapping would show them
confirmed_columns   what a reader has confirmed that columns mean, asked once
file_layout         how the bytes of a file become rows
file_opening        the choice of files, the bar and the button that stops them
file_reading        one event file on its way in
"""
