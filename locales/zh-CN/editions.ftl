### Texts of: editions

zone-state-upcoming = 即将开放
zone-state-open = 开放中
zone-state-read-only = 只读
zone-state-closed = 已关闭

zone-title = 分区
zone-state = 状态
zone-gate = 开放方式
zone-gate-hint = 按日程时，分区会自动开放和关闭；其他选项在您更改之前一直有效。
zone-gate-schedule = 按日程
zone-gate-open = 强制开放
zone-gate-read-only = 只读
zone-gate-closed = 关闭
zone-opens = 开放时间
zone-closes = 关闭时间
zone-time-zone = 时间为大会所在时区（{ $zone }）。
zone-title-en = 英文标题
zone-title-zh = 中文标题
zone-introduction-en = 英文简介
zone-introduction-zh = 中文简介
zone-review = 提交的内容须经审核
zone-review-hint = 不勾选时，提交后立即公开。
error-closes-before-opening = 关闭时间须晚于开放时间。
flash-zone-saved = 分区已保存。

edition-state-draft = 草稿
edition-state-published = 已发布
edition-state-open = 进行中
edition-state-closed = 已结束
edition-state-archived = 已归档

page-text = 主办方自己的页面：关于、组织机构、隐私声明、使用条款、无障碍、版权信息等，显示在每页底部。
page-new = 新建页面
page-empty = 还没有页面
page-empty-text = 建议先创建隐私声明（地址“privacy”）和使用条款（“terms”）：用户注册时须同意。
page-title = 标题
page-number = 版本
page-position = 页脚位置
page-position-hint = 1 至 99，数字小的排在前面。
page-count = 共 { $n } 个页面
page-slug = 地址
page-slug-hint = /pages/ 之后的部分，如 about、privacy、terms：小写字母、数字和连字符。创建后不再更改。
page-title-en = 英文标题
page-title-zh = 中文标题
page-body-en = 英文正文
page-body-zh = 中文正文
page-publish = 发布
page-publish-hint = 标题和正文均为空的语言不发布，该语言读者将看到另一种语言。发布后立即生成新版本，旧版本会保留。
page-see = 查看页面
page-versions = 历史版本
page-version-number = 版本 { $n }
page-version = 版本 { $number }，{ $date }
error-slug = 请使用小写字母、数字和连字符，如 privacy-notice；不能使用“new”。
error-slug-taken = 该地址已被使用，请换一个。
flash-page-saved = 页面已发布。
