"""Text on its way out: hidden characters made visible, formulas kept from spreadsheets.

formula_guard   the one guard against text that a spreadsheet would run as a formula (OWASP: CSV injection)
visible         characters that nobody sees, made seen
"""
