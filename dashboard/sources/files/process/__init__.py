"""Reading a file in a process of its own, with limits of memory and time.

allowance          what the reading of one file may use of the machine
apart              opens a file in a process of its own
process_messages   what the server and the process that reads a file say to each other
reader_child       the process that reads files for :mod:`dashboard.sources.files.process.apart`
reader_process     one process that reads files, seen from the program that wants it
scratch            private folders for what is made of a file while it is open
stored_tables      an opened file written down in a folder
"""
