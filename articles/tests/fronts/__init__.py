"""Arranging and filling fronts, and the breaking bar above every page."""
