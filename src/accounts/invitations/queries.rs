//! Every statement about invitations.

use diesel::prelude::*;

use super::model::{Invitation, InvitationEntry, NewInvitation};
use crate::accounts::organizations::MemberRole;
use crate::accounts::organizations::queries::insert_member;
use crate::accounts::people::queries::verify_person;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{invitations, members, organizations, people};
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{InvitationId, OrganizationId};
use crate::outbox::{Notice, notify};
use crate::site::Viewer;
use crate::web::i18n::Locale;
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

/// Stores an invitation; an open one of the same organization and address stops working.
///
/// # Errors
/// The field `email` when this person belongs to the team already.
pub fn insert_invitation(conn: &mut Conn, invitation: &NewInvitation) -> AppResult<()> {
    let is_member = members::table
        .inner_join(people::table)
        .filter(members::organization_id.eq(&invitation.organization_id))
        .filter(people::email_key.eq(&invitation.email_key));
    if diesel::select(diesel::dsl::exists(is_member)).get_result(conn)? {
        return Err(AppError::Invalid(FieldErrors::one("email", "error-member-already")));
    }
    let before = invitations::table
        .filter(invitations::organization_id.eq(&invitation.organization_id))
        .filter(invitations::email_key.eq(&invitation.email_key))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::revoked_at.is_null());
    diesel::update(before).set(invitations::revoked_at.eq(Some(invitation.created_at))).execute(conn)?;
    diesel::insert_into(invitations::table).values(invitation).execute(conn)?;
    Ok(())
}

/// The address and the role of an open invitation of an organization.
///
/// # Errors
/// 404 when the organization has no such open one.
pub fn find_open(
    conn: &mut Conn,
    organization: &OrganizationId,
    id: &InvitationId,
) -> QueryResult<(String, MemberRole)> {
    invitations::table
        .find(id)
        .filter(invitations::organization_id.eq(organization))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::revoked_at.is_null())
        .select((invitations::email, invitations::role))
        .first(conn)
}

/// The open invitations to an address: id, name of the organization in a language, role.
///
/// # Errors
/// What the database said.
pub fn list_for_address(
    conn: &mut Conn,
    email_key: &str,
    locale: Locale,
    now: Instant,
) -> QueryResult<Vec<(InvitationId, String, MemberRole)>> {
    let rows: Vec<(InvitationId, String, String, MemberRole)> = invitations::table
        .inner_join(organizations::table)
        .filter(invitations::email_key.eq(email_key))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::revoked_at.is_null())
        .filter(invitations::expires_at.gt(now))
        .order(invitations::id.desc())
        .limit(20)
        .select((invitations::id, organizations::name, organizations::name_zh, invitations::role))
        .load(conn)?;
    let named = |(id, name, name_zh, role): (_, String, String, _)| (id, locale.name(&name, &name_zh).to_owned(), role);
    Ok(rows.into_iter().map(named).collect())
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

/// How an invitation is named: by the secret of its mail, or, in the account of the invited
/// address, by its id.
#[derive(Debug, Clone)]
pub enum Named {
    /// The hash of the secret.
    Hash(String),
    /// The id, for an account whose address is verified.
    Id(InvitationId),
}

/// The open invitation of this name.
///
/// # Errors
/// 404 when there is none or it is spent, revoked or too old.
pub fn find_invitation(conn: &mut Conn, named: &Named, now: Instant) -> AppResult<Invitation> {
    let mut found = invitations::table
        .inner_join(organizations::table)
        .inner_join(people::table)
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::revoked_at.is_null())
        .filter(invitations::expires_at.gt(now))
        .select((
            invitations::id,
            invitations::organization_id,
            organizations::slug,
            organizations::name,
            organizations::name_zh,
            people::name,
            invitations::invited_by,
            invitations::role,
            invitations::email_key,
        ))
        .into_boxed();
    found = match named {
        Named::Hash(hash) => found.filter(invitations::token_hash.eq(hash)),
        Named::Id(id) => found.filter(invitations::id.eq(id)),
    };
    Ok(found.first(conn)?)
}

/// Makes the invited person a member, spends the invitation and tells who invited; the first of two
/// racing requests wins. The secret came by mail, so that it verifies the address too. Gives the
/// slug of the organization.
///
/// # Errors
/// As [`find_invitation`]; refused for another address than the invited one.
pub fn accept_invitation(conn: &mut Conn, named: &Named, viewer: &Viewer, now: Instant) -> AppResult<String> {
    let found = find_invitation(conn, named, now)?;
    let is_theirs = found.email_key == text::email_key(&viewer.email);
    match named {
        Named::Hash(_) if !is_theirs => return Err(AppError::Refused("error-invitation-other")),
        Named::Hash(_) if !viewer.is_verified => {
            verify_person(conn, &viewer.person, now)?;
        }
        Named::Id(_) if !is_theirs => return Err(AppError::NotFound),
        Named::Hash(_) | Named::Id(_) => {}
    }
    let open = invitations::table
        .find(&found.id)
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::revoked_at.is_null());
    if diesel::update(open).set(invitations::accepted_at.eq(Some(now))).execute(conn)? != 1 {
        return Err(AppError::NotFound);
    }
    insert_member(conn, &found.organization_id, &viewer.person, found.role, now)?;
    let link = format!("/organizations/{}/members", found.slug);
    notify(conn, &found.invited_by, "member.joined", &link, now, |locale| Notice {
        subject: text::one_line(&locale.tf(
            "notice-member-joined",
            &[("person", viewer.name.as_str()), ("organization", found.organization_in(locale))],
        )),
        detail: String::new(),
    })?;
    Ok(found.slug)
}
