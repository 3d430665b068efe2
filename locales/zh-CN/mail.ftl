### Mails: what stands in every one of them.
mail-open = 在网站上查看
mail-why = 您在本站拥有账号，因此收到此邮件。
mail-digest-subject = { $n } 条新通知
mail-digest-text = 以下是新的未读通知。
mail-digest-more = 网站上还有 { $n } 条。
mail-digest-open = 查看通知
mail-unsubscribe = 退订此类邮件
