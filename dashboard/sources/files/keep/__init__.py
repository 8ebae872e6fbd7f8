"""What stays on this machine after a file was open: copies, recent files, remembered mappings.

atomic_folders        folders and files that are written beside and moved into place
checksums             whether what was written down is still what was written
copy_files            the files of one kept copy
kept_copies           copies of opened files that the user keeps
known_digests         the digests of files that have not changed since they were seen
recent_files          files that were opened from a path recently, ready to be opened again in a moment
remembered_mappings   what the columns of tables mean, remembered by their header
user_folders          where this application keeps things on this machine
"""
