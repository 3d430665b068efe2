### Mails: what stands in every one of them.
mail-open = Open it on the site
mail-why = You receive this because you have an account here.
