### Texts of: chat
chat-hidden = A moderator hid this message.
chat-silenced = You cannot write until { $until }. A moderator’s reason: { $reason }
chat-unknown-room = There is no such room.
chat-bad-frame = The server did not understand this request. Load the page again.
chat-to-booth = To the booth
chat-earlier = Earlier messages
chat-later = Later messages
chat-to-lobby = To the lobby
chat-to-hall = To the hall
direct-export = Download what I said
direct-title = Messages
direct-path = You are here
direct-search = Search your messages
direct-find = Search
direct-all = All
direct-unread = Unread
direct-blocked = Blocked people
direct-unread-count = { $n ->
    [one] 1 new
   *[other] { $n } new
}
direct-count = { $n ->
    [one] 1 conversation
   *[other] { $n } conversations
}
direct-found = { $n ->
    [one] 1 message found
   *[other] { $n } messages found
}
direct-none = No conversations yet
direct-none-text = Write to somebody from a message of theirs in a booth’s room, or from the people of a booth.
direct-none-link = Go to the exhibition
direct-unread-none = You have read everything
direct-unread-none-text = New messages will stand here.
direct-found-none = No message has these words
direct-found-none-text = Try fewer or other words.
direct-show-all = Show all conversations
direct-blocked-none = You have blocked nobody
direct-blocked-none-text = Who you block in a conversation stands here.
direct-you = You
direct-new-group = New group
direct-write-to = Write to { $name }
direct-group-name = Name of the group
direct-people = People
direct-body = Message
direct-send = Send
direct-cancel = Cancel
direct-nobody = There is nobody to choose yet
direct-nobody-text = A group is made of people you already have a conversation with.
direct-private = Only the people in this conversation can read it. What one of them reports is seen by the moderators.
direct-to-list = All messages
direct-gone = Somebody whose account was deleted
direct-gone-text = Nobody else is in this conversation any more.
direct-blocked-text = You have blocked this person. Unblock them to write.
direct-closed-text = You cannot write to this person.
direct-block-one = Block { $name }
direct-block-text = Who is blocked cannot write to you and is not told.
direct-unblock-one = Unblock { $name }
direct-unblock = Unblock
direct-leave = Leave the group
direct-leave-confirm = Leave this group? You will not be able to read it any more.
room-write-to = Write privately
flash-blocked = Blocked. You will hear nothing more from this person.
flash-unblocked = Unblocked. You can write to each other again.
flash-group-left = You have left the group.
notice-message-received = { $name } wrote to you
notice-message-in-group = { $name } wrote in { $group }
message-own-title = Your message
message-said-at = Said on { $time }
message-words = The words
message-edit-hint = For 15 minutes after saying it. Everybody sees that it was edited.
message-save = Save
message-leave = Leave it as it is
message-unsaved = What you wrote now was not saved
message-delete = Delete the message
message-delete-text = Its words disappear for everybody and cannot be brought back. That something was deleted stays visible.
message-delete-confirm = Delete this message for everybody?
message-edit-late = A message can be edited for 15 minutes after it was said. That time is over.
message-delete-late = A message can be deleted for 24 hours after it was said. That time is over.
message-hidden-stays = A moderator hid this message. It can be changed only once a moderator shows it again.
message-deleted-already = You deleted this message.
chat-deleted = Deleted by its author.
chat-edited = edited
flash-message-edited = The message is changed.
flash-message-deleted = The message is deleted.
room-edit = Edit or delete
room-reply = Reply
room-replying = Replying to
room-reply-cancel = Cancel the reply
room-names = People who can be named
chat-files = Files
notice-mentioned = { $name } mentioned you in { $place }
error-reply = The message that you answer is no longer in this room. What you wrote stands below; send it again to say it without answering.
room-new-line = New
room-new-count = { $n ->
    [1] 1 new message
    [100] 100 or more new messages
   *[other] { $n } new messages
}
reaction-like = Thumbs up
reaction-heart = Heart
reaction-laugh = Laugh
reaction-celebrate = Celebrate
reaction-think = Thinking
reaction-thanks = Thank you
room-react = React
error-reaction = There is no such reaction. Load the page again.
error-reaction-removed = Nobody can react to this message any more: its words are gone.
room-pause = { $n ->
    [one] Slow mode: one message a second.
    [60] Slow mode: one message a minute.
    [300] Slow mode: one message every 5 minutes.
   *[other] Slow mode: one message every { $n } seconds.
}
room-pause-left = { $n ->
    [one] This room is in slow mode. You can write again in 1 second.
   *[other] This room is in slow mode. You can write again in { $n } seconds.
}
room-members-only = Only people who are signed in read this room.
room-closed = This conversation is closed: it can be read, and nobody writes in it any more.
room-to-application = To the application
room-to-project = To the project
