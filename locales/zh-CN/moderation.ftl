### Texts of: moderation
