//! Answers a person about their own applications: following one, taking it back, accepting or declining an offer.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::conversation::{Conversation, Typed};
use super::desk_queries::is_hidden;
use super::model::{Application, ApplicationState};
use super::queries;
use super::views::{OwnApplication, OwnApplicationPage, OwnApplicationsPage, OwnView};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::lifecycle::{Mover, list_transitions};
use crate::recruitment::interviews::model::Party;
use crate::recruitment::interviews::queries::list_of_application;
use crate::recruitment::interviews::views::InterviewLine;
use crate::recruitment::offers::queries::{list_offers, require_answerable};
use crate::recruitment::offers::views::OfferView;
use crate::recruitment::postings::queries::list_texts;
use crate::recruitment::screening::answers::AnswerView;
use crate::recruitment::screening::queries::{list_answers, list_questions};
use crate::site::files::find_file;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::i18n::Locale;
use crate::web::paging::PageNumber;
use crate::web::render;
use crate::web::sending::Sending;

/// Applications on a page.
const PAGE_SIZE: usize = 20;

/// The filter of a person's list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    state: String,
    page: String,
}

/// A person's applications.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    let number = PageNumber::read(&form.page, PAGE_SIZE);
    let filter = form.state.clone();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let rows = queries::list_own_applications(conn, &visit.viewer()?.person)?;
        let ids: Vec<_> = rows.iter().map(|row| row.0.id.clone()).collect();
        let decisions = queries::list_hidden_decisions(conn, &ids)?;
        let revisions: Vec<_> = rows.iter().filter_map(|row| row.1.published_revision_id.clone()).collect();
        let texts = list_texts(conn, &revisions)?;
        let mut all = OwnApplication::list(&rows, &decisions, &texts, visit.locale);
        all.retain(|own| match filter.as_str() {
            "open" => own.state.is_open(),
            "ended" => !own.state.is_open(),
            _ => true,
        });
        let total = all.len();
        Ok((all.into_iter().skip(number.offset()).take(number.size).collect::<Vec<_>>(), total))
    };
    let (page, (rows, total)) = site.read(&asker, "me", work).await?;
    let found = number.page(rows, total as u64);
    let address = |page: String| format!("/me/applications?state={}&page={page}", filter_name(&form.state));
    render::page(&OwnApplicationsPage {
        page,
        total: i64::try_from(total).unwrap_or(0),
        filter: filter_name(&form.state),
        prev: found.prev.map(address),
        next: found.next.map(address),
        rows: found.items,
    })
}

fn filter_name(asked: &str) -> &'static str {
    match asked {
        "open" => "open",
        "ended" => "ended",
        _ => "",
    }
}

/// One application with its timeline, as its applicant may see it.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    render::page(&draw(&site, &asker, id.into_inner(), Typed::default()).await?)
}

/// The page, with what was typed to the organization and could not be said.
///
/// # Errors
/// 404 when it is another's.
pub(super) async fn draw(site: &Site, asker: &Asker, id: String, typed: Typed) -> AppResult<OwnApplicationPage> {
    let work = move |conn: &mut Conn, visit: &Visit| load(conn, visit, &id, typed);
    let (page, view) = site.read(asker, "me", work).await?;
    Ok(OwnApplicationPage::new(page, view))
}

fn load(conn: &mut Conn, visit: &Visit, id: &str, typed: Typed) -> AppResult<OwnView> {
    let me = &visit.viewer()?.person;
    let row = queries::find_own_application(conn, me, id)?;
    let decisions = queries::list_hidden_decisions(conn, std::slice::from_ref(&row.0.id))?;
    let revisions: Vec<_> = row.1.published_revision_id.iter().cloned().collect();
    let texts = list_texts(conn, &revisions)?;
    let own = OwnApplication::list(std::slice::from_ref(&row), &decisions, &texts, visit.locale);
    let own = own.into_iter().next().ok_or(AppError::NotFound)?;
    let has_ended = own.state.ends_for_good();
    let interviews = list_of_application(conn, &row.0.id)?;
    Ok(OwnView {
        moves: list_transitions::<ApplicationState>(conn, row.0.id.as_str())?,
        // Marks are for recruiters.
        answers: load_answers(conn, &row.0, visit.locale)?
            .into_iter()
            .map(|answer| AnswerView { fits: None, ..answer })
            .collect(),
        is_hidden: is_hidden(&row.0, &row.1),
        file: queries::find_file_name(conn, &row.0.resume_file_id)?,
        conversation: Conversation::of_applicant(conn, me, &row.0, has_ended, typed)?,
        offers: OfferView::list(&list_offers(conn, std::slice::from_ref(&row.0.id))?, visit.locale),
        interviews: InterviewLine::list(&interviews, Party::Applicant),
        application: row.0,
        own,
    })
}

/// A move of an application by its applicant.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    state: String,
    /// The offer that was shown, of an answer to it.
    offer: String,
}

/// Withdraws, or answers an offer. The state is read in the same transaction; no version is asked
/// for, since a hidden decision raises it.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    let to: ApplicationState = posted.form.state.parse().map_err(|()| AppError::Bad("error-form"))?;
    if !ApplicationState::BY_APPLICANT.contains(&to) {
        return Err(AppError::Bad("error-form"));
    }
    let (id, offer) = (id.into_inner(), posted.form.offer);
    let address = format!("/me/applications/{id}");
    site.write(&asker, move |conn, visit| {
        let person = visit.writer()?.person.clone();
        let (application, posting, employer) = queries::find_own_application(conn, &person, &id)?;
        // Whoever wants their letter and résumé back gets them back at any time.
        if to != ApplicationState::Withdrawn {
            gate::require_not_shut(conn, &posting.edition_id, ZoneKind::Recruitment)?;
            let answer = (to == ApplicationState::Accepted, visit.now);
            require_answerable(conn, &application.id, &offer, answer)?;
        }
        let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
        queries::move_application(conn, &application, to, mover)?;
        let revisions: Vec<_> = posting.published_revision_id.iter().cloned().collect();
        let texts = list_texts(conn, &revisions)?;
        let key = match to {
            ApplicationState::Accepted => "notice-application-accepted",
            ApplicationState::Declined => "notice-application-declined",
            _ => "notice-application-withdrawn",
        };
        queries::notify_recruiters(
            conn,
            (&posting, &employer),
            &application.id,
            "application.answered",
            key,
            &texts,
            visit.now,
        )
    })
    .await?;
    let key = match to {
        ApplicationState::Accepted => "flash-application-accepted",
        ApplicationState::Declined => "flash-application-declined",
        _ => "flash-application-withdrawn",
    };
    Ok(site.done(address, key))
}

/// The applicant's own résumé.
pub async fn resume(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    request: HttpRequest,
) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let file = queries::find_own_application(conn, &visit.viewer()?.person, &id)?.0.resume_file_id;
        Ok(find_file(conn, &file)?)
    };
    let (_, file) = site.read(&asker, "me", work).await?;
    file.send(&site, &request, Sending::Download).await
}

/// What an application answered to the questions of its posting.
///
/// # Errors
/// What the database said.
pub(super) fn load_answers(conn: &mut Conn, application: &Application, locale: Locale) -> AppResult<Vec<AnswerView>> {
    let questions = list_questions(conn, &application.posting_id)?;
    let answers = list_answers(conn, &application.id)?;
    Ok(AnswerView::list(&questions, &answers, &application.id, locale))
}
