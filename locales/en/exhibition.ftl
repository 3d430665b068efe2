# The exhibition: halls, the floor plan, booths.
exhibition-title = Exhibition
exhibition-path = You are here
exhibition-halls = Halls
exhibition-all-booths = All booths
exhibition-booths = { $n ->
    [one] { $n } booth
   *[other] { $n } booths
}
exhibition-staffed = { $n ->
    [one] { $n } with staff on duty
   *[other] { $n } with staff on duty
}
exhibition-search = Search booths
exhibition-search-hall = Search this hall
exhibition-hall = Hall
exhibition-country = Country or region
exhibition-every-hall = Every hall
exhibition-every-country = Every country or region
exhibition-find = Find
exhibition-none-found = No booth matches
exhibition-none-found-text = Try fewer or other words, or another hall or country.
exhibition-show-all = Show all booths
exhibition-none-yet = The booths are being set up
exhibition-none-yet-text = The first ones appear here as soon as they are approved.
exhibition-view = How to show this hall
exhibition-view-plan = Plan
exhibition-view-list = List

plan-label = Floor plan of { $hall }
plan-entrance = Entrance
plan-aisle = Aisle { $n }
plan-place-free = Free place
plan-place-taken = Not on show
plan-keys = Tab or the arrow keys walk from booth to booth.

booth-on-duty = { $n ->
    [one] { $n } person on duty
   *[other] { $n } people on duty
}
booth-off-duty = Nobody on duty now
booth-staffed = Staff on duty
booth-preview-notice = Preview: the public does not see this yet.
booth-about = About this booth
booth-exhibits = Exhibits
booth-staff = At this booth
booth-no-staff = Nobody has been named yet.
booth-duty-until = on duty until { $time }
booth-facts = The organization
booth-organization = Name
booth-city = City
booth-website = Website
booth-place = Place
booth-links = Links

place-state-available = Available
place-state-reserved = Reserved
place-state-assigned = Assigned
place-state-blocked = Blocked
