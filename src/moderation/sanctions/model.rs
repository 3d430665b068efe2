//! Sanctions as rows and as moderators see them.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::ids::{PersonId, ReportId, SanctionId};
use crate::site::ZoneKind;
use crate::site::sanctions::SanctionKind;

crate::text_enum! {
    /// How long a sanction lasts.
    pub enum Term {
        /// One hour.
        Hour = "hour",
        /// One day.
        Day = "day",
        /// Three days.
        ThreeDays = "three_days",
        /// Seven days.
        Week = "week",
        /// Thirty days.
        Month = "month",
        /// A year.
        Year = "year",
    }
}

impl Term {
    /// When a sanction that begins now ends.
    pub fn end(self, now: Instant) -> Instant {
        let hours = match self {
            Self::Hour => 1,
            Self::Day => 24,
            Self::ThreeDays => 72,
            Self::Week => 7 * 24,
            Self::Month => 30 * 24,
            Self::Year => 365 * 24,
        };
        now + chrono::Duration::hours(hours)
    }

    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Hour => "sanction-term-hour",
            Self::Day => "sanction-term-day",
            Self::ThreeDays => "sanction-term-three-days",
            Self::Week => "sanction-term-week",
            Self::Month => "sanction-term-month",
            Self::Year => "sanction-term-year",
        }
    }
}

crate::text_enum! {
    /// Where a sanction stands, by the clock.
    pub enum Standing {
        /// It holds.
        InForce = "in_force",
        /// Its time is over.
        Expired = "expired",
        /// A moderator ended it.
        Lifted = "lifted",
    }
}

impl Standing {
    /// The badge and the key of its name.
    pub fn badge_and_key(self) -> (&'static str, &'static str) {
        match self {
            Self::InForce => ("bad", "sanction-in-force"),
            Self::Expired => ("off", "sanction-expired"),
            Self::Lifted => ("info", "sanction-lifted"),
        }
    }
}

/// The key of a kind's name.
pub fn kind_key(kind: SanctionKind) -> &'static str {
    match kind {
        SanctionKind::Banned => "sanction-banned",
        SanctionKind::Silenced => "sanction-silenced",
    }
}

/// A sanction about to be imposed.
#[derive(Debug, Clone)]
pub struct NewSanction {
    /// Its id.
    pub id: SanctionId,
    /// Against whom.
    pub person: PersonId,
    /// What it forbids.
    pub kind: SanctionKind,
    /// Where; none means in every zone.
    pub zone: Option<ZoneKind>,
    /// Why.
    pub reason: String,
    /// How long.
    pub term: Term,
    /// The report it follows.
    pub report: Option<ReportId>,
}

/// A sanction with its person.
#[derive(Debug, Clone, Queryable)]
pub struct SanctionRow {
    /// The sanction.
    pub id: SanctionId,
    /// Where; none means in every zone.
    pub zone: Option<ZoneKind>,
    /// Against whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their mail address.
    pub email: String,
    /// What it forbids.
    pub kind: SanctionKind,
    /// Why.
    pub reason: String,
    /// Until when.
    pub ends_at: Instant,
    /// When it was lifted.
    pub lifted_at: Option<Instant>,
    /// By whom.
    pub lifted_by: Option<String>,
    /// Why.
    pub lift_reason: String,
    /// The report it followed.
    pub report: Option<ReportId>,
    /// Who imposed it.
    pub created_by: PersonId,
    /// When.
    pub created_at: Instant,
}

impl SanctionRow {
    /// Where it stands now.
    pub fn standing(&self, now: Instant) -> Standing {
        match self.lifted_at {
            Some(_) => Standing::Lifted,
            None if self.ends_at <= now => Standing::Expired,
            None => Standing::InForce,
        }
    }
}
