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
