### Texts of: editions

zone-state-upcoming = 即将开放
zone-state-open = 开放中
zone-state-read-only = 只读
zone-state-closed = 已关闭
