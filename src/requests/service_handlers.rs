//! Answers who asks the help desk to talk. The enquiry is written first, in a transaction of its own: whatever
//! becomes of the request to talk, the enquiry stands in the queue, once.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use uuid::Uuid;

use super::queries::{address, ask_desk};
use crate::chat::messages::saying::Saying;
use crate::chat::rooms::desks::{Desk, find_desk_names};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{EnquiryId, RoomId};
use crate::service::duty::may_talk;
use crate::service::enquiries::talking::find_to_talk;
use crate::service::enquiries::telling::own_link;
use crate::service::enquiries::{EnquiryForm, write_new};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::render;

/// `POST /service/talks`: a new enquiry, and the wish to talk about it.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<EnquiryForm>) -> AppResult<HttpResponse> {
    let key = posted.form.key.parse().unwrap_or_else(|_| Uuid::now_v7());
    match write_new(&site, &asker, posted, true).await? {
        Ok((id, _)) => begin(&site, &asker, id, key, "flash-enquiry-sent").await,
        Err(page) => Ok(page),
    }
}

/// The form on the page of an enquiry.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct TalkForm {
    key: String,
}

/// `POST /service/enquiries/{id}/talk`: about one that stands.
pub async fn talk(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<TalkForm>,
) -> AppResult<HttpResponse> {
    let id: EnquiryId = id.parse().map_err(|_| AppError::NotFound)?;
    let key = posted.form.key.parse().unwrap_or_else(|_| Uuid::now_v7());
    begin(&site, &asker, id, key, "flash-talk-not-now").await
}

/// Asks to talk and goes to where one waits; where that cannot be, to the enquiry with a sentence.
async fn begin(site: &Site, asker: &Asker, id: EnquiryId, key: Uuid, flash: &'static str) -> AppResult<HttpResponse> {
    let (of, shared) = (id.clone(), site.clone());
    let write = move |conn: &mut Conn, visit: &Visit| -> AppResult<Option<(RoomId, Saying)>> {
        let (enquiry, body) = find_to_talk(conn, visit, &of)?;
        if !may_talk(conn, visit)? {
            return Ok(None);
        }
        let desk = Desk::of_organizer(&enquiry.edition_id);
        let name = find_desk_names(conn, &desk)?.0;
        ask_desk(conn, visit, (&desk, &name, Some(&enquiry.id)), (key, &body), &shared.limits).map(Some)
    };
    match site.write(asker, write).await {
        Ok(Some((room, said))) => {
            if let Saying::Stored(fresh) = said {
                fresh.publish(&site.hub)?;
            }
            Ok(render::see_other(address(&room)))
        }
        // Nobody is there now, or something bars the person from rooms: the enquiry stands all the same.
        Ok(None) | Err(AppError::Refused(_) | AppError::TooMany(_)) => Ok(site.done(own_link(&id), flash)),
        Err(error) => Err(error),
    }
}
