//! Answers a person about their own candidate profile.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::export;
use super::forms::CandidateForm;
use super::model::{Candidate, CandidateState};
use super::own_views::{CandidateFormPage, Invitation, OwnCandidatePage, OwnView};
use super::queries::{self, ResumeChange};
use crate::accounts::organizations::OrganizationBrief;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::CandidateId;
use crate::lifecycle::Mover;
use crate::recruitment::applications::queries::find_file_name;
use crate::recruitment::postings;
use crate::site::files::{FileKind, NewFile, find_file};
use crate::site::{Asker, Site, Visit};
use crate::web::check::Check;
use crate::web::documents::prepare_pdf;
use crate::web::forms::{Asked, Files, Posted};
use crate::web::limits::Rate;
use crate::web::paging::{PageNumber, Sought};
use crate::web::render;
use crate::web::sending::{Sending, download};

/// Looks on a page.
const PAGE_SIZE: usize = 20;
/// The page of one's own profile.
const PAGE: &str = "/me/candidate";

fn require_own(conn: &mut Conn, visit: &Visit) -> AppResult<Candidate> {
    queries::find_of_person(conn, &visit.viewer()?.person)?.ok_or(AppError::NotFound)
}

/// The profile, who saw it, who invited one, from whom one hides; what it is for, before it is begun.
pub async fn show(site: web::Data<Site>, asker: Asker, Asked(form): Asked<Sought>) -> AppResult<HttpResponse> {
    render::page(&draw(&site, &asker, form, FieldErrors::new()).await?)
}

async fn draw(site: &Site, asker: &Asker, form: Sought, errors: FieldErrors) -> AppResult<OwnCandidatePage> {
    let at = PageNumber::read(&form.page, PAGE_SIZE);
    let read = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.viewer()?.person;
        let Some(candidate) = queries::find_of_person(conn, person)? else { return Ok(None) };
        let (hidden, own) = queries::list_hidings(conn, &candidate)?;
        let file = candidate.resume_file_id.as_ref().map(|file| find_file_name(conn, file)).transpose()?;
        Ok(Some(OwnView {
            views: queries::list_views(conn, &candidate.id, at)?,
            invitations: invitations_of(conn, visit, &candidate, &hidden)?,
            hidden,
            own,
            file,
            candidate,
        }))
    };
    let (page, found) = site.read(asker, "me", read).await?;
    Ok(OwnCandidatePage::new(page, found, errors))
}

/// The invitations that a candidate got; `hidden` are those whom they hide from.
fn invitations_of(
    conn: &mut Conn,
    visit: &Visit,
    candidate: &Candidate,
    hidden: &[OrganizationBrief],
) -> AppResult<Vec<Invitation>> {
    let rows = queries::list_invitations(conn, &candidate.id)?;
    let ids: Vec<String> = rows.iter().map(|row| row.0.clone()).collect();
    let things = postings::describe_saved(conn, visit, &ids)?;
    let invitation = |(posting, organization, message, at): queries::Invited| Invitation {
        is_hidden: hidden.iter().any(|one| one.id == organization.id),
        thing: things.iter().find(|thing| thing.id == posting).cloned(),
        organization,
        message,
        at,
    };
    Ok(rows.into_iter().map(invitation).collect())
}

async fn draw_form(
    site: &Site,
    asker: &Asker,
    typed: Option<CandidateForm>,
    errors: FieldErrors,
) -> AppResult<CandidateFormPage> {
    let read = |conn: &mut Conn, visit: &Visit| {
        let candidate = queries::find_of_person(conn, &visit.viewer()?.person)?;
        let file = candidate.as_ref().and_then(|candidate| candidate.resume_file_id.clone());
        Ok((candidate, file.map(|file| find_file_name(conn, &file)).transpose()?))
    };
    let (page, (candidate, file)) = site.read(asker, "me", read).await?;
    let stored = candidate.map(|candidate| CandidateForm::of(&candidate.content, candidate.version));
    Ok(CandidateFormPage { page, form: typed.or(stored).unwrap_or_default(), file, is_conflict: false, errors })
}

/// The form with what stands.
pub async fn edit(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    render::page(&draw_form(&site, &asker, None, FieldErrors::new()).await?)
}

/// The résumé that came with a form, checked and stored; a fault is noted beside the field.
async fn store_resume(
    site: &Site,
    person: &str,
    files: &mut Files,
    is_to_go: bool,
    errors: &mut FieldErrors,
) -> AppResult<ResumeChange> {
    let Some(upload) = files.take("resume") else {
        return Ok(if is_to_go { ResumeChange::Remove } else { ResumeChange::Keep });
    };
    site.limits.check(Rate::Upload, person).await?;
    match prepare_pdf(upload.bytes) {
        Ok(prepared) if errors.is_empty() => {
            Ok(ResumeChange::Replace(NewFile::store(site, FileKind::Resume, upload.name, prepared).await?))
        }
        Ok(_) => Ok(ResumeChange::Keep),
        Err(fault) => {
            fault.add_to(errors, "resume");
            Ok(ResumeChange::Keep)
        }
    }
}

/// Saves the profile; the first time it begins one that nobody finds yet.
pub async fn update(site: web::Data<Site>, asker: Asker, posted: Posted<CandidateForm>) -> AppResult<HttpResponse> {
    let Posted { form, mut files } = posted;
    let (_, person) = site.read(&asker, "me", |_, visit| Ok(visit.writer()?.person.clone())).await?;
    let (content, mut errors) = match form.parse() {
        Ok(content) => (Some(content), FieldErrors::new()),
        Err(errors) => (None, errors),
    };
    let resume = store_resume(&site, person.as_str(), &mut files, !form.no_resume.is_empty(), &mut errors).await?;
    let (Some(content), true) = (content, errors.is_empty()) else {
        return render::invalid(&draw_form(&site, &asker, Some(form), errors).await?);
    };
    let (id, change, version) = (CandidateId::new(), resume.clone(), form.version);
    let save = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.writer()?.person;
        if let Some(before) = queries::find_of_person(conn, person)? {
            return queries::update_candidate(conn, &before, &content, (&change, version), visit.now);
        }
        let file = match &change {
            ResumeChange::Replace(file) => Some(file),
            ResumeChange::Keep | ResumeChange::Remove => None,
        };
        let candidate = Candidate {
            id: id.clone(),
            person_id: person.clone(),
            state: CandidateState::Hidden,
            content: content.clone(),
            resume_file_id: file.map(|file| file.id.clone()),
            consented_at: None,
            seen_at: visit.now,
            warned_at: None,
            look_at: None,
            version: 1,
            created_at: visit.now,
            updated_at: visit.now,
        };
        queries::insert_candidate(conn, &candidate, file)
    };
    let done = site.write(&asker, save).await;
    if let (Err(_), ResumeChange::Replace(file)) = (&done, &resume) {
        file.discard(&site).await?;
    }
    match done {
        Ok(()) => Ok(site.done(PAGE, "flash-candidate-saved")),
        Err(AppError::Conflict(_)) => conflict(&site, &asker, form).await,
        Err(error) => Err(error),
    }
}

/// What was typed, to be saved over what another window saved, or not.
async fn conflict(site: &Site, asker: &Asker, typed: CandidateForm) -> AppResult<HttpResponse> {
    let mut page = draw_form(site, asker, None, FieldErrors::new()).await?;
    page.form = CandidateForm { version: page.form.version, ..typed };
    page.is_conflict = true;
    render::page_with(StatusCode::CONFLICT, &page)
}

/// The consent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ConsentForm {
    /// Ticked by who agrees.
    pub agree: String,
}

/// Lets organizations find the profile: with a consent, which is stored with its time.
pub async fn publish(site: web::Data<Site>, asker: Asker, posted: Posted<ConsentForm>) -> AppResult<HttpResponse> {
    let agree = posted.form.agree;
    let open = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.writer()?.person;
        let candidate = require_own(conn, visit)?;
        let mut check = Check::new();
        check.ticked("agree", &agree);
        check.finish(|| Some(()))?;
        if candidate.state == CandidateState::Open {
            return Ok(());
        }
        let mover = Mover { person: Some(person), at: visit.now, reason: "" };
        queries::move_candidate(conn, &candidate, CandidateState::Open, mover)
    };
    match site.write(&asker, open).await {
        Ok(()) => Ok(site.done(PAGE, "flash-candidate-open")),
        Err(AppError::Invalid(errors)) => render::invalid(&draw(&site, &asker, Sought::default(), errors).await?),
        Err(error) => Err(error),
    }
}

/// Takes the consent back: from this moment nobody finds the profile. Safe to repeat.
pub async fn hide(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let hide = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.viewer()?.person;
        let candidate = require_own(conn, visit)?;
        if candidate.state == CandidateState::Hidden {
            return Ok(());
        }
        let mover = Mover { person: Some(person), at: visit.now, reason: "" };
        queries::move_candidate(conn, &candidate, CandidateState::Hidden, mover)
    };
    site.write(&asker, hide).await?;
    Ok(site.done(PAGE, "flash-candidate-hidden"))
}

/// Says that the profile still holds; who was hidden because nobody saw them is found again.
pub async fn confirm(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let confirm = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.writer()?.person;
        let candidate = require_own(conn, visit)?;
        let mover = Mover { person: Some(person), at: visit.now, reason: "" };
        match candidate.state {
            CandidateState::Dormant => queries::move_candidate(conn, &candidate, CandidateState::Open, mover),
            CandidateState::Open => queries::confirm(conn, &candidate.id, visit.now),
            CandidateState::Hidden => Ok(()),
        }
    };
    site.write(&asker, confirm).await?;
    Ok(site.done(PAGE, "flash-candidate-confirmed"))
}

/// Deletes the profile with all that belongs to it.
pub async fn destroy(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let remove = move |conn: &mut Conn, visit: &Visit| {
        let candidate = require_own(conn, visit)?;
        Ok(queries::erase_person(conn, &candidate.person_id, visit.now)?)
    };
    site.write(&asker, remove).await?;
    Ok(site.done(PAGE, "flash-candidate-deleted"))
}

/// One's own résumé.
pub async fn resume(site: web::Data<Site>, asker: Asker, request: HttpRequest) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        let file = require_own(conn, visit)?.resume_file_id.ok_or(AppError::NotFound)?;
        Ok(find_file(conn, &file)?)
    };
    let (_, file) = site.read(&asker, "me", read).await?;
    file.send(&site, &request, Sending::Reading).await
}

/// The profile as JSON Resume.
pub async fn export(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        let candidate = require_own(conn, visit)?;
        Ok(export::resume(&queries::find_named(conn, &candidate.person_id)?, &candidate, visit.locale))
    };
    let (_, resume) = site.read(&asker, "me", read).await?;
    let bytes = serde_json::to_vec_pretty(&resume).map_err(AppError::internal)?;
    Ok(download(bytes, "application/json", "resume.json"))
}
