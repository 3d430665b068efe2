# The frame of every page and the parts that every page uses.
skip-to-content = Skip to the content
zones-label = Zones
search-label = Search
notifications-label = Notifications
notifications-unread = { $n ->
    [100] More than 99 unread
   *[other] { $n } unread
}
person-menu-label = Your menu
menu-me = Your overview
menu-applications = Applications
menu-profile = Profile
menu-security = Logins and password
menu-organizer = Organizer’s console
menu-log-out = Log out
log-in = Log in
sign-up = Sign up
footer-label = About this event
theme-label = Colours
theme-light = Light
theme-dark = Dark
theme-auto = As on this device
confirm-yes = Continue
confirm-no = Cancel
archive-label = Another edition
archive-text = You are reading another edition. Nothing can be changed here.
archive-leave = To the current edition
announcements-label = Announcements
announcements-more = { $n ->
    [one] { $n } more announcement
   *[other] { $n } more announcements
}
pager-label = Pages
pager-prev = Previous
pager-next = Next
form-optional = (optional)
form-choose = Please choose
form-file-too-big = This file is larger than allowed. Choose a smaller one.
form-file-sending = The file is being sent
attach-files = Attach files
attach-files-hint = Up to 4 pictures or PDF documents
attach-too-big = At most 4 files, each up to 8 MB and all together up to 12 MB.
form-marks = Marks
form-mark-bold = Bold
form-mark-italic = Italic
form-mark-list = List
form-mark-link = Link
form-errors-title = { $n ->
    [one] One thing needs your attention
   *[other] { $n } things need your attention
}
verify-mail-notice = Your mail address is not verified yet. Open the link in the mail that we sent you; until then you can look at everything and write nothing.

# A room, wherever it stands.
room-here = { $n ->
    [0] Nobody here now
    [one] { $n } person here
   *[other] { $n } people here
}
room-present = here now
room-messages-label = Messages
room-say-label = Write a message
room-send = Send
room-sending = Sending …
room-sent = Sent
room-failed = Not sent.
room-waiting = Waiting for the connection.
room-discard = Discard
room-retry = Try again
room-moderate = Moderate
room-report = Report
room-empty = Nobody has written here yet.
room-new-messages = New messages
room-lost = The connection is lost. We are trying to reach the server again; what you wrote is kept.
room-ended = Your login has ended. Log in again to go on.
room-typing = %name% is writing …
room-archive = Nothing can be written here any more.
room-read-only = You can read here. To write, log in with a verified account.
room-error-forbidden = Writing is not possible here at the moment.
room-error-silenced = You cannot write for now, because a moderator silenced you.
room-error-too-long = This is too long; 4,000 characters are the most.
room-error-too-fast = That was too fast. Wait a moment.

time-now = just now
time-minutes-ago = { $n ->
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
time-in-minutes = in { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
time-hours-ago = { $n ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
time-in-hours = in { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
time-days-ago = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
time-in-days = in { $n ->
    [one] { $n } day
   *[other] { $n } days
}
room-error-word = This was not said: it holds a word that the organizers do not allow here.
