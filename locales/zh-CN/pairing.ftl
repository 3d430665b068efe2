# Projects that are offered and asked for.

# States of a project
project-state-draft = 草稿
project-state-published = 对接中
project-state-matched = 已找到合作方
project-state-closed = 已完成
project-state-expired = 已到期
project-state-suspended = 已被主办方隐藏
project-state-withdrawn = 已撤回

# What a project is after
project-kind-technology-offer = 技术供给
project-kind-technology-request = 技术需求
project-kind-investment-sought = 融资需求
project-kind-investment-offered = 投资意向
project-kind-cooperation = 科研合作

# How its ideas are protected
project-ip-none = 无需保护
project-ip-secret = 技术秘密
project-ip-pending = 专利申请中
project-ip-granted = 已授权专利
project-ip-open = 开源或开放数据
project-ip-licensed = 经许可使用

# Who is looked for
project-partner-company = 企业
project-partner-startup = 初创企业
project-partner-university = 高校
project-partner-institute = 科研院所
project-partner-investor = 投资机构
project-partner-public-body = 城市或公共机构

# How much money it is about
project-budget-untold = 未说明
project-budget-to-100k = 10 万美元以内
project-budget-to-500k = 10 万至 50 万美元
project-budget-to-2m = 50 万至 200 万美元
project-budget-to-10m = 200 万至 1000 万美元
project-budget-over-10m = 1000 万美元以上

# Who reads the attachments
project-disclosure-accepted = 意向获我方接受者
project-disclosure-undertaking = 以及签署保密承诺者

# The list
pairing-gate-upcoming = 本专区将于{ $when }开放。现在可以浏览，开放后即可联系对接。
pairing-gate-read-only = 本专区目前为只读：可以浏览全部内容，不能提交。
pairing-gate-closed = 本专区已关闭。项目仍可浏览，不能联系对接。
project-filters = 搜索与筛选
project-search-label = 搜索项目
project-words = 关键词
project-any = 不限
project-sort = 排序
project-sort-best = 最相关
project-sort-newest = 最新发布
project-sort-ending = 即将到期
project-sort-ready = 成熟度最高
project-search = 搜索
project-clear = 显示全部项目
project-found = 共 { $n } 个项目
project-found-over = 超过 { $n } 个项目
project-none-title = 没有符合条件的项目
project-none-text = 请减少关键词，或更换领域再试。
project-empty-title = 暂无对接中的项目
project-empty-text = 各机构正在准备项目。您可以先参观他们的展位。
project-open-until = { $day }前有效
project-of-booth = 对接项目

# A project
project-kind = 对接类型
project-field = 学科领域
project-readiness = 技术成熟度
project-readiness-level = 技术成熟度 { $level } 级
project-readiness-levels = { $levels } 级
project-country = 国家或地区
project-partner = 寻求的合作方
project-budget = 预算
project-language = 交流语言
project-ip = 知识产权
project-back = 全部项目
project-teaser = 项目简介
project-details = 项目详情
project-details-sign-in = 登录后可查看项目详情。
project-details-closed = 该项目已结束，不再展示详情。
project-sign-in = 登录后继续阅读
project-files = 附件
project-files-undertaking = 该项目有 { $n } 份附件。签署保密承诺后，或对接意向被接受后即可查阅。
project-files-closed = 该项目有 { $n } 份附件，对接意向被机构接受后方可查阅。
project-facts = 项目概要
project-ends = 有效期至
project-team = 团队专用
project-edit = 编辑该项目
project-preview-as = 以他人身份预览最新内容：
project-preview-visitor = 访客
project-preview-attendee = 已登录的参会者
project-preview-partner = 意向已被接受的合作方
project-preview-end = 返回本人视图
project-preview-notice = 这是最新内容的预览，可能尚未提交，仅贵团队与审核员可见。
project-gone-banner = 该项目已结束，不再接受对接意向。
project-similar = 相近项目

# The undertaking of confidentiality
undertaking-title = 保密承诺
undertaking-text = 本人仅为判断是否就该项目开展合作而使用其附件；未经机构书面同意，不转交、不公开、不作其他用途，并在机构提出要求时予以删除。已公开的内容以及本人此前已知悉的内容不受此限。本承诺自今日起五年内有效。
undertaking-agree = 本人作出上述承诺。
undertaking-send = 查阅附件
flash-undertaken = 感谢您。现在可以查阅附件，并已告知该机构。
error-undertaking-not-asked = 该项目的附件仅向意向已被接受者开放。
notice-project-undertaken = { $person }已就“{ $project }”作出保密承诺

# An organization's own projects
workspace-projects = 项目
project-new = 新建项目
project-title = 项目名称
project-state = 状态
project-see = 查看页面
project-own-empty-title = 这里还没有项目
project-own-empty-text = 说明贵方的供给或需求；可先保存为草稿，准备好后再提交。
project-section-kind = 对接目的
project-section-text-en = 英文内容
project-section-text-zh = 中文内容
project-section-access = 查阅权限与联系人
project-languages-hint = 填写一种语言即可；填写两种语言可触达更多人。
project-teaser-hint = 40 至 600 个字符（中文至少 15 字），所有人可见，请勿写入保密内容。
project-details-hint = 登录用户可见。支持 Markdown：## 为标题，- 为列表。
project-choose = 请选择
project-readiness-none = 不适用
project-disclosure = 附件查阅权限
project-disclosure-hint = 贵团队与主办方审核员始终可以查阅。
project-contact = 项目联系人
project-contact-hint = 贵机构成员；每条对接意向都会通知本人。
project-contact-owners = 机构负责人
project-ends-hint = 项目公开后，只能通过续期更改此日期。
project-preview = 查看他人所见页面
project-submit = 提交
project-submit-text = 提交已保存的内容；如需审核，将先由主办方审核。
project-mark-matched = 已找到合作方
project-mark-closed = 标记为已完成
project-files-hint = 最多 5 份 PDF 文档或图片，与正文一并审核。
project-file = 文件
project-file-hint = PDF、PNG、JPEG 或 WebP，不超过 8 MB。
project-file-add = 添加
project-file-remove = 移除
project-renew = 续期
project-withdraw = 永久撤回
project-withdraw-text = 撤回后任何人都无法查阅，也不能再次发布。
project-withdraw-reason = 贵团队可见，至少 10 个字符。
project-new-text = 项目先保存为草稿，下一步再添加附件并提交。
flash-project-saved = 已保存。
flash-project-published = 已发布。
flash-project-submitted = 已提交。主办方作出决定后会立即通知您。
flash-project-taken-back = 已撤回提交，恢复为草稿。
flash-project-renewed = 项目已重新开放。
flash-project-matched = 已记录：找到合作方。
flash-project-closed = 已记录：项目完成。
flash-project-withdrawn = 项目已撤回。
error-project-ends = 请选择将来的时间，最长两年。
error-project-too-many = 最多选择 { $n } 项。
error-project-files = 一个项目最多 { $n } 份附件。
error-project-over = 该项目已结束，不能再修改。
error-project-in-review = 该内容正在审核，审核结束后可继续编辑。
error-project-nothing-to-submit = 没有可提交的新内容，请先保存修改。
error-project-nothing-to-take-back = 没有可撤回的内容：目前没有待审核的提交。
notice-project-contact = 您已成为{ $organization }项目“{ $project }”的联系人
notice-project-expired = 贵方项目“{ $project }”已到期
notice-project-renewed = 贵方项目“{ $project }”已重新开放
notice-project-matched = 贵方项目“{ $project }”已找到合作方
notice-project-closed = 贵方项目“{ $project }”已完成
notice-project-withdrawn = 贵方项目“{ $project }”已撤回

# The organizer's queue of projects
project-review-title = 待审核项目
project-review-empty-title = 暂无待审核内容
project-review-empty-text = 提交的项目会显示在这里，等待最久的排在最前。
flash-project-decided = 已作出决定，并已通知该机构。
flash-project-state-changed = 操作完成，并已通知该机构。
notice-project-approved = 贵方项目“{ $project }”已通过审核
notice-project-rejected = 贵方项目“{ $project }”未通过审核
notice-project-changes = 贵方项目“{ $project }”需要修改
notice-project-suspended = 贵方项目“{ $project }”已被主办方隐藏
notice-project-restored = 贵方项目“{ $project }”已恢复公开
audit-project-decide = 审核项目
audit-project-move = 变更项目状态
audit-kind-project = 项目
organizer-nav-projects = 项目

# Suggestions
suggestions-title = 为您推荐
suggestions-text = 与贵方项目或您的需求相匹配的项目，匹配度最高的排在最前，并说明推荐理由。
suggestions-none-title = 请告诉我们您的需求
suggestions-none-text = 填写本页表单，或发布贵机构的项目，匹配的项目将显示在这里。
suggestions-for = 匹配项目：
suggestions-for-wish = 根据您的需求
suggestions-for-team = 与本项目匹配的合作方
suggestions-nothing = 目前没有合适的项目。
suggestion-because = 推荐理由：
suggestion-kind = 对接目的相符
suggestion-field = 领域相同：{ $field }
suggestion-readiness = 成熟度匹配：{ $level } 级
suggestion-country = 同在{ $country }
suggestion-region = 同一地区
suggestion-words = 内容相近：{ $words }
wish-title = 我的需求
wish-field = 学科领域
wish-readiness-min = 成熟度下限
wish-readiness-max = 成熟度上限
flash-wish-saved = 已保存，推荐结果已更新。
error-wish-order = 请选择不低于下限的等级。
