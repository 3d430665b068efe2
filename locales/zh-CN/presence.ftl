# 谁在场，以及各人愿意显示的状态。
presence-title = 谁在这里
presence-search = 姓名
presence-all = 所有人
presence-on-duty = 值班中
presence-talking = 洽谈中
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
privacy-title = 隐私
privacy-text = 您在场时别人能看到什么。
privacy-presence = 在“谁在这里”列表中，我显示为
privacy-presence-hint = 更改立即在您所在的每一处生效。
privacy-available = 在线：显示姓名，欢迎交谈
privacy-busy = 忙碌：显示姓名，标为忙碌
privacy-away = 离开：显示姓名，标为离开
privacy-hidden = 不显示：只计入人数，别人看不到我在阅读或输入
privacy-save = 保存
flash-privacy-saved = 已保存，即时生效。
