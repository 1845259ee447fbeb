"""What every floor may use: errors, language, paths, clock, progress, logs."""
