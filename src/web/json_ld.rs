//! Facts for search engines in pages (schema.org as JSON-LD). A block of this type is data, which no browser runs, so
//! the policy of pages stays as it is; what stands in it can neither end the block nor a line of a script.

use serde_json::{Value, json};

/// A block, ready to stand in `<script type="application/ld+json">`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonLd(String);

impl JsonLd {
    /// The block of a value, with what it is about; fields that hold null are left out.
    pub fn of(mut value: Value) -> Self {
        strip(&mut value);
        if let Some(fields) = value.as_object_mut() {
            fields.insert("@context".to_owned(), json!("https://schema.org"));
        }
        Self(escaped(&value.to_string()))
    }
}

impl std::fmt::Display for JsonLd {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for JsonLd {}

/// Takes out the fields that are null, at every depth.
fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// JSON in which nothing looks like HTML and nothing ends a line: outside of strings none of these stand.
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn a_hostile_title_stays_in_its_block() {
        let title = "</script><!-- \u{2028}\u{2029} & \"quoted\" \\";
        let block = JsonLd::of(json!({ "@type": "Thing", "name": title, "image": null })).to_string();
        assert!(!block.contains('<') && !block.contains('\u{2028}') && !block.contains('&'), "{block}");
        let read: Value = serde_json::from_str(&block).unwrap();
        assert_eq!(read.get("name").and_then(Value::as_str), Some(title));
        assert_eq!(read.get("image"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_it_was_written(text in any::<String>()) {
            let block = JsonLd::of(json!({ "name": text })).to_string();
            let breaks_out = block.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
            prop_assert!(!breaks_out);
            let read: Value = serde_json::from_str(&block).unwrap();
            prop_assert_eq!(read.get("name").and_then(Value::as_str), Some(text.as_str()));
        }
    }
}
