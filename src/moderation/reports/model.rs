//! What a report is, its lifecycle, and what may be decided about it.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::ids::{MessageId, PersonId, ReportId, RoomId};
use crate::lifecycle::Lifecycle;
use crate::site::ZoneKind;

crate::text_enum! {
    /// The states of a report.
    pub enum ReportState {
        /// Nobody has looked at it.
        Open = "open",
        /// A moderator is looking at it.
        InReview = "in_review",
        /// Something was done.
        Actioned = "actioned",
        /// Nothing was to be done.
        Dismissed = "dismissed",
    }
}

impl Lifecycle for ReportState {
    const THING: &'static str = "report";
    const MOVES: &'static [(Self, Self)] =
        &[(Self::Open, Self::InReview), (Self::InReview, Self::Actioned), (Self::InReview, Self::Dismissed)];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

impl ReportState {
    /// The states of a report that waits for a decision.
    pub const UNDECIDED: [Self; 2] = [Self::Open, Self::InReview];

    /// Whether it waits for a decision.
    pub fn is_undecided(self) -> bool {
        Self::UNDECIDED.contains(&self)
    }

    /// The badge and the key of its name.
    pub fn badge_and_key(self) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("wait", "report-open"),
            Self::InReview => ("info", "report-in-review"),
            Self::Actioned => ("ok", "report-actioned"),
            Self::Dismissed => ("off", "report-dismissed"),
        }
    }
}

crate::text_enum! {
    /// What is wrong with a message.
    pub enum Category {
        /// Insults, threats, harassment.
        Abuse = "abuse",
        /// Advertising, repetition.
        Spam = "spam",
        /// Asks for money, pretends to be somebody.
        Fraud = "fraud",
        /// Shows what belongs to somebody's private life.
        PersonalData = "personal_data",
        /// What the note says.
        Other = "other",
    }
}

impl Category {
    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Abuse => "report-abuse",
            Self::Spam => "report-spam",
            Self::Fraud => "report-fraud",
            Self::PersonalData => "report-personal-data",
            Self::Other => "report-other",
        }
    }
}

crate::text_enum! {
    /// What a moderator decides.
    pub enum Verdict {
        /// Hide the message.
        Hide = "hide",
        /// Silence its author for a time.
        Silence = "silence",
        /// Ban its author for a time.
        Ban = "ban",
        /// Do nothing.
        Dismiss = "dismiss",
    }
}

impl Verdict {
    /// The state it brings a report to.
    pub fn outcome(self) -> ReportState {
        match self {
            Self::Hide | Self::Silence | Self::Ban => ReportState::Actioned,
            Self::Dismiss => ReportState::Dismissed,
        }
    }

    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Hide => "verdict-hide",
            Self::Silence => "verdict-silence",
            Self::Ban => "verdict-ban",
            Self::Dismiss => "verdict-dismiss",
        }
    }
}

/// A report about to be made.
#[derive(Debug, Clone)]
pub struct NewReport {
    /// Its id.
    pub id: ReportId,
    /// The message.
    pub message: MessageId,
    /// What is wrong.
    pub category: Category,
    /// In the reporter's words; may be empty.
    pub note: String,
}

/// A report in the queue.
#[derive(Debug, Clone, Queryable)]
pub struct ReportCard {
    /// The report.
    pub id: ReportId,
    /// The zone it belongs to, if any.
    pub zone: Option<ZoneKind>,
    /// Its state.
    pub state: ReportState,
    /// What is wrong.
    pub category: Category,
    /// Who said what is reported.
    pub accused: String,
    /// The message as it stood.
    pub body: String,
    /// When it was made.
    pub created_at: Instant,
}

/// A report as a moderator reads it.
#[derive(Debug, Clone, Queryable)]
pub struct ReportRow {
    /// The report.
    pub id: ReportId,
    /// The zone it belongs to, if any.
    pub zone: Option<ZoneKind>,
    /// The message.
    pub message: MessageId,
    /// Its room.
    pub room: RoomId,
    /// Its author.
    pub accused: PersonId,
    /// Who reported it.
    pub reporter: PersonId,
    /// What is wrong.
    pub category: Category,
    /// In the reporter's words; may be empty.
    pub note: String,
    /// What was said around it, as JSON.
    pub context: String,
    /// Its state.
    pub state: ReportState,
    /// The [`Verdict`], once there is one.
    pub resolution: String,
    /// Who took it or decided it.
    pub handled_by: Option<String>,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_reviewed_before_it_is_decided_and_decided_once() {
        let moves: Vec<_> = ReportState::ALL
            .iter()
            .flat_map(|from| ReportState::ALL.iter().map(move |to| (*from, *to)))
            .filter(|(from, to)| from.may_become(*to))
            .map(|(from, to)| format!("{from} → {to}"))
            .collect();
        assert_eq!(moves, ["open → in_review", "in_review → actioned", "in_review → dismissed"]);
    }
}
