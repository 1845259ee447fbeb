"""The roof: puts the parts together and starts them."""
