//! What recruitment holds of a person: their applications, who read their résumés, what they wrote for an
//! organization, what they look for and who looked at them. Who goes takes all of it along.

use diesel::prelude::*;

use super::applications::model::Application;
use super::applications::queries::{list_own_applications, list_recruiters, move_application};
use super::applications::{ApplicationState, erase_person, export_person};
use super::candidates::queries::{find_of_person, list_views};
use super::postings::model::{PostingText, text_in};
use super::postings::queries::list_texts;
use super::{candidates, searches};
use crate::accounts::organizations::OrganizationBrief;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{
    applications, candidates as candidates_table, files, interviews, offers, organizations, resume_reads,
};
use crate::error::AppResult;
use crate::ids::{ApplicationId, PersonId};
use crate::lifecycle::{Lifecycle, Mover};
use crate::outbox::{self, Notice};
use crate::site::holdings::{Ending, Leaving, Named, Part, Seen, Sight, stays};
use crate::web::i18n::Locale;
use crate::web::paging::PageNumber;
use crate::{forget_name, forget_rows, held_rows};

/// The parts of recruitment.
pub const HELD: &[Part] = &[
    Part {
        name: "applications",
        given: &["applications.person_id"],
        load: export_person,
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
        name: "interviews-as-recruiter",
        given: &["interviews.host_id"],
        load: held_rows!(interviews.host_id, { application_id: String, state: String, place: String, message: String, starts_at: Option<Instant>, ends_at: Option<Instant>, created_at: Instant }),
        erased: &["interviews.host_id"],
        erase: forget_name!(interviews.host_id),
    },
    Part {
        name: "offers-made",
        given: &["offers.made_by"],
        load: held_rows!(offers.made_by, { application_id: String, state: String, terms: String, created_at: Instant }),
        erased: &["offers.made_by"],
        erase: forget_name!(offers.made_by),
    },
    Part {
        name: "saved-searches",
        given: &["saved_searches.person_id"],
        load: searches::export_person,
        erased: &["saved_searches.person_id"],
        erase: erase_searches,
    },
    Part {
        name: "candidate",
        given: &["candidates.person_id"],
        load: candidates::export_person,
        erased: &["candidates.person_id"],
        erase: erase_candidate,
    },
    Part {
        name: "candidates-invited",
        given: &["candidate_invitations.person_id"],
        load: held_rows!(candidate_invitations.person_id, { candidate_id: String, posting_id: String, message: String, created_at: Instant }),
        erased: &["candidate_invitations.person_id"],
        erase: forget_name!(candidate_invitations.person_id),
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
pub const SIGHTS: &[Sight] =
    &[Sight { key: "sight-resumes", list: list_reads }, Sight { key: "sight-candidates", list: list_looks }];

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

/// Takes back every application that can be; the organizations are told, with the way to their list: the application
/// itself will not be there.
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
        let link = format!("/organizations/{}/applications", employer.slug);
        for recruiter in list_recruiters(conn, &posting.organization_id)? {
            outbox::notify(conn, &recruiter, "application.answered", &link, leaving.now, |locale| {
                let title = text_in(&texts, locale).map_or("", |text| text.title.as_str());
                let subject = locale.tf("notice-application-withdrawn", &[("posting", title)]);
                Notice { subject, detail: String::new() }
            })?;
        }
    }
    Ok(())
}

/// Applications go with their answers, interviews, offers and résumés.
fn erase_applications(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own: Vec<ApplicationId> =
        applications::table.filter(applications::person_id.eq(&leaving.person)).select(applications::id).load(conn)?;
    let held: Vec<String> =
        interviews::table.filter(interviews::application_id.eq_any(&own)).select(interviews::id).load(conn)?;
    let made: Vec<String> = offers::table.filter(offers::application_id.eq_any(&own)).select(offers::id).load(conn)?;
    let ids: Vec<String> = own.into_iter().map(String::from).chain(held).chain(made).collect();
    leaving.things.extend(ids.iter().cloned());
    leaving.gone.extend(ids);
    Ok(erase_person(conn, &leaving.person, leaving.now)?)
}

fn erase_searches(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    Ok(searches::erase_person(conn, &leaving.person, leaving.now)?)
}

/// The profile goes with its résumé, who saw it and who invited them.
fn erase_candidate(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own: Vec<String> = candidates_table::table
        .filter(candidates_table::person_id.eq(&leaving.person))
        .select(candidates_table::id)
        .load(conn)?;
    leaving.things.extend(own);
    Ok(candidates::erase_person(conn, &leaving.person, leaving.now)?)
}

/// Which organizations looked at their profile as a candidate, a line a day.
fn list_looks(conn: &mut Conn, person: &PersonId, locale: Locale) -> AppResult<Vec<Seen>> {
    let Some(candidate) = find_of_person(conn, person)? else { return Ok(Vec::new()) };
    let looks = list_views(conn, &candidate.id, PageNumber::read("", 100))?.items;
    let seen = |(organization, day): (OrganizationBrief, Instant)| Seen {
        who: organization.name_in(locale).to_owned(),
        what: locale.t("sight-candidate").to_owned(),
        at: day,
    };
    Ok(looks.into_iter().map(seen).collect())
}
