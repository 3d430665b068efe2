### Texts of: recruitment
