//! Answers `/organizer/announcements`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::forms::AnnouncementForm;
use super::model::{AnnouncementRow, AnnouncementState, may_announce};
use super::queries;
use super::views::{EditPage, IndexPage};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{AnnouncementId, PersonId};
use crate::lifecycle::{Mover, NamedMove, list_named_moves};
use crate::site::{Asker, Site, Viewer, Visit, ZoneKind};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::{dates, render, text};

/// Rows on a page of the list.
const ROWS_ON_A_PAGE: usize = 25;

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// A state.
    pub state: String,
    /// Words of the text.
    pub q: String,
    /// Page number.
    pub page: String,
}

/// `GET /organizer/announcements`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let state = wanted.state.parse().ok();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.staff(Viewer::may_manage_somewhere)?;
        let mut rows = queries::list_announcements(conn, &visit.edition()?.id, state)?;
        rows.retain(|row| may_announce(viewer, row.zone));
        Ok(rows)
    };
    let (page, mut rows) = site.read(&asker, "organizer", read).await?;
    let needle = text::fold(&wanted.q);
    rows.retain(|row| text::fold(&format!("{} {}", row.text_en, row.text_zh)).contains(&needle));
    let (number, total) = (PageNumber::read(&wanted.page, ROWS_ON_A_PAGE), rows.len() as u64);
    let shown = rows.into_iter().skip(number.offset()).take(ROWS_ON_A_PAGE).collect();
    render::page(&IndexPage::new(page, state, wanted.q, number.page(shown, total)))
}

/// What the form's page is drawn from: the zones of the person, the announcement where there is
/// one, its moves.
type Found = (Vec<ZoneKind>, bool, chrono_tz::Tz, Option<(AnnouncementRow, Vec<NamedMove>)>);

fn find(conn: &mut Conn, visit: &Visit, id: Option<&AnnouncementId>) -> AppResult<Found> {
    let viewer = visit.staff(Viewer::may_manage_somewhere)?;
    let edition = visit.edition()?;
    let zones = ZoneKind::ALL.iter().copied().filter(|zone| viewer.may_manage(*zone)).collect();
    let found = match id {
        None => None,
        Some(id) => {
            let row = queries::find_announcement(conn, &edition.id, id)?;
            visit.staff(|viewer| may_announce(viewer, row.zone))?;
            let moves = list_named_moves::<AnnouncementState>(conn, row.id.as_str())?;
            Some((row, moves))
        }
    };
    Ok((zones, viewer.is_administrator(), edition.time_zone, found))
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: Option<AnnouncementId>,
    typed: Option<AnnouncementForm>,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| find(conn, visit, id.as_ref());
    let (page, (zones, is_everywhere, time_zone, found)) = site.read(asker, "organizer", read).await?;
    let present = found.as_ref().map(|(row, _)| AnnouncementForm::of(row, time_zone));
    let is_conflict = status == StatusCode::CONFLICT;
    let first = AnnouncementForm {
        shown_until: dates::input(page.now + chrono::Duration::days(1), time_zone),
        ..AnnouncementForm::default()
    };
    let form = match (typed, &present) {
        // Whoever has read what stands there now may save over it.
        (Some(typed), Some(present)) if is_conflict => AnnouncementForm { version: present.version.clone(), ..typed },
        (Some(typed), _) => typed,
        (None, Some(present)) => present.clone(),
        (None, None) => first,
    };
    let present = present.filter(|_| is_conflict);
    let drawn = EditPage::new(page, (zones, is_everywhere), time_zone.name(), found, form, present, errors);
    render::page_with(status, &drawn)
}

/// `GET /organizer/announcements/new`.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    draw(&site, &asker, None, None, FieldErrors::new(), StatusCode::OK).await
}

/// `GET /organizer/announcements/{id}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<AnnouncementId>) -> AppResult<HttpResponse> {
    draw(&site, &asker, Some(id.into_inner()), None, FieldErrors::new(), StatusCode::OK).await
}

/// `POST /organizer/announcements`: a draft.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<AnnouncementForm>) -> AppResult<HttpResponse> {
    let (form, id) = (posted.form, AnnouncementId::new());
    let valid = match form.parse(time_zone(&site)?, site.clock.now()) {
        Ok(valid) => valid,
        Err(errors) => {
            return draw(&site, &asker, None, Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let path = format!("/organizer/announcements/{id}");
    let store = move |conn: &mut Conn, visit: &Visit| {
        let person = require_announcer(visit, valid.zone)?;
        let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
        queries::insert_announcement(conn, &id, &visit.edition()?.id, &valid, mover)?;
        visit.note(conn, Action::AnnouncementCreate, &id, ("", &valid.text_en))
    };
    site.write(&asker, store).await?;
    Ok(site.done(path, "flash-announcement-saved"))
}

fn time_zone(site: &Site) -> AppResult<chrono_tz::Tz> {
    site.snapshot.load().edition.as_ref().map(|edition| edition.time_zone).ok_or(AppError::NotFound)
}

fn require_announcer(visit: &Visit, zone: Option<ZoneKind>) -> AppResult<PersonId> {
    visit.staff(|viewer| may_announce(viewer, zone))?;
    visit.writer().map(|viewer| viewer.person.clone())
}

/// `POST /organizer/announcements/{id}`: other words, another time. What is archived stays as it is.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<AnnouncementId>,
    posted: Posted<AnnouncementForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let valid = match form.parse(time_zone(&site)?, site.clock.now()) {
        Ok(valid) => valid,
        Err(errors) => {
            return draw(&site, &asker, Some(id), Some(form), errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let own = id.clone();
    let store = move |conn: &mut Conn, visit: &Visit| {
        let row = queries::find_announcement(conn, &visit.edition()?.id, &own)?;
        require_announcer(visit, row.zone)?;
        require_announcer(visit, valid.zone)?;
        if row.state == AnnouncementState::Archived {
            return Err(AppError::Conflict("error-move-not-allowed"));
        }
        queries::update_announcement(conn, &own, &valid, visit.now)?;
        visit.note(conn, Action::AnnouncementUpdate, &own, (&row.text_en, &valid.text_en))
    };
    match site.write(&asker, store).await {
        Err(AppError::Conflict(_)) => {
            draw(&site, &asker, Some(id), Some(form), FieldErrors::new(), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
        Ok(()) => {
            site.refresh().await?;
            Ok(site.done(format!("/organizer/announcements/{id}"), "flash-announcement-saved"))
        }
    }
}

/// `POST /organizer/announcements/{id}/publication`: shown from now on.
pub async fn publish(site: web::Data<Site>, asker: Asker, id: web::Path<AnnouncementId>) -> AppResult<HttpResponse> {
    change_state(&site, &asker, id.into_inner(), AnnouncementState::Active).await?;
    Ok(site.done("/organizer/announcements", "flash-announcement-published"))
}

/// `POST /organizer/announcements/{id}/archival`: not shown any more.
pub async fn archive(site: web::Data<Site>, asker: Asker, id: web::Path<AnnouncementId>) -> AppResult<HttpResponse> {
    change_state(&site, &asker, id.into_inner(), AnnouncementState::Archived).await?;
    Ok(site.done("/organizer/announcements", "flash-announcement-archived"))
}

async fn change_state(site: &Site, asker: &Asker, id: AnnouncementId, to: AnnouncementState) -> AppResult<()> {
    let store = move |conn: &mut Conn, visit: &Visit| {
        let row = queries::find_announcement(conn, &visit.edition()?.id, &id)?;
        let person = require_announcer(visit, row.zone)?;
        let mover = Mover { person: Some(&person), at: visit.now, reason: "" };
        queries::move_announcement(conn, &row, to, mover)?;
        visit.note(conn, Action::AnnouncementMove, &id, (row.state.as_str(), to.as_str()))
    };
    site.write(asker, store).await?;
    site.refresh().await
}
