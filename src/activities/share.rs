//! What the page of an activity tells search engines: an event, online or at a place.

use serde_json::{Value, json};

use super::model::{ActivityState, text_in};
use super::views::ActivityView;
use crate::web::page::Page;
use crate::web::share::{Thing, picture};
use crate::web::{dates, markdown};

/// How much of a text is told, in characters.
const DESCRIPTION_MAX: usize = 200;

/// Tells of an activity on its page; a draft is nobody else's business.
pub(super) fn tell(page: &mut Page, view: &ActivityView) {
    let text = text_in(&view.texts, &view.activity.id, page.locale);
    let description = markdown::plain(text.map_or("", |text| &text.body), DESCRIPTION_MAX);
    let is_public = view.activity.state.is_public();
    // Nothing is drawn of what is called off: the place's picture stays.
    let shown = match view.activity.state {
        ActivityState::Cancelled => page.share.picture.clone(),
        _ => picture("activity", &view.activity.slug, page.locale.tag()),
    };
    let facts = is_public.then(|| event(page, view, &description, &shown));
    let list = Some((page.t("activities-title"), "/activities"));
    let (slug, title) = (view.activity.slug.as_str(), view.card.title.as_str());
    page.tell(Thing { kind: "activity", slug, title, description: &description, list }, facts);
    page.share.picture = shown;
    page.share.is_indexed &= is_public;
}

fn event(page: &Page, view: &ActivityView, description: &str, shown: &str) -> Value {
    let activity = &view.activity;
    let place = page.locale.name(&activity.place, &activity.place_zh);
    let (location, mode) = match place {
        "" => (json!({ "@type": "VirtualLocation", "url": page.bare() }), "OnlineEventAttendanceMode"),
        place => (json!({ "@type": "Place", "name": place, "address": place }), "MixedEventAttendanceMode"),
    };
    let status = if activity.state == ActivityState::Cancelled { "EventCancelled" } else { "EventScheduled" };
    json!({
        "@type": "Event",
        "name": view.card.title,
        "description": description,
        "startDate": dates::machine(activity.starts_at),
        "endDate": dates::machine(activity.ends_at),
        "eventAttendanceMode": format!("https://schema.org/{mode}"),
        "eventStatus": format!("https://schema.org/{status}"),
        "location": location,
        "image": [page.absolute(shown)],
        "maximumAttendeeCapacity": activity.seats,
        "organizer": { "@type": "Organization", "name": view.card.host },
        "superEvent": { "@type": "Event", "name": page.event_name, "url": page.absolute("/") },
        "url": page.bare(),
    })
}
