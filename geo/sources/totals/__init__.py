"""Files of totals: numbers of events by place and period, read because the user asked for it; never incidents."""
