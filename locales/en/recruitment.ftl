# Postings and applications.

# States of a posting
posting-state-draft = Draft
posting-state-scheduled = Opens later
posting-state-live = Open
posting-state-expired = Closed
posting-state-closed-early = Closed early
posting-state-filled = Filled
posting-state-suspended = Hidden by the organizer

# The search and the page of a posting
recruitment-gate-upcoming = This zone opens on { $when }. You can look around now and apply from then on.
recruitment-gate-read-only = This zone is read-only now: everything can be read, nothing can be sent.
recruitment-gate-closed = This zone is closed. Postings can be read; applications cannot be sent.
posting-filters = Search and filters
posting-search-label = Search for positions
posting-words = Words
posting-place = City or country
posting-field = Field
posting-type = Employment
posting-language = Working language
posting-salary-min = Pay a year, at least, in the currency of the posting
posting-remote-only = Can be done remotely
posting-remote = Remote possible
posting-sort = Order
posting-sort-best = Best match
posting-sort-newest = Newest first
posting-sort-closing = Closing soonest
posting-sort-openings = Most openings
posting-any-field = Any field
posting-any-type = Any kind
posting-any-language = Any language
posting-search = Search
posting-clear = Show all positions
posting-found = { $n ->
    [one] { $n } position
   *[other] { $n } positions
}
posting-none-title = No position fits this search
posting-none-text = Try fewer words, another place or another field.
posting-empty-title = No positions are open yet
posting-empty-text = Organizations are preparing their postings. Meet them at their booths meanwhile.
posting-empty-button = Go to the exhibition hall
posting-closes-on = closes { $day }
posting-salary-range = { $currency } { $min }–{ $max } { $unit }
posting-salary-exact = { $currency } { $min } { $unit }
posting-salary-from = from { $currency } { $min } { $unit }
posting-salary-up-to = up to { $currency } { $max } { $unit }
posting-back = All positions
posting-closed-banner = This position is closed and takes no more applications. Similar open positions are listed below.
posting-apply-title = Applying
posting-apply = Apply now
posting-apply-text = You need a letter and a résumé as a PDF.
posting-response-days = { $n ->
    [one] The organization promises an answer within { $n } day.
   *[other] The organization promises an answer within { $n } days.
}
posting-apply-link = Apply at the organization
posting-apply-link-text = This leads to another site.
posting-applied = You have applied for this position.
posting-see-application = See your application
posting-edit = Edit this posting
posting-closed-expired = The closing date has passed.
posting-closed-early = The organization closed this position early.
posting-closed-filled = Somebody was found for this position.
posting-closed-suspended = The organizer has hidden this position.
posting-not-yet-open = This position is not open yet.
posting-zone-upcoming = Applications can be sent once the zone opens.
posting-zone-closed = The zone takes no applications now.
posting-facts = At a glance
posting-salary = Pay
posting-where = Way of working
posting-education = Education
posting-openings = Openings
posting-opened = Open since
posting-closes = Closes
posting-visit-booth = Visit the booth
posting-no-booth = This organization has no booth in this edition.
posting-of-booth = Open positions
posting-similar = Similar positions

# An organization's own postings
workspace-label = Your organization
workspace-overview = Overview
workspace-postings = Postings
workspace-applications = Applications
posting-filter-state = Filter by state
posting-all-states = All
posting-new = New posting
posting-title = Title
posting-state = State
posting-see-public = See the public page
posting-own-empty-title = No postings here yet
posting-own-empty-text = Write your first posting; you can save it as a draft and publish it when it is ready.
posting-section-text = Text
posting-languages-hint = One language is enough; a second one reaches more people.
posting-title-en = Title in English
posting-about = What the job is
posting-body-en = Description in English
posting-title-zh = Title in Chinese
posting-body-zh = Description in Chinese
posting-body-hint = Duties, requirements and what you offer. Markdown: ## for headings, - for lists.
posting-section-facts = Facts
posting-choose = Please choose
posting-any-education = Not asked for
posting-city = City
posting-city-zh = City in Chinese
posting-country = Country
posting-pay-from = Pay from
posting-pay-to = Pay to
posting-currency = Currency
posting-unit = Per
posting-section-applying = Applying
posting-frozen = This posting is or was public: opening, closing and the way to apply no longer change here.
posting-opens = Opens
posting-apply-by = How people apply
posting-apply-by-here = Here, with a letter and a résumé
posting-apply-by-link = At our own address
posting-apply-url = Address for applications
posting-response = Days until an answer
posting-response-hint = Your promise to applicants, shown on the posting with how you keep it; 3 to 30. Past it, what nobody answered is set aside and the applicant is told.
posting-save = Save
posting-in-review = A reviewer has this text now; it can be edited after the decision.
posting-publish = Publish
posting-publish-text = Publishes what is saved. Where a review is required it goes to the organizer first.
posting-text = Description
posting-take-back = Take it back
posting-fill = Mark as filled
posting-fill-confirm = Close this posting as filled? Nobody can apply any more.
posting-close = Close early
posting-copy = Copy as a new draft
posting-extend = Open again
posting-extend-until = New closing time
posting-extend-reason = Reason
posting-new-text = The posting is saved as a draft first. You publish it in a second step.
flash-posting-saved = Saved.
flash-posting-published = Published. It is open from its opening time.
flash-posting-submitted = Submitted. You are told as soon as the organizer has decided.
flash-posting-taken-back = Taken back. It is a draft again.
flash-posting-closed = The posting is closed.
flash-posting-extended = The posting is open again.
flash-posting-copied = Copied. Check the dates, then publish.
error-posting-closes-before-opening = Please choose a closing time after the opening time.
error-posting-closes-in-the-past = Please choose a time in the future.
error-posting-salary-order = Please enter an amount that is not below the lower one.
error-posting-in-review = A reviewer has this text now. You can edit it after the decision.
error-posting-nothing-to-submit = There is nothing new to submit. Save a change first.
error-posting-nothing-to-take-back = There is nothing to take back: it was decided on or is open.
error-posting-already-over = The closing time is past. Choose a later one and save, then publish.

# States and moves of an application
application-state-draft = Draft
application-state-submitted = Sent
application-state-under-review = Being read
application-state-shortlisted = Shortlisted
application-state-interviewing = Interviewing
application-state-offered = Offer made
application-state-accepted = Offer accepted
application-state-hired = Hired
application-state-withdrawn = Withdrawn
application-state-unsuccessful = Decided against, not told
application-state-rejected = Not successful
application-state-declined = Offer declined
application-state-offer-withdrawn = Offer withdrawn
application-state-inactive = No answer in time
application-move-under-review = Begin to read
application-move-shortlisted = Shortlist
application-move-interviewing = Invite to interviews
application-move-accepted = Accept the offer
application-move-hired = Mark as hired
application-move-withdrawn = Withdraw the application
application-move-unsuccessful = Decide against (not told yet)
application-move-take-back = Take the decision back
application-take-back-hint = The applicant does not know of the decision. Taken back, the application stands where it stood before.
application-move-declined = Decline the offer
application-move-offer-withdrawn = Withdraw the offer

# Applications
application-new = Your application
application-back-to-posting = The posting
application-letter = Letter
application-letter-hint = Why you, why here: 50 to 5,000 characters.
application-resume = Résumé
application-resume-hint = A PDF of at most 8 MB.
application-choose-file-again = Your text is kept. Please choose the file again: browsers do not keep it.
application-who-reads = Your letter and résumé are read by the owners and recruiters of this organization, nobody else.
application-send = Send the application
application-own-title = Your applications
application-all-states = All
application-filter-open = Under way
application-filter-ended = Ended
application-found = { $n ->
    [one] { $n } application
   *[other] { $n } applications
}
application-own-empty-title = No applications here
application-own-empty-text = Find a position and apply with a letter and your résumé. You can follow every step here.
application-own-empty-button = Find a position
application-timeline = What has happened
application-do = What you can do
application-offer-text = The organization has made you an offer.
application-withdraw-confirm = Your application for “{ $posting }” will be withdrawn. The organization is told and can no longer read your letter and your résumé.
application-withdraw-yes = Yes, withdraw it
application-search = Name or posting
application-posting = Posting
application-any-posting = All postings
application-person = Applicant
application-sent-on = Sent
application-unreleased = { $n ->
    [one] { $n } decision is not told yet
   *[other] { $n } decisions are not told yet
}
application-reason = Reason the applicants will read
application-reason-hint = At least 10 characters. Everybody concerned is told at once.
application-release-preview = See who will be told
application-release-none = Nobody is left to tell
application-release-none-text = Every decision has been told.
application-release-told = { $n ->
    [one] { $n } applicant will be told, with the reason you give.
   *[other] { $n } applicants will be told, each with the reason you give.
}
application-choose = Choose
application-choose-step = Please choose a step
application-with-chosen = With those chosen
application-do-step = Take the step
application-release-all = Tell everyone now
application-release = Tell the applicant
application-received-empty-title = No applications here
application-received-empty-text = Applications to your postings appear here as soon as they are sent.
application-next = Next step
application-taken-back = The applicant has withdrawn this application. The letter and the résumé went back with it.
application-note = Remark
application-note-hint = The applicant reads it, except with a decision that is not told.
flash-application-sent = Your application is sent. A receipt is on its way to your mail.
flash-application-exists = You have already applied for this position; here is your application.
flash-application-accepted = You have accepted the offer.
flash-application-declined = You have declined the offer.
flash-application-withdrawn = The application is withdrawn.
flash-application-moved = Saved.
flash-application-released = Everybody concerned has been told.
error-application-exists = You have already applied for this position.
error-application-closed = This position takes no more applications.
error-application-choose = Please choose applications and a step. Go back and try again.
notice-application-sent = Your application for “{ $posting }” at { $organization } has arrived
notice-application-sent-detail = You can follow it on the site and are told of every change.
notice-application-received = New application for “{ $posting }”
notice-application-accepted = The offer for “{ $posting }” was accepted
notice-application-declined = The offer for “{ $posting }” was declined
notice-application-withdrawn = An application for “{ $posting }” was withdrawn
notice-application-moved = { $organization }, “{ $posting }”: { $state }

# The organizer's queue of postings
posting-review-title = Postings to review
posting-review-empty-title = Nothing waits
posting-review-empty-text = Submitted postings appear here, the longest waiting first.
flash-posting-decided = Decided. The organization has been told.
flash-posting-state-changed = Done. The organization has been told.
notice-posting-suspended = Your posting “{ $posting }” is hidden by the organizer
notice-posting-restored = Your posting “{ $posting }” is public again
notice-posting-approved = Your posting “{ $posting }” is approved
notice-posting-rejected = Your posting “{ $posting }” was rejected
notice-posting-changes = Your posting “{ $posting }” needs changes
application-conversation = Messages
application-conversation-open = Open the conversation
application-conversation-write = Write a message
application-conversation-send = Send
application-conversation-closed = The application has ended: what was written can be read, and you write no more unless the organization does.
application-conversation-reopen = Closed with the application. What you write opens the conversation again for both of you.
