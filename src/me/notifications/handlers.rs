//! Answers under `/me/notifications`.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{queries, views};
use crate::db::Conn;
use crate::error::AppResult;
use crate::ids::NotificationId;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::render;

/// Notifications on a page.
const SIZE: usize = 30;

/// Which part of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    /// `unread`, or everything.
    pub show: String,
    /// The number of the page.
    pub page: String,
}

/// The list.
pub async fn index(site: web::Data<Site>, asker: Asker, asked: Asked<ListForm>) -> AppResult<HttpResponse> {
    let only_unread = asked.0.show == "unread";
    let place = PageNumber::read(&asked.0.page, SIZE);
    let offset = i64::try_from(place.offset()).unwrap_or(0);
    let find = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.viewer()?.person;
        Ok(queries::list_notifications(conn, person, only_unread, offset, SIZE as i64 + 1)?)
    };
    let (page, mut entries) = site.read(&asker, "me", find).await?;
    let show = if only_unread { "unread" } else { "" };
    let address = |number: u64| format!("/me/notifications?show={show}&page={number}");
    let next = (entries.len() > SIZE).then(|| address(place.number + 1));
    let prev = (place.number > 1).then(|| address(place.number - 1));
    entries.truncate(SIZE);
    render::page(&views::NotificationsPage { page, entries, only_unread, prev, next })
}

/// Opens one: marks it read and leads to its place.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<NotificationId>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let open = move |conn: &mut Conn, visit: &Visit| {
        let person = visit.viewer()?.person.clone();
        Ok((queries::read_notification(conn, &person, &id, visit.now)?, person))
    };
    let (link, person) = site.write(&asker, open).await?;
    site.hub.tell_unread(&person);
    Ok(render::see_other(render::local_path(&link)))
}

/// Where to go on after marking.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReadForm {
    /// A path of this site.
    pub next: String,
}

impl ReadForm {
    fn back(&self) -> HttpResponse {
        let next = render::local_path(&self.next);
        render::see_other(if next == "/" { "/me/notifications" } else { next })
    }
}

/// Marks one as read and stays.
pub async fn update_one(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<NotificationId>,
    posted: Posted<ReadForm>,
) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let person = visit.viewer()?.person.clone();
        queries::read_notification(conn, &person, &id, visit.now)?;
        Ok(person)
    };
    site.hub.tell_unread(&site.write(&asker, read).await?);
    Ok(posted.form.back())
}

/// Marks all as read.
pub async fn update(site: web::Data<Site>, asker: Asker, posted: Posted<ReadForm>) -> AppResult<HttpResponse> {
    let read = |conn: &mut Conn, visit: &Visit| {
        let person = visit.viewer()?.person.clone();
        queries::read_all(conn, &person, visit.now)?;
        Ok(person)
    };
    site.hub.tell_unread(&site.write(&asker, read).await?);
    Ok(posted.form.back())
}
