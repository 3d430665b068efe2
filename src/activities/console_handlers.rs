//! Answers the managers of zones about their activities.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::console_views::{EditPage, Found, IndexPage, Typed};
use super::forms::{ActivityForm, ListForm, MoveForm, RecapForm};
use super::listing::{Narrow, cards_of, list_activities};
use super::model::{Activity, ActivityState, SignupState};
use super::{moves, queries, seats};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::ActivityId;
use crate::lifecycle::{Mover, list_named_moves, require_version};
use crate::site::words::ByWords;
use crate::site::{Asker, Site, Viewer, Visit, ZoneKind};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::render;

/// Rows on a page of the list.
const ROWS_ON_A_PAGE: usize = 25;

fn own_zones(viewer: &Viewer) -> Vec<ZoneKind> {
    ZoneKind::ALL.iter().copied().filter(|zone| viewer.may_manage(*zone)).collect()
}

/// `GET /organizer/activities`: those of one's zones.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ListForm>) -> AppResult<HttpResponse> {
    let (asked, at) = (form.clone(), PageNumber::read(&form.page, ROWS_ON_A_PAGE));
    let read = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.staff(Viewer::may_manage_somewhere)?;
        let own = own_zones(viewer);
        let chosen = asked.zone.parse().ok().filter(|zone| own.contains(zone));
        let narrow = Narrow {
            words: ByWords::in_database(&asked.q),
            kind: asked.kind.parse().ok(),
            zones: chosen.map_or(own, |zone| vec![zone]),
            state: asked.state.parse().ok(),
            is_public: false,
            past: None,
        };
        let mut found = list_activities(conn, &visit.edition()?.id, &narrow, (visit.now, at))?;
        let cards = cards_of(conn, visit, &std::mem::take(&mut found.items))?;
        Ok((found.map(|_| ()), cards))
    };
    let (page, (found, cards)) = site.read(&asker, "organizer", read).await?;
    render::page(&IndexPage::new(page, form, found, cards))
}

/// An activity of this edition, for who manages its zone.
fn find_managed(conn: &mut Conn, visit: &Visit, id: &ActivityId) -> AppResult<Activity> {
    visit.staff(Viewer::may_manage_somewhere)?;
    let activity = queries::find_own(conn, &visit.edition()?.id, id)?;
    visit.staff(|viewer| viewer.may_manage(activity.zone))?;
    Ok(activity)
}

/// `GET /organizer/activities/new`.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let typed = Typed { form: Some(ActivityForm::default()), ..Typed::default() };
    draw(&site, &asker, None, typed, StatusCode::OK).await
}

/// `GET /organizer/activities/{id}`.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    draw(&site, &asker, Some(id), Typed::default(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    id: Option<ActivityId>,
    typed: Typed,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        let zones = own_zones(visit.staff(Viewer::may_manage_somewhere)?);
        let (zone, hosts) = (visit.edition()?.time_zone, queries::list_hosts(conn)?);
        let Some(id) = id else { return Ok(Found::blank(zones, zone, hosts)) };
        let activity = find_managed(conn, visit, &id)?;
        Ok(Found {
            texts: queries::list_texts(conn, std::slice::from_ref(&id))?,
            history: list_named_moves::<ActivityState>(conn, id.as_str())?,
            coming: seats::count_coming(conn, &id)?,
            waiting: seats::count(conn, &id, SignupState::Waiting)?,
            activity: Some(activity),
            ..Found::blank(zones, zone, hosts)
        })
    };
    let (page, found) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &EditPage::new(page, found, typed, status == StatusCode::CONFLICT))
}

/// `POST /organizer/activities`: a draft.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<ActivityForm>) -> AppResult<HttpResponse> {
    let (form, id) = (posted.form, ActivityId::new());
    let (typed, made) = (form.clone(), id.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::may_manage_somewhere)?;
        let (me, edition) = (visit.writer()?, visit.edition()?);
        let valid = typed.parse(edition.time_zone)?;
        if !me.may_manage(valid.zone) {
            return Err(FieldErrors::one("zone", "error-choice").into());
        }
        let mover = Mover { person: Some(&me.person), at: visit.now, reason: "" };
        queries::insert_activity(conn, &made, &edition.id, &valid, mover)?;
        visit.note(conn, Action::ActivityCreate, &made, ("", valid.title()))
    };
    match site.write(&asker, store).await {
        Ok(()) => Ok(site.done(format!("/organizer/activities/{id}"), "flash-activity-saved")),
        Err(AppError::Invalid(errors)) => {
            let typed = Typed { form: Some(form), errors, ..Typed::default() };
            draw(&site, &asker, None, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /organizer/activities/{id}`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ActivityForm>,
) -> AppResult<HttpResponse> {
    let (id, form): (ActivityId, _) = (id.parse().map_err(|_| AppError::NotFound)?, posted.form);
    let (typed, own) = (form.clone(), id.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        let activity = find_managed(conn, visit, &own)?;
        let me = visit.writer()?;
        if !activity.state.is_editable() {
            return Err(AppError::Refused("error-activity-closed"));
        }
        require_version(activity.version, &typed.version)?;
        let valid = typed.parse(visit.edition()?.time_zone)?;
        if !me.may_manage(valid.zone) {
            return Err(FieldErrors::one("zone", "error-choice").into());
        }
        moves::change(conn, visit, &activity, &valid)
    };
    let typed = |errors| Typed { form: Some(form.clone()), errors, ..Typed::default() };
    answer(&site, &asker, id, site.write(&asker, store).await, typed).await
}

/// Leads back to the activity, or draws its page with what was refused.
async fn answer(
    site: &Site,
    asker: &Asker,
    id: ActivityId,
    done: AppResult<()>,
    typed: impl FnOnce(FieldErrors) -> Typed,
) -> AppResult<HttpResponse> {
    match done {
        Ok(()) => Ok(site.done(format!("/organizer/activities/{id}"), "flash-activity-saved")),
        Err(AppError::Invalid(errors)) => {
            draw(site, asker, Some(id), typed(errors), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(AppError::Conflict("error-changed-meanwhile")) => {
            draw(site, asker, Some(id), typed(FieldErrors::new()), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /organizer/activities/{id}/moves`.
pub async fn move_activity(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<MoveForm>,
) -> AppResult<HttpResponse> {
    let (id, form): (ActivityId, _) = (id.parse().map_err(|_| AppError::NotFound)?, posted.form);
    let (typed, own) = (form.clone(), id.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        find_managed(conn, visit, &own)?;
        visit.writer()?;
        let activity = seats::hold(conn, &own)?;
        require_version(activity.version, &typed.version)?;
        let (to, reason) = typed.parse()?;
        moves::carry_out(conn, visit, &activity, (to, &reason))
    };
    let typed = |errors| Typed { reason: form.reason.clone(), errors, ..Typed::default() };
    answer(&site, &asker, id, site.write(&asker, store).await, typed).await
}

/// `POST /organizer/activities/{id}/recap`.
pub async fn update_recap(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<RecapForm>,
) -> AppResult<HttpResponse> {
    let (id, form): (ActivityId, _) = (id.parse().map_err(|_| AppError::NotFound)?, posted.form);
    let (typed, own) = (form.clone(), id.clone());
    let store = move |conn: &mut Conn, visit: &Visit| {
        let activity = find_managed(conn, visit, &own)?;
        visit.writer()?;
        if !activity.state.has_recap() {
            return Err(AppError::Refused("error-activity-not-begun"));
        }
        require_version(activity.version, &typed.version)?;
        queries::save_recap(conn, &activity, &typed.parse()?, visit.now)?;
        visit.note(conn, Action::ActivityUpdate, &activity.id, ("", "recap"))
    };
    let typed = |errors| Typed { recap: Some(form.clone()), errors, ..Typed::default() };
    answer(&site, &asker, id, site.write(&asker, store).await, typed).await
}
