# What is wrong with a field, and what to do next. $n is the number the sentence names.
error-required = Please fill this in.
error-tick = Please tick this to go on.
error-too-long = Please shorten this to { $n ->
    [one] { $n } character
   *[other] { $n } characters
} at most.
error-too-short = Please write at least { $n ->
    [one] { $n } character
   *[other] { $n } characters
}.
error-email = Please enter an email address like name@example.com.
error-url = Please enter a web address that begins with https:// or http://.
error-choice = Please choose one of the options offered.
error-number = Please enter a whole number within the range given.
error-date = Please enter a date and time that exist, like 2026-05-31 09:30.
error-characters = This contains characters that cannot be stored. Please type the text again without them.

# Files
error-file-damaged = This file could not be read. Please save it again and choose the new copy.
error-file-too-large = This file is too large. Please choose one of at most { $n ->
    [one] { $n } megabyte
   *[other] { $n } megabytes
}.
error-image-type = Please choose a PNG, JPEG or WebP image.
error-message-file-type = Please choose pictures (PNG, JPEG, WebP) or PDF documents.
error-message-files = At most { $n ->
    [one] { $n } file
   *[other] { $n } files
} with one message.
error-image-pixels = This image has too many pixels. Please choose one of at most { $n ->
    [one] { $n } megapixel
   *[other] { $n } megapixels
}.
error-pdf-type = Please choose a PDF document.

# A request that could not be read
error-form = The form could not be read. Please go back, reload the page and send it again.
error-query = This address could not be read. Please remove what stands after the question mark and try again.
error-slow = The form took too long to arrive. Please check your connection and send it again.
error-origin = This form was sent from another site, so it was not carried out. Please open the page here and send it again.

# Pages, by status
error-400-title = That request could not be understood
error-400-text = Please go back, reload the page and try again.
error-403-title = You may not do this
error-404-title = There is nothing here
error-404-text = The address may be mistyped, or the page was moved or is not public. Use the search or start from the home page.
error-405-title = That cannot be done at this address
error-405-text = Please go back to the page you came from and use the buttons there.
error-409-title = This is not possible now
error-410-title = This has ended
error-410-text = It was here and is no longer open. Have a look at what is open now.
error-413-title = That is too large
error-413-text = What you sent is larger than what is accepted. Please send less text, or fewer and smaller files.
error-415-title = That kind of content is not accepted
error-415-text = Please use the form on the page to send this.
error-422-title = Please check what you entered
error-422-text = Some fields need your attention. They are marked on the form.
error-429-title = That was a little too fast
error-429-text = Please wait a moment and try again.
error-500-title = Something went wrong on our side
error-500-text = It has been noted and nothing you sent was half done. Please try again; if it happens again, tell the organizer the reference below.
error-503-title = Very busy right now
error-503-text = Please wait a moment and try again. Nothing was lost.

error-back = Go back to the page before
error-home = Go to the home page
error-search = Search
error-reference = Reference:
error-verify-first = Please verify your email address first: the mail we sent you has the link.
error-zone-upcoming = This zone has not opened yet.
error-zone-read-only = This zone can be read but takes nothing new at the moment.
error-zone-closed = This zone is closed at the moment.
error-changed-meanwhile = This was changed by somebody else meanwhile. Please go back, look at its present state and try again.
error-edition-archived = This edition is archived for good: it is read and not changed.
error-move-not-allowed = That step is not possible from the present state. Please reload the page to see it.
error-direct-many = { $n ->
    [one] Please choose 1 person at most.
   *[other] Please choose { $n } people at most.
}
error-request-own = You are of this desk yourself.
error-request-taken = Somebody else has taken this request, or it does not wait any more.
error-time = Give a time like 22:00.
error-quiet-half = Quiet hours need both a beginning and an end.
error-quiet-same = Quiet hours must end at another time than they begin.
error-words = At most 100 words at once, each of at most 100 characters.
error-words-full = The list holds at most 1,000 words. Remove some first.
error-push-service = The push service of this browser is not one that this site uses. Ask the organizer to allow it.
