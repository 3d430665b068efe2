//! What every page tells others before the page of a thing tells more: the place it is in, and whether search engines
//! may keep it. Private pages, searches and lists that are narrowed to something are not kept.

use serde_json::json;

use super::{Edition, Visit};
use crate::web::dates;
use crate::web::json_ld::JsonLd;
use crate::web::share::{Share, picture};
use crate::web::text::clip;

/// How much of an introduction is told, in characters.
const DESCRIPTION_MAX: usize = 200;

/// The public addresses; `*` stands for one part.
const PUBLIC: &[&str] = &[
    "/",
    "/exhibition",
    "/exhibition/halls/*",
    "/exhibition/booths/*",
    "/pairing",
    "/pairing/projects/*",
    "/recruitment",
    "/recruitment/fairs",
    "/recruitment/fairs/*",
    "/recruitment/postings/*",
    "/service",
    "/service/articles/*",
    "/forum",
    "/forum/sessions/*",
    "/forum/speakers/*",
    "/activities",
    "/activities/*",
    "/news",
    "/news/*",
    "/pages/*",
];

/// What a page tells of the place that it is in; nothing where nobody is to keep it.
pub(super) fn of_place(visit: &Visit, path: &str, section: &str) -> Share {
    let Some(edition) = visit.snapshot.edition.as_ref() else { return Share::default() };
    let archive = visit.archive.as_ref().map(|slug| format!("/editions/{slug}")).unwrap_or_default();
    if !is_indexed(path, &archive) {
        return Share::default();
    }
    let (locale, event) = (visit.locale, edition.texts.title(visit.locale));
    let zone = edition.zones.iter().find(|zone| zone.kind.as_str() == section);
    let (title, text) = match zone {
        Some(zone) => (format!("{} · {event}", zone.texts.title(locale)), zone.texts.body(locale)),
        None => (event.to_owned(), edition.texts.body(locale)),
    };
    let place = zone.map_or("lobby", |zone| zone.kind.as_str());
    Share {
        is_indexed: true,
        og_type: "website",
        title,
        description: clip(text.trim(), DESCRIPTION_MAX),
        picture: format!("{archive}{}", picture("place", place, locale.tag())),
        facts: Vec::new(),
    }
}

/// Whether this is a public place, whole: narrowed by nothing but the language.
fn is_indexed(asked: &str, archive: &str) -> bool {
    let (path, query) = asked.split_once('?').unwrap_or((asked, ""));
    let path = path.strip_prefix(archive).unwrap_or(path);
    let path = if path.is_empty() { "/" } else { path };
    let is_whole = query.split('&').all(|pair| pair.is_empty() || pair.starts_with("lang="));
    is_whole && PUBLIC.iter().any(|place| is_like(path, place))
}

fn is_like(path: &str, place: &str) -> bool {
    let (own, asked) = (place.split('/'), path.split('/'));
    let is_same = |(own, asked): (&str, &str)| own == asked || own == "*" && !asked.is_empty();
    path.split('/').count() == place.split('/').count() && own.zip(asked).all(is_same)
}

/// The edition in the words of schema.org, for its lobby; `home` is the address of that.
pub fn event_facts(edition: &Edition, locale: crate::web::i18n::Locale, (home, picture): (String, String)) -> JsonLd {
    let name = edition.texts.title(locale);
    JsonLd::of(json!({
        "@type": "Event",
        "name": name,
        "description": edition.texts.body(locale),
        "startDate": dates::machine(edition.opens_at),
        "endDate": dates::machine(edition.closes_at),
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
        "inLanguage": locale.tag(),
        "location": { "@type": "VirtualLocation", "url": home },
        "image": [picture],
        "organizer": { "@type": "Organization", "name": name, "url": home },
        "url": home,
    }))
}

#[cfg(test)]
mod tests {
    use super::is_indexed;

    #[test]
    fn whole_public_places_are_kept_by_search_engines_and_nothing_else() {
        for kept in ["/", "/?lang=en", "/exhibition/booths/a", "/pages/about?lang=zh-CN", "/recruitment"] {
            assert!(is_indexed(kept, ""), "{kept}");
        }
        for not in
            ["/me", "/search?q=a", "/recruitment?q=a", "/forum?page=2", "/exhibition/booths/", "/login", "/news/a/b"]
        {
            assert!(!is_indexed(not, ""), "{not}");
        }
        assert!(is_indexed("/editions/19/exhibition", "/editions/19") && is_indexed("/editions/19", "/editions/19"));
        assert!(!is_indexed("/editions/19/search", "/editions/19"));
    }
}
