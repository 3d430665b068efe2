//! Answers reviewers of the recruitment zone.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::queries::{self, ReviewRow};
use super::views::{DecisionPage, Review};
use crate::accounts::organizations::verify_organization;
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::PersonId;
use crate::lifecycle::{Mover, RevisionState};
use crate::outbox::{self, Notice};
use crate::recruitment::applications::queries::list_recruiters;
use crate::recruitment::postings::PostingState;
use crate::recruitment::postings::model::{PostingRevisionState, PostingText, text_in};
use crate::recruitment::postings::queries::{PostingRow, list_texts};
use crate::recruitment::postings::views::card;
use crate::recruitment::workspace::{approve_revision, move_posting};
use crate::reviews::{Decision, DecisionForm, find_decided};
use crate::site::{Asker, Site, Visit, ZoneKind};
use crate::web::forms::Posted;
use crate::web::reason::ReasonForm;
use crate::web::render;

/// The reviewer of the zone who asks.
///
/// # Errors
/// Not signed in, or 404.
pub(super) fn require_reviewer(visit: &Visit) -> AppResult<PersonId> {
    visit.staff(|viewer| viewer.may_review(ZoneKind::Recruitment)).map(|viewer| viewer.person.clone())
}

/// One posting with the form of the decision.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, id.into_inner(), String::new(), FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: String,
    comment: String,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let work = move |conn: &mut Conn, visit: &Visit| {
        require_reviewer(visit)?;
        let row = queries::find_review(conn, &visit.edition()?.id, &id)?;
        let texts = list_texts(conn, std::slice::from_ref(&row.0.1.id))?;
        let published = row.0.0.published_revision_id.clone().filter(|published| *published != row.0.1.id);
        let before = match published {
            Some(id) => Some((queries::find_facts(conn, &id)?, list_texts(conn, std::slice::from_ref(&id))?)),
            None => None,
        };
        let decided = match status {
            StatusCode::CONFLICT => find_decided::<PostingRevisionState>(conn, row.0.1.id.as_str())?,
            _ => None,
        };
        Ok(Review {
            decided,
            card: card(&row.0, &texts, visit.locale, visit.now),
            organization: queries::find_organization(conn, &row.0.2.id)?,
            after: (row.0.1.clone(), texts),
            before,
            row,
        })
    };
    let (page, review) = site.read(asker, "organizer", work).await?;
    render::page_with(status, &DecisionPage::new(page, review, comment, errors))
}

/// Decides. A comment is required where something is asked for or refused.
pub async fn decide(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<DecisionForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let decision = match form.parse() {
        Ok(decision) => decision,
        Err(errors) => {
            return draw(&site, &asker, id, form.comment, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let posting = id.clone();
    let done = site
        .write(&asker, move |conn, visit| {
            let person = require_reviewer(visit)?;
            let row = queries::find_review(conn, &visit.edition()?.id, &posting)?;
            carry_out(conn, visit, &row, &decision, &person)
        })
        .await;
    match done {
        Ok(()) => Ok(site.done("/organizer/postings", "flash-posting-decided")),
        // Somebody was faster: the page is shown anew with the words that were typed.
        Err(AppError::Conflict(key)) => {
            draw(&site, &asker, id, form.comment, FieldErrors::one("form", key), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// Does what was decided, and tells.
///
/// # Errors
/// A conflict when the revision is another by now.
pub(super) fn carry_out(
    conn: &mut Conn,
    visit: &Visit,
    row: &ReviewRow,
    decision: &Decision,
    person: &PersonId,
) -> AppResult<()> {
    if row.1.1 != decision.version {
        return Err(AppError::Conflict("error-changed-meanwhile"));
    }
    let (posting, facts, employer) = &row.0;
    let key = match decision.to {
        RevisionState::Approved => {
            approve_revision(conn, posting, &facts.id, person, visit.now)?;
            verify_organization(conn, &posting.edition_id, &employer.id, person, visit.now)?;
            "notice-posting-approved"
        }
        RevisionState::Rejected => {
            queries::decide_against(conn, row, decision, person, visit.now)?;
            "notice-posting-rejected"
        }
        RevisionState::ChangesRequested | RevisionState::Draft | RevisionState::Submitted => {
            queries::decide_against(conn, row, decision, person, visit.now)?;
            "notice-posting-changes"
        }
    };
    visit.note(conn, Action::PostingDecide, &row.0.0.id, (row.1.0.as_str(), decision.to.as_str()))?;
    let mut told = list_recruiters(conn, &employer.id)?;
    if let Some(submitter) = row.1.2.clone().filter(|submitter| !told.contains(submitter)) {
        told.push(submitter);
    }
    tell(conn, visit, &row.0, &told, ("posting.decided", key), &decision.comment)
}

fn tell(
    conn: &mut Conn,
    visit: &Visit,
    row: &PostingRow,
    people: &[PersonId],
    (kind, key): (&'static str, &'static str),
    comment: &str,
) -> AppResult<()> {
    let texts: Vec<PostingText> = list_texts(conn, std::slice::from_ref(&row.1.id))?;
    let link = format!("/organizations/{}/postings/{}/edit", row.2.slug, row.0.id);
    for person in people {
        outbox::notify(conn, person, kind, &link, visit.now, |locale| {
            let title = text_in(&texts, locale).map_or("", |text| text.title.as_str());
            Notice { subject: locale.tf(key, &[("posting", title)]), detail: comment.to_owned() }
        })?;
    }
    Ok(())
}

/// Hides a public posting, with a reason.
pub async fn suspend(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ReasonForm>,
) -> AppResult<HttpResponse> {
    let told = ("posting.suspended", "notice-posting-suspended");
    change_state(&site, &asker, id.into_inner(), posted.form, PostingState::Suspended, told).await
}

/// Shows a hidden posting again, with a reason.
pub async fn restore(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ReasonForm>,
) -> AppResult<HttpResponse> {
    let told = ("posting.restored", "notice-posting-restored");
    change_state(&site, &asker, id.into_inner(), posted.form, PostingState::Live, told).await
}

async fn change_state(
    site: &Site,
    asker: &Asker,
    id: String,
    form: ReasonForm,
    to: PostingState,
    told: (&'static str, &'static str),
) -> AppResult<HttpResponse> {
    let reason = match form.parse() {
        Ok(reason) => reason,
        Err(errors) => return draw(site, asker, id, form.reason, errors, StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let back = format!("/organizer/postings/{id}");
    site.write(asker, move |conn, visit| {
        let person = require_reviewer(visit)?;
        let (row, _) = queries::find_review(conn, &visit.edition()?.id, &id)?;
        // An ended posting is opened again by its organization alone.
        if to == PostingState::Live && row.0.state != PostingState::Suspended {
            return Err(AppError::Conflict("error-move-not-allowed"));
        }
        let mover = Mover { person: Some(&person), at: visit.now, reason: &reason };
        move_posting(conn, &row.0, to, None, mover)?;
        let action = if to == PostingState::Suspended { Action::PostingSuspend } else { Action::PostingRestore };
        visit.note(conn, action, &row.0.id, (row.0.state.as_str(), to.as_str()))?;
        let people = list_recruiters(conn, &row.2.id)?;
        tell(conn, visit, &row, &people, told, &reason)
    })
    .await?;
    Ok(site.done(back, "flash-posting-state-changed"))
}
