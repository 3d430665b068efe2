### Texts of: exhibition
