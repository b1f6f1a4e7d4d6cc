"""What people write, read: dates, day ranges and figures. Shared by imports and by the intake of texts."""
