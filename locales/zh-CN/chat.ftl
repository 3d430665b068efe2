### Texts of: chat
chat-hidden = 此消息已被管理员隐藏。
chat-silenced = 在 { $until } 之前您不能发言。管理员给出的理由：{ $reason }
chat-unknown-room = 没有这个聊天室。
chat-bad-frame = 服务器无法理解这一请求，请重新加载页面。
chat-to-booth = 前往展台
chat-earlier = 更早的消息
chat-to-lobby = 前往大厅
chat-to-hall = 前往展馆
