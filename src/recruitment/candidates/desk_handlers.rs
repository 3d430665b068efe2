//! Answers owners and recruiters of verified organizations who look for candidates.

use actix_web::{HttpRequest, HttpResponse, web};

use super::desk_views::{CandidateCard, CandidatePage, CandidatesPage};
use super::finding_queries::{self, find_visible};
use super::forms::{FindForm, InviteForm};
use super::model::Candidate;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::outbox::{self, Notice};
use crate::recruitment::applications::queries::find_file_name;
use crate::recruitment::postings::model::{Employer, PostingState, text_in};
use crate::recruitment::postings::queries::{PostingRow, find_posting_of_id, list_open_postings_of, list_texts};
use crate::recruitment::workspace::queries::require_recruiter;
use crate::site::files::find_file;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::limits::Rate;
use crate::web::paging::PageNumber;
use crate::web::render;
use crate::web::sending::Sending;

/// Candidates on a page.
const PAGE_SIZE: usize = 20;
/// Postings to choose from when somebody is invited.
const POSTINGS_MOST: i64 = 100;

/// The search.
pub async fn index(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(form): Asked<FindForm>,
) -> AppResult<HttpResponse> {
    let (slug, asked) = (slug.into_inner(), form.clone());
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let at = PageNumber::read(&asked.page, PAGE_SIZE);
        let found = match employer.is_verified() {
            true => finding_queries::search_candidates(conn, &employer.id, &asked, visit.now, at)?,
            false => at.page(Vec::new(), 0),
        };
        let locale = visit.locale;
        Ok((employer, found.map(|candidate| CandidateCard::of(&candidate, locale))))
    };
    let (page, (employer, found)) = site.read(&asker, "recruitment", work).await?;
    render::page(&CandidatesPage::new(page, employer, form, found))
}

async fn draw(
    site: &Site,
    asker: &Asker,
    (slug, id): (String, String),
    form: InviteForm,
    errors: FieldErrors,
) -> AppResult<CandidatePage> {
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let (candidate, name) = find_visible(conn, &employer, &id, visit.now)?;
        let edition = &visit.edition()?.id;
        let (locale, now) = (visit.locale, visit.now);
        let open = list_open_postings_of(conn, edition, &employer.id, locale, now, POSTINGS_MOST)?;
        let invited = finding_queries::list_invited(conn, &candidate.id, &employer.id)?;
        let file = candidate.resume_file_id.as_ref().map(|file| find_file_name(conn, file)).transpose()?;
        Ok((employer, (candidate, name), (open, invited), file))
    };
    let (page, (employer, found, postings, file)) = site.read(asker, "recruitment", work).await?;
    Ok(CandidatePage::new(page, employer, found, postings, file, (form, errors)))
}

/// Notes the look of an organization at a candidate that it finds.
async fn note_view(site: &Site, asker: &Asker, (slug, id): (String, String)) -> AppResult<()> {
    let note = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let (candidate, _) = find_visible(conn, &employer, &id, visit.now)?;
        Ok(finding_queries::note_view(conn, &candidate.id, &employer.id, visit.now)?)
    };
    site.write(asker, note).await
}

/// A candidate. The look is written down for them before anything is shown.
pub async fn show(site: web::Data<Site>, asker: Asker, path: web::Path<(String, String)>) -> AppResult<HttpResponse> {
    let path = path.into_inner();
    note_view(&site, &asker, path.clone()).await?;
    render::page(&draw(&site, &asker, path, InviteForm::default(), FieldErrors::new()).await?)
}

/// The résumé of a candidate, under the same rule.
pub async fn resume(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    note_view(&site, &asker, (slug.clone(), id.clone())).await?;
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let (candidate, _) = find_visible(conn, &employer, &id, visit.now)?;
        Ok(find_file(conn, &candidate.resume_file_id.ok_or(AppError::NotFound)?)?)
    };
    let (_, file) = site.read(&asker, "recruitment", work).await?;
    file.send(&site, &request, Sending::Download).await
}

/// Invites a candidate to apply to a live posting; they are told.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<InviteForm>,
) -> AppResult<HttpResponse> {
    let (path, form) = (path.into_inner(), posted.form);
    let back = format!("/organizations/{}/candidates/{}", path.0, path.1);
    let (slug, id) = path.clone();
    let may = move |conn: &mut Conn, visit: &Visit| Ok(require_recruiter(conn, visit, &slug)?.0.person.clone());
    let (_, person) = site.read(&asker, "recruitment", may).await?;
    site.limits.check(Rate::Contact, person.as_str()).await?;
    let (slug, typed) = (path.0.clone(), form.clone());
    let invite = move |conn: &mut Conn, visit: &Visit| {
        let by = &visit.writer()?.person;
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let (candidate, _) = find_visible(conn, &employer, &id, visit.now)?;
        gate::require_open(conn, &visit.edition()?.id, ZoneKind::Recruitment, visit.now)?;
        let message = typed.parse()?;
        let row = find_own_live(conn, visit, &employer, &typed.posting)?;
        finding_queries::insert_invitation(conn, &candidate, (&row.0.id, by), &message, visit.now)?;
        tell_candidate(conn, &candidate, &row, &message, visit)
    };
    match site.write(&asker, invite).await {
        Ok(()) => Ok(site.done(back, "flash-candidate-invited")),
        Err(AppError::Invalid(errors)) => render::invalid(&draw(&site, &asker, path, form, errors).await?),
        Err(error) => Err(error),
    }
}

fn find_own_live(conn: &mut Conn, visit: &Visit, employer: &Employer, id: &str) -> AppResult<PostingRow> {
    let edition = &visit.edition()?.id;
    let is_own = |row: &PostingRow| row.0.organization_id == employer.id && row.0.edition_id == *edition;
    let found = find_posting_of_id(conn, id)?.filter(is_own);
    let live = found.filter(|row| row.0.state_at(visit.now) == PostingState::Live);
    live.ok_or_else(|| AppError::Invalid(FieldErrors::one("posting", "error-choice")))
}

fn tell_candidate(
    conn: &mut Conn,
    candidate: &Candidate,
    row: &PostingRow,
    message: &str,
    visit: &Visit,
) -> AppResult<()> {
    let texts = list_texts(conn, std::slice::from_ref(&row.1.id))?;
    outbox::notify(conn, &candidate.person_id, "candidate.invited", "/me/candidate", visit.now, |locale| {
        let title = text_in(&texts, locale).map_or("", |text| text.title.as_str());
        let named = [("organization", row.2.name_in(locale)), ("posting", title)];
        Notice { subject: locale.tf("notice-candidate-invited", &named), detail: message.to_owned() }
    })
}
