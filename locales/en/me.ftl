### Texts of: me
