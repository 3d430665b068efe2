# Cards that people leave at booths.
card-leave = Leave your card
card-leave-text = Let the booth have your contact details. You see what is shared before it is, and can take it back.
card-left-on = Left on { $when }
card-look = See or renew your card
card-exactly = { $organization } receives exactly what stands on this page, and nothing else of your account.
card-again = You left your card here on { $when }. Sharing it again replaces what it says.
card-account-hint = Name and address are those of your account.
card-name = Name
card-email = Email
card-with-email = Share my email address
card-affiliation = Organization and position
card-phone = Phone
card-country = Country or region
card-note = A few words to the booth
card-note-hint = What you would like to talk about, say.
card-share = Share my card
card-renew = Share again
card-back = Back to the booth
card-change = Change
card-withdraw = Take back
card-withdraw-confirm = Take your card back from { $organization }? What they noted about you is erased too.
card-withdraw-hint = You can take it back at any time under
cards-title = My cards
cards-text = The booths that hold your contact details, and what they hold. Take a card back and it disappears there, with all that was noted about you.
cards-search = Organization
cards-none = Nobody holds your card
cards-none-text = Leave it at a booth whose people should be able to reach you.
cards-none-go = To the exhibition
cards-count = { $n ->
    [one] 1 card
   *[other] { $n } cards
}
card-rules-title = Visiting cards
card-rules-text = What people can share with a booth beside their name. Cards that were left before stay as they are.
card-rules-fields = A card may say
card-rules-hint = Nothing ticked: the name alone.
card-rules-save = Save
flash-card-rules-saved = Saved. It holds for the cards that are left from now on.
flash-card-left = Your card is with the booth.
flash-card-withdrawn = Your card is taken back, and what was noted about you is erased.
error-card-own = This is your own organization’s booth.
error-card-silenced = You cannot leave cards for now, because a moderator silenced you.
error-phone = Write a phone number with digits, spaces and + - ( ) . / x # *.
leads-title = Leads
leads-search = Words
leads-csv = CSV
leads-xlsx = Excel
leads-none = No cards yet
leads-none-text = Visitors leave their card on your booth’s page. Staff who are on duty there are found first.
leads-none-go = Staff of the booth
leads-count = { $n ->
    [one] 1 card
   *[other] { $n } cards
}
lead-rating = Rating
lead-any-rating = Any rating
lead-unrated = Not rated
lead-cold = Cold
lead-warm = Warm
lead-hot = Hot
lead-tag = Tag
lead-tags = Tags
lead-any-tag = Any tag
lead-tags-hint = With commas between, at most ten.
lead-follow-up = Follow up
lead-any-follow = Any time
lead-follow-due = Due
lead-follow-ahead = Planned
lead-follow-unplanned = Not planned
lead-follow-up-hint = In your time zone. Whoever plans it is reminded then.
lead-reminds = { $name } is reminded.
lead-reminds-all = Whoever planned this is of the booth no more: all of its people are reminded.
lead-sort = Order
lead-sort-newest = Newest
lead-shared = Shared
lead-remark = Note
lead-remark-hint = Seen by the booth’s staff and the owners. The person gets it when they ask for all that is held about them, and it is erased when they take the card back.
lead-card = The card
lead-save = Save
lead-conflict = Somebody else wrote to this card while you did. Your words are still in the form; save again to keep them.
lead-privacy = Use what stands here for what it was shared for. The person sees that you hold it and can take it back at any time.
flash-lead-saved = Saved.
error-follow-up-past = Choose a time that lies ahead.
error-lead-tags = At most { $n } tags.
notice-lead-received = { $name } left their card at your booth
notice-lead-renewed = { $name } renewed their card at your booth
notice-lead-withdrawn = { $name } took their card back from { $organization }; it is erased
notice-lead-reminder = Follow up today: { $name }
notice-topic-leads = Leads
notice-topic-leads-hint = Cards that are left at your booth or taken back, and reminders to follow them up.
audit-card-rules = What a visiting card may say set
audit-lead-export = Leads downloaded
booth-documents = Documents
booth-document-kind = PDF
booth-document-new = Add a document
booth-document-hint = { $n ->
    [one] One brochure or data sheet.
   *[other] Brochures and data sheets, up to { $n }.
}
booth-document-title = Title in English
booth-document-title-zh = Title in Chinese
booth-document-file = File
booth-document-file-hint = PDF, up to 8 MB
booth-document-add = Add
booth-document-downloads = { $n ->
    [one] read once
   *[other] read { $n } times
}
error-booth-documents-full = This booth has as many documents as it may have. Remove one first.
booth-figures-title = Figures
figures-total = The edition so far
figures-by-day = Day by day
figures-day = Day
figures-meaning = What is counted
figures-visits = Visits of the booth
figures-visits-means = Somebody opened your booth’s page: one person or visitor counts once in a half hour. Your own members do not count.
figures-documents = Documents read
figures-documents-means = Somebody opened a document of your booth: counted once for each document, person or visitor and half hour.
figures-leads = Cards left
figures-leads-means = Cards that visitors left and have not taken back, on the day on which each was left first.
figures-answered = Requests answered
figures-answered-means = Live requests at your desks that somebody talked to, by the day they were made.
figures-missed = Requests missed
figures-missed-means = Live requests that nobody took in time and that were left for later. Those taken back by who asked do not count.
figures-applications = Applications
figures-applications-means = Applications sent to your postings, also those withdrawn since.
figures-of-visits = Visits and documents
figures-of-leads = Cards and applications
figures-of-requests = Live requests
figures-empty = Nothing to count yet
figures-empty-text = Once your booth is public, its visits, documents, cards and requests are counted here.
chart-flat = Nothing in these days.
chart-see-table = The table below has the numbers.
chart-table = The numbers as a table
audit-kind-card = Visiting card
audit-kind-lead = Leads
