### Texts of: find
find-title = 搜索
find-placeholder = 机构、项目、岗位、展品……
find-hint = 可搜索所有公开内容：展位及其展品、对接项目、招聘岗位与招聘会、论坛场次与嘉宾、活动、新闻、帮助文章及大会说明。中英文均可。
find-kinds = 类别
find-found =
    { $n ->
        [0] 没有找到结果
       *[other] 找到 { $n } 项
    }
find-all = 全部（{ $n }）
find-booths = 展位（{ $n }）
find-postings = 岗位（{ $n }）
find-fairs = 招聘会（{ $n }）
find-activities = 活动（{ $n }）
find-news = 新闻（{ $n }）
find-projects = 项目（{ $n }）
find-articles = 帮助（{ $n }）
find-kind-project = 项目
find-kind-article = 帮助
find-kind-booth = 展位
find-kind-posting = 岗位
find-kind-fair = 招聘会
find-kind-activity = 活动
find-kind-news = 新闻
find-fuzzy = 没有完全匹配的内容，以下为相近结果。
find-none-title = 没有找到结果
find-none-text = 请减少关键词，或换一种写法。
find-none-button = 返回大厅
find-speakers = 嘉宾（{ $n }）
find-pages = 关于大会（{ $n }）
find-kind-speaker = 嘉宾
find-kind-page = 关于大会
find-all-booths = 全部 { $n } 个展位
find-all-projects = 全部 { $n } 个项目
find-all-postings = 全部 { $n } 个岗位
find-all-fairs = 全部 { $n } 场招聘会
find-all-articles = 全部 { $n } 篇帮助文章
find-all-sessions = 全部 { $n } 个论坛场次
find-all-speakers = 全部 { $n } 位嘉宾
find-all-activities = 全部 { $n } 场活动
find-all-news = 全部 { $n } 条新闻
find-all-pages = 全部 { $n } 个页面
find-exhibits = 展品：
find-none-of-kind = 该类别下没有结果，可查看其他类别中找到的内容。
find-none-zones = 也可以到各专区看看：
find-suggestions = 搜索建议
find-suggestions-count = { $n } 条建议
find-suggest-all = 包含“{ $q }”的全部结果
postings-feed-title = 最新岗位
