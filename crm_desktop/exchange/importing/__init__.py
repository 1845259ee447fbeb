"""What columns mean, what rows become, whom they are about, and the one piece of work that takes them in."""
