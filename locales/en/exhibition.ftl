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

# The exhibitor's workspace
booth-edit-title = Booth
booth-start-title = No booth yet
booth-start-text = Start a draft. Nothing of it is public until you submit it and the organizer approves it.
booth-start = Start the booth
booth-reviewer-says = The reviewer says
booth-conflict = Somebody else saved this booth while you were writing. Your text is still in the form: take over what you need and save again.
booth-theirs = Saved meanwhile
booth-yours = Your text
booth-in-english = In English
booth-in-chinese = In Chinese
booth-name = Name of the booth
booth-short-name = Name on the wall
booth-short-hint = Short, so that it fits the stand on the floor plan.
booth-tagline = One line about you
booth-text = Text
booth-text-hint = Markdown: **bold**, lists with -, links.
booth-pictures = Pictures
booth-logo = Logo
booth-logo-now = Your present logo
booth-banner = Banner
booth-banner-now = Your present banner
booth-image-hint = PNG, JPEG or WebP.
booth-banner-hint = PNG, JPEG or WebP; cut to 16 : 5.
booth-link-label = Text of link
booth-link-url = Address of link
booth-place-any = No wish
booth-place-wish = Place you wish for
booth-place-hint = The organizer decides on approval.
booth-save = Save draft
booth-exhibit-new = Add an exhibit
booth-exhibit-hint = Save the draft above first: an exhibit is added by itself.
booth-exhibit-name = Name
booth-exhibit-name-zh = Name in Chinese
booth-exhibit-summary = What it is
booth-exhibit-summary-zh = What it is, in Chinese
booth-exhibit-image = Picture
booth-exhibit-add = Add
booth-exhibit-remove = Remove
booth-remove-confirm = Remove { $name } from the draft? It cannot be brought back.
booth-exhibit-edit = Change
booth-exhibit-edit-title = Change an exhibit
booth-exhibit-image-now = Its present picture. Another takes its place.
booth-exhibit-save = Save
booth-exhibit-rise = Move up
booth-staff-text = Members of the organization who stand at the booth. Changes are public at once.
booth-staff-name = Member
booth-staff-shown = At the booth
booth-staff-title = What they do
booth-staff-duty = On duty now
booth-staff-hours = { $n ->
    [one] Duty ends by itself after { $n } hour.
   *[other] Duty ends by itself after { $n } hours.
}
booth-staff-invite = Invite a colleague
booth-staff-save = Save
booth-staff-edit = Name the staff
flash-booth-staff-saved = Saved. Visitors see it now.
booth-withdraw = Withdraw the booth
booth-withdraw-text = The booth leaves the exhibition for good, its room closes and its place is free for others. This cannot be undone.
booth-withdraw-reason-hint = Kept in the record; at least 10 characters.
booth-waits = Submitted. The organizer decides; you are told in the site and by mail.
booth-take-back = Take it back
booth-decided = This revision is public. To change something, begin a new one; until that is approved the public keeps seeing this one.
booth-refused = The organizer did not accept this revision. Begin a new one to answer what the reviewer says; your text is kept. What was approved before stays public.
booth-edit-again = Edit again
booth-see = See it as a visitor
booth-submit-hint = What is saved is submitted.
booth-submit = Submit for approval
booth-publish = Publish
booth-not-complete = To submit, a name, one line and a text are needed.
booth-check-name = Name
booth-check-tagline = One line about you
booth-check-text = Text
booth-check-logo = Logo
booth-check-exhibit = At least one exhibit
revision-state-draft = Draft
revision-state-submitted = Submitted
revision-state-changes-requested = Changes requested
revision-state-approved = Approved
revision-state-rejected = Rejected
flash-booth-draft = You can write now.
flash-booth-saved = Saved.
flash-booth-submitted = Submitted. You will be told of the decision.
flash-booth-taken-back = Taken back. You can go on writing.
flash-booth-published = Published. Visitors see it now.
flash-booth-withdrawn = The booth is withdrawn and its place is free.
flash-booth-state-changed = Done. The exhibitor has been told.
error-booth-withdrawn = This booth is withdrawn or archived and takes no more changes.
error-booth-not-editable = This revision was submitted or decided on, so it cannot be edited now.
error-booth-exhibits-full = A booth has 12 exhibits at most.
error-booth-incomplete = To submit, a name, one line and a text are needed.

# The organizer's queue
review-title = Booths to review
review-state = State
review-submitted-by = Submitted by
review-submitted-at = Submitted
review-empty = Nothing here
review-empty-text = Booths appear here when exhibitors submit them.
review-changes = What changed
review-contents = What was submitted
review-no-changes = The texts are the same as the approved ones.
review-before = Approved until now
review-after = Submitted
review-submission = The submission
review-said = Your comment to the exhibitor
review-verifies = This organization is new. Approving its booth verifies it too.
review-decision = Decision
review-approve = Approve and publish
review-request-changes = Ask for changes
review-reject = Reject
review-no-place = As it is, or none
review-comment = Comment
review-comment-hint = The exhibitor reads it. Needed unless you approve.
review-send = Send the decision
review-suspend = Hide from the public
review-restore = Show to the public again
review-reason = Reason
review-reason-hint = The organization reads it; at least 10 characters.
flash-booth-decided = Decided. The exhibitor has been told.
flash-booth-decided-nowhere = Decided. The booth is public and stands in no hall: it has no place yet.
error-place-taken = This place was taken meanwhile. Please choose another.
notice-booth-approved = The booth of { $organization } is approved and public
notice-booth-rejected = The booth of { $organization } was rejected
notice-booth-suspended = The booth of { $organization } is hidden by the organizer
notice-booth-restored = The booth of { $organization } is public again
notice-booth-changes = Changes are asked for at the booth of { $organization }
exhibition-room = Talk in this hall
booth-write = Write
