### Texts of: service
service-topic = Topic
service-topic-entry = Visas and permits
service-topic-policy = Policies for talent
service-topic-exhibiting = Booths
service-topic-applying = Jobs and applications
service-topic-pairing = Project pairing
service-topic-technical = Accounts and technical help
service-topic-general = Other questions
service-topic-all =
    { $n ->
        [one] { $n } article
       *[other] All { $n } articles
    }
service-any-topic = Any topic
service-any-state = Any state
service-all-topics = All topics
service-search-label = Search the help
service-search-placeholder = Visa, booth, application, password …
service-gate-upcoming = Online Service opens on { $when }. The articles can be read already.
service-gate-read-only = Online Service can be read, and takes nothing new at the moment.
service-gate-closed = Online Service is closed at the moment. The articles can still be read.
article-manage = Write articles
article-found =
    { $n ->
        [0] No article found
        [one] { $n } article found
       *[other] { $n } articles found
    }
article-count =
    { $n ->
        [one] { $n } article
       *[other] { $n } articles
    }
article-none-text = Try fewer words, or look through the topics.
article-empty = No article yet
article-empty-text = What is published stands here.
article-draft-text = Only who manages the zone reads this draft.
article-updated = Last changed on { $date }
article-helpful = Was this helpful?
article-yes = Yes
article-no = No
article-voted-yes = You found it helpful. You may change your mind.
article-voted-no = You did not find it helpful. You may change your mind.
article-vote-visitor = Without an account one voice is counted for each network.
article-related = Related articles
article-edit = Edit the article
article-new = New article
article-list-text = What visitors find under Online Service and in the search.
article-list-empty = No article yet
article-list-empty-text = Write what many people ask.
article-helpful-yes = Helpful
article-helpful-no = Not helpful
article-state-draft = Draft
article-state-published = Published
article-publish = Publish
article-withdraw = Withdraw
article-withdraw-confirm = Withdraw this article? Nobody finds it until it is published again.
article-position-hint = Small numbers come first within the topic.
article-save-hint = What is published changes at once; a draft stays a draft.
article-save = Save
flash-article-saved = The article is saved.
flash-article-published = The article is published.
flash-article-withdrawn = The article is withdrawn.
flash-article-thanks = Thank you. Your answer is counted.
organizer-nav-articles = Help articles
audit-article-create = Article written
audit-article-move = Article published or withdrawn
audit-article-update = Article changed
audit-kind-article = Help article
service-ask = Ask the help desk
service-ask-text = Nothing fits? Write to us: a person reads it and answers.
footer-ask = Ask the help desk
enquiries-title = My enquiries
enquiries-none = No enquiry yet
enquiries-none-text = What you ask the help desk stands here with its answers.
enquiry-count =
    { $n ->
        [one] { $n } enquiry
       *[other] { $n } enquiries
    }
enquiry-new = Ask a question
enquiry-new-text = A person of the help desk reads it and answers by mail and here.
enquiry-about = About the page { $page }
enquiry-subject = Subject
enquiry-body = Your question
enquiry-body-hint = What do you want to do, and what happens instead? Leave passport numbers and passwords out.
enquiry-name = Your name
enquiry-email = Your mail address
enquiry-email-hint = The answer comes there, with a link to write on.
enquiry-or-log-in = With an account you find your enquiries in one list.
enquiry-send = Send
enquiry-desk = Help desk
enquiry-history = History
enquiry-note-private = Private note
enquiry-talk = You talked with each other at the help desk.
enquiry-talk-open = To the conversation
enquiry-over = This enquiry is closed.
enquiry-write = Write on
enquiry-write-reopens = If you write, the help desk takes it up again.
enquiry-message = Your message
enquiry-resolve = It is solved
enquiry-resolve-text = Do you need no answer any more?
enquiry-rate = How was it?
enquiry-rate-question = Stars
enquiry-rate-words = In your words
enquiry-rate-send = Send the rating
enquiry-closes = It closes by itself a week after it was resolved; until then you may write on and change the rating.
enquiry-stars =
    { $n ->
        [one] ★ { $n } of 5
       *[other] ★ { $n } of 5
    }
enquiry-state-new = Received
enquiry-state-open = Being looked after
enquiry-state-pending = Answered, waits for a reply
enquiry-state-snoozed = Set aside
enquiry-state-resolved = Resolved
enquiry-state-closed = Closed
enquiry-state-merged = Merged
enquiry-priority-low = Low
enquiry-priority-normal = Normal
enquiry-priority-high = High
enquiry-priority-urgent = Urgent
enquiry-move-open = In progress.
enquiry-move-pending = Waiting for an answer from the person who asked.
enquiry-move-snoozed = Set aside.
enquiry-move-resolved = Resolved.
enquiry-move-closed = Closed.
enquiry-move-merged = Joined with:
flash-enquiry-sent = Your question has arrived. The answer comes here and by mail.
flash-enquiry-mailed = Your question has arrived. We have sent you a mail with a link to it.
flash-enquiry-written = Your message has arrived.
flash-desk-resolved = The enquiry is resolved.
flash-enquiry-resolved = Thank you. The enquiry is resolved.
flash-enquiry-rated = Thank you for the rating.
error-enquiry-closed = This enquiry is closed. Ask a new question.
error-enquiry-rating = Only a resolved enquiry can be rated, until it is closed.
mail-enquiry-received = Your question has arrived
mail-enquiry-received-text = The help desk has received your question. The link leads to it; there you read the answer and write on. Keep it to yourself: whoever has it reads along.
mail-enquiry-open = Open the enquiry
mail-enquiry-answer-here = Please do not reply to this mail. The link leads to your enquiry; whoever has it reads along.
notice-enquiry-waiting = { $name } asks the help desk: { $subject }
notice-enquiry-written = { $name } writes: { $subject }
notice-enquiry-closed = Closed: { $subject }
notice-enquiry-woken = Back in the queue: { $subject }
notice-enquiry-rated = { $name } of 5 stars: { $subject }
notice-topic-service = Help desk
notice-topic-service-hint = Your enquiries to the help desk and their answers; for agents, who waits.
service-desk = Help desk
desk-open-until = Open now, until { $when }
desk-opens = Closed; opens { $when }
desk-your-time = { $when } for you
desk-hours = Opening hours
desk-hours-text = By the clocks of { $zone }. Leave both fields of a day off empty; for midnight as the end choose 00:00.
desk-hours-opens = from
desk-hours-closes = to
desk-hours-save = Save the hours
flash-desk-hours = The opening hours are saved.
error-desk-hours = Give both times, the end after the beginning.
audit-hours-update = Opening hours of the help desk set
audit-kind-hours = Opening hours of the help desk
desk-to-answer = To be answered
desk-any-language = Any language
desk-any-priority = Any priority
desk-language = Language
desk-priority = Priority
desk-whose = Looked after by
desk-whose-all = Everybody
desk-whose-mine = Me
desk-whose-nobody = Nobody
desk-sort-waiting = Longest waiting first
desk-sort-priority = Most urgent first
desk-sort-newest = Newest first
desk-empty = Nobody waits
desk-empty-text = Every enquiry has its answer.
desk-waits = Waiting since
desk-agent = Looked after by
desk-nobody-looks = Nobody looks after it
desk-looked-after = { $name } looks after it
desk-about = asked from
desk-snoozed-until = set aside until { $when }
desk-changed = Somebody else has changed this enquiry since you saw it. Read what is new; what you typed stands below.
desk-answer = Answer
desk-reply = Canned reply
desk-insert = Insert
desk-answer-body = Your answer
desk-answer-hint = Goes to whoever asked, here and by mail.
desk-then = Afterwards
desk-then-pending = Wait for their answer
desk-then-resolved = It is resolved
desk-then-open = Keep it open, more follows
desk-answer-send = Send the answer
desk-note = Private note
desk-note-body = Only the desk reads it
desk-note-save = Save the note
desk-take = Look after it myself
desk-hand-over = Hand over
desk-hand-over-note = Note for them
desk-sort = Sort
desk-sort-save = Save
desk-snooze = Set aside
desk-until = Until
desk-reopen = Open again
desk-resolve = Resolve without an answer
desk-merge = Merge
desk-merge-into = Goes on in
desk-merge-confirm = Merge this enquiry? Its history moves to the other one.
desk-merged-into = It goes on in this enquiry
desk-others = Other enquiries by the same person
error-snooze =
    { $n ->
        [one] Choose a time within the next { $n } day.
       *[other] Choose a time within the next { $n } days.
    }
flash-enquiry-answered = The answer is sent.
flash-enquiry-noted = The note is saved.
flash-enquiry-assigned = Saved who looks after it.
flash-enquiry-sorted = Saved.
flash-enquiry-snoozed = It is set aside and comes back by itself.
flash-enquiry-reopened = It is open again.
flash-enquiry-merged = The enquiries are one now.
notice-enquiry-answered = Answer of the help desk: { $subject }
notice-enquiry-files = With files, which you find there: { $names }
notice-enquiry-resolved = Resolved: { $subject }
notice-enquiry-resolved-text = If something is missing, write on within { $days } days.
notice-enquiry-merged = Your enquiries are joined: { $subject }
notice-enquiry-assigned = { $name } hands over to you: { $subject }
organizer-waiting-enquiries =
    { $n ->
        [one] enquiry waits for an answer
       *[other] enquiries wait for an answer
    }
replies-title = Canned replies
replies-none = No canned reply yet
replies-none-text = Write down what you answer again and again.
reply-new = New reply
reply-edit = Edit the reply
reply-title = What you find it by
reply-save = Save the reply
reply-remove = Remove the reply
reply-remove-confirm = Remove this reply?
reply-count =
    { $n ->
        [one] { $n } reply
       *[other] { $n } replies
    }
flash-reply-saved = The reply is saved.
flash-reply-removed = The reply is removed.
desk-live = Talking now
desk-queue = Enquiries
desk-duty-service = I talk with people at once
talk-send = Send and talk now
talk-now = Talk now
talk-text = Somebody of the help desk is there. You wait in a queue and see your place.
flash-talk-not-now = Nobody is there to talk with now. Your enquiry stands in the queue and is answered.
request-to-enquiry = To the enquiry
organizer-nav-enquiries = Enquiries
figures-wait = Half had their first answer within
figures-minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
figures-hours =
    { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
figures-stars =
    { $n ->
        [one] stars of 5 in { $n } rating
       *[other] stars of 5 in { $n } ratings
    }
figures-ratings = Ratings
figures-none = No rating yet
figures-none-text = Whoever asked may rate a resolved enquiry.
