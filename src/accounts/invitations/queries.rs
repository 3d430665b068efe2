//! Every statement about invitations.

use diesel::prelude::*;

use super::model::{Invitation, InvitationEntry, NewInvitation};
use crate::accounts::organizations::queries::insert_member;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{invitations, organizations, people};
use crate::error::{AppError, AppResult};
use crate::ids::{InvitationId, OrganizationId};
use crate::site::Viewer;
use crate::web::text;

/// The open invitations of an organization, newest first, at most 100.
///
/// # Errors
/// What the database said.
pub fn list_invitations(
    conn: &mut Conn,
    organization: &OrganizationId,
    now: Instant,
) -> QueryResult<Vec<InvitationEntry>> {
    invitations::table
        .filter(invitations::organization_id.eq(organization))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::revoked_at.is_null())
        .filter(invitations::expires_at.gt(now))
        .order(invitations::id.desc())
        .limit(100)
        .select((invitations::id, invitations::email, invitations::role, invitations::expires_at))
        .load(conn)
}

/// Stores an invitation.
///
/// # Errors
/// What the database said.
pub fn insert_invitation(conn: &mut Conn, invitation: &NewInvitation) -> QueryResult<usize> {
    diesel::insert_into(invitations::table).values(invitation).execute(conn)
}

/// Takes an open invitation back.
///
/// # Errors
/// 404 when the organization has no such open one.
pub fn revoke_invitation(
    conn: &mut Conn,
    organization: &OrganizationId,
    id: &InvitationId,
    now: Instant,
) -> AppResult<()> {
    let open = invitations::table
        .find(id)
        .filter(invitations::organization_id.eq(organization))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::revoked_at.is_null());
    let rows = diesel::update(open).set(invitations::revoked_at.eq(Some(now))).execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(AppError::NotFound) }
}

/// The open invitation of this secret.
///
/// # Errors
/// 404 when there is none or it is spent, revoked or too old.
pub fn find_invitation(conn: &mut Conn, token_hash: &str, now: Instant) -> AppResult<Invitation> {
    let found = invitations::table
        .inner_join(organizations::table)
        .inner_join(people::table)
        .filter(invitations::token_hash.eq(token_hash))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::revoked_at.is_null())
        .filter(invitations::expires_at.gt(now))
        .select((
            invitations::id,
            invitations::organization_id,
            organizations::slug,
            organizations::name,
            people::name,
            invitations::role,
            invitations::email_key,
        ))
        .first(conn)?;
    Ok(found)
}

/// Makes the invited person a member and spends the invitation; the first of two racing requests
/// wins. Gives the slug of the organization.
///
/// # Errors
/// As [`find_invitation`]; refused for another address than the invited one.
pub fn accept_invitation(conn: &mut Conn, token_hash: &str, writer: &Viewer, now: Instant) -> AppResult<String> {
    let found = find_invitation(conn, token_hash, now)?;
    if found.email_key != text::email_key(&writer.email) {
        return Err(AppError::Refused("error-invitation-other"));
    }
    let open = invitations::table.find(&found.id).filter(invitations::accepted_at.is_null());
    if diesel::update(open).set(invitations::accepted_at.eq(Some(now))).execute(conn)? != 1 {
        return Err(AppError::NotFound);
    }
    insert_member(conn, &found.organization_id, &writer.person, found.role, now)?;
    Ok(found.slug)
}
