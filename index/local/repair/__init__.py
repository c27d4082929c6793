"""Damage: found and mended.

verify              is an index what it should be?
salvage             what can still be read of a damaged part
repair              a damaged index, mended from what is whole in it
"""
