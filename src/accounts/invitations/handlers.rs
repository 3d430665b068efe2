//! Answers about invitations.

use actix_web::{HttpResponse, web};

use super::model::{INVITATION_DAYS, NewInvitation};
use super::queries::Named;
use super::{queries, views};
use crate::accounts::organizations::forms::MemberForm;
use crate::accounts::organizations::handlers::members_page;
use crate::accounts::organizations::{MemberRole, Membership, find_membership};
use crate::accounts::{mails, passwords};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::{InvitationId, OrganizationId};
use crate::outbox::enqueue_mail;
use crate::site::viewer::hash_token;
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::limits::Rate;
use crate::web::{render, text};

fn inviting(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<Membership> {
    let found = find_membership(conn, &visit.writer()?.person, slug)?;
    if found.role.may_invite() { Ok(found) } else { Err(AppError::NotFound) }
}

/// Invites somebody by mail.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<MemberForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let sent = match form.parse() {
        Ok((email, role)) => send(&site, &asker, slug.clone(), move |_, _| Ok((email.clone(), role))).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match sent {
        Ok(()) => Ok(site.done(members_path(&slug), "flash-invitation-sent")),
        Err(AppError::Invalid(errors)) => render::invalid(&members_page(&site, &asker, slug, form, errors).await?),
        Err(error) => Err(error),
    }
}

/// Sends an invitation again, with another secret and all its days.
pub async fn resend(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, InvitationId)>,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let again = move |conn: &mut Conn, organization: &OrganizationId| Ok(queries::find_open(conn, organization, &id)?);
    send(&site, &asker, slug.clone(), again).await?;
    Ok(site.done(members_path(&slug), "flash-invitation-sent"))
}

/// Stores and mails an invitation to the address and role that `whom` gives.
async fn send(
    site: &Site,
    asker: &Asker,
    slug: String,
    whom: impl Fn(&mut Conn, &OrganizationId) -> AppResult<(String, MemberRole)> + Send + 'static,
) -> AppResult<()> {
    let token = passwords::new_token()?;
    let (id, limited) = (InvitationId::new(), site.clone());
    let invite = move |conn: &mut Conn, visit: &Visit| {
        let found = inviting(conn, visit, &slug)?;
        let (email, role) = whom(conn, &found.organization.id)?;
        limited.limits.check_in_work(Rate::Invite, found.organization.id.as_str())?;
        let writer = visit.writer()?;
        let ours = found.organization.name_in(visit.locale).to_owned();
        let row = NewInvitation {
            id: id.clone(),
            organization_id: found.organization.id,
            email_key: text::email_key(&email),
            email,
            role,
            token_hash: hash_token(&token),
            invited_by: writer.person.clone(),
            expires_at: visit.now + chrono::Duration::days(INVITATION_DAYS),
            created_at: visit.now,
        };
        queries::insert_invitation(conn, &row)?;
        let mail = mails::invitation(visit.locale, &row.email, &writer.name, &ours, &token);
        enqueue_mail(conn, &mail, visit.now)
    };
    site.write(asker, invite).await
}

fn members_path(slug: &str) -> String {
    format!("/organizations/{slug}/members")
}

/// Takes an invitation back.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, InvitationId)>,
) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let back = members_path(&slug);
    let revoke = move |conn: &mut Conn, visit: &Visit| {
        let found = inviting(conn, visit, &slug)?;
        queries::revoke_invitation(conn, &found.organization.id, &id, visit.now)
    };
    site.write(&asker, revoke).await?;
    Ok(site.done(back, "flash-invitation-revoked"))
}

/// Who invites, behind the link of the mail.
pub async fn show(site: web::Data<Site>, asker: Asker, token: web::Path<String>) -> AppResult<HttpResponse> {
    let token = token.into_inner();
    let named = Named::Hash(hash_token(&token));
    let find = move |conn: &mut Conn, visit: &Visit| {
        let invitation = queries::find_invitation(conn, &named, visit.now)?;
        let own = visit.viewer.as_ref().map(|viewer| text::email_key(&viewer.email));
        let is_theirs = own.is_none_or(|own| own == invitation.email_key);
        Ok((invitation, is_theirs))
    };
    let (page, (invitation, is_theirs)) = site.read(&asker, "me", find).await?;
    render::page(&views::InvitationPage { page, token, invitation, is_theirs })
}

/// Accepts, by the secret of the mail.
pub async fn update(site: web::Data<Site>, asker: Asker, token: web::Path<String>) -> AppResult<HttpResponse> {
    let named = Named::Hash(hash_token(&token));
    let accept =
        move |conn: &mut Conn, visit: &Visit| queries::accept_invitation(conn, &named, visit.viewer()?, visit.now);
    let slug = site.write(&asker, accept).await?;
    Ok(site.done(format!("/organizations/{slug}"), "flash-invitation-accepted"))
}

/// Accepts, in the account of the invited address.
pub async fn accept_own(site: web::Data<Site>, asker: Asker, id: web::Path<InvitationId>) -> AppResult<HttpResponse> {
    let named = Named::Id(id.into_inner());
    let accept =
        move |conn: &mut Conn, visit: &Visit| queries::accept_invitation(conn, &named, visit.writer()?, visit.now);
    let slug = site.write(&asker, accept).await?;
    Ok(site.done(format!("/organizations/{slug}"), "flash-invitation-accepted"))
}
