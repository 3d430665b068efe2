### Texts of: accounts
