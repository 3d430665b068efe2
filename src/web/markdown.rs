//! Markdown of people as safe HTML: raw HTML is dropped, then an allow-list cleans what is left.
//! The only place where HTML is made of what people wrote.

use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;

use ammonia::Builder;
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream, html};

/// HTML that went through the allow-list; templates print it as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for SafeHtml {}

/// Deepest nesting of lists, quotes and the like that is drawn; deeper ones are flattened, so that
/// ten thousand `>` cost neither stack nor time.
const DEPTH_MAX: usize = 16;

/// A longer text: headings (from the third level on, under the page's own), lists, quotes, tables,
/// emphasis, code, links.
pub fn render(text: &str) -> SafeHtml {
    clean(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH, None)
}

/// A message in a room: emphasis, code, links and line breaks as they were typed; an `@` before one of
/// these names is a mention, outside links and code.
pub fn render_chat(text: &str, named: &[Named<'_>]) -> SafeHtml {
    if is_words_alone(text) {
        return SafeHtml(format!("<p>{text}</p>\n"));
    }
    clean(text, Options::ENABLE_STRIKETHROUGH, Some(named))
}

/// Somebody whom a text names after an `@`.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The id, for the attribute `data-mention`.
    pub id: &'a str,
    /// The name as it stands in the text.
    pub name: &'a str,
    /// Whether it is the reader.
    pub is_reader: bool,
}

/// The first characters of a Markdown text without its marks, for cards and descriptions.
pub fn plain(text: &str, max: usize) -> String {
    let mut out = String::new();
    for event in Parser::new(text) {
        match event {
            Event::Text(part) | Event::Code(part) => out.push_str(&part),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => out.push(' '),
            _ => {}
        }
        if out.len() > max * 8 {
            break;
        }
    }
    super::text::clip(&super::text::one_line(&out), max)
}

/// Whether a text is words and nothing that Markdown, HTML or a mention could mean: most messages are.
fn is_words_alone(text: &str) -> bool {
    let is_word =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '?' | '，' | '。' | '！' | '？' | '、');
    text.chars().all(is_word) && text.starts_with(char::is_alphabetic) && text.ends_with(|c: char| c != ' ')
}

fn clean(text: &str, options: Options, chat: Option<&[Named<'_>]>) -> SafeHtml {
    let mut depth = 0_usize;
    let used: BTreeSet<HeadingLevel> = Parser::new_ext(text, options).filter_map(|event| level_of(&event)).collect();
    let events =
        Parser::new_ext(text, options).filter_map(|event| bounded(event, &mut depth)).map(|event| match event {
            Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
            Event::SoftBreak if chat.is_some() => Event::HardBreak,
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                Event::Start(Tag::Heading { level: shifted(level, &used), id, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(shifted(level, &used))),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => Event::Text(CowStr::Borrowed("")),
            other => other,
        });
    let mut raw = String::with_capacity(text.len() * 3 / 2);
    if let Some(named) = chat {
        let mut inside = 0_usize;
        html::push_html(&mut raw, TextMergeStream::new(events).flat_map(|event| linked(event, &mut inside, named)));
    } else {
        html::push_html(&mut raw, events);
    }
    let cleaner = if chat.is_some() { chat_cleaner() } else { cleaner() };
    SafeHtml(cleaner.clean(&raw).to_string())
}

/// Drops the starts and ends of what lies too deep.
fn bounded<'a>(event: Event<'a>, depth: &mut usize) -> Option<Event<'a>> {
    match &event {
        Event::Start(_) => {
            *depth += 1;
            (*depth <= DEPTH_MAX).then_some(event)
        }
        Event::End(_) => {
            *depth = depth.saturating_sub(1);
            (*depth < DEPTH_MAX).then_some(event)
        }
        _ => Some(event),
    }
}

/// Makes links of the addresses in a text and marks who is named, outside links and code.
fn linked<'a>(event: Event<'a>, inside: &mut usize, named: &[Named<'_>]) -> Vec<Event<'a>> {
    match &event {
        Event::Start(Tag::Link { .. } | Tag::CodeBlock(_)) => *inside += 1,
        Event::End(TagEnd::Link | TagEnd::CodeBlock) => *inside = inside.saturating_sub(1),
        Event::Text(text) if *inside == 0 && text.contains("://") => {
            let mut in_link = 0_usize;
            return split_links(text).into_iter().flat_map(|event| linked_names(event, &mut in_link, named)).collect();
        }
        Event::Text(text) if *inside == 0 => return split_names(text, named),
        _ => {}
    }
    vec![event]
}

fn split_links(text: &str) -> Vec<Event<'static>> {
    let owned = |text: &str| CowStr::from(text.to_owned());
    let (mut events, mut rest) = (Vec::new(), text);
    while let Some(start) = ["https://", "http://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
        // Chinese sentences go on after an address without a space.
        let end = from.find(|c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"')).unwrap_or(from.len());
        let address = from.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
        let link =
            Tag::Link { link_type: LinkType::Autolink, dest_url: owned(address), title: owned(""), id: owned("") };
        events.extend([
            Event::Text(owned(before)),
            Event::Start(link),
            Event::Text(owned(address)),
            Event::End(TagEnd::Link),
        ]);
        rest = from.get(address.len()..).unwrap_or_default();
    }
    events.push(Event::Text(owned(rest)));
    events
}

/// Marks names in what [`split_links`] left between its links.
fn linked_names<'a>(event: Event<'a>, inside: &mut usize, named: &[Named<'_>]) -> Vec<Event<'a>> {
    match &event {
        Event::Start(_) => *inside += 1,
        Event::End(_) => *inside = inside.saturating_sub(1),
        Event::Text(text) if *inside == 0 => return split_names(text, named),
        _ => {}
    }
    vec![event]
}

fn split_names(text: &str, named: &[Named<'_>]) -> Vec<Event<'static>> {
    let (mut events, mut done) = (Vec::new(), 0);
    for start in super::text::list_calls(text) {
        let call = text.get(start + 1..).unwrap_or_default();
        let best = named.iter().filter(|one| super::text::begins_with_name(call, one.name));
        let Some(one) = best.max_by_key(|one| one.name.len()).filter(|_| start >= done) else { continue };
        let kind = if one.is_reader { "mention mention--me" } else { "mention" };
        let open = format!("<span class=\"{kind}\" data-mention=\"{}\">", one.id);
        events.extend([
            Event::Text(CowStr::from(text.get(done..start).unwrap_or_default().to_owned())),
            Event::InlineHtml(CowStr::from(open)),
            Event::Text(CowStr::from(format!("@{}", one.name))),
            Event::InlineHtml(CowStr::Borrowed("</span>")),
        ]);
        done = start + 1 + one.name.len();
    }
    events.push(Event::Text(CowStr::from(text.get(done..).unwrap_or_default().to_owned())));
    events
}

fn level_of(event: &Event<'_>) -> Option<HeadingLevel> {
    if let Event::Start(Tag::Heading { level, .. }) = event { Some(*level) } else { None }
}

/// The highest level that a text uses becomes the third, the next one the fourth, so that no level
/// is left out under the page's own second one.
fn shifted(level: HeadingLevel, used: &BTreeSet<HeadingLevel>) -> HeadingLevel {
    match used.range(..level).count() {
        0 => HeadingLevel::H3,
        1 => HeadingLevel::H4,
        2 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

fn base(tags: &[&'static str]) -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(tags.iter().copied().collect::<HashSet<_>>())
        .add_tag_attributes("a", &["href"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener nofollow ugc"));
    builder
}

fn cleaner() -> &'static Builder<'static> {
    static BUILDER: OnceLock<Builder<'static>> = OnceLock::new();
    BUILDER.get_or_init(|| {
        base(&[
            "p",
            "br",
            "strong",
            "em",
            "del",
            "code",
            "pre",
            "ul",
            "ol",
            "li",
            "blockquote",
            "a",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        ])
    })
}

fn chat_cleaner() -> &'static Builder<'static> {
    static BUILDER: OnceLock<Builder<'static>> = OnceLock::new();
    BUILDER.get_or_init(|| {
        let mut builder =
            base(&["p", "br", "strong", "em", "del", "code", "pre", "ul", "ol", "li", "blockquote", "a", "span"]);
        builder.add_tag_attributes("span", ["data-mention"]);
        builder.add_allowed_classes("span", ["mention", "mention--me"]);
        builder
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_of_people_is_text() {
        let html = render("# Hi\n<script>alert(1)</script>\n[x](javascript:alert(1)) **b** <img src=x onerror=y>");
        assert!(html.as_str().contains("<h3>Hi</h3>") && html.as_str().contains("<strong>b</strong>"), "{html}");
        assert!(!html.as_str().contains("<script") && !html.as_str().contains("<img"), "{html}");
        assert!(!html.as_str().contains("href=\"javascript"), "{html}");
    }

    #[test]
    fn headings_begin_at_the_third_level_and_leave_none_out() {
        let html = render("## Duties\n#### Daily\n## Pay");
        assert_eq!(html.as_str().replace('\n', ""), "<h3>Duties</h3><h4>Daily</h4><h3>Pay</h3>");
    }

    #[test]
    fn addresses_in_a_message_are_links() {
        let html =
            chat("见https://a.example/x_y?b=1&c=2。And (http://b.example). `https://c.example` [d](https://d.example)");
        let links = html.as_str().matches("<a href=").count();
        assert_eq!(links, 3, "{html}");
        assert!(
            html.as_str().contains(">https://a.example/x_y?b=1&amp;c=2</a>。And (<a href=\"http://b.example\""),
            "{html}"
        );
    }

    fn chat(text: &str) -> SafeHtml {
        render_chat(text, &[])
    }

    #[test]
    fn names_after_an_at_are_marked_and_nothing_else() {
        let one = |name, is_reader| Named { id: "7", name, is_reader };
        let named = [one("Lin", false), one("Lin Yue", true), one("林悦", false)];
        let html =
            render_chat("@Lin Yue, @Lin! 你好@林悦请看 a@Lin `@Lin` @Linda <b>@</b> https://a.example/@Lin", &named);
        let text = html.as_str();
        assert!(text.contains("<span class=\"mention mention--me\" data-mention=\"7\">@Lin Yue</span>,"), "{text}");
        assert!(
            text.contains("\">@Lin</span>! 你好<span class=\"mention\" data-mention=\"7\">@林悦</span>请看"),
            "{text}"
        );
        assert_eq!(text.matches("<span").count(), 3, "{text}");
        let typed = chat("<span class=\"mention\" data-mention=\"7\">@Ada</span>");
        assert!(!typed.as_str().contains("<span"), "{typed}");
    }

    #[test]
    fn deep_nesting_is_flattened() {
        let html = render(&format!("{}x", ">".repeat(10_000)));
        assert!(html.as_str().matches("<blockquote>").count() <= DEPTH_MAX);
    }

    proptest! {
        #[test]
        fn words_alone_are_drawn_as_markdown_draws_them(text in "[a-zA-Zäß0-9林悦 ,.?，。！？、]{1,60}") {
            if is_words_alone(&text) {
                let drawn = clean(&text, Options::ENABLE_STRIKETHROUGH, Some(&[]));
                prop_assert_eq!(render_chat(&text, &[]), drawn);
            }
        }

        #[test]
        fn no_text_makes_a_script(text in "[<>a-z\"'()\\[\\]!#*`&;:/= \n]{0,300}") {
            let html = render(&text);
            prop_assert!(!html.as_str().contains("<script"));
            prop_assert!(!html.as_str().contains("href=\"javascript"));
        }
    }
}
