//! Answers about invitations.

use actix_web::{HttpResponse, web};

use super::model::{INVITATION_DAYS, NewInvitation};
use super::{queries, views};
use crate::accounts::organizations::forms::MemberForm;
use crate::accounts::organizations::handlers::members_page;
use crate::accounts::organizations::{Membership, find_membership};
use crate::accounts::{mails, passwords};
use crate::db::Conn;
use crate::error::{AppError, AppResult};
use crate::ids::InvitationId;
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
    let (email, role) = match form.parse() {
        Ok(valid) => valid,
        Err(errors) => return render::invalid(&members_page(&site, &asker, slug, form, errors).await?),
    };
    let token = passwords::new_token()?;
    let id = InvitationId::new();
    let limited = site.clone();
    let invite = move |conn: &mut Conn, visit: &Visit| {
        let found = inviting(conn, visit, &slug)?;
        limited.limits.check(Rate::Invite, &found.organization.id.to_string())?;
        let writer = visit.writer()?;
        let row = NewInvitation {
            id: id.clone(),
            organization_id: found.organization.id,
            email: email.clone(),
            email_key: text::email_key(&email),
            role,
            token_hash: hash_token(&token),
            invited_by: writer.person.clone(),
            expires_at: visit.now + chrono::Duration::days(INVITATION_DAYS),
            created_at: visit.now,
        };
        queries::insert_invitation(conn, &row)?;
        let mail = mails::invitation(visit.locale, &email, &writer.name, &found.organization.name, &token);
        enqueue_mail(conn, &mail, visit.now)?;
        Ok(found.organization.slug)
    };
    let slug = site.write(&asker, invite).await?;
    Ok(site.done(members_path(&slug), "flash-invitation-sent"))
}

fn members_path(slug: &str) -> String {
    let slug = percent_encoding::utf8_percent_encode(slug, percent_encoding::NON_ALPHANUMERIC).to_string();
    format!("/organizations/{}/members", slug.replace("%2D", "-"))
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

/// Who invites.
pub async fn show(site: web::Data<Site>, asker: Asker, token: web::Path<String>) -> AppResult<HttpResponse> {
    let token = token.into_inner();
    let hash = hash_token(&token);
    let find = move |conn: &mut Conn, visit: &Visit| queries::find_invitation(conn, &hash, visit.now);
    let (page, invitation) = site.read(&asker, "me", find).await?;
    render::page(&views::InvitationPage { page, token, invitation })
}

/// Accepts.
pub async fn update(site: web::Data<Site>, asker: Asker, token: web::Path<String>) -> AppResult<HttpResponse> {
    let hash = hash_token(&token);
    let accept =
        move |conn: &mut Conn, visit: &Visit| queries::accept_invitation(conn, &hash, visit.writer()?, visit.now);
    let slug = site.write(&asker, accept).await?;
    let home = members_path(&slug);
    Ok(site.done(home.trim_end_matches("/members").to_owned(), "flash-invitation-accepted"))
}
