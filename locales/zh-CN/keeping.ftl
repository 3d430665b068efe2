# What people keep: saved things and searches.

# The buttons
save-do = 收藏
save-undo = 取消收藏
flash-saved = 已收藏，可在“我的收藏”中查看。
flash-unsaved = 已取消收藏。
error-saves-full = 收藏数量已达上限，请先移除一些收藏。

# The list
saved-title = 我的收藏
saved-text = 您想再次查看的内容都在这里，仅您本人可见。
saved-kinds = 类别
saved-postings = 岗位
saved-booths = 展位
saved-projects = 项目
saved-sessions = 论坛场次
saved-show = 显示
saved-all = 全部
saved-past = 已结束
saved-sessions-text = 参加的场次同时出现在日程中；收藏不占用时间。
saved-search = 在收藏中搜索
saved-find = 搜索
saved-show-all = 显示全部
saved-empty = 这里还没有内容
saved-empty-text = 在岗位、展位或项目上点击“收藏”，或收藏论坛场次，即可在这里找到。
saved-look-around = 去看看
saved-none-found = 未找到
saved-none-found-text = 您的收藏中没有包含这些词的内容。
saved-found = { $n } 项收藏
saved-ends = 截至{ $day }
saved-on = 收藏于{ $day }
saved-not-public = 目前未公开
saved-not-public-text = 您收藏的内容已被撤回或隐藏，重新公开后会再次显示在这里。

# What one is told
notice-saved-closing = 即将截止（{ $when }）：{ $posting }
notice-saved-closed = 您收藏的岗位已截止：{ $posting }
notice-topic-saved = 收藏与订阅的搜索
notice-topic-saved-hint = 收藏的岗位即将截止；订阅的搜索有新结果。

# Saved searches
searches-title = 订阅的搜索
searches-text = 有新岗位时按您选择的频率通知您。
searches-empty = 还没有订阅的搜索
searches-empty-text = 先搜索岗位，再点击“订阅此搜索”。
searches-empty-button = 搜索岗位
searches-found = { $n } 个订阅的搜索
search-save = 订阅此搜索
search-edit-title = 修改订阅
search-edit = 修改
search-delete = 删除
search-asks = 搜索条件
search-everything = 全部岗位
search-part-salary = 年薪不低于 { $least }
search-name = 名称
search-rhythm = 通知频率
search-rhythm-at-once = 即时
search-rhythm-daily = 每天一次
search-rhythm-weekly = 每周一次
search-rhythm-none = 不通知
search-rhythm-text = 即时指一小时之内。只有出现符合条件的新岗位时才会通知；邮件中附有退订链接。
search-submit = 保存
search-next = 下次检查：{ $when }
search-conflict = 此订阅已在另一个窗口中修改。您输入的内容仍在表单中，再次保存即可保留。
error-searches-full = 您已有 { $n } 个订阅，已达上限，请先删除一个。
flash-search-saved = 已保存订阅。
flash-search-deleted = 已删除订阅。
search-new = { $n } 个新岗位
notice-search-found = { $name }：{ $new }
notice-search-found-text = 您订阅的搜索有新结果。
notice-search-heading = 新岗位
notice-mail-search-name = 订阅的搜索
