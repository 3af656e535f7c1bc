"""Documents that people edit: their shapes, checked whenever one is read."""
