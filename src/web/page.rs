//! What every page is drawn with: texts in the reader's language, the header, the footer. Plain
//! values; knows no person and no zone. Made by `site`, read by `templates/layouts`.

use crate::error::FieldErrors;
use crate::web::assets;
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::markdown::SafeHtml;
use crate::web::share::Share;

/// A link to a zone in the header.
#[derive(Debug, Clone)]
pub struct ZoneLink {
    /// The kind, which names its colour: `exhibition`.
    pub kind: &'static str,
    /// Its title in the reader's language.
    pub title: String,
    /// Its title in the other language, for the lobby's doors.
    pub other_title: String,
    /// Its introduction.
    pub introduction: String,
    /// Where it leads; none while the zone has no pages.
    pub href: Option<&'static str>,
    /// The Fluent key of its state.
    pub state_key: &'static str,
    /// Whether this page is in it.
    pub is_current: bool,
}

/// The person who reads, as the header shows them.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Full name.
    pub name: String,
    /// One or two letters for the avatar.
    pub initials: String,
    /// Address of the photo.
    pub photo: Option<String>,
    /// Unread notifications.
    pub unread: i64,
    /// The pages of the organizer's console that they use; none for who is no staff.
    pub console: Vec<ConsoleLink>,
    /// Whether they answer at the help desk.
    pub is_agent: bool,
    /// Whether their address is verified.
    pub is_verified: bool,
}

/// A page of the organizer's console.
#[derive(Debug, Clone)]
pub struct ConsoleLink {
    /// Where it stands.
    pub href: &'static str,
    /// The Fluent key of its name.
    pub label_key: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Whether it is the page that is being drawn.
    pub is_current: bool,
}

/// A page of the organizer's own, in the footer.
#[derive(Debug, Clone)]
pub struct FooterPage {
    /// Title in the reader's language, or in the other one.
    pub title: String,
    /// The language of the title.
    pub lang: &'static str,
    /// Where it stands.
    pub href: String,
}

/// What the organizer announces.
#[derive(Debug, Clone)]
pub struct Announcement {
    /// The text.
    pub text: SafeHtml,
    /// Its language.
    pub lang: &'static str,
}

/// A sentence about what has just been done.
#[derive(Debug, Clone)]
pub struct Flash {
    /// `ok` or `problem`.
    pub kind: &'static str,
    /// The sentence.
    pub text: String,
}

/// The frame of a page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The reader's language.
    pub locale: Locale,
    /// The reader's time zone.
    pub time_zone: chrono_tz::Tz,
    /// `auto`, `light` or `dark`.
    pub theme: &'static str,
    /// Where the site is: scheme and host.
    pub site: String,
    /// Path and query of this page.
    pub path: String,
    /// What it tells others.
    pub share: Share,
    /// The name of the event.
    pub event_name: String,
    /// The file name of the organizer's colours.
    pub theme_css: String,
    /// The languages that the site is shown in.
    pub offered: &'static [Locale],
    /// Whether everybody may make an account.
    pub takes_signups: bool,
    /// Address of the organizer's logo; none for the mark of the program.
    pub logo: Option<String>,
    /// The zones, in their order.
    pub zones: Vec<ZoneLink>,
    /// Who reads.
    pub viewer: Option<Reader>,
    /// The footer's pages.
    pub footer: Vec<FooterPage>,
    /// Where the archive of the edition begins that is read; none for the current edition.
    pub archive: Option<String>,
    /// The editions that are over, the latest first.
    pub earlier: Vec<FooterPage>,
    /// What is announced, newest first.
    pub announcements: Vec<Announcement>,
    /// What has just been done.
    pub flash: Option<Flash>,
    /// The zone or place this page is in: `exhibition`, `me`.
    pub section: &'static str,
    /// Now.
    pub now: crate::clock::Instant,
}

impl Page {
    /// The text of a key.
    pub fn t(&self, key: &str) -> &'static str {
        self.locale.t(key)
    }

    /// Path and query of this page as a value in another address.
    pub fn here(&self) -> String {
        url::form_urlencoded::byte_serialize(self.path.as_bytes()).collect()
    }

    /// Takes the page out of the zones, into a person's own place.
    pub fn leave_zones(&mut self) {
        self.section = "me";
        self.zones.iter_mut().for_each(|zone| zone.is_current = false);
    }

    /// Counts so many unread notifications less: the page itself shows what they were about.
    pub fn forget_unread(&mut self, seen: usize) {
        if let Some(viewer) = &mut self.viewer {
            viewer.unread = (viewer.unread - i64::try_from(seen).unwrap_or(i64::MAX)).max(0);
        }
    }

    /// The text of a key that speaks of a number, `$n`.
    pub fn tn(&self, key: &str, n: impl std::borrow::Borrow<i64>) -> String {
        self.locale.tn(key, *n.borrow())
    }

    /// The text of a key with named values.
    pub fn tf(&self, key: &str, args: &[(&'static str, &str)]) -> String {
        self.locale.tf(key, args)
    }

    /// The address of an asset, by its path under `assets/`.
    pub fn asset(&self, path: &str) -> &'static str {
        assets::url(path)
    }

    /// The sentence about a wrong field.
    pub fn field_error(&self, errors: &FieldErrors, field: &str) -> Option<String> {
        errors.of(field).map(|error| match error.n {
            Some(n) => self.locale.tn(error.key, n),
            None => self.locale.t(error.key).to_owned(),
        })
    }

    /// The languages that are offered, with the address of this page in each.
    pub fn languages(&self) -> Vec<(Locale, String)> {
        let (path, query) = self.path.split_once('?').unwrap_or((self.path.as_str(), ""));
        let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")).collect();
        let rest = if kept.is_empty() { String::new() } else { format!("&{}", kept.join("&")) };
        self.offered.iter().map(|locale| (*locale, format!("{path}?lang={}{rest}", locale.tag()))).collect()
    }

    /// A day and time in the reader's zone.
    pub fn date_time(&self, at: &crate::clock::Instant) -> String {
        dates::date_time(self.locale, *at, self.time_zone)
    }

    /// A day in the reader's zone.
    pub fn date(&self, at: &crate::clock::Instant) -> String {
        dates::date(self.locale, *at, self.time_zone)
    }

    /// How long ago, or in how long.
    pub fn relative(&self, at: &crate::clock::Instant) -> String {
        dates::relative(self.locale, *at, self.now)
    }

    /// A whole number with its marks.
    pub fn number(&self, n: impl std::borrow::Borrow<i64>) -> String {
        dates::number(*n.borrow())
    }
}
