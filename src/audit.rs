//! The audit trail: who did what to which thing, before and after. Written in the transaction of
//! the change; never holds a password, a token or a letter.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::audit_entries;
use crate::ids::{AuditEntryId, EditionId, PersonId};

crate::text_enum! {
    /// What is written down, as `noun.verb`. Each has a text in both languages.
    pub enum Action {
        /// An activity was made.
        ActivityCreate = "activity.create",
        /// It was moved in its lifecycle.
        ActivityMove = "activity.move",
        /// It was changed.
        ActivityUpdate = "activity.update",
        /// Somebody appealed a sanction, or that a message was hidden.
        AppealCreate = "appeal.create",
        /// An appeal was decided.
        AppealDecide = "appeal.decide",
        /// An announcement was written.
        AnnouncementCreate = "announcement.create",
        /// It was shown or ended.
        AnnouncementMove = "announcement.move",
        /// It was changed.
        AnnouncementUpdate = "announcement.update",
        /// An article was written.
        ArticleCreate = "article.create",
        /// It was published or withdrawn.
        ArticleMove = "article.move",
        /// It was changed.
        ArticleUpdate = "article.update",
        /// A revision was reviewed.
        BoothDecide = "booth.decide",
        /// A booth was hidden, restored, withdrawn or published.
        BoothMove = "booth.move",
        /// A revision was sent to review.
        BoothSubmit = "booth.submit",
        /// It was taken back.
        BoothTakeBack = "booth.take_back",
        /// Its text was saved.
        BoothUpdate = "booth.update",
        /// What a card may say was set.
        CardRules = "card.rules",
        /// An edition was made.
        EditionCreate = "edition.create",
        /// It became the current one.
        EditionMakeCurrent = "edition.make_current",
        /// It changed its state.
        EditionMove = "edition.move",
        /// It was changed.
        EditionUpdate = "edition.update",
        /// A job fair was made.
        FairCreate = "fair.create",
        /// It was published or called off.
        FairMove = "fair.move",
        /// A posting that was taken out of it was put back.
        FairReadmitPosting = "fair.readmit_posting",
        /// A posting was taken out of it.
        FairRemovePosting = "fair.remove_posting",
        /// It was changed or moved to other times.
        FairUpdate = "fair.update",
        /// A hall was made.
        HallCreate = "hall.create",
        /// It was changed.
        HallUpdate = "hall.update",
        /// The hours of the help desk were set.
        HoursUpdate = "hours.update",
        /// Every login of a person was ended.
        LoginsEnd = "person.logins_end",
        /// The cards left at a booth were downloaded.
        LeadExport = "lead.export",
        /// A message was hidden.
        MessageHide = "message.hide",
        /// It was shown again.
        MessageShow = "message.show",
        /// An organizer decided about an organization.
        OrganizationMove = "organization.move",
        /// Its details were changed.
        OrganizationUpdate = "organization.update",
        /// The approval of its first booth or posting verified it.
        OrganizationVerify = "organization.verify",
        /// A page was made.
        PageCreate = "page.create",
        /// It was changed.
        PageUpdate = "page.update",
        /// An account was deleted by its owner.
        PersonErase = "person.erase",
        /// Somebody took along everything that is held about them.
        PersonExport = "person.export",
        /// A place was made.
        PlaceCreate = "place.create",
        /// It was removed.
        PlaceRemove = "place.remove",
        /// It was changed.
        PlaceUpdate = "place.update",
        /// A revision was reviewed.
        PostingDecide = "posting.decide",
        /// Its applications were taken away as a table.
        PostingExport = "posting.export",
        /// The résumés of its applicants were taken away.
        PostingResumes = "posting.resumes",
        /// A hidden posting was shown again.
        PostingRestore = "posting.restore",
        /// A posting was hidden.
        PostingSuspend = "posting.suspend",
        /// The rules of the pairing zone were set.
        PairingRules = "pairing.rules",
        /// A revision was reviewed.
        ProjectDecide = "project.decide",
        /// A news item was made.
        NewsCreate = "news.create",
        /// It was moved in its lifecycle.
        NewsMove = "news.move",
        /// It was changed.
        NewsUpdate = "news.update",
        /// A track or a stage was made, changed or removed.
        ProgrammePart = "part.save",
        /// A project was hidden, restored, matched, closed, renewed or withdrawn.
        ProjectMove = "project.move",
        /// A report was decided.
        ReportDecide = "report.decide",
        /// A moderator set the rules of a room.
        RoomUpdate = "room.update",
        /// A session was made.
        ProgrammeCreate = "session.create",
        /// It was moved in its lifecycle.
        ProgrammeMove = "session.move",
        /// It was changed.
        ProgrammeUpdate = "session.update",
        /// A speaker was made or changed.
        ProgrammeSpeaker = "speaker.save",
        /// The hosts that sessions are streamed from were set.
        ProgrammeStreams = "streams.save",
        /// Somebody was silenced or banned.
        SanctionCreate = "sanction.create",
        /// A sanction was lifted.
        SanctionLift = "sanction.lift",
        /// What holds for the whole site was set.
        SettingsUpdate = "settings.update",
        /// The command line gave a role.
        StaffCreate = "staff.create",
        /// The command line took a role away.
        StaffDelete = "staff.delete",
        /// A role was given.
        StaffGive = "staff.give",
        /// A role was taken away.
        StaffTake = "staff.take",
        /// The mail that verifies an address was sent once more.
        VerificationSend = "person.verification_send",
        /// An unwanted word was put on the list.
        WordCreate = "word.create",
        /// It was taken off.
        WordDelete = "word.delete",
        /// A zone was changed.
        ZoneUpdate = "zone.update",
    }
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

    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::ActivityCreate => "audit-activity-create",
            Self::ActivityMove => "audit-activity-move",
            Self::ActivityUpdate => "audit-activity-update",
            Self::AppealCreate => "audit-appeal-create",
            Self::AppealDecide => "audit-appeal-decide",
            Self::AnnouncementCreate => "audit-announcement-create",
            Self::AnnouncementMove => "audit-announcement-move",
            Self::AnnouncementUpdate => "audit-announcement-update",
            Self::ArticleCreate => "audit-article-create",
            Self::ArticleMove => "audit-article-move",
            Self::ArticleUpdate => "audit-article-update",
            Self::BoothDecide => "audit-booth-decide",
            Self::BoothMove => "audit-booth-move",
            Self::BoothSubmit => "audit-booth-submit",
            Self::BoothTakeBack => "audit-booth-take-back",
            Self::BoothUpdate => "audit-booth-update",
            Self::CardRules => "audit-card-rules",
            Self::EditionCreate => "audit-edition-create",
            Self::EditionMakeCurrent => "audit-edition-make-current",
            Self::EditionMove => "audit-edition-move",
            Self::EditionUpdate => "audit-edition-update",
            Self::FairCreate => "audit-fair-create",
            Self::FairMove => "audit-fair-move",
            Self::FairReadmitPosting => "audit-fair-readmit-posting",
            Self::FairRemovePosting => "audit-fair-remove-posting",
            Self::FairUpdate => "audit-fair-update",
            Self::HallCreate => "audit-hall-create",
            Self::HallUpdate => "audit-hall-update",
            Self::HoursUpdate => "audit-hours-update",
            Self::LoginsEnd => "audit-person-logins-end",
            Self::LeadExport => "audit-lead-export",
            Self::MessageHide => "audit-message-hide",
            Self::MessageShow => "audit-message-show",
            Self::OrganizationMove => "audit-organization-move",
            Self::OrganizationUpdate => "audit-organization-update",
            Self::OrganizationVerify => "audit-organization-verify",
            Self::PageCreate => "audit-page-create",
            Self::PageUpdate => "audit-page-update",
            Self::PersonErase => "audit-person-erase",
            Self::PersonExport => "audit-person-export",
            Self::PlaceCreate => "audit-place-create",
            Self::PlaceRemove => "audit-place-remove",
            Self::PlaceUpdate => "audit-place-update",
            Self::PostingDecide => "audit-posting-decide",
            Self::PostingExport => "audit-posting-export",
            Self::PostingResumes => "audit-posting-resumes",
            Self::PostingRestore => "audit-posting-restore",
            Self::PostingSuspend => "audit-posting-suspend",
            Self::PairingRules => "audit-pairing-rules",
            Self::ProjectDecide => "audit-project-decide",
            Self::ProjectMove => "audit-project-move",
            Self::NewsCreate => "audit-news-create",
            Self::NewsMove => "audit-news-move",
            Self::NewsUpdate => "audit-news-update",
            Self::ProgrammePart => "audit-part-save",
            Self::ProgrammeCreate => "audit-session-create",
            Self::ProgrammeMove => "audit-session-move",
            Self::ProgrammeUpdate => "audit-session-update",
            Self::ProgrammeStreams => "audit-streams-save",
            Self::ProgrammeSpeaker => "audit-speaker-save",
            Self::ReportDecide => "audit-report-decide",
            Self::RoomUpdate => "audit-room-update",
            Self::SanctionCreate => "audit-sanction-create",
            Self::SanctionLift => "audit-sanction-lift",
            Self::SettingsUpdate => "audit-settings-update",
            Self::StaffCreate => "audit-staff-create",
            Self::StaffDelete => "audit-staff-delete",
            Self::StaffGive => "audit-staff-give",
            Self::StaffTake => "audit-staff-take",
            Self::VerificationSend => "audit-person-verification-send",
            Self::WordCreate => "audit-word-create",
            Self::WordDelete => "audit-word-delete",
            Self::ZoneUpdate => "audit-zone-update",
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
