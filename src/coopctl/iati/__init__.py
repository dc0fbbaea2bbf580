"""What export and import share of the IATI standard, version 2.03: https://iatistandard.org/en/iati-standard/203/."""
