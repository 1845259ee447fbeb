"""What was said and done with a customer: the stream, and where it is written down."""
