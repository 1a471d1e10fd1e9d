"""Questions made from data, so that their keys can't drift: figures of facts, tables of who may what, comparisons.

People write stems, reasons and explanations; which option is right follows from the facts each time the bank loads.
"""
