//! Answers of the organizer's queue of booths.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{Decision, DecisionForm};
use super::queries::{self, ReviewRow};
use super::views;
use crate::accounts::organizations::verify_organization;
use crate::audit::Action;
use crate::chat::rooms::{RoomKind, find_or_make_room};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::exhibition::booths::model::{BoothRevisionState, BoothState, pick};
use crate::exhibition::booths::queries::{list_links, list_texts};
use crate::exhibition::documents::queries::list_documents;
use crate::exhibition::revisions::queries::{list_exhibits, list_free_places};
use crate::ids::{BoothId, BoothRevisionId};
use crate::lifecycle::{self, Mover, RevisionState};
use crate::outbox::{Notice, notify};
use crate::reviews::find_decided;
use crate::search;
use crate::site::{Asker, Site, Viewer, Visit, ZoneKind};
use crate::web::forms::Posted;
use crate::web::i18n::Locale;
use crate::web::reason::ReasonForm;
use crate::web::render;

/// Who decides about booths.
pub(super) fn may_review(viewer: &Viewer) -> bool {
    viewer.may_review(ZoneKind::Exhibition)
}

/// `GET /organizer/booths/{id}`.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    draw(&site, &asker, id, None, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: BoothRevisionId,
    typed: Option<DecisionForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(may_review)?;
        let edition = &visit.edition()?.id;
        let row = queries::find_review(conn, edition, &id)?;
        let after = load_contents(conn, &row.id)?;
        let before = match &row.published {
            Some(published) if *published != row.id => load_contents(conn, published)?,
            _ => views::Contents::default(),
        };
        let places = list_free_places(conn, edition, &row.booth_id, visit.locale)?;
        let place = queries::find_place_of(conn, &row.booth_id)?;
        let decided = match status {
            StatusCode::CONFLICT => find_decided::<BoothRevisionState>(conn, row.id.as_str())?,
            _ => None,
        };
        Ok((row, before, after, places, place, decided))
    };
    let (page, (row, before, after, places, place, decided)) = site.read(asker, "organizer", read).await?;
    let chosen = place.or_else(|| row.wish.clone()).map(|id| id.to_string()).unwrap_or_default();
    let fresh = DecisionForm { place: chosen, ..DecisionForm::default() };
    // What is shown is what is decided about, so the version is always that of the page.
    let form = DecisionForm { version: row.version.to_string(), ..typed.unwrap_or(fresh) };
    let page = views::ReviewPage::new(page, row, (&before, &after), &places, form, errors);
    render::page_with(status, &page.after(decided))
}

fn load_contents(conn: &mut Conn, revision: &BoothRevisionId) -> AppResult<views::Contents> {
    Ok(views::Contents {
        texts: list_texts(conn, revision)?,
        links: list_links(conn, revision)?,
        exhibits: list_exhibits(conn, revision)?,
        documents: list_documents(conn, revision)?,
    })
}

/// `POST /organizer/booths/{id}/decision`.
pub async fn decide(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<DecisionForm>,
) -> AppResult<HttpResponse> {
    let id: BoothRevisionId = id.parse().map_err(|_| AppError::NotFound)?;
    let decision = match posted.form.parse() {
        Ok(decision) => decision,
        Err(errors) => {
            return draw(&site, &asker, id, Some(posted.form), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let revision = id.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(may_review)?;
        let row = queries::find_review(conn, &visit.edition()?.id, &revision)?;
        carry_out(conn, visit, &row, &decision)?;
        let is_shown = decision.to == RevisionState::Approved;
        Ok(is_shown && queries::find_place_of(conn, &row.booth_id)?.is_none())
    };
    match site.write(&asker, write).await {
        Ok(false) => Ok(site.done("/organizer/booths", "flash-booth-decided")),
        Ok(true) => Ok(site.done("/organizer/booths", "flash-booth-decided-nowhere")),
        // Another decision was faster: the page is shown anew with the words that were typed.
        Err(AppError::Conflict(key)) => {
            let field = if key == "error-place-taken" { "place" } else { "form" };
            let errors = FieldErrors::one(field, key);
            draw(&site, &asker, id, Some(posted.form), errors, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// Does what was decided, and tells.
///
/// # Errors
/// A conflict when the revision is another by now.
pub(super) fn carry_out(conn: &mut Conn, visit: &Visit, row: &ReviewRow, decision: &Decision) -> AppResult<()> {
    let (person, edition, now) = (&visit.writer()?.person, &visit.edition()?.id, visit.now);
    let mover = Mover { person: Some(person), at: now, reason: &decision.comment };
    let (from, to) = (BoothRevisionState(row.state), BoothRevisionState(decision.to));
    lifecycle::record_move(conn, row.id.as_str(), from, to, mover)?;
    queries::update_decided(conn, row, decision, person, now)?;
    visit.note(conn, Action::BoothDecide, &row.booth_id, (row.state.as_str(), decision.to.as_str()))?;
    if decision.to == RevisionState::Approved {
        if row.booth_state != BoothState::Published {
            lifecycle::record_move(conn, row.booth_id.as_str(), row.booth_state, BoothState::Published, mover)?;
        }
        queries::publish_revision(conn, row, now)?;
        let texts = list_texts(conn, &row.id)?;
        if let Some((_, text)) = pick(&texts, Locale::En) {
            queries::rename_booth(conn, edition, row, &text.name, now)?;
        }
        if let Some(place) = &decision.place {
            queries::assign_place(conn, edition, &row.booth_id, place, now)?;
        }
        verify_organization(conn, edition, &row.organization_id, person, now)?;
        find_or_make_room(conn, edition, (RoomKind::Booth, row.booth_id.as_str()), now)?;
        search::record_change(conn, "booth", row.booth_id.as_str(), now)?;
    }
    tell_decision(conn, row, decision, visit)
}

/// Approves what was just submitted, where no review is asked for; the place it wishes for is
/// given while it is free.
///
/// # Errors
/// 409 when it was changed meanwhile.
pub fn approve_submitted(conn: &mut Conn, visit: &Visit, revision: &BoothRevisionId) -> AppResult<()> {
    let edition = &visit.edition()?.id;
    let row = queries::find_review(conn, edition, revision)?;
    let free = list_free_places(conn, edition, &row.booth_id, visit.locale)?;
    let place = row.wish.clone().filter(|wish| free.iter().any(|place| place.0 == *wish));
    let decision = Decision { version: row.version, to: RevisionState::Approved, place, comment: String::new() };
    carry_out(conn, visit, &row, &decision)
}

/// Hides a public booth, with a reason.
pub async fn suspend(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ReasonForm>,
) -> AppResult<HttpResponse> {
    change_state(&site, &asker, &id, posted.form, BoothState::Suspended).await
}

/// Shows a hidden booth again, with a reason.
pub async fn restore(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ReasonForm>,
) -> AppResult<HttpResponse> {
    change_state(&site, &asker, &id, posted.form, BoothState::Published).await
}

async fn change_state(
    site: &Site,
    asker: &Asker,
    id: &str,
    form: ReasonForm,
    to: BoothState,
) -> AppResult<HttpResponse> {
    let id: BoothRevisionId = id.parse().map_err(|_| AppError::NotFound)?;
    let reason = match form.parse() {
        Ok(reason) => reason,
        Err(errors) => {
            let typed = DecisionForm { comment: form.reason, ..DecisionForm::default() };
            return draw(site, asker, id, Some(typed), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let back = format!("/organizer/booths/{id}");
    site.write(asker, move |conn, visit| {
        visit.staff(may_review)?;
        let row = queries::find_review(conn, &visit.edition()?.id, &id)?;
        // A booth is published the first time by approving a revision of it.
        if row.published.is_none() {
            return Err(AppError::Conflict("error-move-not-allowed"));
        }
        move_booth(conn, visit, (&row.booth_id, row.booth_state), to, &reason)?;
        let told = match to {
            BoothState::Published => ("booth.restored", "notice-booth-restored"),
            _ => ("booth.suspended", "notice-booth-suspended"),
        };
        tell_authors(conn, &row, told, &reason, visit)
    })
    .await?;
    Ok(site.done(back, "flash-booth-state-changed"))
}

/// Moves a booth to another state, with its record, the audit trail and the index.
///
/// # Errors
/// 409 when the move is not allowed, or somebody was faster.
pub fn move_booth(
    conn: &mut Conn,
    visit: &Visit,
    (booth, from): (&BoothId, BoothState),
    to: BoothState,
    reason: &str,
) -> AppResult<()> {
    let mover = Mover { person: Some(&visit.writer()?.person), at: visit.now, reason };
    lifecycle::record_move(conn, booth.as_str(), from, to, mover)?;
    queries::update_booth_state(conn, booth, (from, to), visit.now)?;
    visit.note(conn, Action::BoothMove, booth, (from.as_str(), to.as_str()))?;
    Ok(search::record_change(conn, "booth", booth.as_str(), visit.now)?)
}

fn tell_decision(conn: &mut Conn, row: &ReviewRow, decision: &Decision, visit: &Visit) -> AppResult<()> {
    let told = match decision.to {
        RevisionState::Approved => ("booth.approved", "notice-booth-approved"),
        RevisionState::Rejected => ("booth.rejected", "notice-booth-rejected"),
        RevisionState::ChangesRequested | RevisionState::Draft | RevisionState::Submitted => {
            ("booth.changes_requested", "notice-booth-changes")
        }
    };
    tell_authors(conn, row, told, &decision.comment, visit)
}

fn tell_authors(
    conn: &mut Conn,
    row: &ReviewRow,
    (kind, key): (&'static str, &'static str),
    comment: &str,
    visit: &Visit,
) -> AppResult<()> {
    let link = format!("/organizations/{}/booth", row.organization_slug);
    for author in queries::list_authors(conn, &row.organization_id)? {
        let word = |locale: Locale| Notice {
            subject: locale.tf(key, &[("organization", row.name_in(locale))]),
            detail: comment.to_owned(),
        };
        notify(conn, &author, kind, &link, visit.now, word)?;
    }
    Ok(())
}
