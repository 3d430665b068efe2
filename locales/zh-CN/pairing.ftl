# Projects that are offered and asked for.

# States of a project
project-state-draft = 草稿
project-state-published = 对接中
project-state-matched = 已对接
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
