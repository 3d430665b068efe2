### Texts of: organizer

organizer-title = Organizer’s console
organizer-nav-label = Console
organizer-nav-home = Overview
organizer-nav-booths = Booths
organizer-nav-postings = Job postings
organizer-nav-zones = Zones
organizer-waiting = Waiting for you
organizer-waiting-booths = { $n ->
    [one] submitted booth
   *[other] submitted booths
}
organizer-waiting-postings = { $n ->
    [one] submitted posting
   *[other] submitted postings
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
organization-state-rejected = Refused
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
organization-reason-hint = Required to refuse or suspend; the owners read it.
organization-verify = Verify
organization-reinstate = Reinstate
organization-reject = Refuse
organization-suspend = Suspend
organization-count = { $n ->
    [one] { $n } organization
   *[other] { $n } organizations
}
flash-organization-decided = The decision is made. We have told the owners.
notice-organization-verified = { $organization } is verified: what is published of it can be seen
notice-organization-rejected = { $organization } was refused
notice-organization-suspended = { $organization } is suspended: nothing of it can be seen for now

audit-text = Who changed what, newest first. Nothing here can be changed.
audit-every-kind = Everything
audit-thing = About
audit-when = When
audit-who = Who
audit-what = What
audit-before = Before
audit-after = After
