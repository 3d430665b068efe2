//! A booth, its lifecycle, and what is read of it.

use crate::clock::Instant;
use crate::exhibition::documents::model::DocumentView;
use crate::ids::{BoothId, BoothRevisionId, OrganizationId, PersonId, RoomId};
use crate::lifecycle::Lifecycle;
use crate::site::files::address;
use crate::web::i18n::Locale;
use crate::web::markdown::SafeHtml;

crate::text_enum! {
    /// The states of a booth.
    pub enum BoothState {
        /// Never published.
        Draft = "draft",
        /// Its approved revision is public.
        Published = "published",
        /// Hidden by the organizer for now.
        Suspended = "suspended",
        /// Taken back by its organization.
        Withdrawn = "withdrawn",
        /// Its edition is over.
        Archived = "archived",
    }
}

impl Lifecycle for BoothState {
    const THING: &'static str = "booth";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Draft, Self::Published),
        (Self::Published, Self::Suspended),
        (Self::Suspended, Self::Published),
        (Self::Draft, Self::Withdrawn),
        (Self::Published, Self::Withdrawn),
        (Self::Draft, Self::Archived),
        (Self::Published, Self::Archived),
        (Self::Suspended, Self::Archived),
        (Self::Withdrawn, Self::Archived),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

crate::revision_lifecycle! {
    /// A revision of a booth as a lifecycle.
    BoothRevisionState, "booth_revision"
}

/// A published booth in a list or on the plan.
#[derive(Debug, Clone)]
pub struct BoothCard {
    /// Its id.
    pub id: BoothId,
    /// Its address.
    pub slug: String,
    /// The organization.
    pub organization_id: OrganizationId,
    /// Its country, ISO 3166-1.
    pub country: String,
    /// Hue of its colours, in degrees.
    pub hue: i64,
    /// Name in the reader's language or else the one there is.
    pub name: String,
    /// The name on the wall.
    pub short_name: String,
    /// One line.
    pub tagline: String,
    /// The language of these texts.
    pub lang: &'static str,
    /// Address of its logo.
    pub logo: Option<String>,
    /// Number of its place.
    pub number: String,
    /// Address of its hall; empty without a place.
    pub hall: String,
    /// Staff on duty now.
    pub on_duty: i64,
    /// Its room, once that is made.
    pub room: Option<RoomId>,
    /// What a search looks into, folded, in every language.
    pub search_key: String,
}

impl BoothCard {
    /// Where the booth page stands.
    pub fn href(&self) -> String {
        format!("/exhibition/booths/{}", self.slug)
    }

    /// One or two letters for a booth without a logo.
    pub fn initials(&self) -> String {
        crate::site::initials(&self.short_name)
    }
}

/// The texts of a revision in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoothText {
    /// Full name.
    pub name: String,
    /// The name on the wall.
    pub short_name: String,
    /// One line.
    pub tagline: String,
    /// Markdown.
    pub body: String,
}

/// A link of a booth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoothLink {
    /// What it leads to.
    pub label: String,
    /// Where.
    pub url: String,
}

/// A thing shown at a booth, in the reader's language.
#[derive(Debug, Clone)]
pub struct ExhibitView {
    /// Its name.
    pub name: String,
    /// What it is.
    pub summary: String,
    /// The language of both.
    pub lang: &'static str,
    /// Address of its picture.
    pub image: Option<String>,
}

/// A member of a booth's staff.
#[derive(Debug, Clone)]
pub struct StaffView {
    /// Who.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// What they do.
    pub title: String,
    /// Address of their photo.
    pub photo: Option<String>,
    /// Until when they are on duty; none when they are not.
    pub until: Option<Instant>,
}

impl StaffView {
    /// One or two letters for the avatar.
    pub fn initials(&self) -> String {
        crate::site::initials(&self.name)
    }
}

/// Where a booth stands.
#[derive(Debug, Clone)]
pub struct BoothPlace {
    /// The number of the place.
    pub number: String,
    /// Address of the hall.
    pub hall: String,
    /// Name of the hall.
    pub hall_name: String,
}

/// A booth as the public reads it.
#[derive(Debug, Clone)]
pub struct BoothView {
    /// Its id.
    pub id: BoothId,
    /// Its address.
    pub slug: String,
    /// Its organization.
    pub organization_id: OrganizationId,
    /// The revision that is shown.
    pub revision: BoothRevisionId,
    /// Hue of its colours.
    pub hue: i64,
    /// Full name.
    pub name: String,
    /// Its language.
    pub lang: &'static str,
    /// One line.
    pub tagline: String,
    /// Its language.
    pub tagline_lang: &'static str,
    /// The text.
    pub body: SafeHtml,
    /// Its language.
    pub body_lang: &'static str,
    /// A short plain text for `description`.
    pub summary: String,
    /// Address of the logo.
    pub logo: Option<String>,
    /// Address of the banner.
    pub banner: Option<String>,
    /// Its links.
    pub links: Vec<BoothLink>,
    /// What it shows.
    pub exhibits: Vec<ExhibitView>,
    /// What it hands out.
    pub documents: Vec<DocumentView>,
    /// Its staff, those on duty first.
    pub staff: Vec<StaffView>,
    /// Where it stands.
    pub place: Option<BoothPlace>,
    /// Facts about the organization.
    pub organization: OrganizationFacts,
    /// Whether this is not public: a preview for members and reviewers.
    pub is_preview: bool,
}

impl BoothView {
    /// How many of its staff are on duty.
    pub fn on_duty(&self) -> i64 {
        i64::try_from(self.staff.iter().filter(|person| person.until.is_some()).count()).unwrap_or(0)
    }

    /// One or two letters where there is no logo.
    pub fn initials(&self) -> String {
        crate::site::initials(&self.name)
    }
}

/// What is known of the organization.
#[derive(Debug, Clone)]
pub struct OrganizationFacts {
    /// Its address in the workspace.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Country, ISO 3166-1.
    pub country: String,
    /// City.
    pub city: String,
    /// Home page.
    pub website: String,
}

/// The one in the reader's language, or else the first.
pub fn pick<T>(texts: &[(Locale, T)], locale: Locale) -> Option<&(Locale, T)> {
    texts.iter().find(|text| text.0 == locale).or_else(|| texts.first())
}

/// A part of the texts in the reader's language, or else in one in which it was written; with the
/// tag of its language.
pub fn pick_part<'a>(
    texts: &'a [(Locale, BoothText)],
    locale: Locale,
    part: impl Fn(&'a BoothText) -> &'a str,
) -> (&'static str, &'a str) {
    let own = texts.iter().filter(|text| text.0 == locale);
    let filled = own.chain(texts).map(|text| (text.0.tag(), part(&text.1))).find(|filled| !filled.1.is_empty());
    filled.unwrap_or((locale.tag(), ""))
}

/// Address of a stored picture.
pub fn picture(id: Option<&str>, name: &str) -> Option<String> {
    id.map(|id| address(id, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_written_in_the_readers_language_is_shown_in_the_other() {
        let text = |name: &str, body: &str| BoothText { name: name.into(), body: body.into(), ..BoothText::default() };
        let texts = [(Locale::En, text("Lenses", "")), (Locale::ZhCn, text("透镜", "研磨"))];
        assert_eq!(pick_part(&texts, Locale::En, |text| &text.name), ("en", "Lenses"));
        assert_eq!(pick_part(&texts, Locale::En, |text| &text.body), ("zh-CN", "研磨"));
        assert_eq!(pick_part(&texts, Locale::En, |text| &text.tagline), ("en", ""));
    }

    #[test]
    fn a_withdrawn_booth_only_goes_to_the_archive() {
        let next: Vec<_> = BoothState::MOVES.iter().filter(|(from, _)| *from == BoothState::Withdrawn).collect();
        assert_eq!(next, [&(BoothState::Withdrawn, BoothState::Archived)]);
    }
}
