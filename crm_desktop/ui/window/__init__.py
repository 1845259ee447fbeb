"""The frame around every page: navigation, menus, messages, undo."""
