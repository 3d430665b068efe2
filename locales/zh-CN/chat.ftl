### Texts of: chat
chat-hidden = 此消息已被管理员隐藏。
chat-silenced = 在 { $until } 之前您不能发言。管理员给出的理由：{ $reason }
chat-unknown-room = 没有这个聊天室。
chat-bad-frame = 服务器无法理解这一请求，请重新加载页面。
chat-to-booth = 前往展台
chat-earlier = 更早的消息
chat-later = 更晚的消息
chat-to-lobby = 前往大厅
chat-to-hall = 前往展馆
direct-export = 下载我的发言
direct-title = 私信
direct-path = 当前位置
direct-search = 搜索我的消息
direct-find = 搜索
direct-all = 全部
direct-unread = 未读
direct-blocked = 已屏蔽的人
direct-unread-count = { $n } 条新消息
direct-count = 共 { $n } 个会话
direct-found = 找到 { $n } 条消息
direct-none = 还没有会话
direct-none-text = 您可以从展台聊天室里对方的消息，或从展台人员名单给对方发私信。
direct-none-link = 前往虚拟展厅
direct-unread-none = 全部消息均已读
direct-unread-none-text = 新消息会显示在这里。
direct-found-none = 没有包含这些词语的消息
direct-found-none-text = 请减少或更换搜索词。
direct-show-all = 显示全部会话
direct-blocked-none = 您没有屏蔽任何人
direct-blocked-none-text = 您在会话中屏蔽的人会显示在这里。
direct-you = 您
direct-new-group = 新建群聊
direct-write-to = 写给{ $name }
direct-group-name = 群聊名称
direct-people = 成员
direct-body = 消息内容
direct-send = 发送
direct-cancel = 取消
direct-nobody = 还没有可以选择的人
direct-nobody-text = 群聊由已经和您有过会话的人组成。
direct-private = 只有会话成员可以阅读；成员举报的内容由管理员查看。
direct-to-list = 全部私信
direct-gone = 账号已注销的用户
direct-gone-text = 此会话中已没有其他人。
direct-blocked-text = 您已屏蔽此人，解除屏蔽后才能发送消息。
direct-closed-text = 您不能给此人发送消息。
direct-block-one = 屏蔽{ $name }
direct-block-text = 被屏蔽的人不能给您发消息，也不会收到通知。
direct-unblock-one = 解除屏蔽{ $name }
direct-unblock = 解除屏蔽
direct-leave = 退出群聊
direct-leave-confirm = 确定退出此群聊吗？退出后将无法再阅读其中的内容。
room-write-to = 发私信
flash-blocked = 已屏蔽，您不会再收到此人的消息。
flash-unblocked = 已解除屏蔽，你们可以重新互发消息。
flash-group-left = 您已退出群聊。
notice-message-received = { $name } 给您发来私信
notice-message-in-group = { $name } 在“{ $group }”中发言
message-own-title = 您的消息
message-said-at = 发送于 { $time }
message-words = 内容
message-edit-hint = 发送后 15 分钟内可以修改。所有人都会看到消息已编辑。
message-save = 保存
message-leave = 不作修改
message-unsaved = 您刚才写的内容没有保存
message-delete = 删除消息
message-delete-text = 内容将对所有人消失，无法恢复；仍会显示此处有一条消息已删除。
message-delete-confirm = 对所有人删除这条消息？
message-edit-late = 消息发送后 15 分钟内可以修改，现已超过时限。
message-delete-late = 消息发送后 24 小时内可以删除，现已超过时限。
message-hidden-stays = 此消息已被管理员隐藏。管理员恢复显示之后才能更改。
message-deleted-already = 您已删除这条消息。
chat-deleted = 此消息已由作者删除。
chat-edited = 已编辑
flash-message-edited = 消息已修改。
flash-message-deleted = 消息已删除。
room-edit = 编辑或删除
room-reply = 回复
room-replying = 回复
room-reply-cancel = 取消回复
error-reply = 您要回复的消息已不在此聊天室。您写的内容仍在下方，再次发送即不作为回复发出。
room-new-line = 新消息
room-new-count = { $n ->
    [100] 100 条以上新消息
   *[other] { $n } 条新消息
}
reaction-like = 赞
reaction-heart = 爱心
reaction-laugh = 大笑
reaction-celebrate = 庆祝
reaction-think = 思考
reaction-thanks = 感谢
room-react = 表情回应
error-reaction = 没有这种表情回应，请重新加载页面。
error-reaction-removed = 此消息的内容已被移除，不能再添加表情回应。
room-pause = { $n ->
    [60] 慢速模式：每分钟一条消息。
    [300] 慢速模式：每 5 分钟一条消息。
   *[other] 慢速模式：每 { $n } 秒一条消息。
}
room-pause-left = { $n ->
   *[other] 聊天室处于慢速模式，{ $n } 秒后可再次发言。
}
room-members-only = 仅登录用户可阅读此聊天室。
