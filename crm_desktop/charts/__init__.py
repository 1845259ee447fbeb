"""The gallery: one module per figure, from query over series to drawing."""
