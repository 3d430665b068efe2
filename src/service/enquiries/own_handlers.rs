//! Answers whoever asked, on the page of their enquiry: signed in, or by a secret link. The link's secret moves into a cookie
//! that goes to the pages of its enquiry alone, so that it stands in no address afterwards.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use uuid::Uuid;

use super::files::{is_told, take_files, write_with};
use super::forms::{MessageForm, RatingForm};
use super::keys::Key;
use super::links::{LINK_DAYS, find_by_link};
use super::telling::own_link;
use super::views::EnquiryPage;
use super::{moves, queries};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{EnquiryEntryId, EnquiryId, FileId};
use crate::lifecycle::Mover;
use crate::outbox::{has_unseen, mark_seen};
use crate::service::duty::may_talk;
use crate::site::files::find_file;
use crate::site::viewer::hash_token;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Posted, Upload};
use crate::web::{once, render};

/// The cookie with the secret of a link.
const LETTER_COOKIE: &str = "letter";

/// The key of a link's page: the secret in its cookie.
fn letter_key(id: &str, request: &HttpRequest) -> AppResult<Key> {
    let cookie = request.cookie(LETTER_COOKIE).ok_or(AppError::NotFound)?;
    Ok(Key::of_letter(id.parse().map_err(|_| AppError::NotFound)?, cookie.value().to_owned()))
}

/// The answer that leads to an enquiry that a key opens.
fn lead_to(site: &Site, key: &Key, id: &EnquiryId) -> AppResult<HttpResponse> {
    let mut response = render::see_other(key.path_of(id));
    carry_to(site, key, id, &mut response)?;
    Ok(response)
}

/// Gives an answer the cookie for the pages of an enquiry that a key opens, where it is the secret of a link.
fn carry_to(site: &Site, key: &Key, id: &EnquiryId, response: &mut HttpResponse) -> AppResult<()> {
    let Some(secret) = key.secret() else { return Ok(()) };
    let cookie = Cookie::build(LETTER_COOKIE, secret)
        .path(key.path_of(id))
        .secure(site.config.has_secure_cookies())
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(LINK_DAYS))
        .finish();
    response.add_cookie(&cookie).map_err(AppError::internal)?;
    response.headers_mut().insert(header::REFERRER_POLICY, header::HeaderValue::from_static("no-referrer"));
    Ok(())
}

/// `GET /service/links/{token}`: from the mail to the page of the enquiry.
pub async fn enter(site: web::Data<Site>, asker: Asker, token: web::Path<String>) -> AppResult<HttpResponse> {
    let hash = hash_token(&token);
    let read = move |conn: &mut Conn, visit: &Visit| find_by_link(conn, &hash, visit.now);
    let (_, id) = site.read(&asker, "service", read).await?;
    lead_to(&site, &Key::of_letter(id.clone(), token.into_inner()), &id)
}

/// What was typed on the page, and why it was not taken.
#[derive(Debug, Clone, Default)]
struct Typed {
    message: MessageForm,
    rating: Option<RatingForm>,
    errors: FieldErrors,
    /// The enquiry was closed meanwhile.
    is_late: bool,
}

impl Typed {
    fn status(&self) -> StatusCode {
        match (self.is_late, self.errors.is_empty()) {
            (true, _) => StatusCode::CONFLICT,
            (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
            (false, true) => StatusCode::OK,
        }
    }
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
    draw(&site, &asker, letter_key(&id, &request)?, Typed::default()).await
}

/// Draws the page; of what was merged the other one is shown where something was typed, else the way leads there.
async fn draw(site: &Site, asker: &Asker, key: Key, typed: Typed) -> AppResult<HttpResponse> {
    let (of, status) = (key.clone(), typed.status());
    let read = move |conn: &mut Conn, visit: &Visit| {
        let mut enquiry = of.find(conn, visit)?;
        if let (Some(target), false) = (&enquiry.merged_into_id, status == StatusCode::OK) {
            enquiry = queries::find_enquiry(conn, target)?;
        }
        let history = queries::load_history(conn, &enquiry.id, false)?;
        let is_news = match (of.is_letter(), &visit.viewer) {
            (false, Some(viewer)) => has_unseen(conn, &viewer.person, &own_link(&enquiry.id))?,
            _ => false,
        };
        let can_talk = !of.is_letter() && !enquiry.state.is_over() && may_talk(conn, visit)?;
        Ok((enquiry, history, is_news, can_talk))
    };
    let (mut page, (enquiry, history, is_news, can_talk)) = site.read(asker, "service", read).await?;
    if is_news {
        let link = own_link(&enquiry.id);
        let mark =
            move |conn: &mut Conn, visit: &Visit| Ok(mark_seen(conn, &visit.viewer()?.person, &link, visit.now)?);
        site.note_seen(asker, &mut page, mark).await?;
    }
    if let Some(target) = &enquiry.merged_into_id {
        return lead_to(site, &key, target);
    }
    let message = match typed.message.key.is_empty() {
        true => MessageForm { key: Uuid::now_v7().to_string(), ..typed.message },
        false => typed.message,
    };
    let rating = typed.rating.unwrap_or_else(|| RatingForm::of(&enquiry));
    let (id, path) = (enquiry.id.clone(), key.path_of(&enquiry.id));
    let view = EnquiryPage::new(page, (path, enquiry, history), (message, rating), can_talk, typed.errors);
    let mut response = render::page_with(status, &view)?;
    if id != key.enquiry {
        carry_to(site, &key, &id, &mut response)?;
    }
    Ok(response)
}

/// `GET /service/letters/{id}/files/{file}/{name}`: what came with an enquiry, for who has its link.
pub async fn show_file(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String, String)>,
    request: HttpRequest,
) -> AppResult<HttpResponse> {
    let key = letter_key(&path.0, &request)?;
    let id: FileId = path.1.parse().map_err(|_| AppError::NotFound)?;
    let read = move |conn: &mut Conn, visit: &Visit| {
        let enquiry = key.find(conn, visit)?;
        if is_told(conn, &enquiry.id, &id)? { Ok(find_file(conn, &id)?) } else { Err(AppError::NotFound) }
    };
    let (_, file) = site.read(&asker, "service", read).await?;
    file.show(&site, &request).await
}

/// `POST /service/enquiries/{id}/messages`: the same form twice is one message.
pub async fn say(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<MessageForm>,
) -> AppResult<HttpResponse> {
    write_on(&site, &asker, Key::of_person(&id)?, posted).await
}

/// `POST /service/letters/{id}/messages`.
pub async fn say_in_letter(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    request: HttpRequest,
    posted: Posted<MessageForm>,
) -> AppResult<HttpResponse> {
    write_on(&site, &asker, letter_key(&id, &request)?, posted).await
}

async fn write_on(
    site: &Site,
    asker: &Asker,
    key: Key,
    Posted { form, mut files }: Posted<MessageForm>,
) -> AppResult<HttpResponse> {
    match store_message(site, asker, &key, &form, files.take_all("files")).await {
        Ok(()) => Ok(site.done(key.path_of(&key.enquiry), "flash-enquiry-written")),
        Err(AppError::Invalid(errors)) => {
            draw(site, asker, key, Typed { message: form, errors, ..Typed::default() }).await
        }
        Err(AppError::Conflict(_)) => {
            draw(site, asker, key, Typed { message: form, is_late: true, ..Typed::default() }).await
        }
        Err(error) => Err(error),
    }
}

async fn store_message(
    site: &Site,
    asker: &Asker,
    key: &Key,
    form: &MessageForm,
    uploads: Vec<Upload>,
) -> AppResult<()> {
    let made = once::id_of(&form.key, &(key.enquiry.as_str(), &form.body, &uploads));
    let entry: EnquiryEntryId = made.and_then(|id| id.to_string().parse().ok()).unwrap_or_else(EnquiryEntryId::new);
    let (of, typed) = (key.clone(), form.clone());
    let check = move |conn: &mut Conn, visit: &Visit| {
        of.find_writable(conn, visit)?;
        typed.parse()?;
        Ok(())
    };
    let files = take_files(site, asker, ("files", uploads), check).await?;
    let (of, typed, shared, new) = (key.clone(), form.clone(), Site::clone(site), files.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let mut enquiry = of.hold_to_write_on(conn, visit)?;
        let body = typed.parse()?;
        Ok((moves::write_on(conn, &mut enquiry, (&entry, &body, &new), &shared.limits, visit.now)?, ()))
    };
    write_with(site, asker, &files, write).await
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
    resolve_by(&site, &asker, letter_key(&id, &request)?).await
}

async fn resolve_by(site: &Site, asker: &Asker, key: Key) -> AppResult<HttpResponse> {
    let of = key.clone();
    let write = move |conn: &mut Conn, visit: &Visit| {
        let mut enquiry = of.hold(conn, visit)?;
        let person = enquiry.person_id.clone();
        let mover = Mover { person: person.as_ref(), at: visit.now, reason: "" };
        moves::resolve(conn, &mut enquiry, mover)
    };
    site.write(asker, write).await?;
    Ok(site.done(key.path_of(&key.enquiry), "flash-enquiry-resolved"))
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
    rate_by(&site, &asker, letter_key(&id, &request)?, posted.form).await
}

async fn rate_by(site: &Site, asker: &Asker, key: Key, form: RatingForm) -> AppResult<HttpResponse> {
    let (of, typed) = (key.clone(), form.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let mut enquiry = of.hold(conn, visit)?;
        let (stars, words) = typed.parse()?;
        moves::rate(conn, &mut enquiry, (stars, &words), visit.now)
    };
    match site.write(asker, write).await {
        Ok(()) => Ok(site.done(key.path_of(&key.enquiry), "flash-enquiry-rated")),
        Err(AppError::Invalid(errors)) => {
            draw(site, asker, key, Typed { rating: Some(form), errors, ..Typed::default() }).await
        }
        Err(error) => Err(error),
    }
}
