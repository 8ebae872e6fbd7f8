"""The bytes of a file become rows of text, or typed columns.

alphabets         how well a text reads
broken_text       columns of words whose bytes may be no text
byte_counts       what is counted of the bytes of a text while Arrow reads them
content_kinds     which kind of file the bytes are
file_bytes        the bytes of a file, which can be read any number of times
delimited_text    CSV, TSV and other delimited text → a sheet
encoding          text of any common encoding → UTF-8, with what was assumed
excel_file        Excel files (xlsx, xls, ods) → text, as a spreadsheet shows it
file_suffixes     the endings of the names of files that may hold a table
first_records     the first records of delimited text, and what separates their cells
geojson_file      GeoJSON features (RFC 7946) → rows
gis_file          GeoPackages and zipped shapefiles → rows, through GDAL (pyogrio)
json_records      JSON → rows of text: records and features, whatever envelope they come in
json_text         JSON text → Python values
kml_file          KML placemarks → rows
merged_cells      merged cells of a workbook
packed_contents   the contents of gzip and zip files
parquet_file      Parquet files → columns, with the types they are stored in
possible_texts    bytes that are no UTF-8 → the texts that they may be, best first
progress          progress of a long opening, and the way to stop it
record_rows       records with named members → a header and rows of text
refused_kinds     what a file that is no table of events is called, and what to do with it
shapefile_parts   whether the files in an archive are a shapefile, and which of its parts are missing
sheet_extent      how far the cells of a workbook's sheets reach, before they are read
size_limits       how much of a file is read before it is refused
tolerant_csv      delimited text line by line, for files that Arrow refuses
unpacking         what is packed in a file, counted while it unpacks
"""
