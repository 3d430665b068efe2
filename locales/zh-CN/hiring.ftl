# 录用通知（offer）。
offer-title = 录用通知
offer-new = 拟定录用通知
offer-make = 发出录用通知
offer-terms = 录用条件
offer-terms-hint = 岗位、合同、休假及其他条件。求职者看到的内容与此一致，发出后不可修改。
offer-starts = 入职日期
offer-answer-by = 答复期限
offer-salary = 薪酬
offer-what-follows = 求职者会立即收到通知并选择接受或谢绝。逾期未答复则自动失效，在此之前您可以撤回。
offer-state-pending = 待答复
offer-state-accepted = 已接受
offer-state-declined = 已谢绝
offer-state-withdrawn = 已撤回
offer-state-lapsed = 逾期未答复
flash-offer-made = 录用通知已发出，并已通知求职者。
error-offer-twice = 已有一份待答复的录用通知。
error-offer-state = 只能向面试过的求职者发出录用通知，或向曾未录用、录用通知已撤回的求职者再次发出。
error-offer-over = 该录用通知的答复期限已过。
error-offer-past = 该日期已过。
error-offer-soon = 请至少留出 { $n } 小时答复。
error-offer-late = 录用通知最长有效期为 { $n } 天。
notice-offer-made = { $organization } 就“{ $posting }”向您发出录用通知，请在 { $when } 前答复
notice-offer-reminder = { $organization } 就“{ $posting }”发出的录用通知待您在 { $when } 前答复
notice-offer-lapsed = { $organization } 就“{ $posting }”发出的录用通知已失效：未在 { $when } 前答复
notice-offer-unanswered = 您就“{ $posting }”发出的录用通知未在 { $when } 前得到答复

# 用人单位下载
audit-posting-export = 下载申请表格
audit-posting-resumes = 下载简历
hiring-export-title = 下载
hiring-export-text = 该岗位的申请及回答。未公开的姓名仍然隐藏，每次下载都会记录。
export-csv = 表格（CSV）
export-xlsx = 表格（XLSX）
export-resumes = 简历（ZIP）
export-mail = 邮箱
export-letter = 求职信
export-version = 最后更新
error-resumes-many = 简历超出单次下载上限：200 份文件、合计 100 MB。请先处理部分申请，或逐份查看。
error-resumes-none = 没有可下载的简历。

# 批量处理
decide-hint = 执行之前可预览涉及的求职者。
decide-preview = 预览
decide-left-out = { $n } 份申请无法执行此操作，已略去
decide-none = 没有可执行此操作的申请
decide-none-text = 请返回选择其他申请或其他操作。
decide-quiet = 将记录 { $n } 项决定；在您统一告知原因之前，求职者不会知道。
decide-taken-back = 将撤销 { $n } 项决定；相应申请恢复到决定之前的阶段，求职者不会知道。
decide-told = { $n } 位求职者将进入此阶段，并立即收到通知。
