### Texts of: editions

zone-state-upcoming = Opens soon
zone-state-open = Open
zone-state-read-only = Read-only
zone-state-closed = Closed
zone-state-none = Not open yet

zone-title = Zone
zone-state = State
zone-gate = Opening
zone-gate-hint = Following the schedule, the zone opens and closes by itself. Anything else holds until you change it.
zone-gate-schedule = Follow the schedule
zone-gate-open = Open, whatever the schedule says
zone-gate-read-only = Read-only
zone-gate-closed = Closed
zone-opens = Opens
zone-closes = Closes
zone-time-zone = Times are those of the event ({ $zone }).
zone-title-en = Title in English
zone-title-zh = Title in Chinese
zone-introduction-en = Introduction in English
zone-introduction-zh = Introduction in Chinese
zone-review = What is submitted here waits for a reviewer
zone-review-hint = Without this, a submission is public at once.
error-closes-before-opening = The close must come after the opening.
flash-zone-saved = The zone is saved.

edition-state-draft = Draft
edition-state-published = Published
edition-state-open = Open
edition-state-closed = Over
edition-state-archived = Archived

page-text = Pages of your own: about, organizers, privacy notice, terms, accessibility, imprint. Everyone finds them at the foot of each page.
page-new = New page
page-empty = No page yet
page-empty-text = Begin with the privacy notice (address “privacy”) and the terms (“terms”): people agree to them when they sign up.
page-title = Title
page-number = Version
page-position = Place at the foot
page-position-hint = 1 to 99; the lowest stands first.
page-count = { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
page-slug = Address
page-slug-hint = What follows /pages/, such as about, privacy or terms: lower-case letters, digits and hyphens. It stays as it is.
page-title-en = Title in English
page-title-zh = Title in Chinese
page-body-en = Text in English
page-body-zh = Text in Chinese
page-publish = Publish
page-publish-hint = A language whose title and text are empty is left out; its readers get the other one. Publishing makes a new version at once; earlier versions are kept.
page-see = See the page
page-versions = Versions
page-version-number = Version { $n }
page-version = Version { $number }, { $date }
error-slug = Use lower-case letters, digits and hyphens, such as privacy-notice. “new” is taken.
error-slug-taken = This address is taken. Choose another one.
flash-page-saved = The page is published.

announcement-state-draft = Draft
announcement-state-active = Shown
announcement-state-archived = Archived
announcement-new = New announcement
announcement-one = Announcement
announcement-empty = Nothing announced yet
announcement-empty-text = An announcement stands on every page, or in one zone, until the time you set.
announcement-text = Text
announcement-text-en = Text in English
announcement-text-zh = Text in Chinese
announcement-text-hint = A sentence or two; **bold** and [links](https://example.com) are possible. Readers of a language without a text get the other one.
announcement-where = Where
announcement-everywhere = On every page
announcement-until = Shown until
announcement-publish = Show it now
announcement-archive = Take it down
announcement-count = { $n ->
    [one] { $n } announcement
   *[other] { $n } announcements
}
error-time-past = This time has passed. Choose a later one.
flash-announcement-saved = The announcement is saved.
flash-announcement-published = The announcement is shown from now on.
flash-announcement-archived = The announcement is taken down.

staff-text = Everybody with an account here. Open a person to see what they belong to and to give them a role in this edition.
staff-words = Name or mail address
staff-staff = Staff
staff-everyone = Everyone
staff-none-text = Nobody by that name or address. People must sign up before they can be given a role.
staff-roles = Roles
staff-role = Role
staff-role-hint = Administrators do everything. Zone managers open a zone and decide what is in it; reviewers decide what is submitted; moderators hide messages and silence people; service agents answer enquiries.
staff-role-administrator = Administrator
staff-role-zone-manager = Zone manager
staff-role-reviewer = Reviewer
staff-role-moderator = Moderator
staff-role-service-agent = Service agent
staff-zone-hint = Administrators have every zone.
staff-every-zone = Every zone
staff-since = Account since
staff-unverified = Mail not verified
staff-no-roles = No role in this edition.
staff-give = Give a role
staff-take = Take away
staff-take-confirm = Take the role “{ $role }” away from { $name }?
staff-count = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
error-administrator-zone = An administrator has every zone. Choose “Every zone”, or another role.
error-role-held = This person has this role already.
error-last-administrator = This is the last administrator. Make somebody else an administrator first.
flash-role-given = The role is given. We have told the person.
flash-role-taken = The role is taken away. We have told the person.
notice-role-given = You have a new role: { $role }
notice-role-taken = You no longer have the role: { $role }
notice-roles-ended = Your roles in { $edition } have ended
notice-roles-ended-detail = { $edition } is the current edition now. Its administrators give roles anew.

edition-text = One edition is current and stands at the front door. People and organizations stay; halls, booths and postings belong to their edition.
edition-new = New edition
edition-edit = Edition
edition-name = Edition
edition-name-en = Name in English
edition-name-zh = Name in Chinese
edition-introduction-en = Introduction in English
edition-introduction-zh = Introduction in Chinese
edition-slug-hint = Such as 21 or 2027: lower-case letters, digits and hyphens. It stays as it is.
edition-days = Days
edition-opens = First day
edition-closes = Last day
edition-zone = Time zone of the event
edition-zone-hint = An IANA name such as Asia/Shanghai or Europe/Berlin.
edition-accent = Colour
edition-accent-hint = White text must be readable on it.
edition-count = { $n ->
    [one] { $n } edition
   *[other] { $n } editions
}
edition-current = Current
edition-is-current = This edition is the current one.
edition-move = Set to:
edition-turn = Make it the current edition
error-accent = White text cannot be read on this colour. Choose a darker one.
error-edition-draft = A draft cannot be the current edition. Publish it first.
flash-edition-saved = The edition is saved.
flash-edition-moved = The edition has its new state.
flash-edition-current = This edition is the current one from now on.
page-contents = Contents
