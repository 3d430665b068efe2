# 每个页面的框架与通用部件。
skip-to-content = 跳到正文
zones-label = 专区
search-label = 搜索
notifications-label = 通知
notifications-unread = { $n ->
    [100] 99 条以上未读
   *[other] { $n } 条未读
}
person-menu-label = 个人菜单
menu-me = 我的概览
menu-applications = 我的申请
menu-profile = 个人资料
menu-security = 登录与密码
menu-organizer = 管理后台
menu-log-out = 退出登录
log-in = 登录
sign-up = 注册
footer-label = 关于本届大会
theme-label = 配色
theme-light = 浅色
theme-dark = 深色
theme-auto = 跟随设备
confirm-yes = 继续
confirm-no = 取消
archive-label = 另一届大会
archive-text = 您正在浏览另一届大会，内容仅供阅读。
archive-leave = 前往当前大会
announcements-label = 公告
announcements-more = 另有 { $n } 条公告
pager-label = 分页
pager-prev = 上一页
pager-next = 下一页
form-optional = （选填）
form-choose = 请选择
form-file-too-big = 文件超过大小限制，请选择较小的文件。
form-file-sending = 文件正在上传
attach-files = 添加附件
attach-files-hint = 最多 4 个图片或 PDF 文件
attach-too-big = 最多 4 个文件，每个不超过 8 MB，合计不超过 12 MB。
form-marks = 格式
form-mark-bold = 加粗
form-mark-italic = 斜体
form-mark-list = 列表
form-mark-link = 链接
form-errors-title = 有 { $n } 处需要修改
verify-mail-notice = 您的邮箱尚未验证。请打开我们发给您的邮件中的链接；验证之前可以浏览，但不能发布内容。

# 聊天室。
room-here = { $n ->
    [0] 现在没有人
   *[other] { $n } 人在此
}
room-present = 人在线
room-messages-label = 消息
room-say-label = 写一条消息
room-send = 发送
room-sending = 正在发送……
room-sent = 已发送
room-failed = 未发送。
room-waiting = 等待连接恢复后发送。
room-discard = 放弃
room-retry = 重试
room-moderate = 管理
room-report = 举报
room-empty = 这里还没有人发言。
room-new-messages = 有新消息
room-lost = 连接已断开，正在重新连接；您写的内容不会丢失。
room-ended = 登录已失效，请重新登录后继续。
room-typing = %name% 正在输入……
room-archive = 此处已不能发言。
room-read-only = 您可以浏览。登录并验证邮箱后即可发言。
room-error-forbidden = 目前不能在这里发言。
room-error-silenced = 您已被内容管理员禁言，暂时不能发言。
room-error-too-long = 内容过长，最多 4000 个字符。
room-error-too-fast = 发送过于频繁，请稍候。

time-now = 刚刚
time-minutes-ago = { $n } 分钟前
time-in-minutes = { $n } 分钟后
time-hours-ago = { $n } 小时前
time-in-hours = { $n } 小时后
time-days-ago = { $n } 天前
time-in-days = { $n } 天后
room-error-word = 未发送：内容含有主办方不允许的词语。
