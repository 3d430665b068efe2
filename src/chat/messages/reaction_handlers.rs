//! Takes the signs with which people answer a message.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::changing::Changing;
use super::queries::find_message;
use super::reactions::{ReactionKind, react};
use super::views::link_to;
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::MessageId;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::render;

/// The button that was pressed: it adds a sign or removes it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReactionForm {
    add: String,
    remove: String,
}

impl ReactionForm {
    /// The sign, and whether it is to be there.
    fn parse(&self) -> AppResult<(ReactionKind, bool)> {
        match (self.add.parse(), self.remove.parse()) {
            (Ok(kind), _) => Ok((kind, true)),
            (Err(()), Ok(kind)) => Ok((kind, false)),
            (Err(()), Err(())) => Err(AppError::Bad("error-reaction")),
        }
    }
}

/// `POST /messages/{message}/reactions`: leads back to the message.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<ReactionForm>,
) -> AppResult<HttpResponse> {
    let id: MessageId = id.parse().map_err(|_| AppError::NotFound)?;
    let (form, shared) = (posted.form, Site::clone(&site));
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = &visit.viewer()?.person;
        // What it is must not be told before who asks may read it.
        let row = find_message(conn, &id)?;
        crate::chat::rooms::queries::find_room(conn, &row.room, Some(me))?;
        let (kind, is_on) = form.parse()?;
        let changing = react(conn, &id, (me, kind, is_on), visit.now, &shared.limits)?;
        Ok((changing, link_to(&row)))
    };
    let (changing, link) = site.write(&asker, write).await?;
    match changing {
        Changing::Done(changed) => changed.publish(&site.hub),
        Changing::Repeated => {}
        Changing::Barred(bar) => return Err(bar.into_error()),
    }
    Ok(render::see_other(link))
}
