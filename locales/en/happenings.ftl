# Activities of the year, and news.
activities-title = Activities
activities-text = Talent days, project roadshows, policy briefings and city days through the year.
activities-console = Activities
activities-console-empty = Make the first one; it is a draft until you publish it.
activities-show = Show
activities-coming = To come
activities-past = Over
activities-none = No activity fits
activities-empty = No activities here
activities-empty-text = They stand here as soon as they are announced.
activities-count = { $n ->
    [one] { $n } activity
   *[other] { $n } activities
}
activity-new = New activity
activity-kind = Kind
activity-kind-talent-day = Talent day
activity-kind-roadshow = Project roadshow
activity-kind-briefing = Policy briefing
activity-kind-city-day = City day
activity-zone = Zone
activity-online = Online
activity-state-draft = Draft
activity-state-published = Announced
activity-state-open = Sign-up open
activity-state-full = Full
activity-state-running = Goes on now
activity-state-held = Held
activity-state-cancelled = Cancelled
activity-move-draft = Back to draft
activity-move-published = Announce it
activity-move-open = Open the sign-up
activity-move-full = Full
activity-move-running = It begins
activity-move-held = It was held
activity-move-cancelled = Cancel the activity
activity-not-public = This activity is not announced yet. Only the organizer sees it.
activity-cancelled-banner = This activity was cancelled.
activity-recap = How it went
activity-recap-en = How it went, in English
activity-recap-zh = How it went, in Chinese
activity-outcome-en = What came of it, in English
activity-outcome-zh = What came of it, in Chinese
activity-sign-title = Sign up
activity-sign = Sign up
activity-wait = Wait for a seat
activity-leave = Give up my place
activity-wait-no-more = Leave the waiting list
activity-you-come = You are coming
activity-you-wait = You wait
activity-place = Number { $n } on the list.
activity-sign-closed = One cannot sign up at the moment.
activity-members = Log in to sign up.
activity-sign-hint = Those who come have it in their calendar. Those who wait move up in the order of the list and are told.
activity-coming = { $n ->
    [one] { $n } person comes
   *[other] { $n } people come
}
activity-seats-taken = { $coming } of { $seats } seats taken
activity-waiting = { $n ->
    [0] nobody waits
    [one] { $n } waits
   *[other] { $n } wait
}
activity-seats = Seats
activity-seats-hint = Leave empty for no limit.
activity-organization = Organization that hosts it
activity-no-organization = None of these
activity-host = Host
activity-host-en = Another host, in English
activity-host-zh = Another host, in Chinese
activity-host-hint = Where the host is no organization here.
activity-place-en = Place, in English
activity-place-zh = Place, in Chinese
activity-place-hint = Empty where it is online.
activity-reason-hint = Whoever signed up reads it. Needed to cancel.
room-to-activity = To the activity
room-to-news = To the news
audit-activity-create = Activity made
audit-activity-move = Activity moved
audit-activity-update = Activity changed
audit-news-create = News made
audit-news-move = News moved
audit-news-update = News changed
audit-kind-activity = Activity
audit-kind-news = News
notice-activity-moved = Another time: { $title }, { $when }
notice-activity-unbooked = Another time, and you have something else then; you wait for a seat again: { $title }, { $when }
notice-activity-cancelled = Cancelled: { $title }
notice-activity-promoted = You have a seat now: { $title }, { $when }
notice-activity-passed = A seat was free, and you have something else then: { $title }, { $when }
flash-activity-coming = You are coming. It is in your calendar.
flash-activity-waiting = You wait for a seat, and are told when there is one.
flash-activity-left = You are off the list.
flash-activity-saved = The activity is saved.
error-activity-not-open = One cannot sign up at the moment.
error-activity-begun = It has begun.
error-activity-not-begun = A recap is written once it has begun.
error-activity-closed = This activity is no longer edited.
error-activity-host = Choose an organization, or name the host.
activity-late = By the times given here it is over. Announced now, for the record, it stands among what was held at once, and these times can be changed no more.
error-activity-seats = More people come than that.
news-title = News
news-text = What is new at the event and between its days.
news-feed = Atom feed
news-console = News
news-console-empty = Write the first one; it is a draft until you publish it.
news-new = New item
news-none = No news fit
news-empty = No news yet
news-empty-text = What the organizer has to tell stands here.
news-count = { $n ->
    [one] { $n } item
   *[other] { $n } items
}
news-not-public = This is not published yet. Only the organizer sees it.
news-state-draft = Draft
news-state-scheduled = Scheduled
news-state-published = Published
news-state-archived = Archived
news-move-draft = Back to draft
news-move-published = Publish at its time
news-move-archived = Archive
news-summary-en = Summary in English
news-summary-zh = Summary in Chinese
news-body-en = Text in English
news-body-zh = Text in Chinese
news-published-at = Published from
news-picture = Picture
news-picture-hint = JPEG, PNG or WebP, up to 8 MB.
news-no-picture = Remove the picture
news-room = People may talk about it
flash-news-saved = The news is saved.
flash-news-moved = The state of the news was changed.
