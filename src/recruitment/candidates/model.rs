//! A candidate: somebody who may be found by organizations that look for staff.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::candidates;
use crate::ids::{CandidateId, FileId, PersonId};
use crate::lifecycle::Lifecycle;
use crate::web::codes::unpack;

crate::text_enum! {
    /// Who finds a candidate.
    pub enum CandidateState {
        /// Nobody.
        Hidden = "hidden",
        /// Organizations, but for those that the candidate hides from.
        Open = "open",
        /// Nobody, because the candidate was not seen for long.
        Dormant = "dormant",
    }
}

impl CandidateState {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Hidden => "candidate-state-hidden",
            Self::Open => "candidate-state-open",
            Self::Dormant => "candidate-state-dormant",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Hidden => "off",
            Self::Open => "ok",
            Self::Dormant => "wait",
        }
    }
}

impl Lifecycle for CandidateState {
    const THING: &'static str = "candidate";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Hidden, Self::Open),
        (Self::Open, Self::Hidden),
        (Self::Open, Self::Dormant),
        (Self::Dormant, Self::Open),
        (Self::Dormant, Self::Hidden),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

crate::text_enum! {
    /// When a candidate could begin.
    pub enum Availability {
        /// At once.
        Now = "now",
        /// Within a month.
        Month = "month",
        /// Within three months.
        Quarter = "quarter",
        /// Later.
        Later = "later",
    }
}

impl Availability {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Now => "availability-now",
            Self::Month => "availability-month",
            Self::Quarter => "availability-quarter",
            Self::Later => "availability-later",
        }
    }
}

/// How well a language is spoken: the levels of the CEFR, and the first language.
pub const LANGUAGE_LEVELS: [(&str, &str); 7] = [
    ("native", "level-native"),
    ("C2", "level-c2"),
    ("C1", "level-c1"),
    ("B2", "level-b2"),
    ("B1", "level-b1"),
    ("A2", "level-a2"),
    ("A1", "level-a1"),
];

/// What a candidate tells of themselves.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = candidates, treat_none_as_null = true)]
pub struct Content {
    /// One line.
    pub headline: String,
    /// Several; may be empty.
    pub summary: String,
    /// ISCO-08.
    pub occupation: String,
    /// ISCED 2011, or empty.
    pub education: String,
    /// Packed pairs of language and level.
    pub languages: String,
    /// Packed.
    pub places: String,
    /// What the places are searched by.
    pub place_key: String,
    /// Packed.
    pub skills: String,
    /// Packed schema.org employment types.
    pub employment_types: String,
    /// Whether they would work from elsewhere.
    pub is_remote: bool,
    /// The least pay they wish, in hundredths.
    pub salary_min: Option<i64>,
    /// ISO 4217, or empty.
    pub salary_currency: String,
    /// `HOUR`, `MONTH` or `YEAR`.
    pub salary_unit: String,
    /// When they could begin.
    pub availability: Availability,
    /// What they are searched by.
    pub search_key: String,
}

impl Content {
    /// The languages, each with its level.
    pub fn language_list(&self) -> impl Iterator<Item = (&str, &str)> {
        unpack(&self.languages).filter_map(|pair| pair.split_once(':'))
    }
}

/// A candidate's row.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = candidates)]
pub struct Candidate {
    /// Its id.
    pub id: CandidateId,
    /// Who it is.
    pub person_id: PersonId,
    /// Who finds them.
    pub state: CandidateState,
    /// What they tell.
    #[diesel(embed)]
    pub content: Content,
    /// Their résumé.
    pub resume_file_id: Option<FileId>,
    /// When they agreed to be found; none while they do not.
    pub consented_at: Option<Instant>,
    /// When they were seen last, as far as logins that have ended tell, or said that all this holds.
    pub seen_at: Instant,
    /// When they were told that they will be hidden.
    pub warned_at: Option<Instant>,
    /// When is looked next whether they were seen.
    pub look_at: Option<Instant>,
    /// Counts its changes.
    pub version: i64,
    /// When it was begun.
    pub created_at: Instant,
    /// When it was changed.
    pub updated_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::CandidateState;
    use crate::lifecycle::Lifecycle as _;

    #[test]
    fn the_table_of_a_candidates_moves_is_this() {
        let table: Vec<String> = CandidateState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(table.join("\n"), "hidden → open\nopen → hidden\nopen → dormant\ndormant → open\ndormant → hidden");
    }
}
