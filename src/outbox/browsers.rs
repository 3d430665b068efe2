//! The browsers of a person that are told by push. Each hangs on the login it was turned on under and
//! ends with it: signing out, another password, a ban, the end of the account.

use chrono::Duration;
use diesel::prelude::*;

use super::hold_person;
use crate::clock::Instant;
use crate::db::schema::{logins, push_subscriptions};
use crate::db::{Conn, unique};
use crate::error::{AppError, AppResult};
use crate::ids::{LoginId, PersonId, PushBrowserId};
use crate::upsert;
use crate::web::limits::{LOGIN_IDLE_DAYS, PUSH_BROWSERS};

/// A browser as its owner sees it.
#[derive(Debug, Clone, Queryable)]
pub struct PushBrowser {
    /// The id.
    pub id: PushBrowserId,
    /// The login it was turned on under.
    pub login: LoginId,
    /// What it calls itself.
    pub user_agent: String,
    /// When its push service last took a message for it.
    pub told_at: Option<Instant>,
    /// When push was turned on.
    pub created_at: Instant,
}

/// Where and how to reach a browser, as it gave it; `push` has read it.
#[derive(Debug, Clone)]
pub struct BrowserAddress {
    /// Its address at its push service.
    pub endpoint: String,
    /// Its public key, base64url.
    pub public_key: String,
    /// Its secret, base64url.
    pub secret: String,
}

/// The browsers of a person whose logins have not ended, the last turned on first.
///
/// # Errors
/// What the database said.
pub fn list_browsers(conn: &mut Conn, person: &PersonId, now: Instant) -> QueryResult<Vec<PushBrowser>> {
    push_subscriptions::table
        .inner_join(logins::table)
        .filter(push_subscriptions::person_id.eq(person))
        .filter(is_alive(now))
        .order((push_subscriptions::created_at.desc(), push_subscriptions::id.desc()))
        .limit(PUSH_BROWSERS)
        .select((
            push_subscriptions::id,
            push_subscriptions::login_id,
            logins::user_agent,
            push_subscriptions::told_at,
            push_subscriptions::created_at,
        ))
        .load(conn)
}

/// What a login must be for its browser to be told.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn is_alive(now: Instant) -> _ {
    let idle_since: Instant = now - Duration::days(LOGIN_IDLE_DAYS);
    logins::expires_at.gt(now).and(logins::seen_at.gt(idle_since))
}

/// Turns push on for the browser of a login, or says where it is now. An endpoint that stood with another
/// login is that browser's no more.
///
/// # Errors
/// [`AppError::Conflict`] when another login takes the same endpoint at this moment.
pub fn save_browser(
    conn: &mut Conn,
    (person, login): (&PersonId, &LoginId),
    id: &PushBrowserId,
    address: &BrowserAddress,
    now: Instant,
) -> AppResult<()> {
    hold_person(conn, person)?;
    let elsewhere = push_subscriptions::table
        .filter(push_subscriptions::endpoint.eq(&address.endpoint))
        .filter(push_subscriptions::login_id.ne(login));
    diesel::delete(elsewhere).execute(conn)?;
    let place = (
        push_subscriptions::endpoint.eq(&address.endpoint),
        push_subscriptions::public_key.eq(&address.public_key),
        push_subscriptions::secret.eq(&address.secret),
    );
    let row = (
        push_subscriptions::id.eq(id),
        push_subscriptions::person_id.eq(person),
        push_subscriptions::login_id.eq(login),
        push_subscriptions::created_at.eq(now),
        place,
    );
    let saved = upsert!(conn, push_subscriptions::table, row, push_subscriptions::login_id, place);
    unique(saved, AppError::Conflict("error-changed-meanwhile"))?;
    keep_newest(conn, person)
}

/// Forgets all but the [`PUSH_BROWSERS`] that were turned on last.
fn keep_newest(conn: &mut Conn, person: &PersonId) -> AppResult<()> {
    let all: Vec<PushBrowserId> = push_subscriptions::table
        .filter(push_subscriptions::person_id.eq(person))
        .order((push_subscriptions::created_at.desc(), push_subscriptions::id.desc()))
        .select(push_subscriptions::id)
        .load(conn)?;
    let kept = usize::try_from(PUSH_BROWSERS).map_err(AppError::internal)?;
    let over: Vec<_> = all.into_iter().skip(kept).collect();
    diesel::delete(push_subscriptions::table.filter(push_subscriptions::id.eq_any(over))).execute(conn)?;
    Ok(())
}

/// Says where the browser of a login is now, that was at another endpoint: its service has moved it.
///
/// # Errors
/// 404 when push is not on there; [`AppError::Conflict`] when the endpoint is another login's.
pub fn move_browser(conn: &mut Conn, login: &LoginId, from: &str, to: &BrowserAddress) -> AppResult<()> {
    let own = push_subscriptions::table
        .filter(push_subscriptions::login_id.eq(login))
        .filter(push_subscriptions::endpoint.eq(from));
    let place = (
        push_subscriptions::endpoint.eq(&to.endpoint),
        push_subscriptions::public_key.eq(&to.public_key),
        push_subscriptions::secret.eq(&to.secret),
    );
    let moved = diesel::update(own).set(place).execute(conn);
    match unique(moved, AppError::Conflict("error-changed-meanwhile"))? {
        0 => Err(AppError::NotFound),
        _ => Ok(()),
    }
}

/// Turns push off for a browser of a person.
///
/// # Errors
/// 404 when it is not theirs.
pub fn delete_own_browser(conn: &mut Conn, person: &PersonId, id: &PushBrowserId) -> AppResult<()> {
    let own = push_subscriptions::table.find(id).filter(push_subscriptions::person_id.eq(person));
    match diesel::delete(own).execute(conn)? {
        0 => Err(AppError::NotFound),
        _ => Ok(()),
    }
}
