//! Answers of the exhibitor's workspace.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::carry_queries::find_earlier;
use super::forms::{BoothForm, ExhibitForm};
use super::model::{Draft, Workspace};
use super::{queries, views};
use crate::audit::Action;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::exhibition::booths::model::{BoothRevisionState, BoothState};
use crate::exhibition::documents::queries::{copy_documents, count_downloads};
use crate::exhibition::reviews::queries::free_place;
use crate::exhibition::reviews::{approve_submitted, move_booth};
use crate::ids::PersonId;
use crate::lifecycle::{self, Mover, RevisionState};
use crate::site::files::{FileKind, insert_file, store_picture};
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::Posted;
use crate::web::images::Purpose;
use crate::web::reason::ReasonForm;
use crate::web::render;

type Path = web::Path<String>;

/// The workspace, for a change: only while the zone takes preparations.
fn open_workspace(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<Workspace> {
    let (writer, edition) = (visit.writer()?, visit.edition()?);
    let space = queries::find_workspace(conn, &edition.id, slug, &writer.person)?;
    gate::require_preparable(conn, &edition.id, ZoneKind::Exhibition, visit.now)?;
    let is_over = |draft: &Draft| matches!(draft.booth_state, BoothState::Withdrawn | BoothState::Archived);
    if space.booth.as_ref().is_some_and(is_over) {
        return Err(AppError::Conflict("error-booth-withdrawn"));
    }
    Ok(space)
}

/// The draft of a workspace, for a change.
pub(in crate::exhibition) fn open_draft(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<(Workspace, Draft)> {
    let mut space = open_workspace(conn, visit, slug)?;
    let draft = space.booth.take().ok_or(AppError::NotFound)?;
    Ok((space, draft))
}

/// Holds a draft for a change; refuses one of what was submitted or decided, be it a moment ago.
pub(in crate::exhibition) fn require_editable(conn: &mut Conn, draft: &Draft, now: Instant) -> AppResult<()> {
    if queries::hold_editable(conn, &draft.id, now)? {
        Ok(())
    } else {
        Err(AppError::Conflict("error-booth-not-editable"))
    }
}

/// `GET /organizations/{slug}/booth`.
pub async fn show(site: web::Data<Site>, asker: Asker, slug: Path) -> AppResult<HttpResponse> {
    draw(&site, &asker, slug.into_inner(), views::Typed::default(), StatusCode::OK).await
}

/// The workspace with what was typed.
pub(in crate::exhibition) async fn draw(
    site: &Site,
    asker: &Asker,
    slug: String,
    typed: views::Typed,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let edition = &visit.edition()?.id;
        let space = queries::find_workspace(conn, edition, &slug, &visit.viewer()?.person)?;
        let places = match &space.booth {
            Some(draft) => queries::list_free_places(conn, edition, &draft.booth_id, visit.locale)?,
            None => Vec::new(),
        };
        let earlier = match &space.booth {
            Some(_) => None,
            None => find_earlier(conn, edition, &space.organization_id, visit.locale)?,
        };
        let downloads = match &space.booth {
            Some(draft) => count_downloads(conn, &draft.booth_id)?,
            None => HashMap::new(),
        };
        let is_reviewed = match &space.booth {
            Some(draft) => needs_review(visit, &space, draft)?,
            None => true,
        };
        let earlier = earlier.map(|(edition, _)| edition);
        Ok((space, views::Around { places, downloads, earlier, is_reviewed }))
    };
    let (page, (space, around)) = site.read(asker, "exhibition", read).await?;
    render::page_with(status, &views::WorkspacePage::new(page, space, around, typed))
}

/// `POST …/booth/draft`: the first draft of a booth, or a new revision copied from the last one.
pub async fn create(site: web::Data<Site>, asker: Asker, slug: Path) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let back = format!("/organizations/{slug}/booth");
    let write = move |conn: &mut Conn, visit: &Visit| {
        let space = open_workspace(conn, visit, &slug)?;
        let (edition, now) = (&visit.edition()?.id, visit.now);
        let mover = Mover { person: Some(&visit.writer()?.person), at: now, reason: "" };
        match &space.booth {
            None => {
                let booth = queries::insert_booth(conn, edition, &space, hue_of(&space.slug), now)?;
                let id = queries::insert_revision(conn, &booth, 1, (None, None), now)?;
                queries::replace_texts(conn, &id, &space.first_texts(), &[], now)?;
                lifecycle::record_beginning(conn, booth.as_str(), BoothState::Draft, mover)?;
                lifecycle::record_beginning(conn, id.as_str(), BoothRevisionState(RevisionState::Draft), mover)
            }
            Some(last) if matches!(last.state, RevisionState::Approved | RevisionState::Rejected) => {
                copy_revision(conn, last, mover)
            }
            Some(_) => Ok(()),
        }
    };
    site.write(&asker, write).await?;
    Ok(site.done(back, "flash-booth-draft"))
}

/// `POST …/booth/carrying`: the first draft, with what the booth of the last edition said.
pub async fn carry(site: web::Data<Site>, asker: Asker, slug: Path) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let back = format!("/organizations/{slug}/booth");
    let write = move |conn: &mut Conn, visit: &Visit| {
        let space = open_workspace(conn, visit, &slug)?;
        let (edition, now) = (&visit.edition()?.id, visit.now);
        if space.booth.is_some() {
            return Err(AppError::Conflict("error-booth-carried"));
        }
        let earlier = find_earlier(conn, edition, &space.organization_id, visit.locale)?;
        let (_, earlier) = earlier.ok_or(AppError::NotFound)?;
        let mover = Mover { person: Some(&visit.writer()?.person), at: now, reason: "" };
        let booth = queries::insert_booth(conn, edition, &space, hue_of(&space.slug), now)?;
        lifecycle::record_beginning(conn, booth.as_str(), BoothState::Draft, mover)?;
        copy_revision(conn, &Draft { booth_id: booth, number: 0, ..earlier }, mover)
    };
    site.write(&asker, write).await?;
    Ok(site.done(back, "flash-booth-carried"))
}

fn copy_revision(conn: &mut Conn, last: &Draft, mover: Mover<'_>) -> AppResult<()> {
    let files = (last.logo.as_deref(), last.banner.as_deref());
    let id = queries::insert_revision(conn, &last.booth_id, last.number + 1, files, mover.at)?;
    queries::replace_texts(conn, &id, &last.texts, &last.links, mover.at)?;
    for (position, exhibit) in (0_i64..).zip(&last.exhibits) {
        let form = ExhibitForm::of(exhibit);
        queries::insert_exhibit(conn, &id, position, &form, exhibit.image.as_deref(), mover.at)?;
    }
    copy_documents(conn, &id, &last.documents, mover.at)?;
    lifecycle::record_beginning(conn, id.as_str(), BoothRevisionState(RevisionState::Draft), mover)
}

/// A hue that is the same for the same address.
fn hue_of(slug: &str) -> i64 {
    slug.bytes().fold(7_i64, |hue, byte| (hue * 31 + i64::from(byte)) % 360)
}

/// Only who may edit this booth may make us decode and store pictures.
pub(in crate::exhibition) async fn require_author(site: &Site, asker: &Asker, slug: &str) -> AppResult<PersonId> {
    let slug = slug.to_owned();
    let check = move |conn: &mut Conn, visit: &Visit| {
        let author = visit.writer()?.person.clone();
        queries::find_workspace(conn, &visit.edition()?.id, &slug, &author)?;
        Ok(author)
    };
    Ok(site.read(asker, "exhibition", check).await?.1)
}

/// `POST /organizations/{slug}/booth`: saves the draft.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    slug: Path,
    posted: Posted<BoothForm>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let author = require_author(&site, &asker, &slug).await?;
    let Posted { form, mut files } = posted;
    let typed = |errors| views::Typed { booth: Some(form.clone()), errors, ..views::Typed::default() };
    let valid = match form.parse() {
        Ok(valid) => valid,
        Err(errors) => return draw(&site, &asker, slug, typed(errors), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let mut errors = FieldErrors::new();
    let logo = store_picture(&site, &author, &mut files, ("logo", FileKind::Logo, Purpose::Logo), &mut errors).await?;
    let banner =
        store_picture(&site, &author, &mut files, ("banner", FileKind::Banner, Purpose::Banner), &mut errors).await?;
    if !errors.is_empty() {
        return draw(&site, &asker, slug, typed(errors), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let address = slug.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        let (space, draft) = open_draft(conn, visit, &address)?;
        let person = &visit.writer()?.person;
        for file in [&logo, &banner].into_iter().flatten() {
            insert_file(conn, file, person, Some(&space.organization_id), visit.now)?;
        }
        let files = (logo.as_ref().map(|file| &file.id), banner.as_ref().map(|file| &file.id));
        queries::update_revision(conn, &draft, &valid, files, visit.now)?;
        visit.note(conn, Action::BoothUpdate, &draft.booth_id, (draft.state.as_str(), ""))
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(format!("/organizations/{slug}/booth"), "flash-booth-saved")),
        Err(AppError::Conflict(_)) => {
            let typed = views::Typed { is_conflict: true, ..typed(FieldErrors::new()) };
            draw(&site, &asker, slug, typed, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// `POST …/booth/submission`.
pub async fn submit(site: web::Data<Site>, asker: Asker, slug: Path) -> AppResult<HttpResponse> {
    move_draft(site, asker, slug.into_inner(), RevisionState::Submitted, "flash-booth-submitted").await
}

/// `POST …/booth/submission/withdrawal`: takes the submission back.
pub async fn withdraw(site: web::Data<Site>, asker: Asker, slug: Path) -> AppResult<HttpResponse> {
    move_draft(site, asker, slug.into_inner(), RevisionState::Draft, "flash-booth-taken-back").await
}

async fn move_draft(
    site: web::Data<Site>,
    asker: Asker,
    slug: String,
    to: RevisionState,
    flash: &'static str,
) -> AppResult<HttpResponse> {
    let back = format!("/organizations/{slug}/booth");
    let write = move |conn: &mut Conn, visit: &Visit| {
        let (space, draft) = open_draft(conn, visit, &slug)?;
        let action = if to == RevisionState::Submitted { Action::BoothSubmit } else { Action::BoothTakeBack };
        if to == RevisionState::Submitted && !draft.is_complete() {
            return Err(AppError::Conflict("error-booth-incomplete"));
        }
        let person = &visit.writer()?.person;
        let mover = Mover { person: Some(person), at: visit.now, reason: "" };
        let (from, after) = (BoothRevisionState(draft.state), BoothRevisionState(to));
        lifecycle::record_move(conn, draft.id.as_str(), from, after, mover)?;
        let submitter = (to == RevisionState::Submitted).then_some(person);
        queries::update_state(conn, &draft, to, submitter, visit.now)?;
        visit.note(conn, action, &draft.booth_id, (draft.state.as_str(), ""))?;
        let is_approved = to == RevisionState::Submitted && !needs_review(visit, &space, &draft)?;
        if is_approved {
            approve_submitted(conn, visit, &draft.id)?;
        }
        Ok(is_approved)
    };
    let is_approved = site.write(&asker, write).await?;
    Ok(site.done(back, if is_approved { "flash-booth-published" } else { flash }))
}

/// Whether a reviewer looks at it first: where the zone asks for it, and always at what is new or
/// was hidden.
fn needs_review(visit: &Visit, space: &Workspace, draft: &Draft) -> AppResult<bool> {
    let zone = visit.edition()?.zone(ZoneKind::Exhibition).ok_or(AppError::NotFound)?;
    Ok(zone.review_required || !space.is_verified || draft.booth_state == BoothState::Suspended)
}

/// `POST …/booth/withdrawal`: takes the booth out of the exhibition for good and frees its place.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    slug: Path,
    posted: Posted<ReasonForm>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let reason = match posted.form.parse() {
        Ok(reason) => reason,
        Err(errors) => {
            let typed = views::Typed { reason: posted.form.reason, errors, ..views::Typed::default() };
            return draw(&site, &asker, slug, typed, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let back = format!("/organizations/{slug}/booth");
    let write = move |conn: &mut Conn, visit: &Visit| {
        let (_, draft) = open_draft(conn, visit, &slug)?;
        move_booth(conn, visit, (&draft.booth_id, draft.booth_state), BoothState::Withdrawn, &reason)?;
        Ok(free_place(conn, &draft.booth_id, visit.now)?)
    };
    site.write(&asker, write).await?;
    Ok(site.done(back, "flash-booth-withdrawn"))
}
