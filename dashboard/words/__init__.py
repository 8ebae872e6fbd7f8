"""Text on its way out: sentences whole, hidden characters made visible, formulas kept from spreadsheets.

formula_guard   the one guard against text that a spreadsheet would run as a formula (OWASP: CSV injection)
sentences       every sentence that a reader sees with a value in it, whole, through one function
whole_letters   Latin letters without marks to drop, such as ø and ł, as people type them
visible         characters that nobody sees, made seen
"""
