"""Opening event files: the choice of a file, the dialog on its columns, the progress of reading it.

column_dialog      the dialog on one file
file_layout        how the bytes of a file become rows
file_opening       opening event files
file_reading       one event file on its way in
settled_mappings   what the columns of a table were settled to mean
"""
