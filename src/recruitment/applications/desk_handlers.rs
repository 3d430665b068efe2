//! Answers an organization's owners and recruiters about the applications they have received.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::applicant_handlers::load_answers;
use super::conversation::{Conversation, Typed};
use super::desk_queries::{self, ReceivedRow, Wanted};
use super::desk_views::{
    ReceivedApplication, ReceivedList, ReceivedListPage, ReceivedPage, ReceivedView, posting_choices,
};
use super::model::{ApplicationState, Step};
use super::queries;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::PersonId;
use crate::lifecycle::{Mover, list_transitions};
use crate::outbox::{self, Notice};
use crate::recruitment::interviews::model::Party;
use crate::recruitment::interviews::queries::list_of_application;
use crate::recruitment::interviews::views::InterviewLine;
use crate::recruitment::offers::queries::list_offers;
use crate::recruitment::offers::views::OfferView;
use crate::recruitment::postings::model::{Employer, PostingText, text_in};
use crate::recruitment::postings::queries::list_texts;
use crate::recruitment::screening::answers::AnswerFilter;
use crate::recruitment::screening::queries::{list_different_answers, list_questions};
use crate::recruitment::workspace::queries::require_recruiter;
use crate::site::files::find_file;
use crate::site::snapshot::list_unarchived;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::check::Check;
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::render;
use crate::web::sending::Sending;

/// Applications on a page.
const PAGE_SIZE: usize = 30;

/// The filters of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    /// Words of the applicant's name or the posting's title.
    pub q: String,
    /// A posting's id.
    pub posting: String,
    /// An answer to one of its questions, the question where answers are typed, or `fits`.
    pub answer: String,
    /// The least number, or words of the answer.
    pub typed: String,
    /// A state.
    pub state: String,
    /// Page number.
    pub page: String,
}

pub(super) fn texts_of(conn: &mut Conn, rows: &[ReceivedRow]) -> AppResult<Vec<PostingText>> {
    let mut revisions: Vec<_> = rows.iter().filter_map(|row| row.1.published_revision_id.clone()).collect();
    revisions.sort();
    revisions.dedup();
    Ok(list_texts(conn, &revisions)?)
}

/// The list.
pub async fn index(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(form): Asked<ListForm>,
) -> AppResult<HttpResponse> {
    let (slug, asked) = (slug.into_inner(), form.clone());
    let number = PageNumber::read(&form.page, PAGE_SIZE);
    let state: Option<ApplicationState> = form.state.parse().ok();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let editions = list_unarchived(conn)?;
        let applied = desk_queries::list_applied(conn, &editions, &employer.id, visit.now)?;
        let revisions: Vec<_> = applied.iter().filter_map(|(_, revision)| revision.clone()).collect();
        let texts = list_texts(conn, &revisions)?;
        let (questions, given) = match applied.iter().find(|(posting, _)| posting.as_str() == asked.posting) {
            Some((posting, _)) => (list_questions(conn, posting)?, list_different_answers(conn, posting)?),
            None => (Vec::new(), Vec::new()),
        };
        let wanted = Wanted {
            editions: &editions,
            organization: &employer.id,
            now: visit.now,
            posting: &asked.posting,
            q: &asked.q,
            locale: visit.locale,
            answers: AnswerFilter::new((&asked.answer, &asked.typed), &questions, &given),
        };
        let states = desk_queries::count_states(conn, &wanted)?;
        let rows = desk_queries::list_received(conn, &wanted, state, number.piece())?;
        let rows = rows.iter().map(|row| ReceivedApplication::of(row, &texts, visit.locale)).collect();
        let choices = AnswerFilter::choices(&questions, &asked.answer, visit.locale);
        let takes_words = questions.iter().any(|question| question.kind.is_typed());
        let postings = posting_choices(visit.locale, (&applied, &texts), &asked.posting);
        Ok(ReceivedList { employer, rows, states, postings, answers: choices, takes_words })
    };
    let (page, list) = site.read(&asker, "recruitment", work).await?;
    render::page(&ReceivedListPage::new(page, form, list, (number, state)))
}

/// One application.
pub async fn show(site: web::Data<Site>, asker: Asker, path: web::Path<(String, String)>) -> AppResult<HttpResponse> {
    render::page(&draw(&site, &asker, path.into_inner(), Typed::default()).await?)
}

/// The page again, with a reason that was typed and what is wrong with it.
async fn draw_wrong(
    site: &Site,
    asker: &Asker,
    at: (String, String),
    reason: String,
    errors: FieldErrors,
) -> AppResult<HttpResponse> {
    render::invalid(&ReceivedPage { reason, errors, ..draw(site, asker, at, Typed::default()).await? })
}

/// The page, with what was typed to the applicant and could not be said.
///
/// # Errors
/// 404 when it is another organization's.
pub(super) async fn draw(
    site: &Site,
    asker: &Asker,
    (slug, id): (String, String),
    typed: Typed,
) -> AppResult<ReceivedPage> {
    let work = move |conn: &mut Conn, visit: &Visit| load(conn, visit, (&slug, &id), typed);
    let (page, view) = site.read(asker, "recruitment", work).await?;
    Ok(ReceivedPage::new(page, view))
}

fn load(conn: &mut Conn, visit: &Visit, (slug, id): (&str, &str), typed: Typed) -> AppResult<ReceivedView> {
    let (viewer, employer) = require_recruiter(conn, visit, slug)?;
    let row = desk_queries::find_received(conn, &employer.id, id, visit.now)?;
    let texts = texts_of(conn, std::slice::from_ref(&row))?;
    let seen = ReceivedApplication::list(std::slice::from_ref(&row), &texts, visit.locale);
    let interviews = list_of_application(conn, &row.0.id)?;
    Ok(ReceivedView {
        seen: seen.into_iter().next().ok_or(AppError::NotFound)?,
        moves: list_transitions::<ApplicationState>(conn, row.0.id.as_str())?,
        answers: load_answers(conn, &row.0, visit.locale)?,
        file: queries::find_file_name(conn, &row.0.resume_file_id)?,
        conversation: Conversation::of_team(conn, &viewer.person, &row.0, slug, typed)?,
        offers: OfferView::list(&list_offers(conn, std::slice::from_ref(&row.0.id))?, visit.locale),
        interviews: InterviewLine::list(&interviews, Party::Team),
        employer,
        row,
    })
}

/// A move or a release.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    state: String,
    reason: String,
    version: String,
}

/// Takes a step with an application; the applicant is told of every one but a hidden decision and its end.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    let ((slug, id), form) = (path.into_inner(), posted.form);
    let step = Step::read(&form.state).ok_or(AppError::Bad("error-form"))?;
    let mut check = Check::new();
    let reason = check.text("reason", &form.reason, 0, 500);
    if let Err(errors) = check.finish(|| Some(())) {
        return draw_wrong(&site, &asker, (slug, id), form.reason, errors).await;
    }
    let address = format!("/organizations/{slug}/applications/{id}");
    site.write(&asker, move |conn, visit| {
        let person = visit.writer()?.person.clone();
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let row = desk_queries::find_received(conn, &employer.id, &id, visit.now)?;
        gate::require_not_shut(conn, &row.1.edition_id, ZoneKind::Recruitment)?;
        if form.version.parse() != Ok(row.0.version) {
            return Err(AppError::Conflict("error-changed-meanwhile"));
        }
        let texts = texts_of(conn, std::slice::from_ref(&row))?;
        take(conn, visit, (&row, &employer, &texts), step, &person, &reason)
    })
    .await?;
    Ok(site.done(address, "flash-application-moved"))
}

/// Takes a step with one application.
pub(super) fn take(
    conn: &mut Conn,
    visit: &Visit,
    (row, employer, texts): (&ReceivedRow, &Employer, &[PostingText]),
    step: Step,
    person: &PersonId,
    reason: &str,
) -> AppResult<()> {
    if !step.may_be_taken(row.0.state) {
        return Err(AppError::Conflict("error-move-not-allowed"));
    }
    match step {
        Step::To(to) => carry_out(conn, visit, (row, employer, texts), to, person, reason),
        Step::TakeBack => {
            let mover = Mover { person: Some(person), at: visit.now, reason };
            let before = queries::find_visible_state(conn, &row.0)?;
            queries::move_application(conn, &row.0, before, mover)
        }
    }
}

/// Moves one application and tells its applicant, unless the decision is to stay hidden.
pub(super) fn carry_out(
    conn: &mut Conn,
    visit: &Visit,
    (row, employer, texts): (&ReceivedRow, &Employer, &[PostingText]),
    to: ApplicationState,
    person: &PersonId,
    reason: &str,
) -> AppResult<()> {
    let mover = Mover { person: Some(person), at: visit.now, reason };
    queries::move_application(conn, &row.0, to, mover)?;
    if to == ApplicationState::Unsuccessful {
        return Ok(());
    }
    let own: Vec<PostingText> =
        texts.iter().filter(|text| Some(&text.revision) == row.1.published_revision_id.as_ref()).cloned().collect();
    let link = format!("/me/applications/{}", row.0.id);
    outbox::notify(conn, &row.0.person_id, "application.moved", &link, visit.now, |locale| {
        let title = text_in(&own, locale).map_or("", |text| text.title.as_str());
        let values = [("posting", title), ("organization", employer.name_in(locale)), ("state", locale.t(to.key()))];
        Notice { subject: locale.tf("notice-application-moved", &values), detail: reason.to_owned() }
    })
}

pub(super) fn read_reason(typed: &str) -> Result<String, FieldErrors> {
    let mut check = Check::new();
    let reason = check.text("reason", typed, 10, 500);
    check.finish(|| Some(reason))
}

/// Tells one applicant of the decision against them.
pub async fn release(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    let ((slug, id), form) = (path.into_inner(), posted.form);
    let reason = match read_reason(&form.reason) {
        Ok(reason) => reason,
        Err(errors) => return draw_wrong(&site, &asker, (slug, id), form.reason, errors).await,
    };
    let address = format!("/organizations/{slug}/applications/{id}");
    site.write(&asker, move |conn, visit| {
        let person = visit.writer()?.person.clone();
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let row = desk_queries::find_received(conn, &employer.id, &id, visit.now)?;
        gate::require_not_shut(conn, &row.1.edition_id, ZoneKind::Recruitment)?;
        let texts = texts_of(conn, std::slice::from_ref(&row))?;
        carry_out(conn, visit, (&row, &employer, &texts), ApplicationState::Rejected, &person, &reason)
    })
    .await?;
    Ok(site.done(address, "flash-application-released"))
}

/// The résumé of an application this organization has received.
pub async fn resume(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (viewer, employer) = require_recruiter(conn, visit, &slug)?;
        let file = desk_queries::find_received(conn, &employer.id, &id, visit.now)?.0.resume_file_id;
        if !queries::may_read_resume(conn, &viewer.person, &file, visit.now)? {
            return Err(AppError::NotFound);
        }
        queries::note_resume_read(conn, visit, &file)?;
        Ok(find_file(conn, &file)?)
    };
    let file = site.write(&asker, work).await?;
    file.send(&site, &request, Sending::Download).await
}
