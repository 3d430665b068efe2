### Mails: what stands in every one of them.
mail-open = Open it on the site
mail-why = You receive this because you have an account here.
mail-digest-subject = { $n ->
    [one] One new notification
   *[other] { $n } new notifications
}
mail-digest-text = This is what is new and still unread.
mail-digest-more = { $n ->
    [one] One more stands on the site.
   *[other] { $n } more stand on the site.
}
mail-digest-open = Open the notifications
mail-unsubscribe = Unsubscribe from these mails
