### Texts of: find
