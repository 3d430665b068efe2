### Texts of: standards
