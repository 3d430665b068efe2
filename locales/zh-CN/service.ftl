### Texts of: service
service-topic = 主题
service-topic-entry = 签证与许可
service-topic-policy = 人才政策
service-topic-exhibiting = 展位
service-topic-applying = 岗位与申请
service-topic-pairing = 项目对接
service-topic-technical = 账号与技术支持
service-topic-general = 其他问题
service-topic-all =
    { $n ->
       *[other] 查看全部 { $n } 篇
    }
service-any-topic = 全部主题
service-any-state = 全部状态
service-all-topics = 全部主题一览
service-search-label = 搜索帮助内容
service-search-placeholder = 签证、展位、申请、密码……
service-gate-upcoming = 在线服务将于 { $when } 开放，文章现在即可阅读。
service-gate-read-only = 在线服务目前仅供浏览，暂不接收新内容。
service-gate-closed = 在线服务目前已关闭，文章仍可阅读。
article-manage = 撰写文章
article-found =
    { $n ->
        [0] 没有找到文章
       *[other] 找到 { $n } 篇文章
    }
article-count =
    { $n ->
       *[other] 共 { $n } 篇文章
    }
article-none-text = 请减少关键词，或按主题浏览。
article-empty = 暂无文章
article-empty-text = 已发布的文章会显示在这里。
article-draft-text = 此草稿仅专区负责人可见。
article-updated = 最近更新：{ $date }
article-helpful = 这篇文章有帮助吗？
article-yes = 有帮助
article-no = 没有帮助
article-voted-yes = 您认为有帮助，可随时更改。
article-voted-no = 您认为没有帮助，可随时更改。
article-vote-visitor = 未登录时，每个网络计一票。
article-related = 相关文章
article-edit = 编辑文章
article-new = 新建文章
article-list-text = 访客在“在线服务”和搜索中看到的内容。
article-list-empty = 暂无文章
article-list-empty-text = 把大家常问的问题写下来。
article-helpful-yes = 有帮助
article-helpful-no = 没有帮助
article-state-draft = 草稿
article-state-published = 已发布
article-publish = 发布
article-withdraw = 撤下
article-withdraw-confirm = 撤下这篇文章？重新发布之前访客将无法看到它。
article-position-hint = 同一主题内，数字小的排在前面。
article-save-hint = 已发布的文章保存后立即生效；草稿仍为草稿。
article-save = 保存
flash-article-saved = 文章已保存。
flash-article-published = 文章已发布。
flash-article-withdrawn = 文章已撤下。
flash-article-thanks = 感谢反馈，您的意见已计入。
organizer-nav-articles = 帮助文章
audit-article-create = 撰写文章
audit-article-move = 发布或撤下文章
audit-article-update = 修改文章
audit-kind-article = 帮助文章
service-ask = 咨询服务台
service-ask-text = 没有找到答案？写信给我们，由工作人员阅读并答复。
footer-ask = 咨询服务台
enquiries-title = 我的咨询
enquiries-none = 暂无咨询
enquiries-none-text = 您向服务台提出的问题及答复会显示在这里。
enquiry-count =
    { $n ->
       *[other] 共 { $n } 条咨询
    }
enquiry-new = 提出问题
enquiry-new-text = 服务台工作人员会阅读，并通过站内和邮件答复。
enquiry-about = 相关页面：{ $page }
enquiry-subject = 标题
enquiry-body = 您的问题
enquiry-body-hint = 您想做什么？实际发生了什么？请勿填写护照号码和密码。
enquiry-name = 您的姓名
enquiry-email = 您的邮箱
enquiry-email-hint = 答复会发送到此邮箱，并附继续沟通的链接。
enquiry-or-log-in = 登录后可在列表中查看全部咨询。
enquiry-send = 发送
enquiry-desk = 服务台
enquiry-history = 沟通记录
enquiry-note-private = 内部备注
enquiry-talk = 双方在服务台进行了在线交谈。
enquiry-talk-open = 查看会话
enquiry-over = 此咨询已关闭。
enquiry-write = 继续留言
enquiry-write-reopens = 留言后，服务台将重新处理。
enquiry-message = 您的留言
enquiry-resolve = 问题已解决
enquiry-resolve-text = 不再需要答复？
enquiry-rate = 服务评价
enquiry-rate-question = 星级
enquiry-rate-words = 您的意见
enquiry-rate-send = 提交评价
enquiry-closes = 解决一周后自动关闭，在此之前可继续留言或修改评价。
enquiry-stars =
    { $n ->
       *[other] ★ { $n } / 5
    }
enquiry-state-new = 已收到
enquiry-state-open = 处理中
enquiry-state-pending = 已答复，待回复
enquiry-state-snoozed = 已搁置
enquiry-state-resolved = 已解决
enquiry-state-closed = 已关闭
enquiry-state-merged = 已合并
enquiry-priority-low = 低
enquiry-priority-normal = 普通
enquiry-priority-high = 高
enquiry-priority-urgent = 紧急
enquiry-move-open = 处理中。
enquiry-move-pending = 等待咨询人回复。
enquiry-move-snoozed = 已搁置。
enquiry-move-resolved = 已解决。
enquiry-move-closed = 已关闭。
enquiry-move-merged = 已并入：
flash-enquiry-sent = 问题已收到，答复将通过站内和邮件通知您。
flash-enquiry-mailed = 问题已收到，我们已向您发送附有链接的邮件。
flash-enquiry-written = 留言已收到。
flash-desk-resolved = 此咨询已标记为解决。
flash-enquiry-resolved = 谢谢，此咨询已标记为解决。
flash-enquiry-rated = 感谢您的评价。
error-enquiry-closed = 此咨询已关闭，请提出新的问题。
error-enquiry-rating = 仅已解决且未关闭的咨询可以评价。
mail-enquiry-received = 您的问题已收到
mail-enquiry-received-text = 服务台已收到您的问题。通过链接可查看答复并继续留言。请妥善保管此链接，持有者均可查看。
mail-enquiry-open = 查看咨询
mail-enquiry-answer-here = 请勿直接回复此邮件。链接指向您的咨询，持有者均可查看。
notice-enquiry-waiting = { $name } 向服务台咨询：{ $subject }
notice-enquiry-written = { $name } 留言：{ $subject }
notice-enquiry-closed = 已关闭：{ $subject }
notice-enquiry-woken = 重新进入队列：{ $subject }
notice-enquiry-rated = 评价 { $name } 星（满分5星）：{ $subject }
notice-topic-service = 服务台
notice-topic-service-hint = 您的咨询与答复；对客服人员，还包括等待中的咨询。
service-desk = 客服工作台
desk-open-until = 服务中，至 { $when }
desk-opens = 休息中，{ $when } 开放
desk-your-time = 您当地时间 { $when }
desk-hours = 服务时间
desk-hours-text = 以 { $zone } 时间为准。休息日两项均留空；至午夜请选00:00。
desk-hours-opens = 从
desk-hours-closes = 至
desk-hours-save = 保存服务时间
flash-desk-hours = 服务时间已保存。
error-desk-hours = 请填写起止时间，且结束晚于开始。
audit-hours-update = 设置服务台服务时间
audit-kind-hours = 服务台服务时间
desk-to-answer = 待答复
desk-any-language = 全部语言
desk-any-priority = 全部优先级
desk-language = 语言
desk-priority = 优先级
desk-whose = 处理人
desk-whose-all = 所有人
desk-whose-mine = 我
desk-whose-nobody = 未分配
desk-sort-waiting = 等待最久优先
desk-sort-priority = 最紧急优先
desk-sort-newest = 最新优先
desk-empty = 没有人在等待
desk-empty-text = 所有咨询均已答复。
desk-waits = 等待自
desk-agent = 处理人
desk-nobody-looks = 尚未分配
desk-looked-after = 由 { $name } 处理
desk-about = 来源页面
desk-snoozed-until = 搁置至 { $when }
desk-changed = 您查看之后，其他人已更改此咨询。请先阅读新内容，您输入的文字保留在下方。
desk-answer = 答复
desk-reply = 常用答复
desk-insert = 插入
desk-answer-body = 您的答复
desk-answer-hint = 将通过站内和邮件发送给咨询人。
desk-then = 发送之后
desk-then-pending = 等待对方回复
desk-then-resolved = 问题已解决
desk-then-open = 保持处理中，稍后继续
desk-answer-send = 发送答复
desk-note = 内部备注
desk-note-body = 仅服务台可见
desk-note-save = 保存备注
desk-take = 由我处理
desk-hand-over = 转交
desk-hand-over-note = 给对方的备注
desk-sort = 分类
desk-sort-save = 保存
desk-snooze = 搁置
desk-until = 直到
desk-reopen = 重新打开
desk-resolve = 不再答复，直接解决
desk-merge = 合并
desk-merge-into = 并入
desk-merge-confirm = 合并此咨询？其记录将移至另一条咨询。
desk-merged-into = 已并入此咨询
desk-others = 同一咨询人的其他咨询
error-snooze =
    { $n ->
       *[other] 请选择未来 { $n } 天内的时间。
    }
flash-enquiry-answered = 答复已发送。
flash-enquiry-noted = 备注已保存。
flash-enquiry-assigned = 处理人已保存。
flash-enquiry-sorted = 已保存。
flash-enquiry-snoozed = 已搁置，到时自动恢复。
flash-enquiry-reopened = 已重新打开。
flash-enquiry-merged = 咨询已合并。
notice-enquiry-answered = 服务台答复：{ $subject }
notice-enquiry-files = 附件（请在咨询页面查看）：{ $names }
notice-enquiry-resolved = 已解决：{ $subject }
notice-enquiry-resolved-text = 如仍有疑问，请在 { $days } 天内继续留言。
notice-enquiry-merged = 您的咨询已合并：{ $subject }
notice-enquiry-assigned = { $name } 转交给您：{ $subject }
organizer-waiting-enquiries =
    { $n ->
       *[other] 条咨询待答复
    }
replies-title = 常用答复
replies-none = 暂无常用答复
replies-none-text = 把反复使用的答复写下来。
reply-new = 新建答复
reply-edit = 编辑答复
reply-title = 名称
reply-save = 保存答复
reply-remove = 删除答复
reply-remove-confirm = 删除这条答复？
reply-count =
    { $n ->
       *[other] 共 { $n } 条
    }
flash-reply-saved = 常用答复已保存。
flash-reply-removed = 常用答复已删除。
desk-live = 正在交谈
desk-queue = 咨询
desk-duty-service = 我现在可以在线交谈
talk-send = 发送并立即交谈
talk-now = 立即交谈
talk-text = 服务台现有人员值班。您将进入队列并看到位次。
flash-talk-not-now = 目前无人可以交谈，您的咨询已在队列中，将会得到答复。
request-to-enquiry = 查看咨询
organizer-nav-enquiries = 咨询统计
figures-wait = 半数首次答复用时不超过
figures-minutes =
    { $n ->
       *[other] { $n } 分钟
    }
figures-hours =
    { $n ->
       *[other] { $n } 小时
    }
figures-stars =
    { $n ->
       *[other] 星（满分5星，共 { $n } 条评价）
    }
figures-ratings = 评价
figures-none = 暂无评价
figures-none-text = 咨询解决后，咨询人可以评价。
