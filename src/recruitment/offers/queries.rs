//! Statements about offers.

use diesel::prelude::*;

use super::model::{Offer, OfferState};
use crate::clock::Instant;
use crate::db::schema::offers;
use crate::db::{Conn, changed_one, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{ApplicationId, OfferId};
use crate::lifecycle::{self, Mover};

/// Stores an offer.
///
/// # Errors
/// 409 where the application has an open one.
pub fn insert_offer(conn: &mut Conn, offer: &Offer) -> AppResult<()> {
    let done = diesel::insert_into(offers::table).values(offer).execute(conn);
    unique(done, AppError::Conflict("error-offer-twice"))?;
    let mover = Mover { person: offer.made_by.as_ref(), at: offer.created_at, reason: "" };
    lifecycle::record_beginning(conn, offer.id.as_str(), offer.state, mover)
}

/// Moves an offer that was read in this version, and records it.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn move_offer(conn: &mut Conn, offer: &Offer, to: OfferState, mover: Mover<'_>) -> AppResult<()> {
    lifecycle::record_move(conn, offer.id.as_str(), offer.state, to, mover)?;
    let seen = offers::table.filter(offers::id.eq(&offer.id)).filter(offers::version.eq(offer.version));
    let changes = (offers::state.eq(to), offers::version.eq(offers::version + 1), offers::updated_at.eq(mover.at));
    changed_one(diesel::update(seen).set(changes).execute(conn)?)
}

/// An offer.
///
/// # Errors
/// 404 where there is none.
pub fn find_offer(conn: &mut Conn, id: &OfferId) -> QueryResult<Offer> {
    offers::table.find(id).select(Offer::as_select()).first(conn)
}

/// The open offer of an application.
///
/// # Errors
/// What the database said.
pub fn find_pending(conn: &mut Conn, application: &ApplicationId) -> QueryResult<Option<Offer>> {
    let own = offers::table.filter(offers::application_id.eq(application));
    own.filter(offers::state.eq(OfferState::Pending)).select(Offer::as_select()).first(conn).optional()
}

/// The offers of applications, newest first, at most 1,000.
///
/// # Errors
/// What the database said.
pub fn list_offers(conn: &mut Conn, of: &[ApplicationId]) -> QueryResult<Vec<Offer>> {
    let own = offers::table.filter(offers::application_id.eq_any(of)).order(offers::id.desc()).limit(1_000);
    own.select(Offer::as_select()).load(conn)
}

/// Refuses an answer to another offer than the one that was shown, and the acceptance of one whose day is past.
///
/// # Errors
/// 409 with the sentence.
pub fn require_answerable(
    conn: &mut Conn,
    application: &ApplicationId,
    shown: &str,
    (accepts, now): (bool, Instant),
) -> AppResult<()> {
    match find_pending(conn, application)? {
        Some(offer) if offer.id.as_str() != shown => Err(AppError::Conflict("error-changed-meanwhile")),
        Some(offer) if accepts && offer.answer_by <= now => Err(AppError::Conflict("error-offer-over")),
        _ => Ok(()),
    }
}
