### Texts of: organizer

organizer-title = 管理后台
organizer-nav-label = 后台导航
organizer-nav-home = 概览
organizer-nav-booths = 展位
organizer-nav-postings = 招聘岗位
organizer-nav-zones = 专区
organizer-waiting = 待处理
organizer-results = 对接成果
organizer-agreements = { $n ->
   *[other] 项双方确认的合作
}
organizer-waiting-booths = { $n ->
   *[other] 个待审展位
}
organizer-waiting-postings = { $n ->
   *[other] 个待审岗位
}
organizer-waiting-projects = { $n ->
   *[other] 个待审项目
}
organizer-waiting-reports = { $n ->
   *[other] 条待处理举报
}
organizer-waiting-organizations = { $n ->
   *[other] 家待认证机构
}
organizer-save = 保存
organizer-conflict = 在您编辑期间，其他人修改了此内容。您输入的内容保留在下方，当前内容显示在上方；再次保存将覆盖当前内容。
organizer-present = 当前内容
organizer-nav-pages = 页面
organizer-words = 关键词
organizer-find = 查找
organizer-none = 没有找到
organizer-none-text = 没有符合条件的内容。
organizer-all = 显示全部
organizer-address = 地址
organizer-changed = 修改时间
organizer-nav-announcements = 公告
organizer-state = 状态
organizer-every-state = 全部状态
organizer-history = 记录
organizer-nav-people = 人员与角色
organizer-nav-editions = 历届大会
organizer-nav-organizations = 机构
organizer-nav-audit = 操作记录
organizer-name = 名称

organization-state-pending = 待认证
organization-state-verified = 已认证
organization-state-rejected = 已拒绝
organization-state-suspended = 已暂停
organization-empty = 还没有机构
organization-empty-text = 参展单位创建机构后会显示在这里。
organization-country-label = 国家或地区
organization-city-label = 城市
organization-website-label = 网站
organization-since = 创建时间
organization-facts = 详细信息
organization-team = 团队
organization-decision = 决定
organization-reason = 理由
organization-reason-hint = 拒绝或暂停时必填，机构负责人会看到。
organization-verify = 通过认证
organization-reinstate = 恢复
organization-reject = 拒绝
organization-suspend = 暂停
organization-count = 共 { $n } 家机构
flash-organization-decided = 决定已生效，并已通知机构负责人。
notice-organization-verified = { $organization } 已通过认证，其发布的内容现已公开
notice-organization-rejected = { $organization } 未通过认证
notice-organization-suspended = { $organization } 已被暂停，其内容暂不公开

audit-text = 谁更改了什么，最新的在前。此处内容不可更改。
audit-every-kind = 全部
audit-thing = 对象
audit-when = 时间
audit-who = 操作人
audit-what = 操作
audit-before = 更改前
audit-after = 更改后
audit-announcement-create = 撰写公告
audit-announcement-move = 发布或结束公告
audit-announcement-update = 修改公告
audit-booth-decide = 审核展位
audit-booth-move = 更改展位状态
audit-booth-submit = 提交展位审核
audit-booth-take-back = 撤回展位审核
audit-booth-update = 保存展位内容
audit-edition-create = 新建届次
audit-edition-make-current = 设为当前届
audit-edition-move = 更改届次状态
audit-edition-update = 修改届次
audit-fair-create = 新建招聘会
audit-fair-move = 发布或取消招聘会
audit-fair-readmit-posting = 恢复岗位参加招聘会
audit-fair-remove-posting = 将岗位移出招聘会
audit-fair-update = 更改招聘会
audit-hall-create = 新建展厅
audit-hall-update = 修改展厅
audit-message-hide = 隐藏消息
audit-message-show = 恢复显示消息
audit-organization-move = 处理机构
audit-organization-update = 修改机构资料
audit-organization-verify = 机构通过认证
audit-page-create = 新建页面
audit-page-update = 修改页面
audit-place-create = 新建位置
audit-place-remove = 删除位置
audit-place-update = 修改位置
audit-posting-decide = 审核岗位
audit-pairing-rules = 设置对接规则
audit-posting-restore = 恢复显示岗位
audit-posting-suspend = 隐藏岗位
audit-report-decide = 处理举报
audit-room-update = 更改聊天室规则
audit-sanction-create = 实施处罚
audit-sanction-lift = 解除处罚
audit-staff-create = 通过命令行授予角色
audit-staff-delete = 通过命令行撤销角色
audit-staff-give = 授予角色
audit-staff-take = 撤销角色
audit-word-create = 添加屏蔽词
audit-word-delete = 移除屏蔽词
audit-zone-update = 修改专区
audit-kind-announcement = 公告
audit-kind-booth = 展位
audit-kind-edition = 届次
audit-kind-fair = 招聘会
audit-kind-hall = 展厅
audit-kind-message = 消息
audit-kind-organization = 机构
audit-kind-page = 页面
audit-kind-pairing = 对接规则
audit-kind-person = 人员
audit-kind-place = 位置
audit-kind-posting = 岗位
audit-kind-report = 举报
audit-kind-room = 聊天室
audit-kind-sanction = 处罚
audit-kind-word = 屏蔽词
audit-kind-zone = 专区

organizer-nav-halls = 展厅与位置
hall-new = 新建展厅
hall-empty = 还没有展厅
hall-empty-text = 展厅内设有位置；展位通过审核时，由审核员为其分配位置。
hall-name-en = 英文名称
hall-name-zh = 中文名称
hall-description-en = 英文介绍
hall-description-zh = 中文介绍
hall-width = 宽度
hall-depth = 进深
hall-metres = 单位为米，精确到半米。
hall-position = 顺序
hall-position-hint = 1 至 99，数字小的排在前面。
hall-slug-hint = 如 a 或 new-energy：小写字母、数字和连字符。创建后不再更改。
hall-size = 尺寸
hall-places = 位置
hall-no-places = 还没有位置。展位分得位置后，才会显示在平面图上。
hall-details = 展厅信息
place-new = 新建位置
place-number = 展位号
place-number-hint = 如 A-07，在展厅内唯一。
place-spot = 坐标
place-x = 距左端
place-y = 距入口
place-width = 宽度
place-depth = 进深
place-state-hint = 展位通过审核时，由审核员为其分配位置。
place-remove = 删除此位置
place-remove-confirm = 确定删除位置 { $number } 吗？它将从平面图上消失。
error-metres = 请输入有效范围内的米数，精确到半米，如 4.5。
error-hall-small = 现有位置放不进这个尺寸的展厅，请先移动位置。
error-place-outside = 位置超出展厅范围，请移动或缩小。
error-place-overlap = 此处已有其他位置，请选择空闲处。
error-place-number = 该展位号在本展厅已被使用，请换一个。
error-place-state = 展位的位置由审核员分配和收回，请选择其他状态。
error-place-assigned = 此位置上已有展位，不能删除。
flash-hall-saved = 展厅已保存。
flash-place-saved = 位置已保存。
flash-place-removed = 位置已删除。

# A decision about what was submitted
decision-title = 审核决定
decision-verifies = 该机构尚未认证，通过审核即同时认证该机构。
decision-comment = 给机构的说明
decision-comment-hint = 要求修改或拒绝时必填，至少 10 个字符。
decision-approve = 通过
decision-changes = 要求修改
decision-reject = 拒绝
decision-facts = 概要
