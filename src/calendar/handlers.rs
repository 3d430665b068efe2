//! Answers the pages of one's own calendar.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{EntryForm, Wanted};
use super::model::{Booking, Describers, Entry, EntryKind, NewEntry, Span};
use super::queries;
use super::views::{CalendarPage, EntryPage, clash_sentence};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::CalendarEntryId;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::{dates, once, render};

/// `GET /me/calendar`.
pub async fn index(
    site: web::Data<Site>,
    describers: web::Data<Describers>,
    asker: Asker,
    Asked(wanted): Asked<Wanted>,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        let window = wanted.window(visit.now, visit.time_zone());
        let within = window.span(visit.time_zone()).ok_or(AppError::NotFound)?;
        let entries = queries::list_entries(conn, me, within)?;
        let worded = describers.describe(conn, &entries, me, visit.locale)?;
        let feed = queries::find_feed(conn, me)?;
        let event_zone = visit.snapshot.edition.as_ref().map(|edition| edition.time_zone);
        Ok((window, entries.into_iter().zip(worded).collect::<Vec<_>>(), feed, event_zone))
    };
    let (page, (window, entries, feed, event_zone)) = site.read(&asker, "me", read).await?;
    render::page(&CalendarPage::new(page, window, &entries, event_zone, feed))
}

/// `GET /me/calendar/entries/new`, for a day where `?date=` names one.
pub async fn new(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let page = site.read(&asker, "me", |_, visit| visit.viewer().map(drop)).await?.0;
    let day = wanted.window(page.now, page.time_zone).chosen;
    let form = EntryForm {
        starts_at: format!("{day}T09:00"),
        ends_at: format!("{day}T10:00"),
        key: CalendarEntryId::new().to_string(),
        ..EntryForm::default()
    };
    render::page(&EntryPage::new(page, form, FieldErrors::new(), None))
}

/// `POST /me/calendar/entries`.
pub async fn create(
    site: web::Data<Site>,
    describers: web::Data<Describers>,
    asker: Asker,
    posted: Posted<EntryForm>,
) -> AppResult<HttpResponse> {
    let form = posted.form;
    let made = once::id_of(&form.key, &(&form.title, &form.starts_at, &form.ends_at));
    let id: CalendarEntryId = made.and_then(|id| id.to_string().parse().ok()).unwrap_or_else(CalendarEntryId::new);
    let add = move |conn: &mut Conn, visit: &Visit, (title, span): &(String, Span)| {
        let entry = NewEntry {
            person: visit.writer()?.person.clone(),
            edition: visit.edition()?.id.clone(),
            kind: EntryKind::Own,
            thing: id.to_string(),
            title: title.clone(),
            span: *span,
            gap: chrono::Duration::zero(),
            member: None,
        };
        queries::book_one(conn, &id, &entry, visit.now)
    };
    store((&site, &describers), &asker, (form, None), "flash-calendar-added", add).await
}

/// `GET /me/calendar/entries/{id}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id: CalendarEntryId = id.parse().map_err(|_| AppError::NotFound)?;
    let wanted = id.clone();
    let find = move |conn: &mut Conn, visit: &Visit| queries::find_own(conn, &wanted, &visit.viewer()?.person);
    let (page, entry) = site.read(&asker, "me", find).await?;
    let form = EntryForm {
        starts_at: dates::input(entry.starts_at, page.time_zone),
        ends_at: dates::input(entry.ends_at, page.time_zone),
        title: entry.title,
        key: String::new(),
    };
    render::page(&EntryPage::new(page, form, FieldErrors::new(), Some(id)))
}

/// `POST /me/calendar/entries/{id}`.
pub async fn update(
    site: web::Data<Site>,
    describers: web::Data<Describers>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<EntryForm>,
) -> AppResult<HttpResponse> {
    let id: CalendarEntryId = id.parse().map_err(|_| AppError::NotFound)?;
    let own = id.clone();
    let change = move |conn: &mut Conn, visit: &Visit, (title, span): &(String, Span)| {
        queries::update_own(conn, (&own, &visit.writer()?.person), (title, *span), visit.now)
    };
    store((&site, &describers), &asker, (posted.form, Some(id)), "flash-calendar-changed", change).await
}

/// What stands in the way in the asker's own calendar, by its name, in a sentence to them.
///
/// # Errors
/// What the database said.
pub async fn word_clash(site: &Site, asker: &Asker, describers: &Describers, entry: Entry) -> AppResult<String> {
    let describers = describers.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        let words = describers.describe(conn, std::slice::from_ref(&entry), me, visit.locale)?;
        Ok((entry, words.into_iter().next().unwrap_or_default().title))
    };
    let (page, (entry, title)) = site.read(asker, "me", read).await?;
    Ok(clash_sentence(&page, &entry, &title))
}

/// Checks what was typed, stores it and leads to its week; what stands in the way is named on the form.
async fn store(
    (site, describers): (&Site, &Describers),
    asker: &Asker,
    (form, id): (EntryForm, Option<CalendarEntryId>),
    done: &'static str,
    change: impl Fn(&mut Conn, &Visit, &(String, Span)) -> AppResult<Booking> + Send + 'static,
) -> AppResult<HttpResponse> {
    let typed = form.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.writer()?;
        let valid = match typed.parse(visit.time_zone(), visit.now) {
            Ok(valid) => valid,
            Err(errors) => return Ok(Err((errors, None))),
        };
        match change(conn, visit, &valid)? {
            Booking::Booked => Ok(Ok(valid.1)),
            Booking::Clashing(entry) => Ok(Err((FieldErrors::one("starts_at", "error-calendar-taken"), Some(entry)))),
        }
    };
    match site.write(asker, write).await? {
        Ok(span) => {
            let page = site.page(asker, "me").await?;
            let day = dates::day(span.starts_at, page.time_zone);
            Ok(site.done(format!("/me/calendar?date={day}"), done))
        }
        Err((errors, clash)) => {
            let clash = match clash {
                Some(entry) => Some(word_clash(site, asker, describers, *entry).await?),
                None => None,
            };
            let page = site.page(asker, "me").await?;
            let page = EntryPage { clash, ..EntryPage::new(page, form, errors, id) };
            render::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// `POST /me/calendar/entries/{id}/removal`.
pub async fn destroy(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id: CalendarEntryId = id.parse().map_err(|_| AppError::NotFound)?;
    let remove = move |conn: &mut Conn, visit: &Visit| queries::delete_own(conn, &id, &visit.viewer()?.person);
    site.write(&asker, remove).await?;
    Ok(site.done("/me/calendar", "flash-calendar-removed"))
}
