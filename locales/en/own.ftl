### Texts of a person's own place: privacy, taking everything along, deleting the account.
privacy-title = Privacy
privacy-text = What others see of you while you are here.
privacy-presence = In lists of who is here I am
privacy-presence-hint = A change shows at once, everywhere you are.
privacy-available = Available: my name is shown, people may speak to me
privacy-busy = Busy: my name is shown as busy
privacy-away = Away: my name is shown as away
privacy-hidden = Not shown: I am counted without a name, and nobody sees that I read or type
privacy-save = Save
flash-privacy-saved = Saved. Others see it from now on.
privacy-audience = Who sees what
privacy-there = There is one
privacy-empty = Empty
privacy-edit-profile = Change the profile
audience-everyone = Everybody sees it beside what you write in public.
audience-signed-in = Everybody in the same room sees it, in the list of who is here.
audience-nobody = Only you see it.
audience-email = Mail address
audience-dealings = Employers you applied to, the teams of your organizations and the organizer’s administrators see it.
audience-hours = Language and time zone
privacy-consents = What you agreed to
privacy-consents-none = You have agreed to nothing here: there were no terms when you signed up.
privacy-consent = version { $version }, { $when }
privacy-blocked = Whom you do not want to hear from
privacy-blocked-none = Nobody. You block somebody in a conversation with them.
privacy-seen = Who saw what is yours
privacy-seen-text = Organizations and organizers by what they did, the latest first.
privacy-seen-none = Nobody so far.
sight-resumes = Your résumés
sight-resume = opened “{ $file }”
sight-organizers = Your account
sight-organizer = The organizer
export-title = Take everything along
export-text = A ZIP archive with everything that is held about you: a file of JSON for each part, your own files, and a page that says what there is. Once an hour.
export-submit = Download
export-readme-title = What { $event } holds about { $name }
export-readme-day = Made on { $day }, UTC.
export-readme-text = Each file below is one part of what is held, as JSON in UTF-8; times are in UTC. What others said in rooms is not in it, nor who reported whom.
export-readme-entries = { $n ->
    [one] 1 entry
   *[other] { $n } entries
}
export-readme-files = the files you sent
export-readme-left-out = These files would have made the archive too large. They are at these addresses while you are signed in:
audit-person-export = Took along what is held about them
audit-person-erase = Deleted their account
deletion-title = Delete my account
deletion-teaser = At once and for good. You see before what ends with it.
deletion-open = See what would happen
deletion-text = This is real and at once: nobody can bring it back, neither you nor the organizer.
deletion-barred = Not yet
deletion-barred-text = Something needs somebody else in your place first. Hand it over or end it, then come back.
deletion-effects = What will happen
deletion-effect-profile = Your profile, logins, settings, calendar, bookmarks and notifications are deleted.
deletion-effect-messages = What you wrote in rooms, to the help desk and in questions is deleted; in conversations “Deleted person” stands in its place.
deletion-effect-files = Your photo, résumés and the files of your messages are deleted.
deletion-effect-name = Your name and address are taken out of what others were told and out of the organizer’s records.
deletion-effect-organizations = Booths, postings and projects belong to your organizations and stay with them, without your name.
deletion-export-first = Take everything along first
deletion-confirm = Your account is at { $address }. Type that address to say that you mean it.
deletion-email = Mail address of the account
deletion-submit = Delete my account for good
deletion-keep = Keep it
error-deletion-email = This is not the address of this account.
error-deletion-barred = Something of yours needs somebody else in your place first.
flash-account-deleted = Your account and what was yours are deleted.
leaving-only-administrator = You are the only administrator. Make somebody else one
leaving-only-owner = You are the only owner. Make another member an owner, or take back what is out and remove the others
leaving-applications = These applications are withdrawn, and the organizations are told
leaving-interests = Your interest in these projects is withdrawn, and their teams are told
leaving-meetings = These meetings are called off, and the other side is told
leaving-projects = You answer for these projects; their teams are told that somebody else has to
leaving-activities = Your seats in these activities go to those who wait
leaving-sessions = These sessions leave your calendar
leaving-speaker = The programme names you. These entries are the organizer’s and stay; your account is taken out of them. Ask the organizer to remove them
leaving-requests = These conversations and requests end
leaving-enquiries = These enquiries are closed and emptied
leaving-agent = These enquiries go back to the queue of the help desk
leaving-roles = You lose your roles in these editions
leaving-memberships = You leave the teams of these organizations
notice-enquiry-gone = Closed, because whoever asked has deleted their account: { $subject }
notice-project-without-contact = Nobody in particular answers for “{ $project }” any more: its contact has left. Choose another.
me-waiting = Waiting for you
me-waiting-none = Nothing waits for your answer.
me-welcome = Welcome. Begin with your profile; then look for positions and projects, or register your organization.
me-entries = Coming up
me-entries-none = Nothing in the next two weeks. Sessions, meetings and activities you say yes to stand here.
me-all-entries = The whole calendar
me-today = Today
me-step-done = done
me-step-feed = Have your calendar in your own calendar program
me-step-logo = Give your booth a logo
me-step-text = Describe what you do
me-step-exhibit = Show an exhibit
me-step-hours = Plan when your staff is at the booth
me-step-posting = Write a posting
me-step-project = Submit your project
waiting-verify = Your address is not verified yet
waiting-verify-do = Send the mail again
waiting-invitation = { $organization } invites you
waiting-meeting = Somebody asks you for a meeting
waiting-answer = Answer
waiting-interest = { $name } is interested in your project
waiting-outcome = An outcome was recorded: do you say so too?
waiting-confirm = Look and confirm
waiting-offer = { $organization } offers you a position
waiting-interview = { $organization } offers you times for an interview
waiting-interview-times = An applicant asks for other times for their interview
waiting-candidate = { $organization } invites you to apply
waiting-applications = { $n ->
    [one] 1 new application
   *[other] { $n } new applications
}
waiting-live = { $n ->
    [one] Somebody waits to talk to you
   *[other] { $n } people wait to talk to you
}
waiting-look = Look
waiting-enquiry = The help desk has answered you
waiting-reply = Reply
waiting-desk = { $n ->
    [one] 1 enquiry waits at the help desk
   *[other] { $n } enquiries wait at the help desk
}
waiting-messages = { $n ->
    [one] 1 conversation with something new
   *[other] { $n } conversations with something new
}
waiting-read = Read
sight-cards = Cards you left
sight-card = holds your card
sight-candidates = Your profile as a candidate
sight-candidate = looked at your profile
