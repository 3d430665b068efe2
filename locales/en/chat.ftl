### Texts of: chat
