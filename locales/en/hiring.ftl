# Offers to applicants.
offer-title = Offer
offer-new = Write an offer
offer-make = Send the offer
offer-terms = What you offer
offer-terms-hint = The position, the contract, leave and whatever else counts. The applicant reads it as it stands; it cannot be changed afterwards.
offer-starts = First day
offer-answer-by = Answer by
offer-salary = Pay
offer-what-follows = The applicant is told at once and accepts or declines. Without an answer by that day the offer lapses; until then you may take it back.
offer-state-pending = Awaits an answer
offer-state-accepted = Accepted
offer-state-declined = Declined
offer-state-withdrawn = Taken back
offer-state-lapsed = Not answered in time
flash-offer-made = The offer is sent. The applicant has been told.
error-offer-twice = There is an open offer already.
error-offer-state = An offer is made to who was interviewed, or again to who was refused or whose offer was taken back.
error-offer-over = The day to answer this offer is past.
error-offer-past = This day is past.
error-offer-soon = { $n ->
    [one] Please leave at least { $n } hour to answer.
   *[other] Please leave at least { $n } hours to answer.
}
error-offer-late = { $n ->
    [one] An offer stays open for at most { $n } day.
   *[other] An offer stays open for at most { $n } days.
}
notice-offer-made = { $organization } makes you an offer for “{ $posting }”. Please answer by { $when }
notice-offer-reminder = The offer of { $organization } for “{ $posting }” awaits your answer until { $when }
notice-offer-lapsed = The offer of { $organization } for “{ $posting }” has lapsed: it was not answered by { $when }
notice-offer-unanswered = Your offer for “{ $posting }” was not answered by { $when }

# What organizations take away.
audit-posting-export = Applications downloaded
audit-posting-resumes = Résumés downloaded
hiring-export-title = Take away
hiring-export-text = The applications to this posting, with answers. Names that are hidden stay hidden; every download is written down.
export-csv = Table (CSV)
export-xlsx = Table (XLSX)
export-resumes = Résumés (ZIP)
export-mail = Mail
export-letter = Letter
export-version = Last change
error-resumes-many = There are more résumés than one download holds: 200 files, 100 MB together. Please decide about some of the applications, or open them one by one.
error-resumes-none = There is no résumé to download.

# A step for many at once.
decide-hint = You see whom the step concerns before it is taken.
decide-preview = Preview the step
decide-left-out = { $n ->
    [one] { $n } application cannot take this step and is left out
   *[other] { $n } applications cannot take this step and are left out
}
decide-none = Nobody can take this step
decide-none-text = Go back and choose other applications or another step.
decide-quiet = { $n ->
    [one] { $n } decision is noted; the applicant learns nothing until you tell everyone, with the reason.
   *[other] { $n } decisions are noted; the applicants learn nothing until you tell everyone, with the reason.
}
decide-taken-back = { $n ->
    [one] { $n } decision is taken back; the application stands where it stood, and the applicant learns nothing.
   *[other] { $n } decisions are taken back; the applications stand where they stood, and the applicants learn nothing.
}
decide-told = { $n ->
    [one] { $n } applicant takes this step and is told at once.
   *[other] { $n } applicants take this step and are told at once.
}
