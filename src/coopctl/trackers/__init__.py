"""Trackers that people keep in spreadsheets: a table, a row a milestone, its columns named as they please.

Bytes become text (text.py) and rows (sheet.py), columns become fields (fields.py, mapping.py), cells become values
(dates.py, names.py, statuses.py), and rows become roadmaps (rows.py, roadmaps.py).
"""
