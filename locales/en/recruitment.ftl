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
posting-salary-min = Pay a year, at least
posting-remote-only = Can be done remotely
posting-remote = Remote possible
posting-sort = Order
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
posting-where = Place of work
posting-education = Education
posting-openings = Openings
posting-opened = Open since
posting-closes = Closes
posting-visit-booth = Visit the booth
posting-no-booth = This organization has no booth in this edition.
posting-similar = Similar positions
