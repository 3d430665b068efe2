//! The interface languages. Every text of the interface has a key in `locales/<tag>/*.ftl`; pages
//! ask through [`Locale::t`], [`Locale::tn`] and [`Locale::tf`].
//!
//! Messages without values are formatted once, at first use, and then looked up in about 10 ns:
//! a page has some sixty of them, and formatting each time cost as much as its database query.
//! Those that speak of a small number ("3 days ago") are kept too, once each was asked for.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::dates;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Locale {
    /// English.
    #[serde(rename = "en")]
    En,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    ZhCn,
}

/// Declares the files of texts; a test compares the list with the folders.
macro_rules! texts {
    ($($name:literal),* $(,)?) => {
        const NAMES: &[&str] = &[$($name),*];
        const EN: &[&str] = &[$(include_str!(concat!("../../locales/en/", $name, ".ftl"))),*];
        const ZH_CN: &[&str] = &[$(include_str!(concat!("../../locales/zh-CN/", $name, ".ftl"))),*];
    };
}

texts!(
    "accounts",
    "calendar",
    "candidates",
    "chat",
    "common",
    "console",
    "dealings",
    "editions",
    "errors",
    "exhibition",
    "fairs",
    "find",
    "forum",
    "happenings",
    "hiring",
    "interviews",
    "keeping",
    "leads",
    "lobby",
    "mail",
    "me",
    "moderation",
    "occupations",
    "organizer",
    "own",
    "pairing",
    "presence",
    "recruitment",
    "requests",
    "screening",
    "service",
    "standards",
);

/// The numbers, from 0 on, whose texts are kept.
const KEPT_NUMBERS: usize = 64;

/// The texts of one message, by the number it speaks of.
type Counted = OnceLock<Box<[OnceLock<String>; KEPT_NUMBERS]>>;

/// The keys are ours: nobody from outside can make them collide.
struct Bundle {
    plain: FxHashMap<String, String>,
    counted: FxHashMap<String, Counted>,
    fluent: FluentBundle<FluentResource>,
}

impl Locale {
    /// Every language, the one of last resort first.
    pub const ALL: &'static [Locale] = &[Locale::En, Locale::ZhCn];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
        }
    }

    /// What its speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::ZhCn => "中文",
        }
    }

    /// The language of a tag; a region or script we do not tell apart is passed over.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?;
        match language.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "zh" => Some(Self::ZhCn),
            _ => None,
        }
    }

    /// The language to answer in: the address, then the cookie, then the person's own, then what
    /// the browser asks for (RFC 9110, 12.5.4), then English.
    pub fn negotiate(query: Option<&str>, cookie: Option<&str>, person: Option<&str>, accept: Option<&str>) -> Self {
        [query, cookie, person]
            .into_iter()
            .flatten()
            .find_map(Self::from_tag)
            .or_else(|| accept.and_then(Self::from_accept_language))
            .unwrap_or(Self::En)
    }

    fn from_accept_language(header: &str) -> Option<Self> {
        let weigh = |part: &str| {
            let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
            let weight: f32 = weight.trim().parse().unwrap_or(0.0);
            Some((Self::from_tag(tag.trim())?, weight)).filter(|(_, weight)| *weight > 0.0)
        };
        let mut best: Option<(Self, f32)> = None;
        for found in header.split(',').take(20).filter_map(weigh) {
            if best.is_none_or(|(_, weight)| found.1 > weight) {
                best = Some(found);
            }
        }
        best.map(|(locale, _)| locale)
    }

    fn bundle(self) -> &'static Bundle {
        static EN_BUNDLE: OnceLock<Bundle> = OnceLock::new();
        static ZH_CN_BUNDLE: OnceLock<Bundle> = OnceLock::new();
        match self {
            Self::En => EN_BUNDLE.get_or_init(|| load(self, EN)),
            Self::ZhCn => ZH_CN_BUNDLE.get_or_init(|| load(self, ZH_CN)),
        }
    }

    /// The name that this language reads, of one that may have a Chinese form too.
    pub fn name<'a>(self, name: &'a str, name_zh: &'a str) -> &'a str {
        if self == Self::ZhCn && !name_zh.is_empty() { name_zh } else { name }
    }

    /// Every text without values.
    pub fn texts(self) -> impl Iterator<Item = &'static str> {
        self.bundle().plain.values().map(String::as_str)
    }

    /// Whether there is a message without values under this key.
    pub fn has(self, key: &str) -> bool {
        self.bundle().plain.contains_key(key)
    }

    /// The text of a key. A missing key is shown as an empty text and logged; a test forbids it.
    pub fn t(self, key: &str) -> &'static str {
        match self.bundle().plain.get(key) {
            Some(text) => text,
            None => {
                tracing::error!(key, locale = self.tag(), "no such text");
                ""
            }
        }
    }

    /// The text of a key that speaks of the number `$n`, with the language's plurals.
    pub fn tn(self, key: &str, n: i64) -> String {
        let kept = self.bundle().counted.get(key).and_then(|counted| {
            let texts = counted.get_or_init(|| Box::new([const { OnceLock::new() }; KEPT_NUMBERS]));
            texts.get(usize::try_from(n).ok()?)
        });
        match kept {
            Some(text) => text.get_or_init(|| self.format_number(key, n)).clone(),
            None => self.format_number(key, n),
        }
    }

    fn format_number(self, key: &str, n: i64) -> String {
        let mut args = FluentArgs::new();
        args.set("n", FluentValue::from(n));
        self.format(key, &args)
    }

    /// The text of a key with named values.
    pub fn tf(self, key: &str, values: &[(&'static str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, FluentValue::from(*value));
        }
        self.format(key, &args)
    }

    fn format(self, key: &str, args: &FluentArgs<'_>) -> String {
        let bundle = &self.bundle().fluent;
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, locale = self.tag(), "no such text");
            return String::new();
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key, locale = self.tag(), ?errors, "a text lacks a value");
        }
        text
    }
}

fn load(locale: Locale, sources: &[&str]) -> Bundle {
    let language = locale.tag().parse().unwrap_or_default();
    let mut fluent = FluentBundle::new_concurrent(vec![language]);
    fluent.set_use_isolating(false);
    // Counts have their marks, 1,234, as other numbers of a page do.
    fluent.set_formatter(Some(|value, _| match value {
        FluentValue::Number(count) => Some(dates::number(count.value as i64)),
        _ => None,
    }));
    let (mut plain, mut counted) = (FxHashMap::default(), FxHashMap::default());
    for (name, source) in NAMES.iter().zip(sources) {
        // A file with a mistake keeps its good messages; a test forbids the mistake.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, errors)| {
            tracing::error!(file = name, ?errors, "a file of texts has mistakes");
            resource
        });
        let keys = resource.entries().filter_map(message_id).collect::<Vec<_>>();
        fluent.add_resource_overriding(resource);
        for key in keys {
            let mut errors = Vec::new();
            let pattern = fluent.get_message(&key).and_then(|message| message.value());
            let text = pattern.map(|pattern| fluent.format_pattern(pattern, None, &mut errors).into_owned());
            match text {
                Some(text) if errors.is_empty() => _ = plain.insert(key, text),
                _ => _ = counted.insert(key, Counted::new()),
            }
        }
    }
    Bundle { plain, counted, fluent }
}

fn message_id(entry: &fluent_syntax::ast::Entry<&str>) -> Option<String> {
    match entry {
        fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_outranks_the_cookie_and_the_browser() {
        assert_eq!(Locale::negotiate(Some("zh-CN"), Some("en"), None, Some("en")), Locale::ZhCn);
        assert_eq!(Locale::negotiate(Some("xx"), Some("zh-CN"), None, Some("en")), Locale::ZhCn);
        assert_eq!(Locale::negotiate(None, None, None, Some("de, zh-TW;q=0.8, en;q=0.5")), Locale::ZhCn);
        assert_eq!(Locale::negotiate(None, None, None, Some(";;;q=,,q=x")), Locale::En);
    }

    #[test]
    fn counts_have_their_marks() {
        assert_eq!(Locale::En.tn("project-found", 1), "1 project");
        assert_eq!(Locale::En.tn("project-found", 2), "2 projects");
        assert_eq!(Locale::En.tn("project-found", 2), "2 projects");
        assert_eq!(Locale::En.tn("project-found", 12_345), "12,345 projects");
        assert_eq!(Locale::ZhCn.tn("project-found", 1_000), "共 1,000 个项目");
    }

    #[test]
    fn every_file_of_texts_is_listed_in_both_languages() -> std::io::Result<()> {
        for locale in Locale::ALL {
            let folder = format!("{}/locales/{}", env!("CARGO_MANIFEST_DIR"), locale.tag());
            let mut found: Vec<String> = std::fs::read_dir(folder)?
                .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".ftl")?.to_owned()))
                .collect();
            found.sort();
            assert_eq!(found, NAMES);
        }
        Ok(())
    }
}
