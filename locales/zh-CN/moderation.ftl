### Texts of: moderation

# 通用文字
moderation-path = 当前位置
moderation-search = 姓名或内容
moderation-find = 查找
moderation-zone = 专区
moderation-any-zone = 任意专区
moderation-all-states = 全部
moderation-reason = 理由
moderation-reason-hint = 当事人会看到此理由。

# 提交举报
report-new = 举报消息
report-new-text = 内容管理员会看到该消息及其前后的内容。被举报人不会知道是谁举报的。
report-category = 这条消息有什么问题？
report-abuse = 侮辱、威胁或骚扰
report-spam = 广告或刷屏
report-fraud = 欺诈或冒充身份
report-personal-data = 泄露他人个人信息
report-other = 其他问题
report-note = 希望内容管理员了解什么？
report-note-hint = 请用自己的话说明，语言不限。
report-send = 提交举报
report-back = 返回
flash-report-sent = 感谢您的举报。内容管理员已收到，并会告知您处理结果。
error-report-twice = 您已举报过这条消息，内容管理员会进行处理。
error-report-own = 这是您自己的消息。

# 举报列表与详情
reports-title = 举报
reports-waiting = 等待处理
reports-empty = 这里没有举报
reports-empty-text = 有人举报消息后会显示在这里，并会通知您。
reports-found = 共 { $n } 条举报
report-all-categories = 全部原因
report-state = 状态
report-open = 未处理
report-in-review = 审核中
report-actioned = 已处置
report-dismissed = 不予处理
report-message = 消息
report-accused = 发布者
report-made = 举报时间
report-reporter = 举报人
report-handler = 处理人
report-others = 其他举报人
report-context = 当时的对话
report-context-text = 举报时的内容，位于
report-meant = 此消息
report-steps = 处理经过
report-take = 开始审核
report-take-text = 其他内容管理员将看到您正在审核。
report-decision = 处理决定
report-verdict = 如何处理？
report-term-hint = 适用于禁言和封禁。
report-hide-too = 同时隐藏该消息
report-reason-hint = 消息的发布者会看到此理由；如不予处理，则由举报人看到。
report-decide = 确认处理
verdict-hide = 隐藏该消息
verdict-silence = 对发布者禁言
verdict-ban = 封禁发布者
verdict-dismiss = 不予处理
flash-report-in-review = 您正在审核这条举报。
flash-report-decided = 已处理，并已通知相关人员。
error-report-own-case = 这条举报与您有关，须由其他内容管理员处理。

# 消息
message-title = 消息
message-of = { $name } 的消息
message-visible = 显示中
message-hidden = 已隐藏
message-deleted = 已由作者删除
message-hide = 隐藏消息
message-show = 恢复显示
flash-message-hidden = 消息已隐藏。
flash-message-shown = 消息已恢复显示。

# 处罚
sanctions-title = 处罚
sanctions-empty = 这里没有处罚记录
sanctions-empty-text = 在当前筛选条件下，没有人被禁言或封禁。
sanctions-none = 暂无记录。
sanctions-earlier = 此人的处罚记录
sanctions-found = 共 { $n } 条处罚
sanction-new = 新增处罚
sanction-find-person = 姓名或邮箱
sanction-nobody = 没有找到
sanction-nobody-text = 请尝试姓名的一部分或完整的邮箱。
sanction-choose = 选择
sanction-other-person = 另选他人
sanction-person = 当事人
sanction-kind = 类型
sanction-all-kinds = 全部类型
sanction-silenced = 禁言
sanction-banned = 封禁
sanction-all-zones = 所有专区
sanction-zone-hint = 封禁适用于所有专区。
sanction-term = 持续多久？
sanction-term-hour = 一小时
sanction-term-day = 一天
sanction-term-three-days = 三天
sanction-term-week = 七天
sanction-term-month = 三十天
sanction-term-year = 一年
sanction-reason = 理由
sanction-begins = 开始
sanction-ends = 截止
sanction-report = 相关举报
sanction-impose = 执行处罚
sanction-lift = 解除处罚
sanction-in-force = 生效中
sanction-expired = 已到期
sanction-lifted = 已解除
flash-sanction-imposed = 处罚即时生效，并已通知当事人。
flash-sanction-lifted = 处罚已解除，并已通知当事人。
error-ban-everywhere = 封禁适用于所有专区。请选择所有专区，或仅在该专区禁言。
error-sanction-self = 不能处罚自己。
error-sanction-administrator = 此人是管理员，请先撤销其角色。
error-lift-own = 这项处罚针对的是您，须由其他内容管理员决定。
banned-title = 您已被本届大会封禁
banned-until = { $until }（{ $zone }）之后可以重新登录。

# 站内通知与邮件
notice-reason = 内容管理员给出的理由：{ $reason }
notice-message-hidden = 您的一条消息已被内容管理员隐藏
notice-message-shown = 您的一条消息已恢复显示
notice-silenced = 您已被暂时禁言
notice-banned = 您已被暂时封禁
notice-sanction-detail = 截止时间：{ $until }。内容管理员给出的理由：{ $reason }
notice-lifted = 已不再生效：{ $sanction }
notice-report-new = 有一条消息被举报
notice-report-detail = { $category }。发布者：{ $name }。
notice-report-actioned = 内容管理员已根据您的举报作出处置
notice-report-dismissed = 内容管理员认为您的举报无需处置
notice-report-thanks = 感谢您的反馈。
moderation-private = 私信会话
room-rules = 聊天室规则
room-rules-save = 保存规则
room-rules-back = 返回聊天室
room-pause-label = 慢速模式
room-pause-hint = 每人两条消息之间的等待时间，内容管理员不受限制。
room-pause-choice = { $n ->
    [0] 关闭
    [60] 1 分钟
    [300] 5 分钟
   *[other] { $n } 秒
}
room-members-label = 仅登录用户可阅读此聊天室
room-reason-hint = 将记入操作记录。
flash-room-saved = 聊天室规则已保存。
words-title = 屏蔽词
words-text = 含有这些词语的消息不会出现在公共聊天室；发送者会看到原因，并保留已输入的内容。
words-search = 词语的一部分
words-none = 尚无屏蔽词
words-none-text = 目前不限制任何词语。可添加反复出现的不当词语。
words-found-none = 列表中没有该词语
words-found-none-text = 请试试词语的一部分，或查看完整列表。
words-show-all = 查看完整列表
words-remove = 移除
words-count = { $n } 个词语
words-add = 添加词语
words-new = 词语或短语
words-hint = 每行一个。不区分大小写、全角半角与繁简；中文词语在任何位置都会匹配。
words-save = 添加
flash-words-added = 已添加到屏蔽词。
flash-word-removed = 已移除该屏蔽词。
