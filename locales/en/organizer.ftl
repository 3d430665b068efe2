### Texts of: organizer

organizer-title = Organizer’s console
organizer-nav-label = Console
organizer-nav-home = Overview
organizer-nav-booths = Booths
organizer-nav-postings = Job postings
organizer-nav-zones = Zones
organizer-waiting = Waiting for you
organizer-results = What came of it
organizer-agreements = { $n ->
    [one] agreement, confirmed by both sides
   *[other] agreements, confirmed by both sides
}
organizer-waiting-booths = { $n ->
    [one] submitted booth
   *[other] submitted booths
}
organizer-waiting-postings = { $n ->
    [one] submitted posting
   *[other] submitted postings
}
organizer-waiting-projects = { $n ->
    [one] submitted project
   *[other] submitted projects
}
organizer-waiting-reports = { $n ->
    [one] open report
   *[other] open reports
}
organizer-waiting-organizations = { $n ->
    [one] organization to look at
   *[other] organizations to look at
}
organizer-save = Save
organizer-conflict = Somebody else changed this while you were writing. What you typed is kept below; what stands there now is shown first. Saving again replaces it.
organizer-present = What stands there now
organizer-nav-pages = Pages
organizer-words = Words
organizer-find = Find
organizer-none = Nothing found
organizer-none-text = Nothing fits what you asked for.
organizer-all = Show everything
organizer-address = Address
organizer-changed = Changed
organizer-nav-announcements = Announcements
organizer-state = State
organizer-every-state = Every state
organizer-history = History
organizer-nav-people = People and roles
organizer-nav-editions = Editions
organizer-nav-organizations = Organizations
organizer-nav-audit = Audit trail
organizer-name = Name

organization-state-pending = Not looked at
organization-state-verified = Verified
organization-state-rejected = Rejected
organization-state-suspended = Suspended
organization-empty = No organization yet
organization-empty-text = Organizations appear here when exhibitors make them.
organization-country-label = Country
organization-city-label = City
organization-website-label = Website
organization-since = Since
organization-facts = Details
organization-team = Team
organization-decision = Decision
organization-reason = Reason
organization-reason-hint = Required to reject or suspend; the owners read it.
organization-verify = Verify
organization-reinstate = Reinstate
organization-reject = Reject
organization-suspend = Suspend
organization-count = { $n ->
    [one] { $n } organization
   *[other] { $n } organizations
}
flash-organization-decided = The decision is made. We have told the owners.
notice-organization-verified = { $organization } is verified: what is published of it can be seen
notice-organization-rejected = { $organization } was rejected
notice-organization-suspended = { $organization } is suspended: nothing of it can be seen for now

audit-text = Who changed what, newest first. Nothing here can be changed.
audit-every-kind = Everything
audit-thing = About
audit-when = When
audit-who = Who
audit-what = What
audit-before = Before
audit-after = After
audit-announcement-create = Announcement written
audit-announcement-move = Announcement shown or ended
audit-announcement-update = Announcement changed
audit-booth-decide = Booth reviewed
audit-booth-move = State of a booth changed
audit-booth-submit = Booth submitted
audit-booth-take-back = Booth taken back from review
audit-booth-update = Text of a booth saved
audit-edition-create = Edition made
audit-edition-make-current = Edition made the current one
audit-edition-move = State of an edition changed
audit-edition-update = Edition changed
audit-fair-create = Job fair made
audit-fair-move = Job fair published or cancelled
audit-fair-readmit-posting = Posting put back into a job fair
audit-fair-remove-posting = Posting taken out of a job fair
audit-fair-update = Job fair changed
audit-hall-create = Hall made
audit-hall-update = Hall changed
audit-message-hide = Message hidden
audit-message-show = Message shown again
audit-organization-move = Organization decided about
audit-organization-update = Details of an organization changed
audit-organization-verify = Organization verified
audit-page-create = Page made
audit-page-update = Page changed
audit-place-create = Place made
audit-place-remove = Place removed
audit-place-update = Place changed
audit-posting-decide = Posting reviewed
audit-pairing-rules = Pairing rules set
audit-posting-restore = Posting shown again
audit-posting-suspend = Posting hidden
audit-report-decide = Report decided
audit-room-update = Rules of a room changed
audit-sanction-create = Sanction imposed
audit-sanction-lift = Sanction lifted
audit-staff-create = Role given at the command line
audit-staff-delete = Role taken away at the command line
audit-staff-give = Role given
audit-staff-take = Role taken away
audit-word-create = Unwanted word added
audit-word-delete = Unwanted word removed
audit-zone-update = Zone changed
audit-kind-announcement = Announcement
audit-kind-booth = Booth
audit-kind-edition = Edition
audit-kind-fair = Job fair
audit-kind-hall = Hall
audit-kind-message = Message
audit-kind-organization = Organization
audit-kind-page = Page
audit-kind-pairing = Pairing rules
audit-kind-person = Person
audit-kind-place = Place
audit-kind-posting = Posting
audit-kind-report = Report
audit-kind-room = Room
audit-kind-sanction = Sanction
audit-kind-word = Unwanted word
audit-kind-zone = Zone

organizer-nav-halls = Halls and places
hall-new = New hall
hall-empty = No hall yet
hall-empty-text = A hall has places; a reviewer gives each booth its place on approving it.
hall-name-en = Name in English
hall-name-zh = Name in Chinese
hall-description-en = What it shows, in English
hall-description-zh = What it shows, in Chinese
hall-width = Width
hall-depth = Depth
hall-metres = In metres, to the half metre.
hall-position = Order
hall-position-hint = 1 to 99; the lowest stands first.
hall-slug-hint = Such as a or new-energy: lower-case letters, digits and hyphens. It stays as it is.
hall-size = Size
hall-places = Places
hall-no-places = No place yet. Booths need one before the public sees them on the plan.
hall-details = The hall
place-new = New place
place-number = Number
place-number-hint = Such as A-07; unique in its hall.
place-spot = Position
place-x = From the left end
place-y = From the entrance
place-width = Width
place-depth = Depth
place-state-hint = A booth gets its place when a reviewer approves it.
place-remove = Remove this place
place-remove-confirm = Remove place { $number }? It disappears from the plan.
error-metres = Please enter metres to the half metre within what is possible, like 4.5.
error-hall-small = The places do not fit into a hall of this size. Move them first.
error-place-outside = The place leaves the hall. Move it, or make it smaller.
error-place-overlap = Another place stands there. Choose a free spot.
error-place-number = This number is taken in this hall. Choose another one.
error-place-state = A booth gets and loses its place by a reviewer’s decision. Choose another state.
error-place-assigned = A booth stands on this place, so it cannot be removed.
flash-hall-saved = The hall is saved.
flash-place-saved = The place is saved.
flash-place-removed = The place is removed.

# A decision about what was submitted
decision-title = Decision
decision-verifies = This organization is not verified yet. Approving verifies it as well.
decision-comment = Words to the organization
decision-comment-hint = Required when you ask for changes or reject; at least 10 characters.
decision-approve = Approve
decision-changes = Ask for changes
decision-reject = Reject
decision-facts = At a glance
