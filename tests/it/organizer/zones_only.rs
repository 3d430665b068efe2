//! Who manages, reviews or moderates one zone acts in that zone: every page of the console × every zone.

use fairhall::site::{StaffRole, ZoneKind};

use super::staff;
use crate::both;
use crate::stage::Stage;

/// Pages of the console with the zone whose manager finds them; none for administrators alone.
const PAGES: &[(&str, Option<ZoneKind>)] = &[
    ("/organizer/booths", Some(ZoneKind::Exhibition)),
    ("/organizer/booths/prepared", Some(ZoneKind::Exhibition)),
    ("/organizer/halls", Some(ZoneKind::Exhibition)),
    ("/organizer/postings", Some(ZoneKind::Recruitment)),
    ("/organizer/postings/prepared", Some(ZoneKind::Recruitment)),
    ("/organizer/fairs", Some(ZoneKind::Recruitment)),
    ("/organizer/projects", Some(ZoneKind::Pairing)),
    ("/organizer/projects/prepared", Some(ZoneKind::Pairing)),
    ("/organizer/projects/rules", Some(ZoneKind::Pairing)),
    ("/organizer/programme", Some(ZoneKind::Forum)),
    ("/organizer/enquiries", Some(ZoneKind::Service)),
    ("/organizer/articles", Some(ZoneKind::Service)),
    ("/organizer/zones/exhibition", Some(ZoneKind::Exhibition)),
    ("/organizer/zones/pairing", Some(ZoneKind::Pairing)),
    ("/organizer/zones/recruitment", Some(ZoneKind::Recruitment)),
    ("/organizer/zones/service", Some(ZoneKind::Service)),
    ("/organizer/zones/forum", Some(ZoneKind::Forum)),
    ("/organizer/words", None),
    ("/organizer/news", None),
    ("/organizer/organizations", None),
    ("/organizer/pages", None),
    ("/organizer/people", None),
    ("/organizer/editions", None),
    ("/organizer/editions/new", None),
    ("/organizer/figures", None),
    ("/organizer/figures/press", None),
    ("/organizer/figures/table.csv", None),
    ("/organizer/settings", None),
    ("/organizer/audit", None),
    ("/organizer/audit/table.csv", None),
];

/// What every manager of a zone finds, narrowed to their own.
const SHARED: &[&str] = &[
    "/organizer",
    "/organizer/zones",
    "/organizer/reports",
    "/organizer/appeals",
    "/organizer/sanctions",
    "/organizer/activities",
    "/organizer/announcements",
];

both!(a_manager_finds_the_pages_of_their_zone_and_no_other, |kind| async move {
    let stage = Stage::set(kind).await;
    for zone in ZoneKind::ALL {
        let manager = staff(&stage.app, zone.as_str(), StaffRole::ZoneManager, Some(*zone)).await;
        for (path, owner) in PAGES {
            let expected = if *owner == Some(*zone) { 200 } else { 404 };
            assert_eq!(manager.get(path).await.status, expected, "{path} for the manager of {zone}");
            assert_eq!(stage.organizer.get(path).await.status, 200, "{path} for an administrator");
        }
        for path in SHARED {
            assert_eq!(manager.get(path).await.status, 200, "{path} for the manager of {zone}");
        }
        let console = manager.get("/organizer").await.body;
        for (path, owner) in PAGES.iter().filter(|page| page.1 != Some(*zone)) {
            assert!(!console.contains(&format!("href=\"{path}\"")), "{path} is in the way of {zone} ({owner:?})");
        }
    }
});

both!(a_moderator_finds_moderation_and_nothing_else, |kind| async move {
    let stage = Stage::set(kind).await;
    let moderator = staff(&stage.app, "moderator", StaffRole::Moderator, Some(ZoneKind::Forum)).await;
    for (path, _) in PAGES {
        assert_eq!(moderator.get(path).await.status, 404, "{path}");
    }
    for path in ["/organizer", "/organizer/reports", "/organizer/appeals", "/organizer/sanctions"] {
        assert_eq!(moderator.get(path).await.status, 200, "{path}");
    }
    for path in ["/organizer/zones", "/organizer/activities", "/organizer/announcements"] {
        assert_eq!(moderator.get(path).await.status, 404, "{path}");
    }
});

both!(a_manager_changes_nothing_in_another_zone, |kind| async move {
    let stage = Stage::set(kind).await;
    let manager = staff(&stage.app, "manager", StaffRole::ZoneManager, Some(ZoneKind::Forum)).await;
    for path in [
        "/organizer/zones/exhibition",
        "/organizer/booths/prepared",
        "/organizer/booths/prepared/release",
        "/organizer/postings/prepared",
        "/organizer/postings/prepared/release",
        "/organizer/projects/prepared",
        "/organizer/projects/prepared/release",
        "/organizer/settings",
        "/organizer/halls",
        "/organizer/pages",
        "/organizer/editions",
        "/organizer/news",
    ] {
        assert_eq!(manager.post(path, &[]).await.status, 404, "{path}");
    }
});
