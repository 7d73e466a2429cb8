"""How any record of the register is made, changed, merged, removed, restored, listed, imported and exported.

A room describes its records once, as kinds (`kinds.py`); forms, pages, API and spreadsheets come from that.
"""
