# Candidates: people who may be found by organizations that look for staff.

candidate-title = Candidate profile
candidate-text = Let organizations find you. Nobody sees this until you say so, and you see who looked.
candidate-empty = No profile yet
candidate-empty-text = Tell what you can and what you look for. It stays hidden until you agree to be found.
candidate-begin = Begin
candidate-edit = Edit the profile
candidate-edit-text = Saving shows nothing to anybody: whether you are found you decide on the page of your profile.
candidate-export = Download as JSON Resume
candidate-back = Back without saving
candidate-conflict = This profile was saved in another window while you were writing. Your text is still in the form; save again to keep it.

# The form
candidate-who = Who you are
candidate-headline = In one line
candidate-headline-hint = It stands in lists: “Laser engineer with six years in fibre optics”.
candidate-summary = About you
candidate-occupation = Occupation
candidate-occupation-hint = Groups of ISCO-08, the international classification.
candidate-education = Education
candidate-skills = Skills
candidate-tags-hint = With commas between.
candidate-languages = Languages
candidate-languages-hint = With levels of the Common European Framework, A1 to C2.
candidate-language = Language
candidate-level = Level
candidate-no-language = No language
candidate-no-level = No level
candidate-what = What you look for
candidate-places = Places
candidate-remote = Remote work
candidate-types = Kind of employment
candidate-availability = Could begin
candidate-salary = Wished pay
candidate-salary-hint = The least you wish; may stay empty.
candidate-currency = Currency
candidate-unit = Pay is
candidate-resume = Résumé
candidate-resume-file = A file
candidate-no-resume = Remove this file
candidate-save = Save
candidate-choose = Please choose
candidate-not-told = Not told
candidate-any = Any
level-native = first language
level-c2 = C2
level-c1 = C1
level-b2 = B2
level-b1 = B1
level-a2 = A2
level-a1 = A1
availability-now = At once
availability-month = Within a month
availability-quarter = Within three months
availability-later = Later
error-candidate-tags = { $n ->
   *[other] At most { $n }, please.
}
error-candidate-language = Choose a language and its level from the lists.

# Who finds it
candidate-state = Who finds you
candidate-state-hidden = Nobody
candidate-state-open = Organizations
candidate-state-dormant = Nobody for now
candidate-consent-text = Owners and recruiters of verified organizations will find your profile, your name and your résumé. You see which organization looked, may hide from any, and may take this back at any time.
candidate-consent = I agree that verified organizations find my profile.
candidate-open = Let me be found
candidate-hide = Hide my profile
candidate-consented = You agreed on { $when }.
candidate-warned = We have not seen you for long. Your profile will be hidden unless you say that it still holds.
candidate-confirm = It still holds
candidate-dormant-text = We have not seen you for six months, so your profile is hidden.
candidate-hidings = Hidden from
candidate-hidings-text = These organizations do not find you, and you get no invitations from them. They are not told.
candidate-hidings-edit = Choose organizations
candidate-hidden-now = Hidden from now
candidate-no-hidings = You are hidden from no organization.
candidate-own = your own, always
candidate-hide-from = Hide from others
candidate-hide-from-one = Hide from
candidate-show-again = Show again to
candidate-is-hidden-from = Hidden
candidate-organization-name = Name of an organization
candidate-no-organization = No such organization
candidate-no-organization-text = Nothing of this name exhibits or employs here, so it cannot find you.
candidate-organizations-found = { $n ->
    [one] 1 organization
   *[other] { $n } organizations
}
candidate-invitations = Invitations to apply
candidate-no-invitations = None so far. Organizations that find you can invite you to apply.
candidate-no-more = No more from
candidate-views = Who saw it
candidate-no-views = Nobody so far.
candidate-views-found = { $n ->
    [one] 1 look
   *[other] { $n } looks
}
candidate-delete-title = Delete
candidate-delete = Delete the profile …
candidate-delete-text = The profile, the résumé, the list of who saw it and your invitations are deleted at once and for good.
candidate-delete-now = Delete for good
flash-candidate-saved = Your profile is saved.
flash-candidate-open = Organizations find you now.
flash-candidate-hidden = Nobody finds you any more.
flash-candidate-confirmed = Thank you. Your profile still holds.
flash-candidate-deleted = Your profile is deleted.
flash-candidate-hiding = You are hidden from this organization.
flash-candidate-shown = You are no longer hidden from this organization.
error-hidings-full = You hide from as many organizations as one can. Show yourself to one again first.
notice-candidate-idle = Your candidate profile will be hidden on { $day }
notice-candidate-idle-text = We have not seen you for long. Say that it still holds, and it stays.
notice-candidate-hidden = Your candidate profile is hidden
notice-candidate-hidden-text = We have not seen you for six months. Say that it still holds, and organizations find you again.
notice-candidate-invited = { $organization } invites you to apply: { $posting }

# The search of organizations
candidates-title = Candidates
candidates-text = People who agreed to be found. Each look at a profile is shown to its person.
candidates-unverified = Only for verified organizations
candidates-unverified-text = Your organization is verified with its first approved booth or position. Then you can look for candidates here.
candidates-search = Search for candidates
candidates-education = Education, at least
candidates-language = Speaks
candidates-find = Search
candidates-found = { $n ->
    [one] 1 candidate
   *[other] { $n } candidates
}
candidates-none = Nobody found
candidates-none-text = Take away a filter or try other words.
candidates-empty = No candidates yet
candidates-empty-text = As soon as people agree to be found they stand here.
candidates-changed = Changed on { $day }
candidate-profile = Profile
candidate-look-is-told = This person sees that your organization looked at this page today.
candidate-invite-title = Invite to apply
candidate-invite-posting = Position
candidate-invite-message = Message
candidate-invite = Invite
candidate-invite-none = You have no further live position to invite to.
candidate-invited-on = invited on { $day }
flash-candidate-invited = The invitation is sent.
error-candidate-invited = This person is invited to this position already.
error-candidate-applied = This person has applied to this position already.
