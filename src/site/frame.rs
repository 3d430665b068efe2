//! The frame of a page: what stands around every page's own content, drawn for who reads it.

use super::archive::has_place;
use super::edition::{self, Edition, Snapshot, ZoneKind, ZoneState};
use super::files::address;
use super::settings::SignupPolicy;
use super::{Asker, Site, Viewer, Visit, console, share, theme};
use crate::clock::Instant;
use crate::web::i18n::Locale;
use crate::web::page::{Announcement, Flash, FooterPage, Page, Reader, ZoneLink};

/// Most announcements on a page: more would push the page itself out of sight.
const ANNOUNCEMENTS_SHOWN: usize = 3;

impl Site {
    /// Draws the frame for a visit.
    pub fn frame(&self, asker: &Asker, visit: &Visit, section: &'static str) -> Page {
        let edition = visit.snapshot.edition.as_ref();
        let locale = visit.locale;
        Page {
            locale,
            time_zone: visit.time_zone(),
            theme: asker.theme,
            site: self.config.public_url(),
            path: asker.page.clone(),
            share: share::of_place(visit, &asker.path, section),
            event_name: edition.map_or("Fairhall", |edition| edition.texts.title(locale)).to_owned(),
            theme_css: theme::file_name(edition.map_or(theme::DEFAULT_ACCENT, |edition| &edition.accent)),
            offered: visit.snapshot.settings.languages.offered(),
            takes_signups: visit.snapshot.settings.signup == SignupPolicy::Open,
            logo: visit.snapshot.settings.logo.as_ref().map(|id| address(id, "logo")),
            zones: edition
                .map(|edition| zone_links(edition, locale, visit.now, (section, visit.archive.is_some())))
                .unwrap_or_default(),
            viewer: visit.viewer.as_ref().map(|viewer| reader(viewer, visit.unread, &asker.path)),
            footer: visit
                .snapshot
                .pages
                .iter()
                .map(|page| FooterPage {
                    title: page.texts.title(locale).to_owned(),
                    lang: page.texts.lang(locale),
                    href: format!("/pages/{}", page.slug),
                })
                .collect(),
            archive: visit.archive.as_ref().map(|slug| format!("/editions/{slug}")),
            earlier: visit.snapshot.earlier.iter().map(|edition| earlier_page(edition, locale)).collect(),
            announcements: announcements(&visit.snapshot, locale, visit.now, section),
            flash: asker.flash.as_deref().and_then(|key| flash(locale, key)),
            section,
            now: visit.now,
        }
    }
}

/// What is announced at an instant to who reads a page of this section, newest first.
fn announcements(snapshot: &Snapshot, locale: Locale, now: Instant, section: &str) -> Vec<Announcement> {
    let is_shown =
        |one: &&edition::Announcement| one.shown_until > now && one.zone.is_none_or(|zone| zone.as_str() == section);
    let told = |one: &edition::Announcement| {
        one.text(locale).map(|(locale, text)| Announcement { text: text.clone(), lang: locale.tag() })
    };
    snapshot.announcements.iter().filter(is_shown).filter_map(told).take(ANNOUNCEMENTS_SHOWN).collect()
}

fn earlier_page(edition: &edition::OwnPage, locale: Locale) -> FooterPage {
    FooterPage {
        title: edition.texts.title(locale).to_owned(),
        lang: edition.texts.lang(locale),
        href: format!("/editions/{}", edition.slug),
    }
}

/// The zones; in the archive those that it does not show lead nowhere.
fn zone_links(edition: &Edition, locale: Locale, now: Instant, (section, is_past): (&str, bool)) -> Vec<ZoneLink> {
    let other = if locale == Locale::En { Locale::ZhCn } else { Locale::En };
    let leads = |kind: ZoneKind| zone_href(kind).filter(|href| !is_past || has_place(href));
    let link = |zone: &edition::Zone| ZoneLink {
        kind: zone.kind.as_str(),
        title: zone.texts.title(locale).to_owned(),
        other_title: zone.texts.title(other).to_owned(),
        introduction: zone.texts.body(locale).to_owned(),
        href: leads(zone.kind),
        state_key: if leads(zone.kind).is_some() { state_key(zone.state(now)) } else { "zone-state-none" },
        is_current: zone.kind.as_str() == section,
    };
    edition.zones.iter().map(link).collect()
}

/// Where a zone stands; none while it has no pages.
pub fn zone_href(kind: ZoneKind) -> Option<&'static str> {
    match kind {
        ZoneKind::Exhibition => Some("/exhibition"),
        ZoneKind::Recruitment => Some("/recruitment"),
        ZoneKind::Pairing => Some("/pairing"),
        ZoneKind::Forum => Some("/forum"),
        ZoneKind::Service => Some("/service"),
    }
}

/// The Fluent key of a zone's state.
pub fn state_key(state: ZoneState) -> &'static str {
    match state {
        ZoneState::Upcoming => "zone-state-upcoming",
        ZoneState::Open => "zone-state-open",
        ZoneState::ReadOnly => "zone-state-read-only",
        ZoneState::Closed => "zone-state-closed",
    }
}

fn reader(viewer: &Viewer, unread: i64, path: &str) -> Reader {
    Reader {
        name: viewer.name.clone(),
        initials: initials(&viewer.name),
        photo: viewer.photo_file_id.as_ref().map(|id| address(id, "photo")),
        unread,
        console: console::links(viewer, path),
        is_agent: viewer.may_serve(),
        is_verified: viewer.is_verified,
    }
}

/// One or two letters of a name: the first of the first and of the last word, or the last two
/// characters of a Chinese name, which are the given name.
pub fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [] => String::new(),
        [one] if !one.is_ascii() => {
            let all: Vec<char> = one.chars().collect();
            all.iter().skip(all.len().saturating_sub(2)).collect()
        }
        [one] => one.chars().take(1).flat_map(char::to_uppercase).collect(),
        [first, .., last] => first.chars().take(1).chain(last.chars().take(1)).flat_map(char::to_uppercase).collect(),
    }
}

/// A flash is a key of ours: whatever else the cookie holds is shown to nobody.
fn flash(locale: Locale, key: &str) -> Option<Flash> {
    let known = key.starts_with("flash-") && key.len() < 60 && locale.has(key);
    known.then(|| Flash { kind: "ok", text: locale.t(key).to_owned() })
}
