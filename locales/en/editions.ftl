### Texts of: editions
