//! The secret address of a calendar, for other programs: given out once, ended or exchanged at any time.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::model::{Describers, Span};
use super::queries;
use super::views::FeedPage;
use crate::accounts::passwords::new_token;
use crate::db::Conn;
use crate::error::AppResult;
use crate::site::viewer::hash_token;
use crate::site::{Asker, Site, Visit};
use crate::web::i18n::Locale;
use crate::web::ics::{self, Event};
use crate::web::limits::Rate;
use crate::web::origin::ClientAddress;
use crate::web::render;

/// How far back a feed reaches and how far ahead, in days.
const DAYS: (i64, i64) = (30, 730);

/// `POST /me/calendar/feed`: a new address; it is shown by this answer and never again.
pub async fn create(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let token = new_token()?;
    let hash = hash_token(&token);
    let save =
        move |conn: &mut Conn, visit: &Visit| Ok(queries::save_feed(conn, &visit.viewer()?.person, &hash, visit.now)?);
    site.write(&asker, save).await?;
    let page = site.page(&asker, "me").await?;
    render::page(&FeedPage { address: format!("{}/calendar/{token}.ics", site.config.public_url()), page })
}

/// `POST /me/calendar/feed/removal`.
pub async fn destroy(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let end = |conn: &mut Conn, visit: &Visit| Ok(queries::delete_feed(conn, &visit.viewer()?.person)?);
    site.write(&asker, end).await?;
    Ok(site.done("/me/calendar", "flash-calendar-feed-ended"))
}

/// `GET /calendar/{token}.ics`: whoever knows the address reads.
pub async fn show(
    site: web::Data<Site>,
    describers: web::Data<Describers>,
    token: web::Path<String>,
    request: HttpRequest,
) -> AppResult<HttpResponse> {
    site.limits.check(Rate::Feed, &ClientAddress::of(&request).to_string()).await?;
    let (hash, now) = (hash_token(&token), site.clock.now());
    let within =
        Span { starts_at: now - chrono::Duration::days(DAYS.0), ends_at: now + chrono::Duration::days(DAYS.1) };
    let read = move |conn: &mut Conn| {
        let (person, name, tag) = queries::find_feed_owner(conn, &hash, now)?;
        let locale = Locale::from_tag(&tag).unwrap_or(Locale::En);
        let entries = queries::list_entries(conn, &person, within)?;
        let worded = describers.describe(conn, &entries, &person, locale)?;
        let event = |(entry, words): (&super::Entry, super::Description)| Event {
            uid: entry.id.to_string(),
            sequence: entry.updated_at.and_utc().timestamp() - 1_700_000_000,
            starts_at: entry.starts_at,
            ends_at: entry.ends_at,
            title: words.title,
            detail: words.detail,
            path: words.href.unwrap_or_else(|| "/me/calendar".to_owned()),
            is_cancelled: false,
            changed_at: entry.updated_at,
        };
        Ok((locale.tf("calendar-feed-name", &[("name", &name)]), entries.iter().zip(worded).map(event).collect()))
    };
    let (name, events): (String, Vec<Event>) = site.db.read(read).await?;
    Ok(HttpResponse::Ok()
        .content_type(ics::MIME)
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"calendar.ics\""))
        .insert_header(("X-Robots-Tag", "noindex"))
        .body(ics::write(&name, &site.config.public_url(), &events)))
}
