"""How everything looks: colours, type, icons, one style sheet, Qt's own texts."""
