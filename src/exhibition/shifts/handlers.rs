//! Answers of the page of a booth's shifts.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::ShiftForm;
use super::views::{Shift, ShiftsPage};
use super::{DUTY_BEGIN, queries};
use crate::calendar::queries::{book_one, delete_entry, find_of_thing, list_planned};
use crate::calendar::{Booking, Entry, EntryKind, NewEntry, Span};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::exhibition::revisions::model::Workspace;
use crate::exhibition::revisions::queries::find_workspace;
use crate::ids::{BoothId, CalendarEntryId, PersonId};
use crate::outbox::tasks::enqueue_task;
use crate::outbox::{self, Notice};
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::Posted;
use crate::web::i18n::Locale;
use crate::web::{dates, once, render};

fn find_booth(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<(Workspace, BoothId)> {
    let space = find_workspace(conn, &visit.edition()?.id, slug, &visit.viewer()?.person)?;
    let booth = space.booth.as_ref().ok_or(AppError::NotFound)?.booth_id.clone();
    Ok((space, booth))
}

/// `GET …/booth/shifts`.
pub async fn index(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let form = ShiftForm { key: CalendarEntryId::new().to_string(), ..ShiftForm::default() };
    draw(&site, &asker, slug.into_inner(), form, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    slug: String,
    form: ShiftForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let (space, booth) = find_booth(conn, visit, &slug)?;
        let planned = list_planned(conn, (EntryKind::Duty, booth.as_str()), visit.now)?;
        let staff = queries::list_staff(conn, &booth, &space.organization_id)?;
        Ok((space, planned, staff))
    };
    let (page, (space, planned, staff)) = site.read(asker, "exhibition", read).await?;
    let shifts = planned.iter().map(|(entry, name)| Shift::new(&page, entry, name)).collect();
    let people = ShiftsPage::people(&staff, &form.person);
    let name = space.name_in(page.locale).to_owned();
    let page = ShiftsPage { page, slug: space.slug, name, rights: space.rights, shifts, people, form, errors };
    render::page_with(status, &page)
}

/// `POST …/booth/shifts`: for somebody of the staff, who is told.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<ShiftForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let made = once::id_of(&form.key, &(&form.person, &form.starts_at, &form.ends_at));
    let id: CalendarEntryId = made.and_then(|id| id.to_string().parse().ok()).unwrap_or_else(CalendarEntryId::new);
    let (typed, back) = (form.clone(), format!("/organizations/{slug}/booth/shifts"));
    let of = slug.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.writer()?;
        let (space, booth) = find_booth(conn, visit, &of)?;
        gate::require_preparable(conn, &visit.edition()?.id, ZoneKind::Exhibition, visit.now)?;
        let (person, span) = typed.parse(visit.time_zone(), visit.now)?;
        plan(conn, visit, (&space, &booth), &id, (&person, span))
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(back, "flash-shift-planned")),
        Err(AppError::Invalid(errors)) => {
            draw(&site, &asker, slug, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

fn plan(
    conn: &mut Conn,
    visit: &Visit,
    (space, booth): (&Workspace, &BoothId),
    id: &CalendarEntryId,
    (person, span): (&PersonId, Span),
) -> AppResult<()> {
    let staff = queries::list_staff(conn, booth, &space.organization_id)?;
    let Some((_, member, _)) = staff.into_iter().find(|(one, ..)| one == person) else {
        return Err(FieldErrors::one("person", "error-choice").into());
    };
    let is_known = find_of_thing(conn, id, (EntryKind::Duty, booth.as_str())).is_ok();
    let entry = NewEntry {
        person: person.clone(),
        edition: visit.edition()?.id.clone(),
        kind: EntryKind::Duty,
        thing: booth.to_string(),
        title: String::new(),
        span,
        gap: chrono::Duration::zero(),
        member: Some(member),
    };
    match book_one(conn, id, &entry, visit.now)? {
        // What it is that they are busy with is theirs to know.
        Booking::Clashing(_) => return Err(FieldErrors::one("starts_at", "error-shift-busy").into()),
        Booking::Booked if is_known => return Ok(()),
        Booking::Booked => {}
    }
    enqueue_task(conn, DUTY_BEGIN, id.as_str(), span.starts_at, visit.now)?;
    tell(conn, visit, space, (person, span), ("shift.planned", "notice-shift-planned"))
}

fn tell(
    conn: &mut Conn,
    visit: &Visit,
    space: &Workspace,
    (person, span): (&PersonId, Span),
    (kind, key): (&'static str, &'static str),
) -> AppResult<()> {
    if *person == visit.viewer()?.person {
        return Ok(());
    }
    let zone = visit.edition()?.time_zone;
    let word = |locale: Locale| {
        let when = dates::date_time_there(locale, span.starts_at, zone);
        let values = [("organization", space.name_in(locale)), ("when", when.as_str())];
        Notice { subject: locale.tf(key, &values), detail: String::new() }
    };
    outbox::notify(conn, person, kind, "/me/calendar", visit.now, word)
}

/// `POST …/booth/shifts/{id}/removal`.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let id: CalendarEntryId = id.parse().map_err(|_| AppError::NotFound)?;
    let back = format!("/organizations/{slug}/booth/shifts");
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.writer()?;
        let (space, booth) = find_booth(conn, visit, &slug)?;
        let shift: Entry = find_of_thing(conn, &id, (EntryKind::Duty, booth.as_str()))?;
        delete_entry(conn, &id)?;
        let told = ("shift.removed", "notice-shift-removed");
        tell(conn, visit, &space, (&shift.person_id, shift.span()), told)
    };
    site.write(&asker, write).await?;
    Ok(site.done(back, "flash-shift-removed"))
}
