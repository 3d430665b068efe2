//! Answers everybody about activities: the list, the page, signing up.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::forms::ListForm;
use super::listing::{Narrow, cards_of, list_activities};
use super::model::{ACTIVITY, Activity, ActivityState, SignupState};
use super::queries;
use super::seats::{self, Seat};
use super::views::{ActivityPage, ActivityView, IndexPage};
use crate::calendar::{Describers, word_clash};
use crate::chat::rooms::{RoomKind, find_panel};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::lifecycle::list_named_moves;
use crate::site::words::ByWords;
use crate::site::{Asker, Site, Visit, gate};
use crate::web::forms::Asked;
use crate::web::paging::PageNumber;
use crate::web::render;

/// Activities on a page.
const PAGE_SIZE: usize = 20;

/// `GET /activities`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    site.shown(&asker, draw_index(&site, &asker, form)).await
}

async fn draw_index(site: &Site, asker: &Asker, form: ListForm) -> AppResult<HttpResponse> {
    let (index, asked, at) = (site.search.clone(), form.clone(), PageNumber::read(&form.page, PAGE_SIZE));
    let read = move |conn: &mut Conn, visit: &Visit| {
        let narrow = Narrow {
            words: ByWords::find(visit, &index, ACTIVITY, &asked.q)?,
            kind: asked.kind.parse().ok(),
            zones: asked.zone.parse().ok().into_iter().collect(),
            state: None,
            is_public: true,
            // The archive shows those of the edition together: there is nothing to come.
            past: visit.archive.is_none().then_some(asked.show == "past"),
        };
        let mut found = list_activities(conn, &visit.edition()?.id, &narrow, (visit.now, at))?;
        let cards = cards_of(conn, visit, &std::mem::take(&mut found.items))?;
        let may_make = visit.may(|viewer| viewer.may_manage_somewhere());
        Ok((found.map(|_| ()), cards, visit.edition()?.time_zone, (narrow.words.is_fuzzy, may_make)))
    };
    let (page, (found, cards, zone, (is_fuzzy, may_make))) = site.read(asker, "activities", read).await?;
    render::page(&IndexPage::new(page, form, (found, is_fuzzy), cards, (zone, may_make)))
}

/// `GET /activities/{slug}`.
pub async fn show(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let typed = (FieldErrors::new(), None);
    site.shown(&asker, draw(&site, &asker, slug.into_inner(), typed, StatusCode::OK)).await
}

enum Found {
    Here(Box<ActivityView>),
    Moved(String),
}

async fn draw(
    site: &Site,
    asker: &Asker,
    slug: String,
    typed: (FieldErrors, Option<String>),
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let edition = &visit.edition()?.id;
        match queries::find_at(conn, edition, &slug)? {
            None => {
                let moved = queries::find_moved_slug(conn, edition, &slug)?;
                moved.filter(|new| *new != slug).map(Found::Moved).ok_or(AppError::NotFound)
            }
            Some(activity) if may_read(visit, &activity) => load(conn, visit, activity).map(Box::new).map(Found::Here),
            Some(_) => Err(AppError::NotFound),
        }
    };
    let (page, found) = site.read(asker, "activities", read).await?;
    match found {
        Found::Moved(slug) => Ok(render::moved(format!("/activities/{slug}"))),
        Found::Here(mut view) => {
            if let Some(room) = &mut view.room {
                room.present = i64::try_from(site.hub.present(&room.id)).unwrap_or(0);
            }
            render::page_with(status, &ActivityPage::new(page, *view, typed))
        }
    }
}

/// Drafts are read by who makes them.
fn may_read(visit: &Visit, activity: &Activity) -> bool {
    activity.state.is_public() || visit.may(|viewer| viewer.may_manage(activity.zone))
}

fn load(conn: &mut Conn, visit: &Visit, activity: Activity) -> AppResult<ActivityView> {
    let card = cards_of(conn, visit, std::slice::from_ref(&activity))?.pop().ok_or(AppError::NotFound)?;
    let viewer = visit.viewer.as_ref();
    let signup = match viewer {
        Some(viewer) => seats::find_signup(conn, &activity.id, &viewer.person)?,
        None => None,
    };
    let place = match signup.as_ref().filter(|own| own.state == SignupState::Waiting) {
        Some(own) => Some(seats::find_place(conn, &activity.id, own.turn)?),
        None => None,
    };
    let room = match activity.state.is_public() {
        true => find_panel(conn, visit, (RoomKind::Activity, activity.id.as_str()))?,
        false => None,
    };
    Ok(ActivityView {
        texts: queries::list_texts(conn, std::slice::from_ref(&activity.id))?,
        coming: seats::count_coming(conn, &activity.id)?,
        waiting: seats::count(conn, &activity.id, SignupState::Waiting)?,
        reason: match activity.state {
            ActivityState::Cancelled => {
                let moves = list_named_moves::<ActivityState>(conn, activity.id.as_str())?;
                moves.into_iter().next().map(|last| last.reason).unwrap_or_default()
            }
            _ => String::new(),
        },
        may_manage: visit.may(|viewer| viewer.may_manage(activity.zone)),
        signup: signup.map(|own| own.state),
        place,
        room,
        card,
        activity,
    })
}

/// `POST /activities/{slug}/signups`.
pub async fn create(
    site: web::Data<Site>,
    describers: web::Data<Describers>,
    asker: Asker,
    slug: web::Path<String>,
) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let address = slug.clone();
    let sign_up = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.writer()?.person;
        let activity = find_public(conn, visit, &address)?;
        gate::require_current(conn, &activity.edition_id)?;
        seats::sign_up(conn, &activity.id, me, visit.now)
    };
    let back = format!("/activities/{slug}");
    match site.write(&asker, sign_up).await {
        Ok(Seat::Coming) => Ok(site.done(back, "flash-activity-coming")),
        Ok(Seat::Waiting) => Ok(site.done(back, "flash-activity-waiting")),
        Ok(Seat::Busy(entry)) => {
            let clash = word_clash(&site, &asker, &describers, *entry).await?;
            let typed = (FieldErrors::one("signup", "error-calendar-taken"), Some(clash));
            draw(&site, &asker, slug, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

fn find_public(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<Activity> {
    let found = queries::find_at(conn, &visit.edition()?.id, slug)?;
    found.filter(|activity| activity.state.is_public()).ok_or(AppError::NotFound)
}

/// `POST /activities/{slug}/signups/removal`.
pub async fn destroy(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let back = format!("/activities/{slug}");
    let leave = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        let activity = find_public(conn, visit, &slug)?;
        seats::leave(conn, &activity.id, me, visit.now)
    };
    site.write(&asker, leave).await?;
    Ok(site.done(back, "flash-activity-left"))
}
