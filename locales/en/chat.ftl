### Texts of: chat
chat-hidden = A moderator hid this message.
chat-silenced = You cannot write until { $until }. A moderator’s reason: { $reason }
chat-unknown-room = There is no such room.
chat-bad-frame = The server did not understand this request. Load the page again.
chat-to-booth = To the booth
chat-earlier = Earlier messages
chat-to-lobby = To the lobby
chat-to-hall = To the hall
