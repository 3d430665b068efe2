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
