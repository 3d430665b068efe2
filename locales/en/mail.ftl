### Texts of: mail
