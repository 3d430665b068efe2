//! What an offer is: its row and its lifecycle. Knows no request.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::offers;
use crate::ids::{ApplicationId, OfferId, PersonId};
use crate::lifecycle::Lifecycle;

crate::text_enum! {
    /// The state of an offer.
    pub enum OfferState {
        /// It awaits an answer.
        Pending = "pending",
        /// The applicant took it.
        Accepted = "accepted",
        /// The applicant did not.
        Declined = "declined",
        /// The organization took it back.
        Withdrawn = "withdrawn",
        /// Nobody answered in time.
        Lapsed = "lapsed",
    }
}

impl OfferState {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pending => "offer-state-pending",
            Self::Accepted => "offer-state-accepted",
            Self::Declined => "offer-state-declined",
            Self::Withdrawn => "offer-state-withdrawn",
            Self::Lapsed => "offer-state-lapsed",
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Pending => "wait",
            Self::Accepted => "ok",
            Self::Declined | Self::Lapsed => "off",
            Self::Withdrawn => "bad",
        }
    }
}

impl Lifecycle for OfferState {
    const THING: &'static str = "offer";
    const MOVES: &'static [(Self, Self)] = &[
        (Self::Pending, Self::Accepted),
        (Self::Pending, Self::Declined),
        (Self::Pending, Self::Withdrawn),
        (Self::Pending, Self::Lapsed),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

/// An offer.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = offers)]
pub struct Offer {
    /// Its id.
    pub id: OfferId,
    /// To whom: the application.
    pub application_id: ApplicationId,
    /// Its state.
    pub state: OfferState,
    /// What is offered, in words.
    pub terms: String,
    /// The first day, `2026-05-31`; empty where it is open.
    pub starts_on: String,
    /// Pay in hundredths of the currency's unit.
    pub salary: Option<i64>,
    /// ISO 4217; empty without pay.
    pub salary_currency: String,
    /// `HOUR`, `MONTH` or `YEAR`.
    pub salary_unit: String,
    /// Until when an answer is awaited.
    pub answer_by: Instant,
    /// Who made it; nobody where the account is gone.
    pub made_by: Option<PersonId>,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_an_offers_moves_is_this() {
        let table: Vec<String> = OfferState::MOVES.iter().map(|(from, to)| format!("{from} → {to}")).collect();
        assert_eq!(table.join("\n"), "pending → accepted\npending → declined\npending → withdrawn\npending → lapsed");
    }
}
