# The lobby.
lobby-on-now = 正在进行
lobby-over = 本届大会已结束
lobby-begins = { $when }开始
lobby-enter = 进入展厅
lobby-jobs = 查看在招岗位
lobby-booths = { $n ->
   *[other] 个展位
}
lobby-positions = { $n ->
   *[other] 个在招岗位
}
lobby-projects = { $n ->
   *[other] 个对接项目
}
lobby-countries = { $n ->
   *[other] 个国家和地区
}
lobby-empty-title = 大会尚未设置
lobby-empty-text = 主办方尚未在此服务器上设置大会。如果您是主办方，请打开服务器启动时打印的链接。
lobby-room = 进入大厅聊天
