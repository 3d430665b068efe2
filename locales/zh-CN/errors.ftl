# What is wrong with a field, and what to do next. $n is the number the sentence names.
error-required = 请填写此项。
error-tick = 请先勾选此项。
error-too-long = 请缩短至 { $n } 个字符以内。
error-too-short = 请至少填写 { $n } 个字符。
error-email = 请输入电子邮箱地址，例如 name@example.com。
error-url = 请输入以 https:// 或 http:// 开头的网址。
error-choice = 请从给出的选项中选择。
error-number = 请输入规定范围内的整数。
error-date = 请输入有效的日期和时间，例如 2026-05-31 09:30。
error-characters = 内容中含有无法保存的字符，请去掉后重新输入。

# Files
error-file-damaged = 无法读取该文件，请重新保存后再选择。
error-file-too-large = 文件过大，请选择不超过 { $n } MB 的文件。
error-image-type = 请选择 PNG、JPEG 或 WebP 图片。
error-message-file-type = 请选择图片（PNG、JPEG、WebP）或 PDF 文件。
error-message-files = 每条消息最多附 { $n } 个文件。
error-image-pixels = 图片像素过多，请选择不超过 { $n } 百万像素的图片。
error-pdf-type = 请选择 PDF 文档。

# A request that could not be read
error-form = 无法读取表单，请返回并刷新页面后重新提交。
error-query = 无法读取该网址，请去掉问号后面的内容再试。
error-slow = 表单传输时间过长，请检查网络连接后重新提交。
error-origin = 该表单来自其他网站，因此未执行。请在本站打开页面后重新提交。

# Pages, by status
error-400-title = 无法理解该请求
error-400-text = 请返回并刷新页面后重试。
error-403-title = 您无权执行此操作
error-404-title = 这里什么都没有
error-404-text = 网址可能有误，或页面已移动或未公开。请使用搜索，或从首页开始浏览。
error-405-title = 此地址不支持该操作
error-405-text = 请返回上一页，使用页面上的按钮。
error-409-title = 目前无法完成此操作
error-410-title = 已结束
error-410-text = 该内容已不再开放，请看看目前开放的内容。
error-413-title = 内容过大
error-413-text = 您提交的内容超出了限制，请减少文字，或减少、缩小文件。
error-415-title = 不接受此类内容
error-415-text = 请使用页面上的表单提交。
error-422-title = 请检查填写的内容
error-422-text = 有些字段需要修改，已在表单中标出。
error-429-title = 操作过于频繁
error-429-text = 请稍候再试。
error-500-title = 我们这边出了问题
error-500-text = 问题已记录，您提交的内容没有被部分执行。请重试；如再次出现，请将下方的编号告知主办方。
error-503-title = 当前访问量很大
error-503-text = 请稍候再试，您的内容没有丢失。

error-back = 返回上一页
error-home = 返回首页
error-search = 搜索
error-reference = 编号：
error-verify-first = 请先验证您的邮箱：点击我们发送的邮件中的链接。
error-zone-upcoming = 该专区尚未开放。
error-zone-read-only = 该专区目前只可浏览，不接受新内容。
error-zone-closed = 该专区目前已关闭。
error-changed-meanwhile = 其他人刚刚修改了此内容。请返回查看最新状态后重试。
error-edition-archived = 本届大会已永久归档，只可查阅，不可更改。
error-move-not-allowed = 当前状态下无法执行该操作。请刷新页面查看最新状态。
error-direct-many = 最多选择 { $n } 人。
error-request-own = 您本人就是该接待台的成员。
error-request-taken = 此请求已由他人接听，或已不在等候。
error-time = 请输入时间，例如 22:00。
error-quiet-half = 免打扰时段需要同时填写开始和结束时间。
error-quiet-same = 免打扰时段的结束时间不能与开始时间相同。
error-words = 每次最多 100 个词语，每个最多 100 个字符。
error-words-full = 列表最多 1,000 个词语，请先移除一些。
error-push-service = 本站不使用此浏览器的推送服务。如需使用，请联系主办方。
