//! Answers recruiters about the questions of a posting.

use actix_web::{HttpResponse, web};

use super::forms::QuestionForm;
use super::queries;
use super::views::QuestionsPage;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::ScreeningQuestionId;
use crate::recruitment::postings::model::{Posting, PostingState, text_in};
use crate::recruitment::postings::queries::list_texts;
use crate::recruitment::workspace::queries::{find_own_posting, require_recruiter};
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::Posted;
use crate::web::{once, render};

/// Whether everybody is asked already: the questions stay as they are.
fn is_frozen(posting: &Posting, visit: &Visit) -> bool {
    !matches!(posting.state_at(visit.now), PostingState::Draft | PostingState::Scheduled)
}

/// `GET …/postings/{id}/questions`.
pub async fn index(site: web::Data<Site>, asker: Asker, path: web::Path<(String, String)>) -> AppResult<HttpResponse> {
    render::page(&draw(&site, &asker, path.into_inner(), None, None, FieldErrors::new()).await?)
}

/// `GET …/postings/{id}/questions/{question}`.
pub async fn edit(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String, String)>,
) -> AppResult<HttpResponse> {
    let (slug, id, question) = path.into_inner();
    render::page(&draw(&site, &asker, (slug, id), Some(question), None, FieldErrors::new()).await?)
}

async fn draw(
    site: &Site,
    asker: &Asker,
    (slug, id): (String, String),
    changed: Option<String>,
    typed: Option<QuestionForm>,
    errors: FieldErrors,
) -> AppResult<QuestionsPage> {
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let (posting, revision) = find_own_posting(conn, &employer.id, &id)?;
        let texts = list_texts(conn, std::slice::from_ref(&revision.id))?;
        let title = text_in(&texts, visit.locale).map(|text| text.title.clone()).unwrap_or_default();
        let questions = queries::list_questions(conn, &posting.id)?;
        let changed = changed.map(|id| queries::find_question(conn, &posting.id, &id)).transpose()?;
        let is_frozen = is_frozen(&posting, visit);
        Ok((employer, (posting.id.to_string(), title), questions, is_frozen, changed))
    };
    let (page, (employer, posting, questions, is_frozen, changed)) = site.read(asker, "recruitment", work).await?;
    let form = typed.unwrap_or_else(|| changed.as_ref().map_or_else(QuestionForm::fresh, QuestionForm::of));
    let changed = changed.map(|question| question.id);
    Ok(QuestionsPage { page, employer, posting, questions, is_frozen, changed, form, errors })
}

/// A posting whose questions may be changed, in a transaction that does so.
fn open(conn: &mut Conn, visit: &Visit, (slug, id): (&str, &str)) -> AppResult<Posting> {
    visit.writer()?;
    let (_, employer) = require_recruiter(conn, visit, slug)?;
    let (posting, _) = find_own_posting(conn, &employer.id, id)?;
    gate::require_preparable(conn, &posting.edition_id, ZoneKind::Recruitment, visit.now)?;
    if is_frozen(&posting, visit) { Err(AppError::Conflict("error-question-frozen")) } else { Ok(posting) }
}

/// `POST …/postings/{id}/questions`.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<QuestionForm>,
) -> AppResult<HttpResponse> {
    let (at, form) = (path.into_inner(), posted.form);
    let made = once::id_of(&form.key, &(&at, &form)).and_then(|id| id.to_string().parse().ok());
    let new: ScreeningQuestionId = made.unwrap_or_else(ScreeningQuestionId::new);
    let ((slug, id), typed) = (at.clone(), form.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let posting = open(conn, visit, (&slug, &id))?;
        let valid = typed.parse()?;
        queries::insert_question(conn, &new, &posting.id, &valid, visit.now)
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(address(&at), "flash-question-saved")),
        Err(AppError::Invalid(errors)) => render::invalid(&draw(&site, &asker, at, None, Some(form), errors).await?),
        Err(error) => Err(error),
    }
}

fn address((slug, id): &(String, String)) -> String {
    format!("/organizations/{slug}/postings/{id}/questions")
}

/// `POST …/postings/{id}/questions/{question}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String, String)>,
    posted: Posted<QuestionForm>,
) -> AppResult<HttpResponse> {
    let (slug, id, question) = path.into_inner();
    let (at, form) = ((slug, id), posted.form);
    let ((slug, id), wanted, typed) = (at.clone(), question.clone(), form.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let posting = open(conn, visit, (&slug, &id))?;
        let question = queries::find_question(conn, &posting.id, &wanted)?;
        let valid = typed.parse()?;
        queries::update_question(conn, &question, &valid, visit.now)
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(address(&at), "flash-question-saved")),
        Err(AppError::Invalid(errors)) => {
            render::invalid(&draw(&site, &asker, at, Some(question), Some(form), errors).await?)
        }
        Err(error) => Err(error),
    }
}

/// `POST …/postings/{id}/questions/{question}/removal`.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String, String)>,
) -> AppResult<HttpResponse> {
    let (slug, id, question) = path.into_inner();
    let at = (slug.clone(), id.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let posting = open(conn, visit, (&slug, &id))?;
        let question = queries::find_question(conn, &posting.id, &question)?;
        Ok(queries::delete_question(conn, &question.id)?)
    };
    site.write(&asker, write).await?;
    Ok(site.done(address(&at), "flash-question-removed"))
}
