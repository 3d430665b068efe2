### Mails: what stands in every one of them.
mail-open = 在网站上查看
mail-why = 您在本站拥有账户，因此收到此邮件。
