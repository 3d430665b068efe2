//! Answers the programme and the page of a session.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::cards::cards_of;
use super::forms::{ProgrammeForm, days_of};
use super::index_views::{Frame, Programme, ProgrammePage};
use super::model::{SESSION, Session};
use super::queries;
use super::views::{SessionPage, SessionView, Typed};
use crate::chat::rooms::{RoomKind, find_panel};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::forum::attending::queries::find_attendance;
use crate::forum::parts::queries::list_parts;
use crate::forum::streams::Stream;
use crate::forum::streams::queries::find_hosts;
use crate::forum::talk::{TalkView, load_talk};
use crate::lifecycle::list_named_moves;
use crate::site::words::ByWords;
use crate::site::{Asker, Site, Visit, ZoneKind, ZoneState};
use crate::web::forms::Asked;
use crate::web::page::Page;
use crate::web::paging::PageNumber;
use crate::web::{headers, render};

/// Sessions on a page of the programme.
const PAGE_SIZE: usize = 60;
/// How many are named as going on now, and as coming next.
const NOW_MOST: i64 = 4;

/// `GET /forum`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ProgrammeForm>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw_index(&site, &asker, form)).await
}

async fn draw_index(site: &Site, asker: &Asker, form: ProgrammeForm) -> AppResult<HttpResponse> {
    let (engine, asked, number) = (site.search.clone(), form.clone(), PageNumber::read(&form.page, PAGE_SIZE));
    let work = move |conn: &mut Conn, visit: &Visit| {
        // What is drawn depends on the reader's clocks and language alone.
        let of = format!("{} {}", visit.time_zone(), asked.address(&asked.page));
        let find = |conn: &mut Conn| find_programme(conn, visit, &engine, &asked, number);
        let found = Arc::unwrap_or_clone(visit.shared(conn, "programme", &of, find)?);
        let may_manage = visit.may(|viewer| viewer.may_manage(ZoneKind::Forum));
        Ok((found, may_manage, visit.clone()))
    };
    let (page, (found, may_manage, visit)) = site.read(asker, "forum", work).await?;
    let (edition, locale) = (visit.edition()?, page.locale);
    let zone = edition.zone(ZoneKind::Forum);
    let frame = Frame {
        title: zone.map_or("", |zone| zone.texts.title(locale)).to_owned(),
        introduction: zone.map_or("", |zone| zone.texts.body(locale)).to_owned(),
        gate: gate_sentence(&page, &visit),
        zone: edition.time_zone,
        may_manage,
    };
    let of_pages = number.page(vec![(); found.cards.len()], u64::try_from(found.total).unwrap_or(0));
    render::page(&ProgrammePage::new(page, frame, form, found, (of_pages.prev, of_pages.next)))
}

fn find_programme(
    conn: &mut Conn,
    visit: &Visit,
    engine: &crate::search::Search,
    form: &ProgrammeForm,
    number: PageNumber,
) -> AppResult<Programme> {
    let edition = visit.edition()?;
    let (id, zone) = (&edition.id, edition.time_zone);
    let days = days_of(&queries::list_beginnings(conn, id)?, zone);
    let day = form.day(&days, visit.now, zone);
    let mut narrow = form.narrow(day, zone);
    narrow.words = ByWords::find(visit, engine, SESSION, &form.words())?;
    let (rows, total) = queries::list_programme(conn, id, &narrow, (number.offset(), number.size))?;
    let (live, next) = queries::list_now_and_next(conn, id, visit.now, NOW_MOST)?;
    Ok(Programme {
        day,
        days,
        parts: list_parts(conn, id)?,
        languages: queries::list_languages(conn, id)?,
        cards: cards_of(conn, visit, &rows)?,
        live: cards_of(conn, visit, &live)?,
        next: cards_of(conn, visit, &next)?,
        total,
        is_fuzzy: narrow.words.is_fuzzy,
    })
}

/// What the programme says while the zone is not open.
fn gate_sentence(page: &Page, visit: &Visit) -> Option<String> {
    let zone = visit.snapshot.edition.as_ref()?.zone(ZoneKind::Forum)?;
    match zone.state(visit.now) {
        ZoneState::Open => None,
        ZoneState::Upcoming => Some(page.tf("forum-gate-upcoming", &[("when", &page.date_time(&zone.opens_at))])),
        ZoneState::ReadOnly => Some(page.t("forum-gate-read-only").to_owned()),
        ZoneState::Closed => Some(page.t("forum-gate-closed").to_owned()),
    }
}

/// `GET /forum/sessions`: the programme is the list.
pub async fn list() -> HttpResponse {
    HttpResponse::MovedPermanently().insert_header(("Location", "/forum?day=all")).finish()
}

/// `GET /forum/sessions/{slug}`.
pub async fn show(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw(&site, &asker, slug.into_inner(), Typed::default(), StatusCode::OK)).await
}

enum Found {
    Here(Box<(SessionView, TalkView)>),
    Moved(String),
}

/// Draws a session with what was typed on its page; 308 from an earlier address.
pub(in crate::forum) async fn draw(
    site: &Site,
    asker: &Asker,
    slug: String,
    typed: Typed,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let work = move |conn: &mut Conn, visit: &Visit| find_view(conn, visit, &slug);
    let (page, found) = site.read(asker, "forum", work).await?;
    match found {
        Found::Moved(slug) => Ok(render::moved(format!("/forum/sessions/{slug}"))),
        Found::Here(found) => {
            let (mut view, talk) = *found;
            if let Some(room) = &mut view.room {
                room.present = i64::try_from(site.hub.present(&room.id)).unwrap_or(0);
            }
            let from = view.stream.as_ref().and_then(|stream| stream.origin.clone());
            let mut response = render::page_with(status, &SessionPage::new(page, view, talk, typed))?;
            if let Some(from) = from {
                headers::let_media_from(&mut response, &from);
            }
            Ok(response)
        }
    }
}

fn find_view(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<Found> {
    let edition = &visit.edition()?.id;
    let Some(session) = queries::find_at(conn, edition, slug)? else {
        let moved = queries::find_moved_slug(conn, edition, slug)?;
        return moved.filter(|new| new != slug).map(Found::Moved).ok_or(AppError::NotFound);
    };
    if !queries::may_read(conn, visit, &session)? {
        return Err(AppError::NotFound);
    }
    let talk = load_talk(conn, visit, &session)?;
    Ok(Found::Here(Box::new((load_view(conn, visit, session)?, talk))))
}

fn load_view(conn: &mut Conn, visit: &Visit, session: Session) -> AppResult<SessionView> {
    let of_one = std::slice::from_ref(&session.id);
    let card = cards_of(conn, visit, std::slice::from_ref(&session))?.pop().ok_or(AppError::NotFound)?;
    let viewer = visit.viewer.as_ref();
    let room = match session.state.is_public() {
        true => find_panel(conn, visit, (RoomKind::Session, session.id.as_str()))?,
        false => None,
    };
    let (hosts, _) = find_hosts(conn, &session.edition_id)?;
    let speaks = match viewer.filter(|_| visit.archive.is_none()) {
        Some(viewer) => queries::speaks(conn, &session.id, &viewer.person)?,
        None => false,
    };
    Ok(SessionView {
        texts: queries::list_texts(conn, of_one)?,
        speakers: queries::list_speakers(conn, of_one)?.remove(&session.id).unwrap_or_default(),
        materials: super::materials::list_materials(conn, &session.id)?,
        attendance: match viewer {
            Some(viewer) => find_attendance(conn, &session.id, &viewer.person)?,
            None => None,
        },
        takes_plans: visit
            .edition()?
            .zone(ZoneKind::Forum)
            .is_some_and(|zone| matches!(zone.state(visit.now), ZoneState::Open | ZoneState::Upcoming)),
        last_move: list_named_moves::<super::SessionState>(conn, session.id.as_str())?.into_iter().next(),
        may_manage: visit.may(|viewer| viewer.may_manage(ZoneKind::Forum)),
        stream: Stream::of(&session, &hosts),
        speaks,
        card,
        room,
        session,
    })
}
