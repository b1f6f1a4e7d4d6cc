"""The time bar as a film: what changes from frame to frame is stamped on a ground that is drawn once."""
