//! Answers a person about their own applications: sending one, following it, taking it back,
//! accepting or declining an offer.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::conversation::{Conversation, Typed};
use super::model::{Application, ApplicationState};
use super::queries;
use super::views::{ApplyPage, OwnApplication, OwnApplicationPage, OwnApplicationsPage, entries};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::ApplicationId;
use crate::lifecycle::{Mover, list_transitions};
use crate::outbox::{self, Notice};
use crate::recruitment::postings::model::{ApplyBy, PostingState, text_in};
use crate::recruitment::postings::queries::{PostingRow, find_posting, list_texts};
use crate::recruitment::postings::views::card;
use crate::site::files::{FileKind, NewFile, find_file};
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::check::Check;
use crate::web::documents::prepare_pdf;
use crate::web::forms::{Asked, Posted};
use crate::web::limits::Rate;
use crate::web::paging::PageNumber;
use crate::web::render;
use crate::web::sending::Sending;

/// Applications on a page.
const PAGE_SIZE: usize = 20;

/// The form of an application.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ApplyForm {
    letter: String,
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
    letter: String,
    errors: FieldErrors,
) -> AppResult<ApplyPage> {
    let work = move |conn: &mut Conn, visit: &Visit| {
        visit.viewer()?;
        let row = find_open_posting(conn, visit, &slug)?;
        let texts = list_texts(conn, std::slice::from_ref(&row.1.id))?;
        Ok((card(&row, &texts, visit.locale, visit.now), row.0.slug))
    };
    let (page, (card, slug)) = site.read(asker, "recruitment", work).await?;
    Ok(ApplyPage { page, card, slug, letter, errors })
}

/// The empty form.
pub async fn new(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    render::page(&draw_form(&site, &asker, slug.into_inner(), String::new(), FieldErrors::new()).await?)
}

/// Sends an application. Sent twice, the second leads to the first.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    mut posted: Posted<ApplyForm>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let upload = posted.files.take("resume");
    let typed = posted.form.letter;
    let mut check = Check::new();
    let letter = check.text("letter", &typed, 50, 5_000);
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
        return render::invalid(&draw_form(&site, &asker, slug, typed, errors).await?);
    };
    let address = slug.clone();
    let may = move |conn: &mut Conn, visit: &Visit| {
        find_open_posting(conn, visit, &address)?;
        Ok(visit.writer()?.person.clone())
    };
    let (_, person) = site.read(&asker, "recruitment", may).await?;
    site.limits.check(Rate::Apply, person.as_str()).await?;
    let resume = NewFile::store(&site, FileKind::Resume, name, pdf).await?;
    store(&site, &asker, slug, letter, resume).await
}

async fn store(site: &Site, asker: &Asker, slug: String, letter: String, resume: NewFile) -> AppResult<HttpResponse> {
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
                letter: letter.clone(),
                resume_file_id: resume.id.clone(),
                version: 1,
                submitted_at: visit.now,
                created_at: visit.now,
                updated_at: visit.now,
            };
            queries::insert_application(conn, &application, &resume)?;
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
    let work = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        let row = queries::find_own_application(conn, me, &id)?;
        let decisions = queries::list_hidden_decisions(conn, std::slice::from_ref(&row.0.id))?;
        let revisions: Vec<_> = row.1.published_revision_id.iter().cloned().collect();
        let texts = list_texts(conn, &revisions)?;
        let moves = list_transitions::<ApplicationState>(conn, row.0.id.as_str())?;
        let file = queries::find_file_name(conn, &row.0.resume_file_id)?;
        let own = OwnApplication::list(std::slice::from_ref(&row), &decisions, &texts, visit.locale);
        let own = own.into_iter().next().ok_or(AppError::NotFound)?;
        let has_ended = own.state.ends_for_good();
        let conversation = Conversation::of_applicant(conn, me, &row.0, has_ended, typed.clone())?;
        Ok((own, row.0, moves, file, conversation))
    };
    let (page, (own, application, moves, file, conversation)) = site.read(asker, "me", work).await?;
    let timeline = entries(&page, &moves, false);
    Ok(OwnApplicationPage { page, own, letter: application.letter, file, timeline, conversation })
}

/// A move of an application by its applicant.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    state: String,
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
    let id = id.into_inner();
    let address = format!("/me/applications/{id}");
    site.write(&asker, move |conn, visit| {
        let person = visit.writer()?.person.clone();
        let (application, posting, employer) = queries::find_own_application(conn, &person, &id)?;
        // Whoever wants their letter and résumé back gets them back at any time.
        if to != ApplicationState::Withdrawn {
            gate::require_not_shut(conn, &posting.edition_id, ZoneKind::Recruitment)?;
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
