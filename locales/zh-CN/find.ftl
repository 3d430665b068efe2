### Texts of: find
find-title = 搜索
find-placeholder = 机构、项目、职位、展品……
find-hint = 可搜索所有公开内容：展台及其展品、对接项目、招聘职位与招聘会、论坛场次、活动、新闻、帮助文章。中英文均可。
find-kinds = 类别
find-found =
    { $n ->
        [0] 没有找到结果
       *[other] 找到 { $n } 项
    }
find-all = 全部（{ $n }）
find-booths = 展台（{ $n }）
find-postings = 职位（{ $n }）
find-fairs = 招聘会（{ $n }）
find-activities = 活动（{ $n }）
find-news = 新闻（{ $n }）
find-projects = 项目（{ $n }）
find-articles = 帮助（{ $n }）
find-kind-project = 项目
find-kind-article = 帮助
find-kind-booth = 展台
find-kind-posting = 职位
find-kind-fair = 招聘会
find-kind-activity = 活动
find-kind-news = 新闻
find-fuzzy = 没有完全匹配的内容，以下为相近结果。
find-none-title = 没有找到结果
find-none-text = 请减少关键词，或换一种写法。
find-none-button = 返回大厅
