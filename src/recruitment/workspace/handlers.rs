//! Answers an organization's owners and recruiters about their own postings.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::carry_queries::list_earlier;
use super::forms::{ChangeForm, PostingForm};
use super::moves;
use super::queries::{self, NewIds};
use super::views::{self, OwnPosting, OwnPostingsPage, PostingFormPage};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::PostingRevisionId;
use crate::lifecycle::{Mover, require_version};
use crate::recruitment::postings::model::PostingState;
use crate::recruitment::postings::queries::list_texts;
use crate::recruitment::screening::queries::copy_questions;
use crate::recruitment::time_zone;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::check::Check;
use crate::web::forms::{Asked, Posted};
use crate::web::render;

/// The filter of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    state: String,
}

/// The organization's postings.
pub async fn index(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(form): Asked<ListForm>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let state: Option<PostingState> = form.state.parse().ok();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = queries::require_recruiter(conn, visit, &slug)?;
        let mut postings = queries::list_own_postings(conn, &visit.edition()?.id, &employer.id)?;
        let counts = views::count_states(&postings, visit.now);
        postings.retain(|posting| state.is_none_or(|state| posting.state_at(visit.now) == state));
        let ids: Vec<_> = postings.iter().map(|posting| posting.id.clone()).collect();
        let revisions = queries::list_newest_revisions(conn, &ids)?;
        let texts = list_texts(conn, &revisions.iter().map(|revision| revision.id.clone()).collect::<Vec<_>>())?;
        let applications = queries::count_applications(conn, &ids)?;
        let rows = OwnPosting::list(&postings, &revisions, &texts, &applications, visit);
        let earlier = list_earlier(conn, &visit.edition()?.id, &employer.id, visit.locale)?;
        Ok((employer, rows, counts, earlier))
    };
    let (page, (employer, rows, counts, earlier)) = site.read(&asker, "recruitment", work).await?;
    render::page(&OwnPostingsPage { page, employer, rows, counts, state, earlier })
}

/// The empty form.
pub async fn new(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let work = move |conn: &mut Conn, visit: &Visit| Ok(queries::require_recruiter(conn, visit, &slug)?.1);
    let (page, employer) = site.read(&asker, "recruitment", work).await?;
    render::page(&PostingFormPage::new(page, employer, PostingForm::fresh(), FieldErrors::new(), None))
}

/// Stores a new draft.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<PostingForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let ids = NewIds::of_form(&slug, &form);
    let id = ids.posting.clone();
    let (address, typed) = (slug.clone(), form.clone());
    let done = site
        .write(&asker, move |conn, visit| {
            let person = visit.writer()?.person.clone();
            let (_, employer) = queries::require_recruiter(conn, visit, &address)?;
            if queries::has_posting(conn, &employer.id, &ids.posting)? {
                return Ok(());
            }
            let edition = &visit.edition()?.id;
            gate::require_preparable(conn, edition, ZoneKind::Recruitment, visit.now)?;
            let valid = typed.parse(time_zone(visit), visit.now)?;
            let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
            queries::insert_posting(conn, &ids, edition, &employer, &valid, mover)
        })
        .await;
    match done {
        Ok(()) => Ok(site.done(format!("/organizations/{slug}/postings/{id}/edit"), "flash-posting-saved")),
        Err(AppError::Invalid(errors)) => redraw(&site, &asker, slug, None, form, errors).await,
        Err(error) => Err(error),
    }
}

async fn redraw(
    site: &Site,
    asker: &Asker,
    slug: String,
    id: Option<String>,
    form: PostingForm,
    errors: FieldErrors,
) -> AppResult<HttpResponse> {
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = queries::require_recruiter(conn, visit, &slug)?;
        let own = id.map(|id| queries::find_own_posting(conn, &employer.id, &id)).transpose()?;
        Ok((employer, own))
    };
    let (page, (employer, own)) = site.read(asker, "recruitment", work).await?;
    render::invalid(&PostingFormPage::new(page, employer, form, errors, own))
}

/// The form of a posting with its newest revision.
pub async fn edit(site: web::Data<Site>, asker: Asker, path: web::Path<(String, String)>) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = queries::require_recruiter(conn, visit, &slug)?;
        let own = queries::find_own_posting(conn, &employer.id, &id)?;
        let texts = list_texts(conn, std::slice::from_ref(&own.1.id))?;
        Ok((employer, PostingForm::of(&own, &texts, time_zone(visit)), own))
    };
    let (page, (employer, form, own)) = site.read(&asker, "recruitment", work).await?;
    render::page(&PostingFormPage::new(page, employer, form, FieldErrors::new(), Some(own)))
}

/// Stores an edit.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<PostingForm>,
) -> AppResult<HttpResponse> {
    let ((slug, id), form, revision) = (path.into_inner(), posted.form, PostingRevisionId::new());
    let (address, posting, typed) = (slug.clone(), id.clone(), form.clone());
    let done = site
        .write(&asker, move |conn, visit| {
            let person = visit.writer()?.person.clone();
            let (_, employer) = queries::require_recruiter(conn, visit, &address)?;
            let own = queries::find_own_posting(conn, &employer.id, &posting)?;
            gate::require_preparable(conn, &own.0.edition_id, ZoneKind::Recruitment, visit.now)?;
            require_version(own.0.version, &typed.version)?;
            let valid = typed.parse(time_zone(visit), visit.now)?;
            let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
            queries::update_posting(conn, own, &employer, &valid, &revision, mover)
        })
        .await;
    match done {
        Ok(()) => Ok(site.done(format!("/organizations/{slug}/postings/{id}/edit"), "flash-posting-saved")),
        Err(AppError::Invalid(errors)) => redraw(&site, &asker, slug, Some(id), form, errors).await,
        Err(error) => Err(error),
    }
}

/// Submits the newest revision; where no review is asked for it is public at once.
pub async fn publish(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    _posted: Posted<ChangeForm>,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let address = slug.clone();
    let is_public = site
        .write(&asker, move |conn, visit| {
            let person = visit.writer()?.person.clone();
            let (_, employer) = queries::require_recruiter(conn, visit, &address)?;
            let own = queries::find_own_posting(conn, &employer.id, &id)?;
            gate::require_preparable(conn, &own.0.edition_id, ZoneKind::Recruitment, visit.now)?;
            let zone = visit.edition()?.zone(ZoneKind::Recruitment).ok_or(AppError::NotFound)?;
            let needs_review = zone.review_required || !employer.is_verified();
            moves::submit_revision(conn, &own, needs_review, &person, visit.now)
        })
        .await?;
    let key = if is_public { "flash-posting-published" } else { "flash-posting-submitted" };
    Ok(site.done(format!("/organizations/{slug}/postings"), key))
}

/// Takes back what waits for a reviewer or for its opening.
pub async fn take_back(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let back = format!("/organizations/{slug}/postings/{id}/edit");
    site.write(&asker, move |conn, visit| {
        let person = visit.writer()?.person.clone();
        let (_, employer) = queries::require_recruiter(conn, visit, &slug)?;
        let own = queries::find_own_posting(conn, &employer.id, &id)?;
        gate::require_preparable(conn, &own.0.edition_id, ZoneKind::Recruitment, visit.now)?;
        moves::take_back(conn, &own, &person, visit.now)
    })
    .await?;
    Ok(site.done(back, "flash-posting-taken-back"))
}

/// Closes a posting early, or marks it as filled.
pub async fn close(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<ChangeForm>,
) -> AppResult<HttpResponse> {
    let ((slug, id), form) = (path.into_inner(), posted.form);
    let to = match form.state.parse() {
        Ok(state @ (PostingState::ClosedEarly | PostingState::Filled)) => state,
        _ => return Err(AppError::Bad("error-form")),
    };
    let address = slug.clone();
    site.write(&asker, move |conn, visit| {
        let person = visit.writer()?.person.clone();
        let (_, employer) = queries::require_recruiter(conn, visit, &address)?;
        let (posting, _) = queries::find_own_posting(conn, &employer.id, &id)?;
        gate::require_preparable(conn, &posting.edition_id, ZoneKind::Recruitment, visit.now)?;
        require_version(posting.version, &form.version)?;
        let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
        moves::move_posting(conn, &posting, to, None, mover)
    })
    .await?;
    Ok(site.done(format!("/organizations/{slug}/postings"), "flash-posting-closed"))
}

/// Opens an ended posting again until a new day, with a reason.
pub async fn extend(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<ChangeForm>,
) -> AppResult<HttpResponse> {
    let ((slug, id), form) = (path.into_inner(), posted.form);
    let (address, posting) = (slug.clone(), id.clone());
    let done = site
        .write(&asker, move |conn, visit| {
            let person = visit.writer()?.person.clone();
            let (_, employer) = queries::require_recruiter(conn, visit, &address)?;
            let (posting, _) = queries::find_own_posting(conn, &employer.id, &posting)?;
            gate::require_preparable(conn, &posting.edition_id, ZoneKind::Recruitment, visit.now)?;
            require_version(posting.version, &form.version)?;
            let mut check = Check::new();
            let reason = check.line("reason", &form.reason, 3, 300);
            let closes_at = check.local_date_time("closes_at", &form.closes_at, time_zone(visit));
            if closes_at.is_some_and(|closes| closes <= visit.now) {
                check.error("closes_at", "error-posting-closes-in-the-past");
            }
            let closes_at = check.finish(|| closes_at)?;
            let mover = Mover { person: Some(&person), at: visit.now, reason: &reason };
            moves::move_posting(conn, &posting, PostingState::Live, Some(closes_at), mover)
        })
        .await;
    match done {
        Ok(()) => Ok(site.done(format!("/organizations/{slug}/postings"), "flash-posting-extended")),
        Err(AppError::Invalid(errors)) => redraw_edit(&site, &asker, slug, id, errors).await,
        Err(error) => Err(error),
    }
}

async fn redraw_edit(
    site: &Site,
    asker: &Asker,
    slug: String,
    id: String,
    errors: FieldErrors,
) -> AppResult<HttpResponse> {
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = queries::require_recruiter(conn, visit, &slug)?;
        let own = queries::find_own_posting(conn, &employer.id, &id)?;
        let texts = list_texts(conn, std::slice::from_ref(&own.1.id))?;
        Ok((employer, PostingForm::of(&own, &texts, time_zone(visit)), own))
    };
    let (page, (employer, form, own)) = site.read(asker, "recruitment", work).await?;
    render::invalid(&PostingFormPage::new(page, employer, form, errors, Some(own)))
}

/// Makes a new draft out of a posting, of an earlier edition too; it closes thirty days from now.
pub async fn copy(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    _posted: Posted<ChangeForm>,
) -> AppResult<HttpResponse> {
    let ((slug, id), ids) = (path.into_inner(), NewIds::make());
    let (address, new) = (slug.clone(), ids.posting.clone());
    site.write(&asker, move |conn, visit| {
        let person = visit.writer()?.person.clone();
        let (_, employer) = queries::require_recruiter(conn, visit, &address)?;
        let own = queries::find_own_posting(conn, &employer.id, &id)?;
        gate::require_preparable(conn, &visit.edition()?.id, ZoneKind::Recruitment, visit.now)?;
        let texts = list_texts(conn, std::slice::from_ref(&own.1.id))?;
        let mut valid = PostingForm::of(&own, &texts, chrono_tz::UTC).parse(chrono_tz::UTC, visit.now)?;
        valid.opens_at = visit.now;
        valid.closes_at = visit.now + chrono::Duration::days(30);
        let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
        queries::insert_posting(conn, &ids, &visit.edition()?.id, &employer, &valid, mover)?;
        Ok(copy_questions(conn, &own.0.id, &ids.posting, visit.now)?)
    })
    .await?;
    Ok(site.done(format!("/organizations/{slug}/postings/{new}/edit"), "flash-posting-copied"))
}
