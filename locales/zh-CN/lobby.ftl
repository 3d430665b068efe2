# The lobby.
lobby-on-now = 正在进行
lobby-over = 本届活动已结束
lobby-begins = { $when }开始
lobby-enter = 进入展厅
lobby-jobs = 查看在招职位
lobby-booths = { $n ->
   *[other] 个展台
}
lobby-positions = { $n ->
   *[other] 个在招职位
}
lobby-projects = { $n ->
   *[other] 个对接项目
}
lobby-countries = { $n ->
   *[other] 个国家和地区
}
lobby-empty-title = 活动尚未设置
lobby-empty-text = 主办方尚未在此服务器上设置活动。如果您是主办方，请打开服务器启动时打印的链接。
lobby-room = 进入大厅聊天
