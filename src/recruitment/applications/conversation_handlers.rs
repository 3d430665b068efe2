//! Takes what is written about an application from the forms on its two pages.

use actix_web::{HttpResponse, web};
use uuid::Uuid;

use super::applicant_handlers::draw as draw_own;
use super::conversation::{SayForm, Typed};
use super::desk_handlers::draw as draw_received;
use super::desk_queries::{find_received, is_hidden};
use super::model::Application;
use super::promise_queries::note_answer;
use super::queries::find_own_application;
use crate::chat::messages::queries::NewMessage;
use crate::chat::messages::saying::{Saying, say_or_refuse};
use crate::chat::rooms::subjects::{self, Subject};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{EditionId, PersonId, RoomId};
use crate::recruitment::postings::model::Posting;
use crate::recruitment::workspace::queries::require_recruiter;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::limits::{Rate, RateLimits};
use crate::web::render;

/// The applicant writes to the recruiters.
pub async fn create_own(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<SayForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let (key, body) = match form.parse() {
        Ok(typed) => typed,
        Err(errors) => return render::invalid(&draw_own(&site, &asker, id, Typed { form, errors }).await?),
    };
    let shared = Site::clone(&site);
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = visit.writer()?.person.clone();
        let (application, posting, _) = find_own_application(conn, &me, &id)?;
        require_known(&application, &posting)?;
        let subject = Subject::Application(application.id.clone());
        let room = match subjects::find(conn, &subject)? {
            Some(room) => room,
            None if application.state.ends_for_good() => return Err(AppError::Refused("room-closed")),
            None => begin(conn, (&posting.edition_id, &subject), &me, visit, &shared.limits)?,
        };
        say(conn, (room, key, &body), &me, visit, &shared.limits)
    };
    finish(&site, site.write(&asker, write).await?)
}

/// An owner or recruiter writes to the applicant; what was closed is open again.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<SayForm>,
) -> AppResult<HttpResponse> {
    let ((slug, id), form) = (path.into_inner(), posted.form);
    let (key, body) = match form.parse() {
        Ok(typed) => typed,
        Err(errors) => {
            return render::invalid(&draw_received(&site, &asker, (slug, id), Typed { form, errors }).await?);
        }
    };
    let shared = Site::clone(&site);
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = visit.writer()?.person.clone();
        let (_, employer) = require_recruiter(conn, visit, &slug)?;
        let (application, posting, ..) = find_received(conn, &employer.id, &id, visit.now)?;
        require_known(&application, &posting)?;
        note_answer(conn, &application.id, visit.now)?;
        let subject = Subject::Application(application.id);
        let room = begin(conn, (&posting.edition_id, &subject), &me, visit, &shared.limits)?;
        say(conn, (room, key, &body), &me, visit, &shared.limits)
    };
    finish(&site, site.write(&asker, write).await?)
}

/// Refuses words while the organization is not to know who applies: a room shows who speaks.
fn require_known(application: &Application, posting: &Posting) -> AppResult<()> {
    if is_hidden(application, posting) { Err(AppError::Refused("application-conversation-hidden")) } else { Ok(()) }
}

/// The room, open: a new one counts as a new conversation of this person.
fn begin(
    conn: &mut Conn,
    (edition, subject): (&EditionId, &Subject),
    me: &PersonId,
    visit: &Visit,
    limits: &RateLimits,
) -> AppResult<RoomId> {
    if subjects::find(conn, subject)?.is_none() {
        limits.check_in_work(Rate::Contact, me.as_str())?;
    }
    subjects::open(conn, edition, subject, visit.now)
}

fn say(
    conn: &mut Conn,
    (room, key, body): (RoomId, Uuid, &str),
    me: &PersonId,
    visit: &Visit,
    limits: &RateLimits,
) -> AppResult<(RoomId, Saying)> {
    let said = say_or_refuse(conn, &NewMessage::of(&room, key, body.to_owned()), me, visit.now, limits)?;
    Ok((room, said))
}

fn finish(site: &Site, (room, said): (RoomId, Saying)) -> AppResult<HttpResponse> {
    if let Saying::Stored(fresh) = said {
        fresh.publish(&site.hub)?;
    }
    Ok(render::see_other(format!("/rooms/{room}")))
}
