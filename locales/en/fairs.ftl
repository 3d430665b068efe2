# Job fairs
fair-title = Job fairs
fair-one = Job fair
fair-text = Days on which organizations meet people who look for work, each about something.
fair-all = All job fairs
fair-back = All job fairs
fair-none-ahead = No fair is on or planned right now.
fair-search = Search job fairs
fair-stage = When
fair-when = Dates
fair-any-stage = All
fair-stage-upcoming = Coming
fair-stage-running = On now
fair-stage-past = Over
fair-state-draft = Draft
fair-state-published = Published
fair-state-cancelled = Cancelled
fair-count = { $n ->
    [one] { $n } job fair
   *[other] { $n } job fairs
}
fair-employers = { $n ->
    [one] { $n } organization
   *[other] { $n } organizations
}
fair-none = No job fair fits
fair-none-text = Try fewer words or another time.
fair-empty = No job fairs yet
fair-empty-text = As soon as a job fair is planned, it stands here.
fair-empty-button = To all positions
fair-about = About this job fair
fair-employers-title = Organizations
fair-employer = Organization
fair-no-employers = No organization has brought positions yet.
fair-on-duty = Recruiters are here
fair-booth = Booth
fair-talk = Talk to recruiters
fair-no-postings = No positions yet
fair-no-postings-text = Organizations bring their positions until the fair ends. All open positions of the event can be searched.
fair-part-of = Part of these job fairs
fair-cancelled-notice = This job fair is cancelled: { $reason }
fair-past-notice = This job fair is over. Positions that are still open stay here, and what was said can be read.
fair-draft-notice = This is a preview: nobody else sees the fair before it is published.
fair-edit = Edit the fair
chat-to-fair = To the job fair

# An organization's part
fair-own-text = Bring open positions of yours to a fair while it is coming or on.
fair-to-postings = To the postings
fair-own-empty-text = As soon as the organizer publishes a job fair, you can bring positions to it.
fair-own-postings = Your positions in it
fair-see-public = See the public page
fair-own-choose = Choose which of your open positions are part of this fair. What closes or is hidden leaves its page by itself.
fair-own-over = This fair takes no positions any more, and none can be taken out.
fair-own-none = No open positions
fair-own-none-text = A position can be brought to a fair once it is approved and open.
fair-part = Part in the fair
fair-change = Change
fair-part-none = Not in it
fair-part-listed = In the fair
fair-part-withdrawn = Taken out
fair-part-removed = Taken out by the organizer
fair-add = Add to the fair
fair-withdraw = Take out
flash-fair-posting-added = The position is part of the fair.
flash-fair-posting-withdrawn = The position is taken out of the fair.
error-fair-over = This job fair is over.
error-fair-cancelled = This job fair is cancelled.
error-fair-posting-not-live = Only a position that is open can be part of a fair.
error-fair-posting-removed = The organizer has taken this position out of the fair; only the organizer can put it back.

# The organizer's fairs
fair-console-text = Write a fair, publish it, and see what organizations bring to it. Everybody whose organization takes part is told when it begins, is moved or cancelled.
fair-console-empty-text = Write the first one: a title, an introduction, a beginning and an end.
fair-console-no-postings-text = Organizations bring positions while the fair is published and not over.
fair-new = New job fair
fair-publish = Publish
fair-preview = Preview
fair-postings = Positions
fair-postings-text = What organizations brought to this fair, the latest change first.
fair-title-en = Title in English
fair-title-zh = Title in Chinese
fair-introduction-en = Introduction in English
fair-introduction-zh = Introduction in Chinese
fair-starts = Begins
fair-ends = Ends
fair-picture = Picture
fair-picture-hint = PNG, JPEG or WebP, up to 8 MB; shown in a wide frame.
fair-no-picture = Without a picture
fair-move-hint = New times are told at once to everybody whose organization takes part.
fair-cancel = Cancel the fair
fair-cancel-reason = Why the fair is cancelled
fair-cancel-hint = At least 10 characters. It stands on the fair's page, and everybody whose organization takes part is told. It cannot be undone.
fair-remove = Take out of the fair
fair-remove-reason = Why the position is taken out
fair-remove-hint = At least 10 characters. The organization's recruiters are told.
fair-readmit = Put back
fair-withdrawn-notice = The organization has taken this position out itself.
error-fair-ends-before = The end must be after the beginning.
error-fair-ends-past = A published fair cannot end in the past.
flash-fair-saved = The fair is saved.
flash-fair-published = The fair is published.
flash-fair-cancelled = The fair is cancelled. Everybody whose organization takes part has been told.
flash-fair-posting-decided = Done. The organization has been told.

# What those who take part are told
notice-fair-begun = The job fair “{ $fair }” has begun and is on until { $until }
notice-fair-moved = The job fair “{ $fair }” has new times: { $from } – { $until }
notice-fair-cancelled = The job fair “{ $fair }” of { $from } is cancelled
notice-fair-removed = Your posting “{ $posting }” was taken out of the job fair “{ $fair }”
notice-fair-readmitted = Your posting “{ $posting }” is part of the job fair “{ $fair }” again
