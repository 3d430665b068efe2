//! Answers the makers of the programme, and the moves that speakers make themselves.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::{ListForm, MoveForm, SessionForm};
use super::manages;
use super::moves::{self, Taken};
use super::queries::{self, Listed};
use super::views::{EditPage, Found, IndexPage, Typed};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::forum::parts::queries::list_parts;
use crate::forum::sessions::model::{Session, SessionState};
use crate::forum::sessions::queries::{find_at, find_session, list_speakers, list_texts, speaks};
use crate::forum::sessions::{self, cards_of, materials};
use crate::forum::speakers::queries::list_all;
use crate::ids::SessionId;
use crate::lifecycle::{Mover, list_named_moves, require_version};
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::render;

/// Rows on a page of the list.
const ROWS_ON_A_PAGE: usize = 25;

/// `GET /organizer/programme`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    let of = Listed { q: form.q.clone(), state: form.state.parse().ok(), track: form.track.parse().ok() };
    let number = PageNumber::read(&form.page, ROWS_ON_A_PAGE);
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let edition = &visit.edition()?.id;
        let mut found = queries::list_sessions(conn, edition, &of, number)?;
        let rows = std::mem::take(&mut found.items);
        let cards = cards_of(conn, visit, &rows)?;
        let ids = rows.into_iter().map(|session| session.id);
        Ok((found.map(|_: Session| ()), ids.zip(cards).collect::<Vec<_>>(), list_parts(conn, edition)?))
    };
    let (page, (found, rows, parts)) = site.read(&asker, "organizer", read).await?;
    render::page(&IndexPage::new(page, form, found, rows, &parts))
}

/// `GET /organizer/programme/new`.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let form = SessionForm { language: "zh".into(), level: "everybody".into(), ..SessionForm::default() };
    draw(&site, &asker, None, Typed { form: Some(form), ..Typed::default() }, StatusCode::OK).await
}

/// `GET /organizer/programme/{id}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    draw(&site, &asker, Some(id), Typed::default(), StatusCode::OK).await
}

/// Draws the form of a session with what was typed.
pub(super) async fn draw(
    site: &Site,
    asker: &Asker,
    id: Option<SessionId>,
    typed: Typed,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let taken = typed.taken.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let edition = visit.edition()?;
        let session = match &id {
            Some(id) => Some(queries::find_own(conn, &edition.id, id)?),
            None => None,
        };
        let ids: Vec<SessionId> = id.iter().cloned().collect();
        let speakers = list_speakers(conn, &ids)?.into_values().next().unwrap_or_default();
        let in_the_way = match &taken {
            Some(taken) => {
                let session = find_session(conn, &taken.by)?;
                cards_of(conn, visit, &[session])?.pop()
            }
            None => None,
        };
        Ok(Found {
            texts: list_texts(conn, &ids)?,
            speakers,
            materials: match &session {
                Some(session) => materials::list_materials(conn, &session.id)?,
                None => Vec::new(),
            },
            history: match &session {
                Some(session) => list_named_moves::<SessionState>(conn, session.id.as_str())?,
                None => Vec::new(),
            },
            parts: list_parts(conn, &edition.id)?,
            everybody: list_all(conn, &edition.id)?,
            zone: edition.time_zone,
            in_the_way,
            session,
        })
    };
    let (page, found) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &EditPage::new(page, found, typed, status == StatusCode::CONFLICT))
}

/// `POST /organizer/programme`: a draft.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<SessionForm>) -> AppResult<HttpResponse> {
    let (form, id) = (posted.form, SessionId::new());
    let (typed, made) = (form.clone(), id.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        let (me, edition) = (&visit.writer()?.person, visit.edition()?);
        let valid = typed.parse(edition.time_zone)?;
        let mover = Mover { person: Some(me), at: visit.now, reason: "" };
        queries::insert_session(conn, &made, &edition.id, &valid, mover)?;
        visit.note(conn, Action::ProgrammeCreate, &made, ("", valid.title()))
    };
    match site.write(&asker, store).await {
        Ok(()) => Ok(site.done(format!("/organizer/programme/{id}"), "flash-session-saved")),
        Err(AppError::Invalid(errors)) => {
            let typed = Typed { form: Some(form), errors, ..Typed::default() };
            draw(&site, &asker, None, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /organizer/programme/{id}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<SessionForm>,
) -> AppResult<HttpResponse> {
    let (id, form): (SessionId, _) = (id.parse().map_err(|_| AppError::NotFound)?, posted.form);
    let (typed, own) = (form.clone(), id.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        visit.writer()?;
        let edition = visit.edition()?;
        let session = queries::find_own(conn, &edition.id, &own)?;
        queries::require_seen(&session, &typed.version)?;
        let valid = typed.parse(edition.time_zone)?;
        moves::change(conn, visit, &session, &valid)
    };
    let typed = |errors, taken| Typed { form: Some(form.clone()), errors, taken, ..Typed::default() };
    match site.write(&asker, store).await {
        Ok(None) => Ok(site.done(format!("/organizer/programme/{id}"), "flash-session-saved")),
        Ok(Some(taken)) => {
            let typed = typed(taken_field(&taken), Some(taken));
            draw(&site, &asker, Some(id), typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(AppError::Invalid(errors)) => {
            draw(&site, &asker, Some(id), typed(errors, None), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(AppError::Conflict("error-changed-meanwhile")) => {
            draw(&site, &asker, Some(id), typed(FieldErrors::new(), None), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// The field that says what is taken.
fn taken_field(taken: &Taken) -> FieldErrors {
    match taken.speaker {
        None => FieldErrors::one("stage", "error-session-stage-taken"),
        Some(_) => FieldErrors::one("speaker", "error-session-speaker-taken"),
    }
}

/// `POST /organizer/programme/{id}/moves`.
pub async fn move_session(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    let (id, form): (SessionId, _) = (id.parse().map_err(|_| AppError::NotFound)?, posted.form);
    let (typed, own) = (form.clone(), id.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(manages)?;
        visit.writer()?;
        let session = queries::find_own(conn, &visit.edition()?.id, &own)?;
        require_version(session.version, &typed.version)?;
        let (to, reason) = typed.parse()?;
        moves::carry_out(conn, visit, &session, (to, &reason))
    };
    let typed = |errors, taken| Typed { reason: form.reason.clone(), errors, taken, form: None };
    match site.write(&asker, store).await {
        Ok(None) => Ok(site.done(format!("/organizer/programme/{id}"), "flash-session-moved")),
        Ok(Some(taken)) => {
            let typed = typed(taken_field(&taken), Some(taken));
            draw(&site, &asker, Some(id), typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(AppError::Invalid(errors)) => {
            draw(&site, &asker, Some(id), typed(errors, None), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /forum/sessions/{slug}/moves`: a speaker confirms or withdraws.
pub async fn move_own(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let address = slug.clone();
    let store = move |conn: &mut Conn, visit: &Visit| {
        let (me, edition) = (&visit.writer()?.person, &visit.edition()?.id);
        let session = find_at(conn, edition, &address)?.ok_or(AppError::NotFound)?;
        if !speaks(conn, &session.id, me)? {
            return Err(AppError::NotFound);
        }
        gate::require_not_shut(conn, edition, ZoneKind::Forum)?;
        require_version(session.version, &form.version)?;
        let (to, reason) = form.parse()?;
        if !matches!(to, SessionState::Confirmed | SessionState::Withdrawn) {
            return Err(AppError::Conflict("error-move-not-allowed"));
        }
        match moves::carry_out(conn, visit, &session, (to, &reason))? {
            None => Ok(()),
            Some(taken) => Err(AppError::Invalid(taken_field(&taken))),
        }
    };
    match site.write(&asker, store).await {
        Ok(()) => Ok(site.done(format!("/forum/sessions/{slug}"), "flash-session-moved")),
        Err(AppError::Invalid(errors)) => {
            let typed = sessions::views::Typed { errors, ..Default::default() };
            sessions::draw(&site, &asker, slug, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}
