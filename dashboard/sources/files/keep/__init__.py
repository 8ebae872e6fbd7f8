"""What stays on this machine after a file was open: copies, recent files, remembered mappings.

atomic_folders        folders that are written beside and moved into place
checksums             whether what was written down is still what was written
kept_copies           copies of opened files that the user keeps
recent_files          files that were opened from a path lately, ready to be opened again in a moment
remembered_mappings   what the columns of tables mean, remembered on this machine by their header
"""
