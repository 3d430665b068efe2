//! What the page of a session tells search engines: an event of the edition.

use serde_json::{Value, json};

use super::model::{SessionState, text_in};
use super::views::SessionView;
use crate::forum::speakers::model::Speaker;
use crate::web::page::Page;
use crate::web::share::{Thing, picture};
use crate::web::{dates, markdown};

/// How much of a text is told, in characters.
const DESCRIPTION_MAX: usize = 200;

/// Tells of a session on its page; one that is not in the programme is nobody else's business.
pub(super) fn tell(page: &mut Page, view: &SessionView) {
    let text = text_in(&view.texts, &view.session.id, page.locale);
    let description = markdown::plain(text.map_or("", |text| &text.body), DESCRIPTION_MAX);
    let is_public = view.session.state == SessionState::Confirmed;
    let facts = event(page, view, &description).filter(|_| is_public);
    let (slug, title) = (view.session.slug.as_str(), view.card.title.as_str());
    page.tell(Thing { kind: "session", slug, title, description: &description, list: None }, facts);
    page.share.is_indexed &= is_public;
}

fn event(page: &Page, view: &SessionView, description: &str) -> Option<Value> {
    let home = page.absolute("/");
    let speaker = |one: &Speaker| {
        json!({
            "@type": "Person",
            "name": one.name,
            "affiliation": (!one.affiliation.is_empty()).then(|| one.affiliation_in(page.locale).to_owned()),
            "url": page.absolute(&one.link()),
        })
    };
    Some(json!({
        "@type": "Event",
        "name": view.card.title,
        "description": description,
        "startDate": dates::machine(view.session.starts_at?),
        "endDate": dates::machine(view.session.ends_at?),
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
        "inLanguage": view.session.language,
        "location": { "@type": "VirtualLocation", "url": page.bare() },
        "image": [page.absolute(&picture("session", &view.session.slug, page.locale.tag()))],
        "performer": view.speakers.iter().map(speaker).collect::<Vec<_>>(),
        "organizer": { "@type": "Organization", "name": page.event_name, "url": home },
        "superEvent": { "@type": "Event", "name": page.event_name, "url": home },
        "url": page.bare(),
    }))
}
