### Texts of: moderation

# What every page of it says.
moderation-path = You are here
moderation-search = Name or words
moderation-find = Find
moderation-zone = Zone
moderation-any-zone = Any zone
moderation-all-states = All
moderation-reason = Reason
moderation-reason-hint = The person reads this reason.

# Making a report
report-new = Report a message
report-new-text = The moderators see the message with what was said around it. The person you report does not learn who you are.
report-category = What is wrong with it?
report-abuse = Insults, threats or harassment
report-spam = Advertising or repetition
report-fraud = Fraud or a false identity
report-personal-data = Somebody’s personal data
report-other = Something else
report-note = What should the moderators know?
report-note-hint = In your own words, in any language.
report-send = Send the report
report-back = Go back
flash-report-sent = Thank you. The moderators have your report and will tell you what they decide.
error-report-twice = You have reported this message already. A moderator is going to look at it.
error-report-own = This is your own message.

# The queue and a report in it
reports-title = Reports
reports-waiting = Waiting for a decision
reports-empty = No reports here
reports-empty-text = When somebody reports a message, it appears here and you are told.
reports-found = { $n ->
    [one] { $n } report
   *[other] { $n } reports
}
report-all-categories = All reasons
report-state = State
report-open = Open
report-in-review = In review
report-actioned = Acted on
report-dismissed = Dismissed
report-message = Message
report-accused = Written by
report-made = Reported
report-reporter = Reported by
report-handler = Handled by
report-others = Also reported by
report-context = What was said
report-context-text = As it stood when it was reported, in
report-meant = This message
report-steps = What happened so far
report-take = Take into review
report-take-text = The other moderators then see that you are looking at it.
report-decision = Decision
report-verdict = What is to be done?
report-term-hint = Counts for silencing and banning.
report-hide-too = Hide the message as well
report-reason-hint = The author of the message reads it; if you dismiss, the person who reported does.
report-decide = Decide
verdict-hide = Hide the message
verdict-silence = Silence its author
verdict-ban = Ban its author
verdict-dismiss = Dismiss the report
flash-report-in-review = You are looking at this report.
flash-report-decided = Decided. Everyone concerned is told.
error-report-own-case = This report is about you; another moderator decides.

# A message
message-title = Message
message-of = Message by { $name }
message-visible = Visible
message-hidden = Hidden
message-deleted = Deleted by its author
message-hide = Hide the message
message-show = Show the message again
flash-message-hidden = The message is hidden.
flash-message-shown = The message is shown again.

# Sanctions
sanctions-title = Sanctions
sanctions-empty = No sanctions here
sanctions-empty-text = Nobody is silenced or banned as far as this list is narrowed down.
sanctions-none = None so far.
sanctions-earlier = Sanctions against this person
sanctions-found = { $n ->
    [one] { $n } sanction
   *[other] { $n } sanctions
}
sanction-new = New sanction
sanction-find-person = Name or mail address
sanction-nobody = Nobody found
sanction-nobody-text = Try a part of the name, or the whole mail address.
sanction-choose = Choose
sanction-other-person = Another person
sanction-person = Person
sanction-kind = Kind
sanction-all-kinds = All kinds
sanction-silenced = Silenced
sanction-banned = Banned
sanction-all-zones = All zones
sanction-zone-hint = A ban counts in all zones.
sanction-term = For how long?
sanction-term-hour = One hour
sanction-term-day = One day
sanction-term-three-days = Three days
sanction-term-week = Seven days
sanction-term-month = Thirty days
sanction-term-year = A year
sanction-reason = Reason
sanction-begins = From
sanction-ends = Until
sanction-report = The report it follows
sanction-impose = Impose
sanction-lift = Lift the sanction
sanction-in-force = In force
sanction-expired = Expired
sanction-lifted = Lifted
flash-sanction-imposed = The sanction holds from now on, and the person is told.
flash-sanction-lifted = The sanction is lifted, and the person is told.
error-ban-everywhere = A ban counts in all zones. Choose all zones, or silence the person in this one.
error-sanction-self = You cannot sanction yourself.
error-sanction-administrator = This person is an administrator. Take that role away first.
error-lift-own = This sanction is against you; another moderator decides.
banned-title = You are banned from this event
banned-until = You can log in again after { $until } ({ $zone }).

# What people are told, in the site and by mail.
notice-reason = A moderator’s reason: { $reason }
notice-message-hidden = A moderator hid a message of yours
notice-message-shown = A message of yours is shown again
notice-silenced = You are silenced for a time
notice-banned = You are banned for a time
notice-sanction-detail = Until { $until }. A moderator’s reason: { $reason }
notice-lifted = No longer in force: { $sanction }
notice-report-new = A message was reported
notice-report-detail = { $category }. Written by { $name }.
notice-report-actioned = The moderators acted on your report
notice-report-dismissed = The moderators saw no reason to act on your report
notice-report-thanks = Thank you for telling them.
moderation-private = A private conversation
room-rules = Rules of this room
room-rules-save = Set the rules
room-rules-back = Back to the room
room-pause-label = Slow mode
room-pause-hint = How long everybody waits between two messages. Moderators do not wait.
room-pause-choice = { $n ->
    [0] Off
    [one] 1 second
    [60] 1 minute
    [300] 5 minutes
   *[other] { $n } seconds
}
room-members-label = Only people who are signed in read this room
room-reason-hint = Stands in the audit trail.
flash-room-saved = The rules of the room are set.
words-title = Unwanted words
words-text = A message with one of these words is not said in public rooms; its author sees why and keeps what was typed.
words-search = Part of a word
words-none = There are no unwanted words
words-none-text = Everything can be said. Add words that keep coming up where they should not.
words-found-none = No such word is on the list
words-found-none-text = Try part of it, or look at the whole list.
words-show-all = Show the whole list
words-remove = Remove
words-count = { $n ->
    [one] 1 word
   *[other] { $n } words
}
words-add = Add words
words-new = Words or phrases
words-hint = One a line. Case, width and traditional characters make no difference; Chinese words are found anywhere.
words-save = Add
flash-words-added = The words are on the list.
flash-word-removed = The word is off the list.
