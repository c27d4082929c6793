"""Timelines as pictures.

label_lanes         labels above points, none on another
timeline            timelines as SVG or PNG
"""
