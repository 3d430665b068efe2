//! Answers of the lobby.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::model::{Figures, Phase, phase};
use super::queries;
use super::views::{Event, Happenings, LobbyPage};
use crate::activities::list_coming_cards;
use crate::chat::rooms::{RoomDoor, RoomKind, find_room_of};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::exhibition::halls::{counted, load_first_floor};
use crate::exhibition::plan::{Plan, hero};
use crate::ids::{EditionId, RoomId};
use crate::news::list_latest_cards;
use crate::site::asker::{LOCALE_COOKIE, THEME_COOKIE, choice_cookie};
use crate::site::share::event_facts;
use crate::site::{Asker, Edition, Site, Visit};
use crate::web::forms::Posted;
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::render;

/// Activities, and news, that the lobby names.
const HAPPENINGS: usize = 3;

type LiveEvent = (Edition, Figures, Option<Plan>, Option<RoomId>, Arc<Happenings>);
type Live = Option<LiveEvent>;

/// The home page.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    site.shown(&asker, draw_index(&site, &asker)).await
}

async fn draw_index(site: &Site, asker: &Asker) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| -> AppResult<Live> {
        let Some(edition) = visit.snapshot.edition.clone() else { return Ok(None) };
        let count = |conn: &mut Conn| queries::count_figures(conn, &edition.id, visit.now);
        let figures = visit.shared(conn, "lobby-figures", "", count)?;
        let draw =
            |conn: &mut Conn| Ok(load_first_floor(conn, &edition.id, visit.locale, visit.now)?.as_ref().map(hero));
        let plan = visit.shared(conn, "lobby-plan", "", draw)?;
        let find = |conn: &mut Conn| Ok(find_room_of(conn, RoomKind::Lobby, edition.id.as_str())?);
        let room = visit.shared(conn, "lobby-room", "", find)?;
        // The archive shows neither.
        let happenings = match visit.archive {
            Some(_) => Arc::default(),
            None => load_happenings(conn, visit, &edition.id)?,
        };
        Ok(Some((edition, *figures, Option::clone(&plan), Option::clone(&room), happenings)))
    };
    let (mut page, live) = site.read(asker, "lobby", read).await?;
    if let Some((edition, ..)) = &live {
        let addresses = (page.bare(), page.absolute(&page.share.picture));
        page.share.facts.push(event_facts(edition, page.locale, addresses));
    }
    let door = live.as_ref().and_then(|live| live.3.as_ref()).map(|room| RoomDoor::of(&site.hub, room));
    let door = door.filter(|_| page.archive.is_none());
    let here = if page.archive.is_none() { i64::try_from(site.hub.count_here()).unwrap_or(0) } else { 0 };
    let event = live.map(|(edition, figures, plan, room, happenings)| {
        let plan = plan.map(|plan| counted(&plan, &site.hub, page.locale));
        Event { here, ..event(&page, (edition, figures, plan, room, happenings), door) }
    });
    render::page(&LobbyPage { page, event })
}

/// Activities say their time by the reader's clock too, so they are shared by those of one time zone.
fn load_happenings(conn: &mut Conn, visit: &Visit, edition: &EditionId) -> AppResult<Arc<Happenings>> {
    visit.shared(conn, "lobby-happenings", visit.time_zone().name(), |conn| {
        Ok(Happenings {
            activities: list_coming_cards(conn, visit, edition, HAPPENINGS)?,
            news: list_latest_cards(conn, visit, edition, HAPPENINGS)?,
        })
    })
}

fn event(page: &Page, (edition, figures, plan, _, happenings): LiveEvent, door: Option<RoomDoor>) -> Event {
    let last = edition.closes_at - chrono::Duration::seconds(1);
    let day = |at| crate::web::dates::date(page.locale, at, edition.time_zone);
    Event {
        introduction: edition.texts.body(page.locale).to_owned(),
        days: format!("{} – {}", day(edition.opens_at), day(last)),
        // The archive shows an edition as it stood while it was on.
        phase: match edition.state.is_over() || page.archive.is_some() {
            true => Phase::After,
            false => phase(edition.opens_at, edition.closes_at, page.now),
        },
        begins: page.tf("lobby-begins", &[("when", &page.relative(&edition.opens_at))]),
        figures,
        here: 0,
        happenings,
        plan,
        door,
    }
}

/// The choices in the frame.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Preferences {
    theme: String,
    locale: String,
    next: String,
}

/// Keeps the colours and the language in cookies.
pub async fn update_preferences(site: web::Data<Site>, posted: Posted<Preferences>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let mut response = render::see_other(render::local_path(&form.next));
    if matches!(form.theme.as_str(), "light" | "dark" | "auto") {
        response.add_cookie(&choice_cookie(&site, THEME_COOKIE, &form.theme)).map_err(AppError::internal)?;
    }
    if let Some(locale) = Locale::from_tag(&form.locale) {
        response.add_cookie(&choice_cookie(&site, LOCALE_COOKIE, locale.tag())).map_err(AppError::internal)?;
    }
    Ok(response)
}
