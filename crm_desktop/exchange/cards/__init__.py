"""Address books and calendars: cards become rows, customers become cards."""
