//! The headline figures of an edition: each has a name and a definition, which stand beside it wherever it is shown.

use std::collections::HashMap;

use crate::clock::Instant;

crate::text_enum! {
    /// A figure.
    pub enum Figure {
        /// People registered.
        People = "people",
        /// People who came.
        Came = "came",
        /// Organizations.
        Organizations = "organizations",
        /// Countries and regions.
        Countries = "countries",
        /// Booths.
        Booths = "booths",
        /// Visits of booths.
        Visits = "visits",
        /// Conversations at desks.
        Conversations = "conversations",
        /// Job postings.
        Postings = "postings",
        /// Positions.
        Positions = "positions",
        /// Applications.
        Applications = "applications",
        /// Interviews held.
        Interviews = "interviews",
        /// Job fairs.
        Fairs = "fairs",
        /// Projects.
        Projects = "projects",
        /// Interests.
        Interests = "interests",
        /// Meetings held.
        Meetings = "meetings",
        /// Letters of intent.
        Letters = "letters",
        /// Contracts.
        Contracts = "contracts",
        /// Pilots.
        Pilots = "pilots",
        /// Hires.
        Hires = "hires",
        /// Sessions.
        Sessions = "sessions",
        /// Attendance.
        Attendance = "attendance",
        /// Questions.
        Questions = "questions",
        /// Activities.
        Activities = "activities",
        /// Activities held.
        Held = "held",
        /// Sign-ups.
        Signups = "signups",
        /// Enquiries.
        Enquiries = "enquiries",
        /// Enquiries answered.
        Answered = "answered",
        /// Median first answer.
        FirstAnswer = "first_answer",
        /// Messages.
        Messages = "messages",
    }
}

impl Figure {
    /// The Fluent keys of its name and of its definition.
    pub fn names_key(self) -> [&'static str; 2] {
        match self {
            Self::People => ["figure-people", "figure-people-means"],
            Self::Came => ["figure-came", "figure-came-means"],
            Self::Organizations => ["figure-organizations", "figure-organizations-means"],
            Self::Countries => ["figure-countries", "figure-countries-means"],
            Self::Booths => ["figure-booths", "figure-booths-means"],
            Self::Visits => ["figure-visits", "figure-visits-means"],
            Self::Conversations => ["figure-conversations", "figure-conversations-means"],
            Self::Postings => ["figure-postings", "figure-postings-means"],
            Self::Positions => ["figure-positions", "figure-positions-means"],
            Self::Applications => ["figure-applications", "figure-applications-means"],
            Self::Interviews => ["figure-interviews", "figure-interviews-means"],
            Self::Fairs => ["figure-fairs", "figure-fairs-means"],
            Self::Projects => ["figure-projects", "figure-projects-means"],
            Self::Interests => ["figure-interests", "figure-interests-means"],
            Self::Meetings => ["figure-meetings", "figure-meetings-means"],
            Self::Letters => ["figure-letters", "figure-letters-means"],
            Self::Contracts => ["figure-contracts", "figure-contracts-means"],
            Self::Pilots => ["figure-pilots", "figure-pilots-means"],
            Self::Hires => ["figure-hires", "figure-hires-means"],
            Self::Sessions => ["figure-sessions", "figure-sessions-means"],
            Self::Attendance => ["figure-attendance", "figure-attendance-means"],
            Self::Questions => ["figure-questions", "figure-questions-means"],
            Self::Activities => ["figure-activities", "figure-activities-means"],
            Self::Held => ["figure-held", "figure-held-means"],
            Self::Signups => ["figure-signups", "figure-signups-means"],
            Self::Enquiries => ["figure-enquiries", "figure-enquiries-means"],
            Self::Answered => ["figure-answered", "figure-answered-means"],
            Self::FirstAnswer => ["figure-first-answer", "figure-first-answer-means"],
            Self::Messages => ["figure-messages", "figure-messages-means"],
        }
    }

    /// The Fluent key of the part of the table where it stands.
    pub fn part_key(self) -> &'static str {
        match self {
            Self::People | Self::Came | Self::Organizations | Self::Countries => "figures-of-people",
            Self::Booths | Self::Visits | Self::Conversations => "figures-of-exhibition",
            Self::Postings | Self::Positions | Self::Applications | Self::Interviews | Self::Fairs => {
                "figures-of-recruitment"
            }
            Self::Projects | Self::Interests | Self::Meetings => "figures-of-pairing",
            Self::Letters | Self::Contracts | Self::Pilots | Self::Hires => "figures-of-agreements",
            Self::Sessions | Self::Attendance | Self::Questions => "figures-of-forum",
            Self::Activities | Self::Held | Self::Signups => "figures-of-year",
            Self::Enquiries | Self::Answered | Self::FirstAnswer | Self::Messages => "figures-of-service",
        }
    }

    /// Whether a press sheet names it: what an edition came to, not how it was run.
    pub fn is_for_press(self) -> bool {
        !matches!(self, Self::Fairs | Self::Answered | Self::FirstAnswer | Self::Signups | Self::Held)
    }
}

/// The figures of an edition as they were counted at an instant. A figure that nothing was measured for is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// When.
    pub at: Instant,
    /// What.
    pub figures: HashMap<Figure, i64>,
}
