# What people keep: saved things and searches.

# The buttons
save-do = Save
save-undo = Remove from saved
flash-saved = Saved. You find it under “Saved”.
flash-unsaved = No longer saved.
error-saves-full = You keep as much as one can keep. Remove something first.

# The list
saved-title = Saved
saved-text = What you want to find again, in one place. Only you see it.
saved-kinds = Kinds
saved-postings = Positions
saved-booths = Booths
saved-projects = Projects
saved-sessions = Sessions
saved-show = Show
saved-all = All
saved-past = Over
saved-sessions-text = What you attend stands in your calendar too; bookmarks take no time.
saved-search = Search what you saved
saved-find = Search
saved-show-all = Show all
saved-empty = Nothing here
saved-empty-text = Press “Save” on a position, a booth or a project, or bookmark a session, and it stands here.
saved-look-around = Look around
saved-none-found = Nothing found
saved-none-found-text = Nothing that you saved holds these words.
saved-found = { $n ->
    [one] 1 saved
   *[other] { $n } saved
}
saved-ends = until { $day }
saved-on = Saved on { $day }
saved-not-public = Not public at present
saved-not-public-text = What you saved was withdrawn or is hidden. It stands here again when it is shown again.

# What one is told
notice-saved-closing = Closes soon, on { $when }: { $posting }
notice-saved-closed = Closed: { $posting }, which you saved
notice-topic-saved = Saved things and searches
notice-topic-saved-hint = A saved position closes; a saved search finds something new.

# Saved searches
searches-title = Saved searches
searches-text = They tell you what is new, as often as you like.
searches-empty = No saved search yet
searches-empty-text = Search for positions, then press “Save this search”.
searches-empty-button = Search for positions
searches-found = { $n ->
    [one] 1 saved search
   *[other] { $n } saved searches
}
search-save = Save this search
search-edit-title = Change a saved search
search-edit = Change
search-delete = Delete
search-asks = What it looks for
search-everything = All positions
search-part-salary = at least { $least } a year
search-name = Name
search-rhythm = How often you are told what is new
search-rhythm-at-once = At once
search-rhythm-daily = Once a day
search-rhythm-weekly = Once a week
search-rhythm-none = Never
search-rhythm-text = At once means within the hour. You are told only when something new fits; the mail has a link that ends it.
search-submit = Save
search-next = Next look: { $when }
search-conflict = This search was changed in another window meanwhile. What you typed is still in the form; save again to keep it.
error-searches-full = { $n ->
   *[other] You keep { $n } searches, as many as one can keep. Delete one first.
}
flash-search-saved = The search is saved.
flash-search-deleted = The search is deleted.
search-new = { $n ->
    [one] 1 new position
   *[other] { $n } new positions
}
notice-search-found = { $name }: { $new }
notice-search-found-text = Your saved search has found something new.
notice-search-heading = New positions
notice-mail-search-name = A saved search
