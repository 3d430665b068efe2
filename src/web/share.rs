//! What a page tells programs that link to it and search engines: its one address, its languages, a title, a
//! description and a picture, and facts as JSON-LD. Made by `site` for every page, told more by the page of a thing.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::json_ld::JsonLd;
use super::page::Page;
use super::text::clip;

/// How much of a description is told, in characters: more is cut where it is shown.
const DESCRIPTION_MAX: usize = 200;
/// What stands in a part of an address as it is (RFC 3986, 2.3).
const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a page tells others.
#[derive(Debug, Clone, Default)]
pub struct Share {
    /// Whether search engines may keep it: a public page, not narrowed to anything.
    pub is_indexed: bool,
    /// The kind of page in the words of Open Graph.
    pub og_type: &'static str,
    /// Its title.
    pub title: String,
    /// A sentence or two, plain.
    pub description: String,
    /// The address of its picture, from `/` on.
    pub picture: String,
    /// Facts.
    pub facts: Vec<JsonLd>,
}

/// The thing that a page shows.
#[derive(Debug, Clone, Copy)]
pub struct Thing<'a> {
    /// Its kind, as in the search.
    pub kind: &'a str,
    /// Its part of the address.
    pub slug: &'a str,
    /// Its title.
    pub title: &'a str,
    /// A sentence or two, plain.
    pub description: &'a str,
    /// The name and the address of the list that it stands in, where that is not a zone.
    pub list: Option<(&'a str, &'a str)>,
}

/// The picture of a thing or a place, in a language; see `find::pictures`.
pub fn picture(kind: &str, slug: &str, lang: &str) -> String {
    format!("/og/{kind}/{}.png?lang={lang}", utf8_percent_encode(slug, PART))
}

impl Page {
    /// Tells of the thing that this page shows; `facts` is what it is in the words of schema.org.
    pub fn tell(&mut self, thing: Thing<'_>, facts: Option<Value>) {
        let crumbs = self.crumbs(&thing);
        let picture = picture(thing.kind, thing.slug, self.locale.tag());
        self.share.og_type = "article";
        self.share.title = thing.title.to_owned();
        self.share.description = clip(thing.description.trim(), DESCRIPTION_MAX);
        self.share.picture = format!("{}{picture}", self.archive.as_deref().unwrap_or_default());
        self.share.facts = [facts, Some(crumbs)].into_iter().flatten().map(JsonLd::of).collect();
    }

    /// An address of this site with its host.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}", self.site, utf8_percent_encode(path, CONTROLS))
    }

    /// The address of this page which others should keep: in its language where it was asked for in one. Each of the
    /// [alternates](Self::alternates) is its own, as Google wants it.
    pub fn canonical(&self) -> String {
        let query = self.path.split_once('?').map_or("", |(_, query)| query);
        match query.split('&').any(|pair| pair.starts_with("lang=")) {
            true => format!("{}?lang={}", self.bare(), self.locale.tag()),
            false => self.bare(),
        }
    }

    /// The address of this page without a language.
    pub fn bare(&self) -> String {
        self.absolute(self.path.split('?').next().unwrap_or("/"))
    }

    /// The languages of this page that are offered, each with its address; where none is asked for, `x-default`.
    pub fn alternates(&self) -> Vec<(&'static str, String)> {
        let bare = self.bare();
        let each = self.offered.iter().map(|locale| (locale.tag(), format!("{bare}?lang={}", locale.tag())));
        each.chain([("x-default", bare.clone())]).collect()
    }

    /// The language in the form of Open Graph.
    pub fn og_locale(&self) -> &'static str {
        match self.locale {
            super::i18n::Locale::En => "en_GB",
            super::i18n::Locale::ZhCn => "zh_CN",
        }
    }

    fn crumbs(&self, thing: &Thing<'_>) -> Value {
        let archive = self.archive.as_deref().unwrap_or_default();
        let home = self.archive.clone().unwrap_or_else(|| "/".to_owned());
        let zone = self.zones.iter().find(|zone| zone.is_current);
        let above = zone.and_then(|zone| Some((zone.title.as_str(), zone.href?))).or(thing.list);
        let mut steps = vec![(self.event_name.clone(), self.absolute(&home))];
        steps.extend(above.map(|(name, href)| (name.to_owned(), self.absolute(&format!("{archive}{href}")))));
        steps.push((thing.title.to_owned(), self.bare()));
        let step = |(place, (name, item)): (i32, (String, String))| json!({ "@type": "ListItem", "position": place, "name": name, "item": item });
        json!({ "@type": "BreadcrumbList", "itemListElement": (1..).zip(steps).map(step).collect::<Vec<_>>() })
    }
}
