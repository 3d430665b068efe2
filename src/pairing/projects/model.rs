//! What a project is: its rows, its lifecycle, the kinds that fit each other. Used by every part of the zone;
//! knows no request.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::{project_revisions, projects};
use crate::ids::{EditionId, OrganizationId, PersonId, ProjectId, ProjectRevisionId};
use crate::lifecycle::Lifecycle;
use crate::web::i18n::Locale;

crate::text_enum! {
    /// The state of a project.
    pub enum ProjectState {
        /// Being written or reviewed.
        Draft = "draft",
        /// Public and open for interest.
        Published = "published",
        /// Its counterpart is found.
        Matched = "matched",
        /// What was agreed is done.
        Closed = "closed",
        /// Its last day is past.
        Expired = "expired",
        /// Hidden by the organizer.
        Suspended = "suspended",
        /// Taken back by its organization for good.
        Withdrawn = "withdrawn",
    }
}

impl ProjectState {
    /// What the state is at an instant: a project expires by the clock.
    pub fn at(self, expires_at: Instant, now: Instant) -> Self {
        if self == Self::Published && expires_at <= now { Self::Expired } else { self }
    }

    /// Whether it was public and has ended.
    pub fn is_gone(self) -> bool {
        matches!(self, Self::Closed | Self::Expired | Self::Withdrawn)
    }

    /// Whether anybody may read at least its teaser, once a revision was approved.
    pub fn is_readable(self) -> bool {
        !matches!(self, Self::Draft | Self::Suspended)
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "project-state-draft",
            Self::Published => "project-state-published",
            Self::Matched => "project-state-matched",
            Self::Closed => "project-state-closed",
            Self::Expired => "project-state-expired",
            Self::Suspended => "project-state-suspended",
            Self::Withdrawn => "project-state-withdrawn",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Draft | Self::Withdrawn => "off",
            Self::Published => "ok",
            Self::Matched => "info",
            Self::Closed | Self::Expired => "wait",
            Self::Suspended => "bad",
        }
    }
}

impl Lifecycle for ProjectState {
    const THING: &'static str = "project";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Draft, Self::Published),
        (Self::Published, Self::Matched),
        (Self::Matched, Self::Closed),
        (Self::Published, Self::Expired),
        (Self::Expired, Self::Published),
        (Self::Published, Self::Suspended),
        (Self::Suspended, Self::Published),
        (Self::Draft, Self::Withdrawn),
        (Self::Published, Self::Withdrawn),
        (Self::Matched, Self::Withdrawn),
        (Self::Expired, Self::Withdrawn),
        (Self::Suspended, Self::Withdrawn),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

crate::revision_lifecycle! {
    /// A revision of a project as a lifecycle.
    ProjectRevisionState, "project_revision"
}

crate::text_enum! {
    /// What a project is after.
    pub enum ProjectKind {
        /// Has a technology and looks for who uses it.
        TechnologyOffer = "technology_offer",
        /// Looks for a technology.
        TechnologyRequest = "technology_request",
        /// Looks for investors.
        InvestmentSought = "investment_sought",
        /// Has money for projects.
        InvestmentOffered = "investment_offered",
        /// Looks for somebody to do research or development with.
        Cooperation = "cooperation",
    }
}

impl ProjectKind {
    /// The kind that is looking for this one.
    pub fn complement(self) -> Self {
        match self {
            Self::TechnologyOffer => Self::TechnologyRequest,
            Self::TechnologyRequest => Self::TechnologyOffer,
            Self::InvestmentSought => Self::InvestmentOffered,
            Self::InvestmentOffered => Self::InvestmentSought,
            Self::Cooperation => Self::Cooperation,
        }
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::TechnologyOffer => "project-kind-technology-offer",
            Self::TechnologyRequest => "project-kind-technology-request",
            Self::InvestmentSought => "project-kind-investment-sought",
            Self::InvestmentOffered => "project-kind-investment-offered",
            Self::Cooperation => "project-kind-cooperation",
        }
    }
}

crate::text_enum! {
    /// How the ideas of a project are protected.
    pub enum IpStatus {
        /// There is nothing to protect.
        None = "none",
        /// Kept as a secret.
        Secret = "secret",
        /// A patent is applied for.
        Pending = "pending",
        /// A patent is granted.
        Granted = "granted",
        /// Open source or open data.
        Open = "open",
        /// Used under somebody else's licence.
        Licensed = "licensed",
    }
}

impl IpStatus {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "project-ip-none",
            Self::Secret => "project-ip-secret",
            Self::Pending => "project-ip-pending",
            Self::Granted => "project-ip-granted",
            Self::Open => "project-ip-open",
            Self::Licensed => "project-ip-licensed",
        }
    }
}

crate::text_enum! {
    /// Who is looked for.
    pub enum PartnerKind {
        /// A company.
        Company = "company",
        /// A young company.
        Startup = "startup",
        /// A university.
        University = "university",
        /// A research institute.
        Institute = "institute",
        /// An investor.
        Investor = "investor",
        /// A city, an agency, a park.
        PublicBody = "public_body",
    }
}

impl PartnerKind {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Company => "project-partner-company",
            Self::Startup => "project-partner-startup",
            Self::University => "project-partner-university",
            Self::Institute => "project-partner-institute",
            Self::Investor => "project-partner-investor",
            Self::PublicBody => "project-partner-public-body",
        }
    }
}

crate::text_enum! {
    /// How much money a project is about, in US dollars.
    pub enum Budget {
        /// Not told.
        Untold = "",
        /// Up to 100,000.
        To100k = "to_100k",
        /// Up to 500,000.
        To500k = "to_500k",
        /// Up to two million.
        To2m = "to_2m",
        /// Up to ten million.
        To10m = "to_10m",
        /// More.
        Over10m = "over_10m",
    }
}

impl Budget {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Untold => "project-budget-untold",
            Self::To100k => "project-budget-to-100k",
            Self::To500k => "project-budget-to-500k",
            Self::To2m => "project-budget-to-2m",
            Self::To10m => "project-budget-to-10m",
            Self::Over10m => "project-budget-over-10m",
        }
    }
}

crate::text_enum! {
    /// Who reads the attachments.
    pub enum Disclosure {
        /// Whose interest was accepted.
        Accepted = "accepted",
        /// Also who has undertaken confidentiality.
        Undertaking = "undertaking",
    }
}

impl Disclosure {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Accepted => "project-disclosure-accepted",
            Self::Undertaking => "project-disclosure-undertaking",
        }
    }
}

/// A project's own row.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = projects)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// The edition it belongs to.
    pub edition_id: EditionId,
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// The member who answers for it; without one the owners do.
    pub contact_id: Option<PersonId>,
    /// Its address under `/pairing/projects/`.
    pub slug: String,
    /// The stored state; ask [`Project::state_at`] for the true one.
    pub state: ProjectState,
    /// What its readers read.
    pub published_revision_id: Option<ProjectRevisionId>,
    /// When it was published first.
    pub published_at: Option<Instant>,
    /// Its last moment.
    pub expires_at: Instant,
    /// Counts its changes.
    pub version: i64,
    /// When it was begun.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl Project {
    /// The state by the clock.
    pub fn state_at(&self, now: Instant) -> ProjectState {
        self.state.at(self.expires_at, now)
    }
}

/// The facts of one revision.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = project_revisions)]
pub struct ProjectFacts {
    /// The revision.
    pub id: ProjectRevisionId,
    /// What it is after.
    pub kind: ProjectKind,
    /// OECD field codes, as a list of codes.
    pub fields: String,
    /// Technology readiness level, ISO 16290: 1 to 9.
    pub readiness: Option<i64>,
    /// How its ideas are protected.
    pub ip_status: IpStatus,
    /// Who is looked for, as a list of codes.
    pub partners: String,
    /// How much money it is about.
    pub budget: Budget,
    /// Languages it can be talked about in, as a list of ISO 639-1 codes.
    pub languages: String,
    /// City.
    pub city: String,
    /// City in Chinese; may be empty.
    pub city_zh: String,
    /// ISO 3166-1 alpha-2; may be empty in a draft.
    pub country: String,
    /// Who reads the attachments.
    pub disclosure: Disclosure,
}

/// A text of a revision in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectText {
    /// The revision.
    pub revision: ProjectRevisionId,
    /// The language.
    pub locale: Locale,
    /// Title.
    pub title: String,
    /// A few sentences for everybody.
    pub teaser: String,
    /// Markdown for people who are signed in.
    pub details: String,
}

/// The text in the reader's language, or the first there is.
pub fn text_in(texts: &[ProjectText], locale: Locale) -> Option<&ProjectText> {
    texts.iter().find(|text| text.locale == locale).or_else(|| texts.first())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    fn day(n: i64) -> Instant {
        chrono::DateTime::from_timestamp(n * 86_400, 0).unwrap().naive_utc()
    }

    #[test]
    fn the_clock_ends_a_published_project_and_no_other() {
        for state in ProjectState::ALL {
            assert_eq!(state.at(day(10), day(9)), *state);
            let after = if *state == ProjectState::Published { ProjectState::Expired } else { *state };
            assert_eq!(state.at(day(10), day(10)), after);
        }
    }

    #[test]
    fn the_table_of_a_projects_moves_is_this() {
        let table: Vec<String> = ProjectState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(
            table.join("\n"),
            "draft → published\npublished → matched\nmatched → closed\npublished → expired\nexpired → published\n\
             published → suspended\nsuspended → published\ndraft → withdrawn\npublished → withdrawn\n\
             matched → withdrawn\nexpired → withdrawn\nsuspended → withdrawn"
        );
    }

    #[test]
    fn what_is_offered_fits_what_is_asked_for_and_back() {
        for kind in ProjectKind::ALL {
            assert_eq!(kind.complement().complement(), *kind);
        }
        assert_eq!(ProjectKind::TechnologyOffer.complement(), ProjectKind::TechnologyRequest);
        assert_eq!(ProjectKind::Cooperation.complement(), ProjectKind::Cooperation);
    }
}
