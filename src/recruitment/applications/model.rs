//! What an application is: its row and its lifecycle. Knows no request.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::applications;
use crate::ids::{ApplicationId, FileId, PersonId, PostingId};
use crate::lifecycle::Lifecycle;

crate::text_enum! {
    /// The state of an application.
    pub enum ApplicationState {
        /// Being written.
        Draft = "draft",
        /// Sent.
        Submitted = "submitted",
        /// Being read.
        UnderReview = "under_review",
        /// In the narrower choice.
        Shortlisted = "shortlisted",
        /// Being interviewed.
        Interviewing = "interviewing",
        /// An offer was made.
        Offered = "offered",
        /// The offer was accepted.
        Accepted = "accepted",
        /// Hired.
        Hired = "hired",
        /// Taken back by the applicant.
        Withdrawn = "withdrawn",
        /// Decided against, not told yet; never shown to the applicant.
        Unsuccessful = "unsuccessful",
        /// Told, with the reason.
        Rejected = "rejected",
        /// The applicant did not take the offer.
        Declined = "declined",
        /// The organization took the offer back.
        OfferWithdrawn = "offer_withdrawn",
        /// The employer was silent past its own promise.
        Inactive = "inactive",
    }
}

use ApplicationState as S;

impl ApplicationState {
    /// States the applicant moves it to.
    pub const BY_APPLICANT: &'static [Self] = &[S::Accepted, S::Declined, S::Withdrawn];

    /// Whether something may still come of it.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            S::Draft
                | S::Submitted
                | S::UnderReview
                | S::Shortlisted
                | S::Interviewing
                | S::Offered
                | S::Accepted
                | S::Inactive
        )
    }

    /// Whether nothing comes of it any more, unless the organization thinks better of it; who was hired
    /// goes on to talk.
    pub fn ends_for_good(self) -> bool {
        matches!(self, S::Withdrawn | S::Rejected | S::Declined | S::OfferWithdrawn)
    }

    /// Whether the applicant has an answer with it, which keeps the promise of one.
    pub fn answers(self) -> bool {
        matches!(self, S::Shortlisted | S::Interviewing | S::Offered | S::Accepted | S::Hired | S::Rejected)
    }

    /// Whether the organization has not said anything yet that an answer would be.
    pub fn awaits_answer(self) -> bool {
        matches!(self, S::Submitted | S::UnderReview)
    }

    /// Whether times for an interview may be offered.
    pub fn is_interviewed(self) -> bool {
        matches!(self, S::Shortlisted | S::Interviewing)
    }

    /// Whether the organization knows by then who applies, also where the posting hides names at first.
    pub fn reveals(self) -> bool {
        self.answers() && self != S::Rejected
    }

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            S::Draft => "application-state-draft",
            S::Submitted => "application-state-submitted",
            S::UnderReview => "application-state-under-review",
            S::Shortlisted => "application-state-shortlisted",
            S::Interviewing => "application-state-interviewing",
            S::Offered => "application-state-offered",
            S::Accepted => "application-state-accepted",
            S::Hired => "application-state-hired",
            S::Withdrawn => "application-state-withdrawn",
            S::Unsuccessful => "application-state-unsuccessful",
            S::Rejected => "application-state-rejected",
            S::Declined => "application-state-declined",
            S::OfferWithdrawn => "application-state-offer-withdrawn",
            S::Inactive => "application-state-inactive",
        }
    }

    /// The Fluent key of the button that moves there.
    pub fn move_key(self) -> &'static str {
        match self {
            S::UnderReview => "application-move-under-review",
            S::Shortlisted => "application-move-shortlisted",
            S::Interviewing => "application-move-interviewing",
            S::Accepted => "application-move-accepted",
            S::Hired => "application-move-hired",
            S::Withdrawn => "application-move-withdrawn",
            S::Unsuccessful => "application-move-unsuccessful",
            S::Declined => "application-move-declined",
            S::OfferWithdrawn => "application-move-offer-withdrawn",
            S::Draft | S::Submitted | S::Offered | S::Rejected | S::Inactive => self.key(),
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            S::Draft | S::Withdrawn | S::Declined | S::Inactive => "off",
            S::Submitted | S::UnderReview => "info",
            S::Shortlisted | S::Interviewing => "wait",
            S::Offered | S::Accepted | S::Hired => "ok",
            S::Unsuccessful | S::Rejected | S::OfferWithdrawn => "bad",
        }
    }
}

impl Lifecycle for ApplicationState {
    const THING: &'static str = "application";
    const MOVES: &'static [(Self, Self)] = &[
        (S::Draft, S::Submitted),
        (S::Submitted, S::UnderReview),
        (S::UnderReview, S::Shortlisted),
        (S::Shortlisted, S::Interviewing),
        (S::Interviewing, S::Offered),
        (S::Offered, S::Accepted),
        (S::Accepted, S::Hired),
        (S::Submitted, S::Withdrawn),
        (S::UnderReview, S::Withdrawn),
        (S::Shortlisted, S::Withdrawn),
        (S::Interviewing, S::Withdrawn),
        (S::Offered, S::Withdrawn),
        (S::Accepted, S::Withdrawn),
        (S::Inactive, S::Withdrawn),
        // The applicant does not know of the decision, so it must not stop them.
        (S::Unsuccessful, S::Withdrawn),
        // Nor may the silence that follows it betray it.
        (S::Unsuccessful, S::Inactive),
        (S::Inactive, S::Unsuccessful),
        // Taken back, before the applicant knew of it.
        (S::Unsuccessful, S::Submitted),
        (S::Unsuccessful, S::UnderReview),
        (S::Unsuccessful, S::Shortlisted),
        (S::Unsuccessful, S::Interviewing),
        (S::Submitted, S::Unsuccessful),
        (S::UnderReview, S::Unsuccessful),
        (S::Shortlisted, S::Unsuccessful),
        (S::Interviewing, S::Unsuccessful),
        (S::Unsuccessful, S::Rejected),
        (S::Offered, S::Declined),
        (S::Offered, S::OfferWithdrawn),
        (S::Rejected, S::Offered),
        (S::OfferWithdrawn, S::Offered),
        (S::Submitted, S::Inactive),
        (S::UnderReview, S::Inactive),
        (S::Inactive, S::UnderReview),
    ];

    fn text(self) -> &'static str {
        self.as_str()
    }
}

/// A step that an owner or recruiter takes with an application; rejection goes by a release, an offer is made with
/// its terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To a state.
    To(ApplicationState),
    /// Back to where it stood before a decision that was not told.
    TakeBack,
}

impl Step {
    /// Every step, in the order in which they are offered.
    pub const ALL: &'static [Self] = &[
        Self::To(S::UnderReview),
        Self::To(S::Shortlisted),
        Self::To(S::Interviewing),
        Self::To(S::Unsuccessful),
        Self::TakeBack,
        Self::To(S::OfferWithdrawn),
        Self::To(S::Hired),
    ];

    /// Reads one as a form sends it.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.as_str() == text)
    }

    /// As a form sends it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::To(state) => state.as_str(),
            Self::TakeBack => "take_back",
        }
    }

    /// Whether it may be taken with an application in this state. A decision that was not told is told or taken back
    /// before anything else.
    pub fn may_be_taken(self, from: ApplicationState) -> bool {
        match self {
            Self::To(to) => from != S::Unsuccessful && from.may_become(to),
            Self::TakeBack => from == S::Unsuccessful,
        }
    }

    /// Whether the applicant is not to learn of it.
    pub fn is_quiet(self) -> bool {
        matches!(self, Self::To(S::Unsuccessful) | Self::TakeBack)
    }

    /// The Fluent key of the button that takes it.
    pub fn key(self) -> &'static str {
        match self {
            Self::To(state) => state.move_key(),
            Self::TakeBack => "application-move-take-back",
        }
    }

    /// The kind of its button: `bad` for one that ends something.
    pub fn badge(self) -> &'static str {
        match self {
            Self::To(state) => state.badge(),
            Self::TakeBack => "wait",
        }
    }
}

/// An application's row.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = applications)]
pub struct Application {
    /// Its id.
    pub id: ApplicationId,
    /// To which posting.
    pub posting_id: PostingId,
    /// By whom.
    pub person_id: PersonId,
    /// Its state.
    pub state: ApplicationState,
    /// The letter, plain text.
    pub letter: String,
    /// The résumé.
    pub resume_file_id: FileId,
    /// Counts its changes.
    pub version: i64,
    /// When it was sent.
    pub submitted_at: Instant,
    /// When it was stored.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Until when the organization promised an answer; none where it promised nothing.
    pub answer_due_at: Option<Instant>,
    /// When the first answer came.
    pub answered_at: Option<Instant>,
    /// When the name was shown, where the posting hides it until the applicant is shortlisted.
    pub revealed_at: Option<Instant>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_an_applications_moves_is_this() {
        let from = |state: ApplicationState| {
            let to: Vec<&str> = S::MOVES.iter().filter(|(from, _)| *from == state).map(|(_, to)| to.as_str()).collect();
            format!("{state}: {}", to.join(" "))
        };
        let table: Vec<String> = ApplicationState::ALL.iter().map(|state| from(*state)).collect();
        let expected = [
            "draft: submitted",
            "submitted: under_review withdrawn unsuccessful inactive",
            "under_review: shortlisted withdrawn unsuccessful inactive",
            "shortlisted: interviewing withdrawn unsuccessful",
            "interviewing: offered withdrawn unsuccessful",
            "offered: accepted withdrawn declined offer_withdrawn",
            "accepted: hired withdrawn",
            "hired: ",
            "withdrawn: ",
            "unsuccessful: withdrawn inactive submitted under_review shortlisted interviewing rejected",
            "rejected: offered",
            "declined: ",
            "offer_withdrawn: offered",
            "inactive: withdrawn unsuccessful under_review",
        ];
        assert_eq!(table, expected);
    }
}
