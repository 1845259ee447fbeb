"""Every job without a window: the command line, through the same services as the window."""
