### Texts of: organizer
