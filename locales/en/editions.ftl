### Texts of: editions

zone-state-upcoming = Opens soon
zone-state-open = Open
zone-state-read-only = Read-only
zone-state-closed = Closed
