"""Statistics: functions of a snapshot, each with what it leaves out."""
