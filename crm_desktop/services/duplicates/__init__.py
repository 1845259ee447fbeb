"""Which customers may be one and the same: names taken apart, evidence weighed, pairs found."""
