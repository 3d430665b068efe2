### Texts of: editions

zone-state-upcoming = Opens soon
zone-state-open = Open
zone-state-read-only = Read-only
zone-state-closed = Closed

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
