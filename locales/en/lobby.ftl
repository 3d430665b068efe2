### Texts of: lobby
