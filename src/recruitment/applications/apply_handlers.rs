//! Answers a person who applies: the form with the posting's questions, and sending it.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::model::{Application, ApplicationState};
use super::views::ApplyPage;
use super::{promise, queries};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{ApplicationId, ScreeningQuestionId};
use crate::outbox::{self, Notice};
use crate::recruitment::postings::model::{ApplyBy, PostingState, text_in};
use crate::recruitment::postings::queries::{PostingRow, find_posting, list_texts};
use crate::recruitment::postings::views::card;
use crate::recruitment::screening::answers::{Asking, read_answers};
use crate::recruitment::screening::model::QUESTIONS_MOST;
use crate::recruitment::screening::queries::{insert_answers, list_questions};
use crate::site::files::{FileKind, NewFile};
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::check::Check;
use crate::web::documents::prepare_pdf;
use crate::web::forms::Posted;
use crate::web::limits::Rate;
use crate::web::render;

/// The form of an application; its answers stand in the order of the posting's questions.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ApplyForm {
    letter: String,
    answer_1: String,
    answer_2: String,
    answer_3: String,
    answer_4: String,
    answer_5: String,
    answer_6: String,
    answer_7: String,
    answer_8: String,
    answer_9: String,
    answer_10: String,
}

impl ApplyForm {
    /// The answers, in the order of [`FIELDS`](crate::recruitment::screening::answers::FIELDS).
    fn answers(&self) -> [&str; QUESTIONS_MOST] {
        [
            &self.answer_1,
            &self.answer_2,
            &self.answer_3,
            &self.answer_4,
            &self.answer_5,
            &self.answer_6,
            &self.answer_7,
            &self.answer_8,
            &self.answer_9,
            &self.answer_10,
        ]
        .map(String::as_str)
    }
}

/// The posting that one applies to, open and by the form here.
fn find_open_posting(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<PostingRow> {
    let edition = visit.edition()?;
    let row = find_posting(conn, &edition.id, slug)?.ok_or(AppError::NotFound)?;
    let is_public = row.2.is_verified();
    match row.0.state_at(visit.now) {
        PostingState::Live if is_public && row.0.apply_by == ApplyBy::Here => Ok(row),
        state if is_public && state.is_closed() => Err(AppError::Conflict("error-application-closed")),
        _ => Err(AppError::NotFound),
    }
}

async fn draw_form(
    site: &Site,
    asker: &Asker,
    slug: String,
    form: ApplyForm,
    errors: FieldErrors,
) -> AppResult<ApplyPage> {
    let typed = form.clone();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let me = visit.viewer()?.person.clone();
        let row = find_open_posting(conn, visit, &slug)?;
        let texts = list_texts(conn, std::slice::from_ref(&row.1.id))?;
        let questions = Asking::list(&list_questions(conn, &row.0.id)?, typed.answers(), visit.locale);
        Ok((card(&row, &texts, visit.locale, visit.now), row.0, questions, me))
    };
    let (page, (card, posting, questions, me)) = site.read(asker, "recruitment", work).await?;
    let is_anonymous = posting.is_anonymous;
    Ok(ApplyPage { page, card, slug: posting.slug, me, letter: form.letter, questions, is_anonymous, errors })
}

/// The empty form.
pub async fn new(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let page = draw_form(&site, &asker, slug.into_inner(), ApplyForm::default(), FieldErrors::new()).await?;
    render::page(&page)
}

/// What is sent, but for the résumé.
#[derive(Debug, Clone)]
struct Sent {
    letter: String,
    answers: Vec<(ScreeningQuestionId, String)>,
}

/// Sends an application. Sent twice, the second leads to the first.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    mut posted: Posted<ApplyForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let upload = posted.files.take("resume");
    let address = slug.clone();
    let may = move |conn: &mut Conn, visit: &Visit| {
        let row = find_open_posting(conn, visit, &address)?;
        Ok((visit.writer()?.person.clone(), list_questions(conn, &row.0.id)?))
    };
    let (_, (person, questions)) = site.read(&asker, "recruitment", may).await?;
    let mut check = Check::new();
    let letter = check.text("letter", &form.letter, 50, 5_000);
    let answers = read_answers(&mut check, &questions, form.answers());
    let mut errors = check.finish(|| Some(())).err().unwrap_or_default();
    let name = upload.as_ref().map(|upload| upload.name.clone()).unwrap_or_default();
    let pdf = match upload.map(|upload| prepare_pdf(upload.bytes)) {
        None => {
            errors.add("resume", "error-required");
            None
        }
        Some(Err(fault)) => {
            fault.add_to(&mut errors, "resume");
            None
        }
        Some(Ok(prepared)) => Some(prepared),
    };
    let (true, Some(pdf)) = (errors.is_empty(), pdf) else {
        return render::invalid(&draw_form(&site, &asker, slug, form, errors).await?);
    };
    site.limits.check(Rate::Apply, person.as_str()).await?;
    let resume = NewFile::store(&site, FileKind::Resume, name, pdf).await?;
    store(&site, &asker, slug, Sent { letter, answers }, resume).await
}

async fn store(site: &Site, asker: &Asker, slug: String, sent: Sent, resume: NewFile) -> AppResult<HttpResponse> {
    let (id, stored) = (ApplicationId::new(), resume.clone());
    let new_id = id.clone();
    let done = site
        .write(asker, move |conn, visit| {
            let person = visit.writer()?.person.clone();
            gate::require_open(conn, &visit.edition()?.id, ZoneKind::Recruitment, visit.now)?;
            let row = find_open_posting(conn, visit, &slug)?;
            let application = Application {
                id: new_id.clone(),
                posting_id: row.0.id.clone(),
                person_id: person,
                state: ApplicationState::Submitted,
                letter: sent.letter.clone(),
                resume_file_id: resume.id.clone(),
                version: 1,
                submitted_at: visit.now,
                created_at: visit.now,
                updated_at: visit.now,
                answer_due_at: promise::due_at(&row.0, visit.now),
                answered_at: None,
                revealed_at: None,
            };
            queries::insert_application(conn, &application, &resume)?;
            insert_answers(conn, &application.id, &sent.answers, visit.now)?;
            promise::watch(conn, &application)?;
            tell_of_application(conn, &application, &row)
        })
        .await;
    if done.is_err() {
        stored.discard(site).await?;
    }
    match done {
        Ok(()) => Ok(site.done(format!("/me/applications/{id}"), "flash-application-sent")),
        Err(AppError::Invalid(_)) => Ok(site.done("/me/applications", "flash-application-exists")),
        Err(error) => Err(error),
    }
}

fn tell_of_application(conn: &mut Conn, application: &Application, row: &PostingRow) -> AppResult<()> {
    let texts = list_texts(conn, std::slice::from_ref(&row.1.id))?;
    let link = format!("/me/applications/{}", application.id);
    let now = application.created_at;
    outbox::notify(conn, &application.person_id, "application.submitted", &link, now, |locale| {
        let title = text_in(&texts, locale).map_or("", |text| text.title.as_str());
        let values = [("posting", title), ("organization", row.2.name_in(locale))];
        Notice {
            subject: locale.tf("notice-application-sent", &values),
            detail: locale.t("notice-application-sent-detail").to_owned(),
        }
    })?;
    queries::notify_recruiters(
        conn,
        (&row.0, &row.2),
        &application.id,
        "application.received",
        "notice-application-received",
        &texts,
        now,
    )
}
