//! The page of what somebody keeps.

use askama::Template;
use chrono_tz::Tz;

use super::model::AttendanceKind;
use super::queries::Shown;
use crate::forum::sessions::SessionCard;
use crate::web::page::Page;
use crate::web::paging;

/// `/me/saved`.
#[derive(Template)]
#[template(path = "forum/saved.html")]
pub struct SavedPage {
    page: Page,
    kind: Option<AttendanceKind>,
    shown: Shown,
    rows: Vec<(SessionCard, AttendanceKind)>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
    event_zone: &'static str,
}

impl SavedPage {
    /// One piece of the list.
    pub fn new(
        page: Page,
        (kind, shown): (Option<AttendanceKind>, Shown),
        found: paging::Page<()>,
        rows: Vec<(SessionCard, AttendanceKind)>,
        zone: Tz,
    ) -> Self {
        let turn = |number: String| address(kind, shown, &number);
        Self {
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(turn),
            next: found.next.map(turn),
            event_zone: zone.name(),
            kind,
            shown,
            rows,
            page,
        }
    }

    /// The tabs: address, words, whether it is this one.
    fn tabs(&self) -> Vec<(String, &'static str, bool)> {
        let kinds = [None, Some(AttendanceKind::Attending), Some(AttendanceKind::Bookmarked)];
        let coming = kinds.map(|kind| {
            let key = kind.map_or("saved-all", AttendanceKind::key);
            (address(kind, Shown::Coming, ""), self.page.t(key), self.shown == Shown::Coming && self.kind == kind)
        });
        let past = (address(None, Shown::Past, ""), self.page.t("saved-past"), self.shown == Shown::Past);
        coming.into_iter().chain([past]).collect()
    }
}

fn address(kind: Option<AttendanceKind>, shown: Shown, number: &str) -> String {
    let show = if shown == Shown::Past { "past" } else { "" };
    paging::address("/me/saved", &[("kind", kind.map_or("", AttendanceKind::as_str)), ("show", show)], number)
}
