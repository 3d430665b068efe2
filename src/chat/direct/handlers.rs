//! Answers of private rooms: a person's conversations, the first message, blocks, leaving a group.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use uuid::Uuid;

use super::forms::{BlockForm, ContactForm, Wanted};
use super::{queries, views};
use crate::chat::messages::saying::Saying;
use crate::chat::rooms::people::{self, Companion};
use crate::chat::rooms::queries::{RoomKind, find_room};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{PersonId, RoomId};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::render;

/// Conversations, or found messages, on a page.
const ROWS_ON_A_PAGE: usize = 30;

/// `GET /me/messages`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let at = PageNumber::read(&wanted.page, ROWS_ON_A_PAGE);
    let asked = wanted.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let whose = (&visit.edition()?.id, &visit.viewer()?.person, visit.locale);
        let list = match (asked.q.trim(), asked.show.as_str()) {
            ("", "blocked") => views::List::Blocked(queries::list_blocked(conn, whose.1)?),
            ("", show) => views::List::Conversations(queries::list_conversations(conn, whose, show == "unread", at)?),
            (words, _) => views::List::Found(queries::search_messages(conn, whose, words, at)?),
        };
        Ok((list, whose.1.clone()))
    };
    let (page, (list, me)) = site.read(&asker, "me", read).await?;
    render::page(&views::ConversationsPage::new(page, &me, wanted, list))
}

/// `GET /rooms/new`: the first message to somebody, or to a group.
pub async fn new(site: web::Data<Site>, asker: Asker, Asked(form): Asked<ContactForm>) -> AppResult<HttpResponse> {
    if let ([person], false) = (form.person.as_slice(), form.is_group()) {
        let other: PersonId = person.parse().map_err(|_| AppError::NotFound)?;
        let find = move |conn: &mut Conn, visit: &Visit| {
            let me = &visit.viewer()?.person;
            Ok(queries::find_room_of_two(conn, &visit.edition()?.id, me, &other)?)
        };
        if let Some(room) = site.read(&asker, "me", find).await?.1 {
            return Ok(render::see_other(RoomKind::Direct.address(&room)));
        }
    }
    let form = ContactForm { key: Uuid::now_v7().to_string(), ..form };
    draw(&site, &asker, form, FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    form: ContactForm,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let asked = form.clone();
    let (page, offered) = site.read(asker, "me", move |conn, visit| offer(conn, visit, &asked)).await?;
    render::page_with(status, &views::ContactPage::new(page, form, offered, errors))
}

/// Who may be written to by this form: the one it names, or everybody known from a conversation.
fn offer(conn: &mut Conn, visit: &Visit, form: &ContactForm) -> AppResult<Vec<Companion>> {
    let me = &visit.viewer()?.person;
    if form.is_group() {
        return Ok(queries::list_acquaintances(conn, &visit.edition()?.id, me)?);
    }
    let Some(other) = form.people().into_iter().next() else {
        return Ok(queries::list_acquaintances(conn, &visit.edition()?.id, me)?);
    };
    if other == *me {
        return Err(AppError::NotFound);
    }
    Ok(vec![queries::find_person(conn, &other)?])
}

/// `POST /rooms`: says it; the room is made with it where there is none.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<ContactForm>) -> AppResult<HttpResponse> {
    let form = posted.form.clone();
    let shared = Site::clone(&site);
    let write = move |conn: &mut Conn, visit: &Visit| {
        let contact = form.parse(&visit.viewer()?.person).map_err(AppError::Invalid)?;
        queries::begin(conn, visit, &contact, &shared.limits)
    };
    match site.write(&asker, write).await {
        Ok((room, said)) => {
            if let Saying::Stored(fresh) = said {
                fresh.publish(&site.hub)?;
            }
            Ok(render::see_other(RoomKind::Direct.address(&room)))
        }
        Err(AppError::Invalid(errors)) => {
            draw(&site, &asker, posted.form, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /me/blocks`.
pub async fn block(site: web::Data<Site>, asker: Asker, posted: Posted<BlockForm>) -> AppResult<HttpResponse> {
    let other: PersonId = posted.form.person.parse().map_err(|_| AppError::NotFound)?;
    let named = other.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        if *me == named {
            return Err(AppError::NotFound);
        }
        queries::find_person(conn, &named)?;
        people::block(conn, me, &named, visit.now)?;
        Ok(me.clone())
    };
    let me = site.write(&asker, write).await?;
    recheck(&site, [&me, &other]);
    Ok(site.done(back(&posted.form.next), "flash-blocked"))
}

/// `POST /me/blocks/{person}/removal`.
pub async fn unblock(
    site: web::Data<Site>,
    asker: Asker,
    person: web::Path<String>,
    posted: Posted<BlockForm>,
) -> AppResult<HttpResponse> {
    let other: PersonId = person.parse().map_err(|_| AppError::NotFound)?;
    let named = other.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        people::unblock(conn, me, &named)?;
        Ok(me.clone())
    };
    let me = site.write(&asker, write).await?;
    recheck(&site, [&me, &other]);
    Ok(site.done(back(&posted.form.next), "flash-unblocked"))
}

fn recheck(site: &Site, people: [&PersonId; 2]) {
    people.into_iter().for_each(|person| site.hub.recheck_person(person));
}

fn back(next: &str) -> String {
    match render::local_path(next) {
        "/" => "/me/messages".to_owned(),
        path => path.to_owned(),
    }
}

/// `POST /rooms/{room}/leaving`: out of a group.
pub async fn leave(site: web::Data<Site>, asker: Asker, room: web::Path<String>) -> AppResult<HttpResponse> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let left = room.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        let found = find_room(conn, &left, Some(me))?;
        if found.kind != RoomKind::Direct || !found.is_group {
            return Err(AppError::NotFound);
        }
        people::take_out(conn, &left, me)
    };
    site.write(&asker, write).await?;
    site.hub.recheck_room(&room);
    Ok(site.done("/me/messages", "flash-group-left"))
}
