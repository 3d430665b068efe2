//! Answers whoever asked, on the page of their enquiry: signed in, or by a secret link. The link's secret moves into
//! a cookie that goes nowhere else, so that it stands in no address afterwards.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use uuid::Uuid;

use super::forms::{MessageForm, RatingForm};
use super::links::{LINK_DAYS, find_by_link};
use super::model::{Enquiry, EnquiryState};
use super::telling::own_link;
use super::views::EnquiryPage;
use super::{moves, queries};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EnquiryEntryId, EnquiryId};
use crate::lifecycle::Mover;
use crate::outbox::{has_unseen, mark_seen};
use crate::service::duty::may_talk;
use crate::site::viewer::hash_token;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::Posted;
use crate::web::{once, render};

/// The cookie with the secret of a link; sent to the pages of its own enquiry alone.
const LETTER_COOKIE: &str = "letter";

/// How somebody comes to their enquiry.
#[derive(Debug, Clone)]
struct Key {
    enquiry: EnquiryId,
    /// The hash of a link's secret; none for who is signed in.
    secret: Option<String>,
}

impl Key {
    fn of_person(id: &str) -> AppResult<Self> {
        Ok(Self { enquiry: id.parse().map_err(|_| AppError::NotFound)?, secret: None })
    }

    fn of_letter(id: &str, request: &HttpRequest) -> AppResult<Self> {
        let cookie = request.cookie(LETTER_COOKIE).ok_or(AppError::NotFound)?;
        Ok(Self { secret: Some(hash_token(cookie.value())), ..Self::of_person(id)? })
    }

    fn path(&self) -> String {
        match self.secret {
            Some(_) => letter_path(&self.enquiry),
            None => own_link(&self.enquiry),
        }
    }

    /// The id of the enquiry that this opens.
    fn open(&self, conn: &mut Conn, visit: &Visit) -> AppResult<EnquiryId> {
        let Some(secret) = &self.secret else {
            let me = &visit.viewer()?.person;
            let enquiry = queries::find_enquiry(conn, &self.enquiry)?;
            return if enquiry.person_id.as_ref() == Some(me) { Ok(enquiry.id) } else { Err(AppError::NotFound) };
        };
        let opened = find_by_link(conn, secret, visit.now)?;
        if opened == self.enquiry { Ok(opened) } else { Err(AppError::NotFound) }
    }

    fn find(&self, conn: &mut Conn, visit: &Visit) -> AppResult<Enquiry> {
        let id = self.open(conn, visit)?;
        Ok(queries::find_enquiry(conn, &id)?)
    }

    /// The same to be changed: held, and in a zone that takes something.
    fn find_to_change(&self, conn: &mut Conn, visit: &Visit) -> AppResult<Enquiry> {
        let id = self.open(conn, visit)?;
        if self.secret.is_none() {
            visit.writer()?;
        }
        let enquiry = queries::find_held(conn, &id)?;
        gate::require_not_shut(conn, &enquiry.edition_id, ZoneKind::Service)?;
        Ok(enquiry)
    }
}

fn letter_path(id: &EnquiryId) -> String {
    format!("/service/letters/{id}")
}

/// `GET /service/links/{token}`: from the mail to the page of the enquiry.
pub async fn enter(site: web::Data<Site>, asker: Asker, token: web::Path<String>) -> AppResult<HttpResponse> {
    let (token, hash) = (token.to_string(), hash_token(&token));
    let read = move |conn: &mut Conn, visit: &Visit| find_by_link(conn, &hash, visit.now);
    let (_, id) = site.read(&asker, "service", read).await?;
    let path = letter_path(&id);
    let mut response = render::see_other(path.clone());
    let cookie = Cookie::build(LETTER_COOKIE, token)
        .path(path)
        .secure(site.config.has_secure_cookies())
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(LINK_DAYS))
        .finish();
    response.add_cookie(&cookie).map_err(AppError::internal)?;
    response.headers_mut().insert(header::REFERRER_POLICY, header::HeaderValue::from_static("no-referrer"));
    Ok(response)
}

/// What was typed on the page.
#[derive(Debug, Clone, Default)]
struct Typed {
    message: MessageForm,
    rating: Option<RatingForm>,
    errors: FieldErrors,
}

/// `GET /service/enquiries/{id}`.
pub async fn show(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, Key::of_person(&id)?, Typed::default()).await
}

/// `GET /service/letters/{id}`.
pub async fn show_letter(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    request: HttpRequest,
) -> AppResult<HttpResponse> {
    draw(&site, &asker, Key::of_letter(&id, &request)?, Typed::default()).await
}

async fn draw(site: &Site, asker: &Asker, key: Key, typed: Typed) -> AppResult<HttpResponse> {
    let path = key.path();
    let of = key.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let enquiry = of.find(conn, visit)?;
        let entries = queries::list_entries(conn, &enquiry.id, false)?;
        let is_news = match (&of.secret, &visit.viewer) {
            (None, Some(viewer)) => has_unseen(conn, &viewer.person, &own_link(&enquiry.id))?,
            _ => false,
        };
        let can_talk = of.secret.is_none() && !enquiry.state.is_over() && may_talk(conn, visit)?;
        Ok((enquiry, entries, is_news, can_talk))
    };
    let (mut page, (enquiry, entries, is_news, can_talk)) = site.read(asker, "service", read).await?;
    if let (EnquiryState::Merged, Some(target)) = (enquiry.state, &enquiry.merged_into_id) {
        return Ok(render::see_other(own_link(target)));
    }
    if is_news {
        let link = own_link(&enquiry.id);
        let mark =
            move |conn: &mut Conn, visit: &Visit| Ok(mark_seen(conn, &visit.viewer()?.person, &link, visit.now)?);
        site.note_seen(asker, &mut page, mark).await?;
    }
    let status = if typed.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let message = match typed.message.key.is_empty() {
        true => MessageForm { key: Uuid::now_v7().to_string(), ..typed.message },
        false => typed.message,
    };
    let rating = typed.rating.unwrap_or_else(|| RatingForm {
        stars: enquiry.stars.map(|stars| stars.to_string()).unwrap_or_default(),
        rating: enquiry.rating.clone(),
    });
    render::page_with(
        status,
        &EnquiryPage::new(page, (path, enquiry, entries), (message, rating), can_talk, typed.errors),
    )
}

/// `POST /service/enquiries/{id}/messages`: the same form twice is one message.
pub async fn say(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<MessageForm>,
) -> AppResult<HttpResponse> {
    write_on(&site, &asker, Key::of_person(&id)?, posted.form).await
}

/// `POST /service/letters/{id}/messages`.
pub async fn say_in_letter(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    request: HttpRequest,
    posted: Posted<MessageForm>,
) -> AppResult<HttpResponse> {
    write_on(&site, &asker, Key::of_letter(&id, &request)?, posted.form).await
}

async fn write_on(site: &Site, asker: &Asker, key: Key, form: MessageForm) -> AppResult<HttpResponse> {
    let made = once::id_of(&form.key, &(key.enquiry.as_str(), &form.body)).and_then(|id| id.to_string().parse().ok());
    let entry: EnquiryEntryId = made.unwrap_or_else(EnquiryEntryId::new);
    let (of, typed, shared) = (key.clone(), form.clone(), Site::clone(site));
    let write = move |conn: &mut Conn, visit: &Visit| {
        let mut enquiry = of.find_to_change(conn, visit)?;
        let body = typed.parse()?;
        moves::write_on(conn, &mut enquiry, (&entry, &body), &shared.limits, visit.now)
    };
    match site.write(asker, write).await {
        Ok(()) => Ok(site.done(key.path(), "flash-enquiry-written")),
        Err(AppError::Invalid(errors)) => draw(site, asker, key, Typed { message: form, errors, rating: None }).await,
        Err(error) => Err(error),
    }
}

/// `POST /service/enquiries/{id}/resolution`.
pub async fn resolve(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    resolve_by(&site, &asker, Key::of_person(&id)?).await
}

/// `POST /service/letters/{id}/resolution`.
pub async fn resolve_letter(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    request: HttpRequest,
) -> AppResult<HttpResponse> {
    resolve_by(&site, &asker, Key::of_letter(&id, &request)?).await
}

async fn resolve_by(site: &Site, asker: &Asker, key: Key) -> AppResult<HttpResponse> {
    let of = key.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        let mut enquiry = of.find_to_change(conn, visit)?;
        let person = enquiry.person_id.clone();
        let mover = Mover { person: person.as_ref(), at: visit.now, reason: "" };
        moves::resolve(conn, &mut enquiry, mover)
    };
    site.write(asker, write).await?;
    Ok(site.done(key.path(), "flash-enquiry-resolved"))
}

/// `POST /service/enquiries/{id}/rating`.
pub async fn rate(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<RatingForm>,
) -> AppResult<HttpResponse> {
    rate_by(&site, &asker, Key::of_person(&id)?, posted.form).await
}

/// `POST /service/letters/{id}/rating`.
pub async fn rate_letter(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    request: HttpRequest,
    posted: Posted<RatingForm>,
) -> AppResult<HttpResponse> {
    rate_by(&site, &asker, Key::of_letter(&id, &request)?, posted.form).await
}

async fn rate_by(site: &Site, asker: &Asker, key: Key, form: RatingForm) -> AppResult<HttpResponse> {
    let (of, typed) = (key.clone(), form.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let mut enquiry = of.find_to_change(conn, visit)?;
        let (stars, words) = typed.parse()?;
        moves::rate(conn, &mut enquiry, (stars, &words), visit.now)
    };
    match site.write(asker, write).await {
        Ok(()) => Ok(site.done(key.path(), "flash-enquiry-rated")),
        Err(AppError::Invalid(errors)) => {
            draw(site, asker, key, Typed { rating: Some(form), errors, ..Typed::default() }).await
        }
        Err(error) => Err(error),
    }
}
