"""What the pictures show: every window of the program, brought to where it is to be looked at."""
