### Texts of: requests
requests-title = Requests
requests-all = All
requests-open = Open
requests-none = No requests yet
requests-none-text = Ask a booth or the recruiters of an organization to talk with you.
request-title-booth = Talk to the booth
request-title-recruitment = Ask the recruiters
request-on-duty = { $n ->
    [one] 1 on duty
   *[other] { $n } on duty
}
request-waiting = { $n ->
    [one] 1 is waiting
   *[other] { $n } are waiting
}
request-nobody = Nobody is on duty now. Leave your question: the answer comes here and by mail.
request-question = Your question
request-send = Ask to talk
request-leave = Leave the question
request-sign-in = Log in to ask
request-open-already = You have asked already.
request-to-open = To your request
request-to-desk = To the desk
request-to-list = All requests
request-standing = Where this request stands
request-position = { $n ->
    [one] You are next.
   *[other] You are number { $n } in the queue.
}
request-minutes = { $n ->
    [one] About a minute.
   *[other] About { $n } minutes.
}
request-wait-text = You may close this page or ask elsewhere too: your place is kept, and you are told when it is your turn.
request-talking = In conversation with { $name }
request-later = Nobody could talk just now. The answer comes here, and you are told by mail.
request-cancelled-text = You took this request back.
request-over = This conversation is over. Write here to ask again; the answer comes later.
request-accept = Accept
request-end = End the conversation
request-defer = Answer me later
request-cancel = Take back
request-cancel-confirm = Take this request back? You lose your place in the queue.
request-colleague = Colleague
request-hand-over = Hand over
request-state-waiting = Waiting
request-state-offered = Ringing
request-state-active = In conversation
request-state-answered = Ended
request-state-converted = Answered later
request-state-cancelled = Taken back
desk-title = Desk
desk-booth = At the booth
desk-recruitment = About postings
desk-nobody = Nobody is waiting.
desk-later = Conversations
desk-search = Words
desk-unanswered = Unanswered
desk-unanswered-one = Unanswered
desk-later-none = Everything is answered
desk-later-none-text = Questions that nobody could take at once will stand here.
desk-duty = My duty
desk-duty-text = While you are on duty people can ask to talk with you. It ends by itself after ten hours.
desk-duty-booth = I am on duty at the booth
desk-duty-recruitment = I answer about postings
desk-most = Conversations at once
desk-save = Save
posting-ask = Ask the recruiters
flash-request-accepted = You are now in conversation.
flash-request-ended = The conversation is ended.
flash-request-handed = Handed over.
flash-request-cancelled = Your request is taken back.
flash-request-deferred = You will be answered here, and told by mail.
flash-duty-saved = Your duty is saved.
notice-request-waiting = { $name } asks to talk
notice-request-accepted = { $name } has time for you now
notice-request-handed = { $name } is handed over to you
notice-request-converted = { $name } left a question
