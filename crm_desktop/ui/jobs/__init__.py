"""Long work off the window's thread: the runner and the panel that shows how far it is."""
