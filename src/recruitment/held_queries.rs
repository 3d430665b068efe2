//! What recruitment holds of a person: their applications, who read their résumés, what they wrote for an
//! organization. Who goes takes their applications back; what stays of one is that there was one.

use diesel::prelude::*;
use serde_json::Value;

use super::applications::ApplicationState;
use super::applications::model::Application;
use super::applications::queries::{list_own_applications, move_application, notify_recruiters};
use super::postings::model::{PostingText, text_in};
use super::postings::queries::list_texts;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{applications, files, organizations, postings, resume_reads};
use crate::error::AppResult;
use crate::ids::{ApplicationId, PersonId};
use crate::lifecycle::{Lifecycle, Mover};
use crate::site::holdings::{Ending, Leaving, Named, Part, Seen, Sight, rows_as_json, stays};
use crate::web::i18n::Locale;
use crate::{forget_name, forget_rows, held_rows};

/// The parts of recruitment.
pub const HELD: &[Part] = &[
    Part {
        name: "applications",
        given: &["applications.person_id"],
        load: load_applications,
        erased: &["applications.person_id"],
        erase: erase_applications,
    },
    Part {
        name: "resume-reads",
        given: &["resume_reads.owner_id"],
        load: held_rows!(resume_reads.owner_id, { file_id: String, organization_id: String, day: String, created_at: Instant }),
        erased: &["resume_reads.owner_id"],
        erase: forget_rows!(resume_reads.owner_id),
    },
    Part {
        name: "resumes-opened",
        given: &["resume_reads.reader_id"],
        load: held_rows!(resume_reads.reader_id, { file_id: String, organization_id: String, day: String, created_at: Instant }),
        erased: &[],
        erase: stays,
    },
    Part {
        name: "postings-submitted",
        given: &["posting_revisions.submitted_by"],
        load: held_rows!(posting_revisions.submitted_by, { posting_id: String, number: i64, state: String, submitted_at: Option<Instant> }),
        erased: &["posting_revisions.submitted_by"],
        erase: forget_name!(posting_revisions.submitted_by),
    },
    Part {
        name: "postings-decided",
        given: &["posting_revisions.decided_by"],
        load: held_rows!(posting_revisions.decided_by, { posting_id: String, number: i64, state: String, decided_at: Option<Instant>, comment: String }),
        erased: &["posting_revisions.decided_by"],
        erase: forget_name!(posting_revisions.decided_by),
    },
];

/// What of recruitment ends with a person.
pub const ENDINGS: &[Ending] = &[Ending { key: "leaving-applications", list: list_open, end: withdraw_all }];

/// Who saw what was sent to them.
pub const SIGHTS: &[Sight] = &[Sight { key: "sight-resumes", list: list_reads }];

/// Which organizations opened their résumés, the latest first.
fn list_reads(conn: &mut Conn, person: &PersonId, locale: Locale) -> AppResult<Vec<Seen>> {
    let rows: Vec<(String, String, String, Instant)> = resume_reads::table
        .inner_join(organizations::table)
        .inner_join(files::table.on(files::id.eq(resume_reads::file_id)))
        .filter(resume_reads::owner_id.eq(person))
        .order((resume_reads::created_at.desc(), resume_reads::id.desc()))
        .limit(100)
        .select((organizations::name, organizations::name_zh, files::name, resume_reads::created_at))
        .load(conn)?;
    let seen = |(name, name_zh, file, at): (String, String, String, Instant)| Seen {
        who: locale.name(&name, &name_zh).to_owned(),
        what: locale.tf("sight-resume", &[("file", &file)]),
        at,
    };
    Ok(rows.into_iter().map(seen).collect())
}

fn load_applications(conn: &mut Conn, person: &PersonId) -> QueryResult<Value> {
    #[derive(Queryable, serde::Serialize)]
    struct Row {
        id: String,
        posting: String,
        organization: String,
        state: ApplicationState,
        letter: String,
        resume_file_id: String,
        submitted_at: Instant,
        updated_at: Instant,
    }
    let mut rows: Vec<Row> = applications::table
        .inner_join(postings::table.inner_join(organizations::table))
        .filter(applications::person_id.eq(person))
        .order(applications::id)
        .select((
            applications::id,
            postings::slug,
            organizations::name,
            applications::state,
            applications::letter,
            applications::resume_file_id,
            applications::submitted_at,
            applications::updated_at,
        ))
        .load(conn)?;
    // A decision that is not told is not told here either.
    for row in rows.iter_mut().filter(|row| row.state == ApplicationState::Unsuccessful) {
        row.state = ApplicationState::Submitted;
    }
    rows_as_json(rows)
}

/// Whether they can still take it back.
fn can_withdraw(application: &Application) -> bool {
    application.state.may_become(ApplicationState::Withdrawn)
}

fn list_open(conn: &mut Conn, person: &PersonId, locale: Locale, _: Instant) -> AppResult<Vec<Named>> {
    let mut rows = list_own_applications(conn, person)?;
    rows.retain(|row| can_withdraw(&row.0));
    let revisions: Vec<_> = rows.iter().filter_map(|row| row.1.published_revision_id.clone()).collect();
    let texts = list_texts(conn, &revisions)?;
    let named = |(application, posting, employer): &super::applications::queries::OwnRow| {
        let is_its = |text: &&PostingText| Some(&text.revision) == posting.published_revision_id.as_ref();
        let its: Vec<PostingText> = texts.iter().filter(is_its).cloned().collect();
        let title = text_in(&its, locale).map(|text| text.title.clone()).unwrap_or_default();
        Named {
            name: format!("{title} · {}", employer.name_in(locale)),
            link: format!("/me/applications/{}", application.id),
        }
    };
    Ok(rows.iter().map(named).collect())
}

/// Takes back every application that can be; the organizations are told.
fn withdraw_all(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let person = leaving.person.clone();
    let mover = Mover { person: Some(&person), at: leaving.now, reason: "" };
    for (application, posting, employer) in list_own_applications(conn, &person)? {
        if !can_withdraw(&application) {
            continue;
        }
        move_application(conn, &application, ApplicationState::Withdrawn, mover)?;
        let revisions: Vec<_> = posting.published_revision_id.iter().cloned().collect();
        let texts = list_texts(conn, &revisions)?;
        let told = ("application.answered", "notice-application-withdrawn");
        let row = (&posting, &employer);
        notify_recruiters(conn, row, &application.id, told.0, told.1, &texts, leaving.now)?;
    }
    Ok(())
}

/// The letter and the résumé go.
fn erase_applications(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = applications::table.filter(applications::person_id.eq(&leaving.person));
    let ids: Vec<ApplicationId> = own.select(applications::id).load(conn)?;
    leaving.things.extend(ids.into_iter().map(String::from));
    diesel::update(own).set((applications::letter.eq(""), applications::resume_file_id.eq(""))).execute(conn)?;
    Ok(())
}
