//! Takes a message from the form of a room, for readers without a script.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use uuid::Uuid;

use super::queries::NewMessage;
use super::saying::{Saying, say_typed};
use crate::chat::rooms::bars::{Barred, find_bar};
use crate::chat::rooms::queries::find_room;
use crate::chat::rooms::views::{Part, RoomPage, RoomPanel, load_panel, sentence};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldError, FieldErrors};
use crate::ids::{MessageId, PersonId, RoomId};
use crate::live::MAX_BODY_CHARS;
use crate::site::files::{Attaching, FileKind, discard_files, store_files};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::{Posted, Upload};
use crate::web::i18n::Locale;
use crate::web::limits::MESSAGE_FILES;
use crate::web::render;

/// What comes with a message.
const MESSAGE: Attaching = (FileKind::Message, MESSAGE_FILES, "error-message-files");

/// The form of a room.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MessageForm {
    body: String,
    /// What the page calls it: the same words sent twice are one message.
    client_id: String,
    /// The message that it answers, if any.
    reply_to: String,
}

impl MessageForm {
    /// The message that is answered; or the key of why it cannot be.
    fn parse_reply(&self) -> Result<Option<MessageId>, &'static str> {
        match self.reply_to.as_str() {
            "" => Ok(None),
            id => id.parse().map(Some).map_err(|_| "error-reply"),
        }
    }
}

/// Why what was typed is not said.
enum Problem {
    /// The person, or the words.
    Barred(Barred),
    /// What is wrong with the files.
    Files(FieldErrors),
    /// Too much at once.
    TooFast,
}

impl Problem {
    fn status(&self) -> StatusCode {
        match self {
            Self::Barred(Barred::For("error-reply")) | Self::Files(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooFast => StatusCode::TOO_MANY_REQUESTS,
            Self::Barred(bar) => status_of(bar),
        }
    }

    fn sentence(&self, locale: Locale) -> String {
        match self {
            Self::Barred(bar) => sentence(locale, bar),
            Self::TooFast => locale.t("room-error-too-fast").to_owned(),
            Self::Files(errors) => match errors.of("files") {
                Some(FieldError { key, n: Some(n) }) => locale.tn(key, *n),
                Some(FieldError { key, n: None }) => locale.t(key).to_owned(),
                None => String::new(),
            },
        }
    }
}

/// Stores a message and passes it on after the commit; who may not write sees why.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    room: web::Path<String>,
    posted: Posted<MessageForm>,
) -> AppResult<HttpResponse> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let Posted { form, mut files } = posted;
    let (body, uploads) = (form.body.trim().to_owned(), files.take_all("files"));
    if body.is_empty() && uploads.is_empty() {
        return Ok(render::see_other(format!("/rooms/{room}")));
    }
    if body.chars().count() > MAX_BODY_CHARS {
        return Err(AppError::TooLarge("room-error-too-long"));
    }
    let client_id = form.client_id.parse().unwrap_or_else(|_| Uuid::now_v7());
    let mut new = NewMessage::of(&room, client_id, body.clone());
    new.around = site.hub.list_called(&room, &body);
    let problem = match form.parse_reply() {
        Ok(reply_to) => {
            new.reply_to = reply_to;
            match store(&site, &asker, new, uploads).await {
                Err(AppError::TooMany(_)) => Some(Problem::TooFast),
                stored => stored?,
            }
        }
        Err(key) => Some(Problem::Barred(Barred::For(key))),
    };
    match problem {
        None => Ok(render::see_other(format!("/rooms/{room}"))),
        Some(problem) => draw(&site, &asker, room, body, problem).await,
    }
}

/// Stores a message with its files; why it cannot be, where it cannot.
async fn store(site: &Site, asker: &Asker, mut new: NewMessage, uploads: Vec<Upload>) -> AppResult<Option<Problem>> {
    if !uploads.is_empty() {
        match check_place(site, asker, &new).await? {
            Ok(person) => {
                let mut errors = FieldErrors::new();
                new.files = store_files(site, person.as_str(), ("files", uploads), MESSAGE, &mut errors).await?;
                if !errors.is_empty() {
                    return Ok(Some(Problem::Files(errors)));
                }
            }
            Err(bar) => return Ok(Some(Problem::Barred(bar))),
        }
    }
    let (shared, files) = (Site::clone(site), new.files.clone());
    let write =
        move |conn: &mut Conn, visit: &Visit| say_typed(conn, &new, &visit.viewer()?.person, visit.now, &shared.limits);
    let said = site.write(asker, write).await;
    if !matches!(said, Ok(Saying::Stored(..))) {
        discard_files(site, &files).await;
    }
    match said {
        Ok(Saying::Stored(fresh)) => {
            fresh.publish(&site.hub)?;
            Ok(None)
        }
        Ok(Saying::Repeated(_)) => Ok(None),
        Ok(Saying::Barred(bar)) => Ok(Some(Problem::Barred(bar))),
        Err(AppError::Invalid(_)) => Ok(Some(Problem::Barred(Barred::For("error-reply")))),
        Err(error) => Err(error),
    }
}

/// Who may send files to a room, before anything is made of them; or what bars them.
async fn check_place(site: &Site, asker: &Asker, new: &NewMessage) -> AppResult<Result<PersonId, Barred>> {
    let room = new.room.clone();
    let find = move |conn: &mut Conn, visit: &Visit| {
        let person = visit.viewer()?.person.clone();
        let room = find_room(conn, &room, Some(&person))?;
        Ok(match find_bar(conn, &room, &person, visit.now)? {
            Some(bar) => Err(bar),
            None => Ok(person),
        })
    };
    Ok(site.read(asker, "exhibition", find).await?.1)
}

fn status_of(bar: &Barred) -> StatusCode {
    match bar {
        Barred::For(_) | Barred::Sanctioned(..) => StatusCode::FORBIDDEN,
        Barred::Paused(_) => StatusCode::TOO_MANY_REQUESTS,
    }
}

/// The room, with words that could not be said and why.
async fn draw(site: &Site, asker: &Asker, room: RoomId, typed: String, why: Problem) -> AppResult<HttpResponse> {
    let (page, panel) =
        site.read(asker, "exhibition", move |conn, visit| load_panel(conn, visit, &room, Part::Last)).await?;
    let problem = why.sentence(page.locale);
    render::page_with(why.status(), &RoomPage::new(page, RoomPanel { typed, problem, ..panel }))
}
