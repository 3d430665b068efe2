//! The audit trail: who did what to which thing, before and after. Written in the transaction of
//! the change; never holds a password, a token or a letter.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::audit_entries;
use crate::ids::{AuditEntryId, EditionId, PersonId};

/// Declares each action once: with what stands in the database, and the Fluent key of its name.
macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $text:literal, $key:literal;)*) => {
        crate::text_enum! {
            /// What is written down, as `noun.verb`. Each has a text in both languages.
            pub enum Action {
                $($(#[$doc])* $variant = $text),*
            }
        }

        impl Action {
            /// The Fluent key of its name.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }
        }
    };
}

actions! {
    /// An activity was made.
    ActivityCreate = "activity.create", "audit-activity-create";
    /// It was moved in its lifecycle.
    ActivityMove = "activity.move", "audit-activity-move";
    /// It was changed.
    ActivityUpdate = "activity.update", "audit-activity-update";
    /// Somebody appealed a sanction, or that a message was hidden.
    AppealCreate = "appeal.create", "audit-appeal-create";
    /// An appeal was decided.
    AppealDecide = "appeal.decide", "audit-appeal-decide";
    /// An announcement was written.
    AnnouncementCreate = "announcement.create", "audit-announcement-create";
    /// It was shown or ended.
    AnnouncementMove = "announcement.move", "audit-announcement-move";
    /// It was changed.
    AnnouncementUpdate = "announcement.update", "audit-announcement-update";
    /// An article was written.
    ArticleCreate = "article.create", "audit-article-create";
    /// It was published or withdrawn.
    ArticleMove = "article.move", "audit-article-move";
    /// It was changed.
    ArticleUpdate = "article.update", "audit-article-update";
    /// A revision was reviewed.
    BoothDecide = "booth.decide", "audit-booth-decide";
    /// A booth was hidden, restored, withdrawn or published.
    BoothMove = "booth.move", "audit-booth-move";
    /// A revision was sent to review.
    BoothSubmit = "booth.submit", "audit-booth-submit";
    /// It was taken back.
    BoothTakeBack = "booth.take_back", "audit-booth-take-back";
    /// Its text was saved.
    BoothUpdate = "booth.update", "audit-booth-update";
    /// What a card may say was set.
    CardRules = "card.rules", "audit-card-rules";
    /// An edition was made.
    EditionCreate = "edition.create", "audit-edition-create";
    /// It became the current one.
    EditionMakeCurrent = "edition.make_current", "audit-edition-make-current";
    /// It changed its state.
    EditionMove = "edition.move", "audit-edition-move";
    /// It was changed.
    EditionUpdate = "edition.update", "audit-edition-update";
    /// A job fair was made.
    FairCreate = "fair.create", "audit-fair-create";
    /// It was published or called off.
    FairMove = "fair.move", "audit-fair-move";
    /// A posting that was taken out of it was put back.
    FairReadmitPosting = "fair.readmit_posting", "audit-fair-readmit-posting";
    /// A posting was taken out of it.
    FairRemovePosting = "fair.remove_posting", "audit-fair-remove-posting";
    /// It was changed or moved to other times.
    FairUpdate = "fair.update", "audit-fair-update";
    /// A hall was made.
    HallCreate = "hall.create", "audit-hall-create";
    /// It was changed.
    HallUpdate = "hall.update", "audit-hall-update";
    /// The hours of the help desk were set.
    HoursUpdate = "hours.update", "audit-hours-update";
    /// Every login of a person was ended.
    LoginsEnd = "person.logins_end", "audit-person-logins-end";
    /// The cards left at a booth were downloaded.
    LeadExport = "lead.export", "audit-lead-export";
    /// A message was hidden.
    MessageHide = "message.hide", "audit-message-hide";
    /// It was shown again.
    MessageShow = "message.show", "audit-message-show";
    /// An organizer decided about an organization.
    OrganizationMove = "organization.move", "audit-organization-move";
    /// Its details were changed.
    OrganizationUpdate = "organization.update", "audit-organization-update";
    /// The approval of its first booth or posting verified it.
    OrganizationVerify = "organization.verify", "audit-organization-verify";
    /// A page was made.
    PageCreate = "page.create", "audit-page-create";
    /// It was changed.
    PageUpdate = "page.update", "audit-page-update";
    /// An account was deleted by its owner.
    PersonErase = "person.erase", "audit-person-erase";
    /// Somebody took along everything that is held about them.
    PersonExport = "person.export", "audit-person-export";
    /// A place was made.
    PlaceCreate = "place.create", "audit-place-create";
    /// It was removed.
    PlaceRemove = "place.remove", "audit-place-remove";
    /// It was changed.
    PlaceUpdate = "place.update", "audit-place-update";
    /// A revision was reviewed.
    PostingDecide = "posting.decide", "audit-posting-decide";
    /// Its applications were taken away as a table.
    PostingExport = "posting.export", "audit-posting-export";
    /// The résumés of its applicants were taken away.
    PostingResumes = "posting.resumes", "audit-posting-resumes";
    /// A hidden posting was shown again.
    PostingRestore = "posting.restore", "audit-posting-restore";
    /// A posting was hidden.
    PostingSuspend = "posting.suspend", "audit-posting-suspend";
    /// The rules of the pairing zone were set.
    PairingRules = "pairing.rules", "audit-pairing-rules";
    /// A revision was reviewed.
    ProjectDecide = "project.decide", "audit-project-decide";
    /// A news item was made.
    NewsCreate = "news.create", "audit-news-create";
    /// It was moved in its lifecycle.
    NewsMove = "news.move", "audit-news-move";
    /// It was changed.
    NewsUpdate = "news.update", "audit-news-update";
    /// A track or a stage was made, changed or removed.
    ProgrammePart = "part.save", "audit-part-save";
    /// A project was hidden, restored, matched, closed, renewed or withdrawn.
    ProjectMove = "project.move", "audit-project-move";
    /// A report was decided.
    ReportDecide = "report.decide", "audit-report-decide";
    /// A moderator set the rules of a room.
    RoomUpdate = "room.update", "audit-room-update";
    /// A session was made.
    ProgrammeCreate = "session.create", "audit-session-create";
    /// It was moved in its lifecycle.
    ProgrammeMove = "session.move", "audit-session-move";
    /// It was changed.
    ProgrammeUpdate = "session.update", "audit-session-update";
    /// A speaker was made or changed.
    ProgrammeSpeaker = "speaker.save", "audit-speaker-save";
    /// The hosts that sessions are streamed from were set.
    ProgrammeStreams = "streams.save", "audit-streams-save";
    /// Somebody was silenced or banned.
    SanctionCreate = "sanction.create", "audit-sanction-create";
    /// A sanction was lifted.
    SanctionLift = "sanction.lift", "audit-sanction-lift";
    /// What holds for the whole site was set.
    SettingsUpdate = "settings.update", "audit-settings-update";
    /// The command line gave a role.
    StaffCreate = "staff.create", "audit-staff-create";
    /// The command line took a role away.
    StaffDelete = "staff.delete", "audit-staff-delete";
    /// A role was given.
    StaffGive = "staff.give", "audit-staff-give";
    /// A role was taken away.
    StaffTake = "staff.take", "audit-staff-take";
    /// The mail that verifies an address was sent once more.
    VerificationSend = "person.verification_send", "audit-person-verification-send";
    /// An unwanted word was put on the list.
    WordCreate = "word.create", "audit-word-create";
    /// It was taken off.
    WordDelete = "word.delete", "audit-word-delete";
    /// A zone was changed.
    ZoneUpdate = "zone.update", "audit-zone-update";
}

impl Action {
    /// The kind of the thing it is done to.
    pub fn thing_kind(self) -> &'static str {
        match self.as_str().split_once('.') {
            Some(("staff", _)) => "person",
            Some((noun, _)) => noun,
            None => "",
        }
    }
}

/// One entry.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_entries)]
pub struct AuditEntry {
    /// Its id; ids sort by time.
    pub id: AuditEntryId,
    /// The edition it belongs to, where it belongs to one.
    pub edition_id: Option<EditionId>,
    /// Who did it.
    pub person_id: Option<PersonId>,
    /// What was done: `zone.update`, `sanction.create`.
    pub action: String,
    /// The kind of the thing.
    pub thing_kind: String,
    /// The thing.
    pub thing_id: String,
    /// What stood there before, as short text.
    pub before: String,
    /// What stands there after.
    pub after: String,
    /// When.
    pub created_at: Instant,
}

/// What is to be written down.
#[derive(Debug, Clone, Copy)]
pub struct Act<'a> {
    /// The edition, where there is one.
    pub edition: Option<&'a EditionId>,
    /// Who.
    pub person: Option<&'a PersonId>,
    /// What.
    pub action: Action,
    /// The id of the thing.
    pub thing: &'a str,
    /// Before.
    pub before: &'a str,
    /// After.
    pub after: &'a str,
    /// When.
    pub at: Instant,
}

/// Writes an entry.
///
/// # Errors
/// What the database said.
pub fn insert_entry(conn: &mut Conn, act: Act<'_>) -> QueryResult<()> {
    let row = AuditEntry {
        id: AuditEntryId::new(),
        edition_id: act.edition.cloned(),
        person_id: act.person.cloned(),
        action: act.action.to_string(),
        thing_kind: act.action.thing_kind().to_owned(),
        thing_id: act.thing.to_owned(),
        before: act.before.to_owned(),
        after: act.after.to_owned(),
        created_at: act.at,
    };
    diesel::insert_into(audit_entries::table).values(&row).execute(conn)?;
    Ok(())
}
