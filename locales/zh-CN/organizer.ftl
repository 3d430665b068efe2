### Texts of: organizer

organizer-title = 管理后台
organizer-nav-label = 后台导航
organizer-nav-home = 概览
organizer-nav-booths = 展位
organizer-nav-postings = 招聘职位
organizer-nav-zones = 分区
organizer-waiting = 待处理
organizer-waiting-booths = { $n ->
   *[other] 个待审展位
}
organizer-waiting-postings = { $n ->
   *[other] 个待审职位
}
organizer-waiting-reports = { $n ->
   *[other] 条待处理举报
}
organizer-waiting-organizations = { $n ->
   *[other] 家待核实机构
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

organization-state-pending = 待核实
organization-state-verified = 已核实
organization-state-rejected = 已拒绝
organization-state-suspended = 已暂停
organization-empty = 还没有机构
organization-empty-text = 参展商创建机构后会显示在这里。
organization-country-label = 国家或地区
organization-city-label = 城市
organization-website-label = 网站
organization-since = 创建时间
organization-facts = 详细信息
organization-team = 团队
organization-decision = 决定
organization-reason = 理由
organization-reason-hint = 拒绝或暂停时必填，机构所有者会看到。
organization-verify = 核实通过
organization-reinstate = 恢复
organization-reject = 拒绝
organization-suspend = 暂停
organization-count = 共 { $n } 家机构
flash-organization-decided = 决定已生效，并已通知机构所有者。
notice-organization-verified = { $organization } 已通过核实，其发布的内容现已公开
notice-organization-rejected = { $organization } 未通过核实
notice-organization-suspended = { $organization } 已被暂停，其内容暂不公开

audit-text = 谁更改了什么，最新的在前。此处内容不可更改。
audit-every-kind = 全部
audit-thing = 对象
audit-when = 时间
audit-who = 操作人
audit-what = 操作
audit-before = 更改前
audit-after = 更改后
