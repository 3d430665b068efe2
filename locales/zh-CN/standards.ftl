# Names of the standards' codes; the codes stand in src/web/standards.rs.

# OECD Fields of Research and Development (Frascati Manual 2015), two levels
field-1 = 自然科学
field-1-1 = 数学
field-1-2 = 计算机与信息科学
field-1-3 = 物理科学
field-1-4 = 化学
field-1-5 = 地球与环境科学
field-1-6 = 生物科学
field-1-7 = 其他自然科学
field-2 = 工程与技术
field-2-1 = 土木工程
field-2-2 = 电气、电子与信息工程
field-2-3 = 机械工程
field-2-4 = 化学工程
field-2-5 = 材料工程
field-2-6 = 医学工程
field-2-7 = 环境工程
field-2-8 = 环境生物技术
field-2-9 = 工业生物技术
field-2-10 = 纳米技术
field-2-11 = 其他工程与技术
field-3 = 医学与健康科学
field-3-1 = 基础医学
field-3-2 = 临床医学
field-3-3 = 健康科学
field-3-4 = 医学生物技术
field-3-5 = 其他医学科学
field-4 = 农业与兽医科学
field-4-1 = 农业、林业与渔业
field-4-2 = 畜牧与乳品科学
field-4-3 = 兽医学
field-4-4 = 农业生物技术
field-4-5 = 其他农业科学
field-5 = 社会科学
field-5-1 = 心理学与认知科学
field-5-2 = 经济与商业
field-5-3 = 教育学
field-5-4 = 社会学
field-5-5 = 法学
field-5-6 = 政治学
field-5-7 = 社会与经济地理学
field-5-8 = 媒体与传播
field-5-9 = 其他社会科学
field-6 = 人文与艺术
field-6-1 = 历史与考古学
field-6-2 = 语言与文学
field-6-3 = 哲学、伦理与宗教
field-6-4 = 艺术
field-6-5 = 其他人文学科

# schema.org JobPosting.employmentType
employment-full-time = 全职
employment-part-time = 兼职
employment-contractor = 合同制
employment-temporary = 临时
employment-intern = 实习
employment-volunteer = 志愿
employment-per-diem = 按日计薪
employment-other = 其他

# ISCED 2011 levels of education
education-0 = 学前教育
education-1 = 小学
education-2 = 初中
education-3 = 高中或中专
education-4 = 高中后非高等教育
education-5 = 大专
education-6 = 本科
education-7 = 硕士
education-8 = 博士

# schema.org QuantitativeValue.unitText
salary-unit-hour = 每小时
salary-unit-month = 每月
salary-unit-year = 每年
