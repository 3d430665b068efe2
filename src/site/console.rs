//! The pages of the organizer's console with who may use each: one list for its navigation, its
//! home and the person's menu. Grants nothing; every page asks for itself.

use super::edition::ZoneKind;
use super::viewer::Viewer;
use crate::web::page::ConsoleLink;

type Place = (&'static str, &'static str, &'static str, fn(&Viewer) -> bool);

/// Address, Fluent key of the name, icon, who uses it; in the order of the navigation.
const PLACES: &[Place] = &[
    ("/organizer", "organizer-nav-home", "house", Viewer::is_staff),
    ("/organizer/booths", "organizer-nav-booths", "store", |viewer| viewer.may_review(ZoneKind::Exhibition)),
    ("/organizer/postings", "organizer-nav-postings", "briefcase", |viewer| viewer.may_review(ZoneKind::Recruitment)),
    ("/organizer/fairs", "fair-title", "calendar", |viewer| viewer.may_manage(ZoneKind::Recruitment)),
    ("/organizer/projects", "organizer-nav-projects", "handshake", |viewer| viewer.may_review(ZoneKind::Pairing)),
    ("/organizer/projects/rules", "rules-title", "settings", |viewer| viewer.may_manage(ZoneKind::Pairing)),
    ("/organizer/programme", "programme-title", "presentation", |viewer| viewer.may_manage(ZoneKind::Forum)),
    ("/organizer/enquiries", "organizer-nav-enquiries", "inbox", |viewer| viewer.may_manage(ZoneKind::Service)),
    ("/organizer/articles", "organizer-nav-articles", "life-buoy", |viewer| viewer.may_manage(ZoneKind::Service)),
    ("/organizer/activities", "activities-console", "calendar", Viewer::may_manage_somewhere),
    ("/organizer/news", "news-console", "newspaper", Viewer::is_administrator),
    ("/organizer/reports", "reports-title", "flag", Viewer::may_moderate_somewhere),
    ("/organizer/appeals", "appeals-title", "scale", Viewer::may_moderate_somewhere),
    ("/organizer/sanctions", "sanctions-title", "shield", Viewer::may_moderate_somewhere),
    ("/organizer/words", "words-title", "message-circle", |viewer| viewer.may_moderate_in(None)),
    ("/organizer/organizations", "organizer-nav-organizations", "handshake", Viewer::is_administrator),
    ("/organizer/zones", "organizer-nav-zones", "layout-grid", Viewer::may_manage_somewhere),
    ("/organizer/halls", "organizer-nav-halls", "map", |viewer| viewer.may_manage(ZoneKind::Exhibition)),
    ("/organizer/settings/card", "card-rules-title", "contact", Viewer::is_administrator),
    ("/organizer/announcements", "organizer-nav-announcements", "megaphone", Viewer::may_manage_somewhere),
    ("/organizer/pages", "organizer-nav-pages", "file-text", Viewer::is_administrator),
    ("/organizer/people", "organizer-nav-people", "users", Viewer::is_administrator),
    ("/organizer/editions", "organizer-nav-editions", "calendar", Viewer::is_administrator),
    ("/organizer/figures", "organizer-nav-figures", "chart-column", Viewer::is_administrator),
    ("/organizer/settings", "organizer-nav-settings", "settings", Viewer::is_administrator),
    ("/organizer/audit", "organizer-nav-audit", "history", Viewer::is_administrator),
];

/// The pages of the console that a person uses; none for who is no staff. `path` is the page that
/// is being drawn.
pub fn links(viewer: &Viewer, path: &str) -> Vec<ConsoleLink> {
    let path = path.split('?').next().unwrap_or_default();
    let used = PLACES.iter().filter(|place| (place.3)(viewer));
    used.map(|(href, label_key, icon, _)| ConsoleLink {
        href,
        label_key,
        icon,
        is_current: path == *href || (*href != "/organizer" && path.strip_prefix(href).is_some_and(is_below)),
    })
    .collect()
}

fn is_below(rest: &str) -> bool {
    rest.starts_with('/')
}
