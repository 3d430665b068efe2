//! The identifiers of everything that is stored: one type a thing, so that the id of
//! a booth cannot be passed where that of a posting is asked for.
//!
//! An id is a UUIDv7 (RFC 9562) in its lower-case text form: 36 characters, made by
//! this program, sorting by the time it was made. It is no secret and grants nothing.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;

/// Text that should have been an id and was not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

/// Declares the id types; see the module text for what an id is.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, AsExpression, FromSqlRow)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[diesel(sql_type = Text)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// A new id, later in order than every id this process made before it.
            #[expect(clippy::new_without_default, reason = "two ids made the same way differ")]
            pub fn new() -> Self {
                Self(uuid::Uuid::now_v7().hyphenated().to_string())
            }

            /// Sorts before every id that was made within this time.
            pub fn made_before(ago: std::time::Duration) -> Self {
                let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
                let at = since_1970.unwrap_or_default().saturating_sub(ago);
                let at = uuid::Timestamp::from_unix_time(at.as_secs(), at.subsec_nanos(), 0, 0);
                Self(uuid::Uuid::new_v7(at).hyphenated().to_string())
            }

            /// The 36 characters.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnId;
            /// Accepts the hyphenated form of a UUID in either case, nothing else.
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                if text.len() != 36 {
                    return Err(NotAnId);
                }
                let id = uuid::Uuid::try_parse(text).map_err(|_| NotAnId)?;
                Ok(Self(id.hyphenated().to_string()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<DB: Backend> ToSql<Text, DB> for $name
        where
            String: ToSql<Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                self.0.to_sql(out)
            }
        }

        impl<DB: Backend> FromSql<Text, DB> for $name
        where
            String: FromSql<Text, DB>,
        {
            fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
                String::from_sql(value).map(Self)
            }
        }
    )* };
}

ids! {
    /// An interview about an application.
    InterviewId,
    /// An offer to an applicant.
    OfferId,
    /// A question of a posting.
    ScreeningQuestionId,
    /// Something that a person keeps to find it again.
    SaveId,
    /// A search that a person keeps.
    SearchId,
    /// The profile of somebody who may be found by who looks for staff.
    CandidateId,
    /// A person with an account.
    PersonId,
    /// One signed-in browser of a person.
    LoginId,
    /// A token that was sent by mail.
    MailTokenId,
    /// An organization that exhibits or employs.
    OrganizationId,
    /// A person's membership of an organization.
    MemberId,
    /// An invitation to become a member.
    InvitationId,
    /// A role of the organizer's staff.
    StaffRoleId,
    /// One holding of the conference.
    EditionId,
    /// A zone of an edition.
    ZoneId,
    /// A text that the organizer shows to everyone for a time.
    AnnouncementId,
    /// A page of the organizer's own.
    PageId,
    /// One version of such a page.
    PageVersionId,
    /// A person's consent to a version of a page.
    ConsentId,
    /// An exhibition hall.
    HallId,
    /// A place for a booth on a hall's floor.
    PlaceId,
    /// An organization's booth in an edition.
    BoothId,
    /// One revision of a booth's contents.
    BoothRevisionId,
    /// An exhibit shown at a booth.
    ExhibitId,
    /// A document that a booth hands out.
    BoothDocumentId,
    /// A card that somebody left at a booth.
    LeadId,
    /// A job posting.
    PostingId,
    /// A job fair.
    FairId,
    /// A posting's part in a fair.
    FairPostingId,
    /// One revision of a posting's contents.
    PostingRevisionId,
    /// A person's application to a posting.
    ApplicationId,
    /// A chat room.
    RoomId,
    /// A message in a room.
    MessageId,
    /// A report of abuse.
    ReportId,
    /// A sanction against a person.
    SanctionId,
    /// A decision of a reviewer that is not announced yet.
    PreparedId,
    /// Somebody asks another moderator to look again.
    AppealId,
    /// A word that is not said.
    UnwantedWordId,
    /// An uploaded file.
    FileId,
    /// A live request of somebody to a desk.
    RequestId,
    /// An entry of a person's calendar.
    CalendarEntryId,
    /// A project that is offered or asked for.
    ProjectId,
    /// One revision of a project's contents.
    ProjectRevisionId,
    /// Somebody's interest in a project.
    InterestId,
    /// A meeting about a project.
    MeetingId,
    /// What came of something.
    OutcomeId,
    /// A track or a stage of the programme.
    PartId,
    /// A session of the programme.
    SessionId,
    /// Somebody who speaks in sessions.
    SpeakerId,
    /// A question to the speakers of a session.
    QuestionId,
    /// A poll in a session.
    PollId,
    /// An answer that a poll offers.
    PollOptionId,
    /// An article of the help.
    ArticleId,
    /// An enquiry to the help desk.
    EnquiryId,
    /// An entry in the history of an enquiry.
    EnquiryEntryId,
    /// An answer that agents begin with.
    CannedReplyId,
    /// An activity of the year.
    ActivityId,
    /// A news item.
    NewsItemId,
    /// A notification to a person.
    NotificationId,
    /// A browser that is told by push.
    PushBrowserId,
    /// A piece of work to be done after a change.
    OutboxId,
    /// A recorded move in a lifecycle.
    TransitionId,
    /// An entry of the audit trail.
    AuditEntryId,
    /// Any row that nobody refers to by a type of its own.
    RowId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_in_the_order_they_were_made() {
        let made: Vec<BoothId> = (0..500).map(|_| BoothId::new()).collect();
        let mut sorted = made.clone();
        sorted.sort();
        assert_eq!(made, sorted);
    }

    #[test]
    fn only_the_hyphenated_form_is_an_id() {
        let id = RoomId::new();
        assert_eq!(id.as_str().parse::<RoomId>().as_ref(), Ok(&id));
        assert_eq!(id.as_str().to_uppercase().parse::<RoomId>().as_ref(), Ok(&id));
        for wrong in ["", "1", "../etc", "{018f0000-0000-7000-8000-00000000}", "018f00000000700080000000000000000000"] {
            assert_eq!(wrong.parse::<RoomId>(), Err(NotAnId), "{wrong}");
        }
    }
}
