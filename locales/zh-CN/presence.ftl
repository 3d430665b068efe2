# 谁在场，以及各人愿意显示的状态。
presence-title = 谁在这里
presence-search = 姓名
presence-all = 所有人
presence-on-duty = 值班中
presence-talking = 交谈中
presence-busy = 忙碌
presence-away = 离开
presence-here = 在场
presence-none = 暂时没有人显示在场
presence-none-text = 打开此聊天室并显示姓名的人会列在这里。
presence-back = 返回聊天室
presence-found-none = 没有符合条件的人
presence-found-none-text = 请试试姓名的一部分，或查看所有人。
presence-show-all = 查看所有人
presence-own = 别人看到的我
presence-count = { $n } 人
presence-unnamed = 另有 { $n } 人在场，未显示姓名。
presence-now = { $n ->
   *[other] 人在线
}
