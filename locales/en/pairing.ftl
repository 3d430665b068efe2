# Projects that are offered and asked for.

# States of a project
project-state-draft = Draft
project-state-published = Open
project-state-matched = Counterpart found
project-state-closed = Completed
project-state-expired = Expired
project-state-suspended = Hidden by the organizer
project-state-withdrawn = Withdrawn

# What a project is after
project-kind-technology-offer = Technology offered
project-kind-technology-request = Technology wanted
project-kind-investment-sought = Investment sought
project-kind-investment-offered = Investment offered
project-kind-cooperation = Research cooperation

# How its ideas are protected
project-ip-none = Nothing to protect
project-ip-secret = Trade secret
project-ip-pending = Patent applied for
project-ip-granted = Patent granted
project-ip-open = Open source or open data
project-ip-licensed = Under licence

# Who is looked for
project-partner-company = Company
project-partner-startup = Start-up
project-partner-university = University
project-partner-institute = Research institute
project-partner-investor = Investor
project-partner-public-body = City or public body

# How much money it is about
project-budget-untold = Not told
project-budget-to-100k = Up to USD 100,000
project-budget-to-500k = USD 100,000 to 500,000
project-budget-to-2m = USD 500,000 to 2 million
project-budget-to-10m = USD 2 to 10 million
project-budget-over-10m = Over USD 10 million

# Who reads the attachments
project-disclosure-accepted = Whose interest we have accepted
project-disclosure-undertaking = Also who has undertaken to keep them confidential

# The list
pairing-gate-upcoming = This zone opens on { $when }. You can look around now and get in touch from then on.
pairing-gate-read-only = This zone is read-only now: everything can be read, nothing can be sent.
pairing-gate-closed = This zone is closed. Projects can be read; nobody can be contacted.
project-filters = Search and filters
project-search-label = Search for projects
project-words = Words
project-any = Any
project-sort = Order
project-sort-best = Best match
project-sort-newest = Newest first
project-sort-ending = Ending soonest
project-sort-ready = Most ready first
project-search = Search
project-clear = Show all projects
project-found = { $n ->
    [one] { $n } project
   *[other] { $n } projects
}
project-found-over = Over { $n } projects
project-none-title = No project fits this search
project-none-text = Try fewer words or another field.
project-empty-title = No projects are open yet
project-empty-text = Organizations are preparing their projects. Meet them at their booths meanwhile.
project-open-until = open until { $day }
project-of-booth = Projects

# A project
project-kind = Kind of project
project-field = Fields
project-readiness = Technology readiness
project-readiness-level = TRL { $level }
project-readiness-levels = TRL { $levels }
project-country = Country
project-partner = Partner sought
project-budget = Budget
project-language = Languages
project-ip = Intellectual property
project-back = All projects
project-teaser = In short
project-details = Details
project-details-sign-in = The details are for people who are signed in.
project-details-closed = The details are no longer shown: this project has ended.
project-sign-in = Sign in to read on
project-files = Attachments
project-files-undertaking = { $n ->
    [one] This project has { $n } attachment. You can read it once you have undertaken to keep it confidential, or once your interest is accepted.
   *[other] This project has { $n } attachments. You can read them once you have undertaken to keep them confidential, or once your interest is accepted.
}
project-files-closed = { $n ->
    [one] This project has { $n } attachment for those whose interest the organization has accepted.
   *[other] This project has { $n } attachments for those whose interest the organization has accepted.
}
project-facts = At a glance
project-ends = Open until
project-team = For your team
project-edit = Edit this project
project-preview-as = See the newest text as somebody else does:
project-preview-visitor = Visitor
project-preview-attendee = Signed-in attendee
project-preview-partner = Accepted partner
project-preview-end = Your own view
project-preview-notice = This is a preview of the newest text, submitted or not. Only your team and reviewers see it.
project-gone-banner = This project has ended and takes no more interest.
project-similar = Similar projects

# The undertaking of confidentiality
undertaking-title = Undertaking of confidentiality
undertaking-text = I will use the attachments of this project only to decide about working together on it. I will not pass them on, publish them or use them otherwise without the written consent of the organization, and I will delete them when it asks me to. This does not cover what is public or what I knew before. It holds for five years from today.
undertaking-agree = I undertake this.
undertaking-send = Open the attachments
flash-undertaken = Thank you. You can read the attachments now; the organization has been told.
error-undertaking-not-asked = This project opens its attachments only to those whose interest was accepted.
notice-project-undertaken = { $person } has undertaken confidentiality for “{ $project }”

# An organization's own projects
workspace-projects = Projects
project-new = New project
project-title = Title
project-state = State
project-see = See its page
project-own-empty-title = No projects here
project-own-empty-text = Say what you offer or look for; you can save it as a draft and submit it when it is ready.
project-section-kind = What you are after
project-section-text-en = In English
project-section-text-zh = In Chinese
project-section-access = Who reads it, who answers
project-languages-hint = One language is enough; a second one reaches more people.
project-teaser-hint = 40 to 600 characters that everybody reads. Leave out what is confidential.
project-details-hint = For people who are signed in. Markdown: ## for headings, - for lists.
project-choose = Please choose
project-readiness-none = Not applicable
project-disclosure = Who reads the attachments
project-disclosure-hint = Your team and the organizer's reviewers always do.
project-contact = Who answers
project-contact-hint = A member of your organization; they are told of every interest.
project-contact-owners = The owners
project-ends-hint = Once the project is public, this day changes by renewing it only.
project-preview = See how others see it
project-submit = Submit
project-submit-text = Submits what is saved. Where a review is required it goes to the organizer first.
project-mark-matched = Counterpart found
project-mark-closed = Mark as completed
project-files-hint = Up to 5 PDF documents or pictures. They are reviewed with the text.
project-file = File
project-file-hint = PDF, PNG, JPEG or WebP, at most 8 MB.
project-file-add = Add
project-file-remove = Remove
project-renew = Renew
project-withdraw = Withdraw for good
project-withdraw-text = Nobody can read it any more, and it cannot be published again.
project-withdraw-reason = Your team reads it; at least 10 characters.
project-new-text = The project is saved as a draft first. You add attachments and submit it in a second step.
flash-project-saved = Saved.
flash-project-published = Published.
flash-project-submitted = Submitted. You are told as soon as the organizer has decided.
flash-project-taken-back = Taken back. It is a draft again.
flash-project-renewed = The project is open again.
flash-project-matched = Noted: the counterpart is found.
flash-project-closed = Noted: the project is completed.
flash-project-withdrawn = The project is withdrawn.
error-project-ends = Please choose a time to come, at most two years ahead.
error-project-too-many = Please choose at most { $n }.
error-project-files = A project has at most { $n } attachments.
error-project-over = This project has ended and can no longer be changed.
error-project-in-review = A reviewer has this text now. You can edit it after the decision.
error-project-nothing-to-submit = There is nothing new to submit. Save a change first.
error-project-nothing-to-take-back = There is nothing to take back: nothing waits for a reviewer.
notice-project-contact = You answer for “{ $project }” of { $organization }
notice-project-expired = Your project “{ $project }” has expired
notice-project-renewed = Your project “{ $project }” is open again
notice-project-matched = Your project “{ $project }” has found its counterpart
notice-project-closed = Your project “{ $project }” is completed
notice-project-withdrawn = Your project “{ $project }” was withdrawn

# The organizer's queue of projects
project-review-title = Projects to review
project-review-empty-title = Nothing waits
project-review-empty-text = Submitted projects appear here, the longest waiting first.
flash-project-decided = Decided. The organization has been told.
flash-project-state-changed = Done. The organization has been told.
notice-project-approved = Your project “{ $project }” is approved
notice-project-rejected = Your project “{ $project }” was rejected
notice-project-changes = Your project “{ $project }” needs changes
notice-project-suspended = Your project “{ $project }” is hidden by the organizer
notice-project-restored = Your project “{ $project }” is public again
audit-project-decide = Project reviewed
audit-project-move = Project moved
audit-kind-project = Project
organizer-nav-projects = Projects

# Suggestions
suggestions-title = Suggestions for you
suggestions-text = Open projects that fit yours or what you look for, the best first, each with its reasons.
suggestions-none-title = Tell us what you look for
suggestions-none-text = With the form on this page, or publish a project of your organization: its counterparts appear here.
suggestions-for = For
suggestions-for-wish = For what you look for
suggestions-for-team = Counterparts for this project
suggestions-nothing = Nothing open fits well at the moment.
suggestion-because = Suggested because:
suggestion-kind = their aims fit together
suggestion-field = same field: { $field }
suggestion-readiness = readiness fits: TRL { $level }
suggestion-country = in { $country }
suggestion-region = in the same part of the world
suggestion-words = similar words: { $words }
wish-title = What I look for
wish-field = Field
wish-readiness-min = Readiness from
wish-readiness-max = Readiness to
flash-wish-saved = Saved. The suggestions follow what you look for.
error-wish-order = Please choose a level that is not below the first.
