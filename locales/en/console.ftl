### Texts of: console

people-any = Any
people-no-role = Without a role
people-verified-yes = Verified
people-verified-no = Not verified
people-organization = Organization
people-organizations = Organizations
people-no-organization = Of no organization.
people-silence = Silence
people-ban = Ban
people-account = Account
people-logins = Logins
people-seen = Last seen
people-verify-again = Send the verification mail again
people-end-logins = End every login
people-end-logins-confirm = Sign { $name } out everywhere?
people-audit = What they did, in the audit trail
error-verified-already = This address is verified already.
flash-person-signed-out = Every login is ended. We have told the person.
flash-verification-resent = The verification mail is on its way.
notice-logins-ended = An organizer signed you out everywhere
notice-logins-ended-detail = Sign in again with your password. If you do not know why, change it.
audit-person-logins-end = Every login ended
audit-person-verification-send = Verification mail sent again

today-oldest = The oldest: { $when }
today-no-queue = No queue is yours.
today-wrong = What is wrong
today-nothing-wrong = Nothing that we know of
today-here = Who is here
today-connected = { $n ->
    [one] { $n } person is connected.
   *[other] { $n } people are connected.
}
today-inside = Inside
today-on-duty = On duty
today-waiting = Waiting to talk
today-help-desk = Help desk
trouble-files = The file store cannot be written to: uploads fail.
trouble-bus = The bus to the other nodes does not answer.
trouble-mails = { $n ->
    [one] { $n } mail could not be sent yet.
   *[other] { $n } mails could not be sent yet.
}
trouble-mails-last = The last answer: { $error }
trouble-outbox = { $n ->
    [one] { $n } task is overdue: the outbox is behind.
   *[other] { $n } tasks are overdue: the outbox is behind.
}
trouble-index-failing = The search index cannot follow the database.
trouble-index-filling = The search index is being filled anew: searches find only part.
trouble-index-behind = { $n ->
    [one] { $n } change is not in the search index yet.
   *[other] { $n } changes are not in the search index yet.
}
trouble-edition = The days of this edition have begun, and it is not opened.
trouble-zone = { $zone } should be open by its schedule, and is: { $state }.
trouble-desk = { $desk }: { $n } waiting to talk, nobody on duty. The longest: { $when }
trouble-reports = { $n ->
    [one] { $n } report has waited for more than a day.
   *[other] { $n } reports have waited for more than a day.
}

organizer-nav-figures = Figures
figures-title = Figures
figures-text = What the edition has come to. Each figure says what it counts; they are counted anew every minute.
figures-as-of = Counted { $when }
figures-edition = Edition
figures-show = Show
figures-name = Figure
figures-value = Number
figures-means = What it counts
figures-csv = Download CSV
figures-xlsx = Download XLSX
figures-press = Press sheet
figures-press-title = { $edition } in figures
figures-press-text = As of { $when }
figures-press-notes = What the figures count
figures-press-back = All figures
figures-print = To print it or to save it as a PDF, use the print command of your browser.
figures-of-people = People and organizations
figures-of-exhibition = Virtual Exhibition Hall
figures-of-recruitment = Online Recruitment
figures-of-pairing = Project Pairing
figures-of-agreements = Agreements
figures-of-forum = Forum
figures-of-year = Activities through the year
figures-of-service = Service and talk
figure-people = People registered
figure-people-means = Accounts made before the end of the edition and not deleted since, of whatever edition
figure-came = People who came
figure-came-means = People with an account who did something in this edition: wrote a message, applied, showed interest, met, attended a session, signed up for an activity, visited a booth, asked a desk or the help desk
figure-organizations = Organizations
figure-organizations-means = Organizations of which a booth, a posting or a project has been public in this edition
figure-countries = Countries and regions
figure-countries-means = Countries and regions that these organizations come from
figure-booths = Booths
figure-booths-means = Booths that are public, or were when their edition was archived
figure-visits = Visits of booths
figure-visits-means = Looks at the pages of booths, of each person or visitor one in half an hour; those of a booth's own people are left out
figure-conversations = Conversations at desks
figure-conversations-means = Requests to talk at a booth, about postings or at the help desk that somebody took
figure-postings = Job postings
figure-postings-means = Postings that have opened: live, expired, closed or filled; hidden ones are left out
figure-positions = Positions
figure-positions-means = Openings of these postings together
figure-applications = Applications
figure-applications-means = Applications that were sent and not withdrawn
figure-interviews = Interviews held
figure-interviews-means = Interviews that took place, as the organization noted it
figure-fairs = Job fairs
figure-fairs-means = Job fairs that are published
figure-projects = Projects
figure-projects-means = Projects that have been public: open, matched, closed or expired; hidden and withdrawn ones are left out
figure-interests = Interests
figure-interests-means = Interests in projects that were sent and not withdrawn
figure-meetings = Meetings held
figure-meetings-means = Meetings about projects of which one side said that they took place
figure-letters = Letters of intent
figure-letters-means = Letters of intent that both sides confirmed
figure-contracts = Contracts
figure-contracts-means = Contracts that both sides confirmed
figure-pilots = Pilots
figure-pilots-means = Pilots that both sides confirmed
figure-hires = Hires
figure-hires-means = Hires that both sides confirmed
figure-sessions = Sessions
figure-sessions-means = Confirmed sessions of the programme
figure-attendance = Attendance
figure-attendance-means = People who put a confirmed session into their calendar, counted for each session
figure-questions = Questions
figure-questions-means = Questions to speakers
figure-activities = Activities
figure-activities-means = Activities that were announced and not called off
figure-held = Activities held
figure-held-means = Activities that have taken place
figure-signups = Sign-ups
figure-signups-means = Places taken in activities that were not called off
figure-enquiries = Enquiries
figure-enquiries-means = Enquiries to the help desk, merged ones counted once
figure-answered = Enquiries answered
figure-answered-means = Of these, those that have had an answer
figure-first-answer = Median first answer
figure-first-answer-means = Minutes until half of the answered enquiries had their first answer
figure-messages = Messages
figure-messages-means = Messages said in the rooms of this edition, private ones included, also those that were deleted later
figures-part = Part

organizer-nav-settings = Settings
settings-title = Settings
settings-text = What holds for the whole site. Every change stands in the audit trail.
settings-signup = Who may sign up
settings-signup-hint = Whoever has an account keeps it.
settings-signup-open = Everybody
settings-signup-invited = Only people whom an organization has invited
settings-signup-closed = Nobody
settings-languages = Languages offered
settings-languages-hint = What is written in the other language stays and is shown where there is nothing else.
settings-languages-both = English and Chinese
settings-languages-en = English
settings-languages-zh = Chinese
settings-review = What is reviewed
settings-review-hint = What an organization submits that is not verified yet is always reviewed.
settings-review-always = Review everything
settings-review-unverified = Publish what verified organizations submit without review
settings-logo = Logo
settings-logo-present = The present logo
settings-logo-remove = Go back to the mark of the program
settings-logo-new = New logo
settings-logo-hint = PNG, JPEG or WebP, at most 5 MB. Shown at the top of every page.
settings-edition = This edition
settings-edition-edit = Change name, days, texts and colour
settings-contrast = Contrast with white text: { $ratio }; at least 4.5 : 1 is needed.
settings-elsewhere = Set elsewhere
flash-settings-saved = The settings are saved and hold from now on.
signup-closed = New accounts are not made at the moment. If you have one, log in.
signup-invited = Accounts are for people who were invited. Use the address to which your invitation was sent.
error-signup-closed = New accounts are not made at the moment.
mail-not-invited-subject = Accounts here are for people who were invited
mail-not-invited-text = Somebody signed up with this address, but no organization has invited it. Ask your organization for an invitation and sign up again with the address it is sent to.
audit-settings-update = Settings changed
audit-kind-settings = Settings
audit-who-words = Who: name or mail address
audit-from = From
audit-until = Until

organizer-waiting-appeals = { $n ->
    [one] appeal
   *[other] appeals
}
appeals-title = Appeals
appeals-text = People ask that a sanction or a hidden message be looked at again, by somebody else than who decided it.
appeals-empty = No appeal waits
appeals-empty-text = What people ask to be looked at again stands here.
appeals-found = { $n ->
    [one] { $n } appeal
   *[other] { $n } appeals
}
appeal-make = Appeal
appeal-title = Appeal
appeal-text = You may ask once that another moderator look at this decision.
appeal-message = Your message, which a moderator hid
appeal-own = Your appeal
appeal-waits = A moderator who did not take the decision will look at it. We tell you what comes of it.
appeal-words = Why it should not stand
appeal-words-hint = Say what the moderator did not know or saw otherwise. You can appeal once.
appeal-send = Send the appeal
appeal-of = Appeal of { $name }
appeal-decider = Decided by
appeal-sanction = The sanction
appeal-reason-hint = Both sides are told.
appeal-conflict = Somebody else decided about this appeal while you were writing. Their decision stands; yours is shown beside it and was not stored.
appeal-conflict-own = What you had chosen
appeal-open = Open
appeal-upheld = Upheld: the decision stands
appeal-overturned = Overturned: the decision does not stand
appeal-uphold = Uphold the decision
appeal-overturn = Overturn it: end the sanction, or show the message again
error-appeal-twice = You have appealed this already.
error-appeal-over = It holds no longer, so there is nothing to appeal.
error-appeal-own = Somebody else must decide: you took the decision, or it is your own appeal.
flash-appeal-sent = Your appeal is sent.
flash-appeal-decided = The appeal is decided. We have told both sides.
notice-appeal-new = There is a new appeal
notice-appeal-detail = From { $name }.
notice-appeal-overturned = Your appeal succeeded: the decision does not stand
notice-appeal-upheld = Your appeal was refused: the decision stands
notice-appeal-yours-overturned = A decision of yours was overturned
notice-appeal-yours-upheld = A decision of yours was upheld
audit-appeal-create = Appeal made
audit-appeal-decide = Appeal decided
audit-kind-appeal = Appeal

edition-copy = Begin from
edition-copy-none = Nothing: only the five zones
edition-copy-hint = Halls and places, help articles, canned replies and hours of the help desk, tracks and stages, rules, and the words of the zones are copied. Booths and postings are carried over by their owners.
edition-confirm-title = { $edition }: are you sure?
edition-confirm-no = Leave it as it is
edition-follows-turn = { $edition } will stand at the front door. Everything public of the edition before stays readable in its archive. What is under way there, such as applications and meetings, can be brought to an end until it is archived; enquiries that wait come along. Administrators stay administrators; other roles end, and whoever had one is told.
edition-follows-draft = { $edition } will be seen by administrators alone.
edition-follows-published = { $edition } can be read by everybody and become the current edition.
edition-follows-open = { $edition } is declared open. Its zones follow their own schedules.
edition-follows-closed = { $edition } is declared over. It stays readable, and you can open it again.
edition-follows-archived = { $edition } is archived for good: it stays readable at its own address, nothing in it can be decided or answered any more, and it is never opened again.

booth-carry-title = Carry over your booth
booth-carry-text = Your booth of { $edition } becomes the draft of your booth in this edition, with its texts, pictures, links, exhibits and documents. You can change everything before you submit it.
booth-carry = Carry over your booth
error-booth-carried = There is a booth in this edition already.
flash-booth-carried = Your booth is carried over as a draft.
posting-carry-title = From earlier editions
posting-carry-text = A posting that you carry over becomes a new draft in this edition; the old one stays in its archive.
posting-carry = Carry over

prepared-title = Decided, not announced
prepared-text = Nothing has changed yet and nobody has been told. Look at the decisions together, then release them.
prepared-empty = No decision is prepared
prepared-empty-text = Tick several submissions in the queue and prepare one decision about them.
prepared-back = To the queue
prepared-decision = Decision
prepared-comment = Words to the organization
prepared-by = Decided by
prepared-take-back = Take back
prepared-stale = Changed since: look again
prepared-release = Release and tell everybody
prepared-release-text = { $n ->
    [one] { $n } decision is carried out, and its organization is told.
   *[other] { $n } decisions are carried out together, and their organizations are told.
}
prepared-count = { $n ->
    [one] { $n } decision not announced
   *[other] { $n } decisions not announced
}
prepared-choose = Choose
prepared-together = Decide about the ticked ones together
prepared-together-text = The decision is prepared; you look at all of them before anybody is told.
prepared-approve = Prepare: approve
prepared-changes = Prepare: ask for changes
prepared-reject = Prepare: reject
decision-both = Both decisions
decision-theirs = Decided by somebody else
decision-yours = What you had written
error-prepare-none = Tick what the decision is about.
error-prepared-already = Somebody has prepared a decision about one of these already. Take it back first.
flash-decisions-prepared = The decisions are prepared. Nobody has been told yet.
flash-decision-taken-back = The decision is taken back.
flash-decisions-released = The decisions are released. Everybody has been told.
flash-decisions-released-some = The decisions are released, but for those that were changed since.
organization-people = Find its people
organization-trail = What was done to it, in the audit trail
