//! The summary above a form that was wrong: each sentence is led by the label of its field, in the order of the page.
//! Called by `render`; labels stand in the templates alone, so they are read from the page that was drawn.

/// The page with the names of its fields in the summary; as it is where it has none.
pub(super) fn name_fields(html: String) -> String {
    let named = html.split_once("<div class=\"errors\"").and_then(|(before, rest)| {
        let (head, rest) = rest.split_once("<ul>")?;
        let (items, after) = rest.split_once("</ul>")?;
        let colon = if before.contains("<html lang=\"zh") { "：" } else { ": " };
        Some(format!("{before}<div class=\"errors\"{head}<ul>{}</ul>{after}", in_order(items, after, colon)))
    });
    named.unwrap_or(html)
}

fn in_order(items: &str, form: &str, colon: &str) -> String {
    let mut lines: Vec<(usize, String)> = items.split_inclusive("</li>").map(|item| line(item, form, colon)).collect();
    lines.sort_by_key(|line| line.0);
    lines.into_iter().map(|line| line.1).collect()
}

/// Where the field of an item stands, and the item with its name.
fn line(item: &str, form: &str, colon: &str) -> (usize, String) {
    let parts = item.split_once("href=\"#f-").and_then(|(_, rest)| rest.split_once("\">"));
    let Some((name, sentence)) = parts else { return (usize::MAX, item.to_owned()) };
    let place = form.find(&format!("id=\"f-{name}\"")).unwrap_or(usize::MAX);
    match label_of(name, place, form) {
        Some(label) => (place, format!("<li><a href=\"#f-{name}\">{label}{colon}{sentence}")),
        None => (place, item.to_owned()),
    }
}

/// What the label of a field says, or the legend of a group; nothing where the field says it itself.
fn label_of<'a>(name: &str, place: usize, form: &'a str) -> Option<&'a str> {
    let of_label = || form.split_once(&format!("for=\"f-{name}\">")).map(|(_, rest)| rest);
    let of_group = || form.get(place..)?.split_once('>')?.1.strip_prefix("<legend>");
    let text = of_label().or_else(of_group)?.split('<').next()?.trim();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::name_fields;

    const FORM: &str = "<label for=\"f-name\">Your name <span>(optional)</span></label><input id=\"f-name\">\
                        <fieldset class=\"field\" id=\"f-kind\" tabindex=\"-1\"><legend>Kind</legend></fieldset>\
                        <label class=\"choice\"><input id=\"f-agree\"><span>I agree</span></label>";

    fn page(lang: &str, items: &str) -> String {
        format!("<html lang=\"{lang}\"><div class=\"errors\" role=\"alert\"><h2>3</h2><ul>{items}</ul></div>{FORM}")
    }

    #[test]
    fn a_summary_names_its_fields_in_the_order_of_the_page() {
        let items = "<li><a href=\"#f-agree\">Say yes.</a></li><li><a href=\"#f-kind\">Choose.</a></li>\
                     <li><a href=\"#f-name\">Fill in.</a></li><li><a href=\"#f-elsewhere\">No.</a></li>";
        let named = "<li><a href=\"#f-name\">Your name: Fill in.</a></li><li><a href=\"#f-kind\">Kind: Choose.</a></li>\
                     <li><a href=\"#f-agree\">Say yes.</a></li><li><a href=\"#f-elsewhere\">No.</a></li>";
        assert_eq!(name_fields(page("en", items)), page("en", named));
        let chinese = "<li><a href=\"#f-name\">请填写。</a></li>";
        assert!(name_fields(page("zh-CN", chinese)).contains("Your name：请填写。"));
    }

    #[test]
    fn a_page_without_a_summary_stays_as_it_is() {
        for html in ["", "<p>nothing</p>", "<div class=\"errors\">no list", "<div class=\"errors\"><ul>open"] {
            assert_eq!(name_fields(html.to_owned()), html);
        }
        assert_eq!(name_fields(page("en", "")), page("en", ""));
    }
}
