//! Answers under `/organizations` that belong to no zone.

use actix_web::{HttpResponse, web};

use super::forms::{MemberForm, OrganizationForm};
use super::model::{MemberRole, OrganizationRow};
use super::queries::ChangedMember;
use super::{queries, views};
use crate::accounts::invitations::queries::list_invitations;
use crate::clock::Instant;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::MemberId;
use crate::outbox::{Notice, notify};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::render;

/// The form of a new organization.
pub async fn new(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let (page, ()) = site.read(&asker, "me", |_, visit| visit.viewer().map(drop)).await?;
    let form = OrganizationForm::default();
    render::page(&views::NewOrganizationPage { page, form, errors: FieldErrors::new() })
}

/// Makes an organization; whoever makes it owns it.
pub async fn create(site: web::Data<Site>, asker: Asker, posted: Posted<OrganizationForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let row = match form.parse(site.clock.now()) {
        Ok(row) => row,
        Err(errors) => {
            let (page, ()) = site.read(&asker, "me", |_, visit| visit.viewer().map(drop)).await?;
            return render::invalid(&views::NewOrganizationPage { page, form, errors });
        }
    };
    let made = move |conn: &mut Conn, visit: &Visit| queries::insert_organization(conn, &row, &visit.writer()?.person);
    let slug = match site.write(&asker, made.clone()).await {
        // The same form a moment before: this time its organization is found.
        Err(AppError::Conflict(_)) => site.write(&asker, made).await?,
        answer => answer?,
    };
    Ok(site.done(format!("/organizations/{slug}"), "flash-organization-made"))
}

/// The overview.
pub async fn show(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    let find = move |conn: &mut Conn, visit: &Visit| {
        let found = queries::find_membership(conn, &visit.viewer()?.person, &slug)?;
        let work = queries::count_work(conn, &found.organization.id)?;
        let team = queries::list_members(conn, &found.organization.id)?.len();
        Ok((found, work, team))
    };
    let (page, (found, (booths, postings), team)) = site.read(&asker, "me", find).await?;
    let (rights, role, organization) = (found.rights(), found.role, found.organization);
    render::page(&views::OrganizationPage {
        page,
        is_owner: role.may_invite(),
        org_slug: organization.slug.clone(),
        current: "overview",
        rights,
        organization,
        has_booth: booths > 0,
        has_posting: postings > 0,
        has_team: team > 1,
    })
}

/// The team.
pub async fn index(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let form = MemberForm { role: "representative".into(), ..MemberForm::default() };
    let page = members_page(&site, &asker, slug.into_inner(), form, FieldErrors::new()).await?;
    render::page(&page)
}

/// The page of the team, with a form as it was sent.
///
/// # Errors
/// 404 for strangers.
pub async fn members_page(
    site: &Site,
    asker: &Asker,
    slug: String,
    form: MemberForm,
    errors: FieldErrors,
) -> AppResult<views::MembersPage> {
    let find = move |conn: &mut Conn, visit: &Visit| {
        let found = queries::find_membership(conn, &visit.viewer()?.person, &slug)?;
        let members = queries::list_members(conn, &found.organization.id)?;
        let invitations = list_invitations(conn, &found.organization.id, visit.now)?;
        Ok((found, members, invitations, visit.viewer()?.person.clone()))
    };
    let (page, (found, members, invitations, own)) = site.read(asker, "me", find).await?;
    let (rights, role, organization) = (found.rights(), found.role, found.organization);
    let org_slug = organization.slug.clone();
    let can_invite = role.may_invite();
    Ok(views::MembersPage {
        page,
        organization,
        org_slug,
        current: "members",
        rights,
        members,
        invitations,
        can_invite,
        own,
        form,
        errors,
    })
}

/// Gives a member another role.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, MemberId)>,
    posted: Posted<MemberForm>,
) -> AppResult<HttpResponse> {
    let role = posted.form.parse_role()?;
    change(&site, &asker, path.into_inner(), Some(role)).await
}

/// Removes a member; whoever is no owner may leave.
pub async fn destroy(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, MemberId)>,
) -> AppResult<HttpResponse> {
    change(&site, &asker, path.into_inner(), None).await
}

async fn change(
    site: &Site,
    asker: &Asker,
    (slug, member): (String, MemberId),
    role: Option<MemberRole>,
) -> AppResult<HttpResponse> {
    let back = format!("/organizations/{slug}/members");
    let change = move |conn: &mut Conn, visit: &Visit| {
        let own = &visit.writer()?.person;
        let found = queries::find_membership(conn, own, &slug)?;
        let is_own = queries::find_member_person(conn, &found.organization.id, &member)? == *own;
        let may_leave = is_own && role.is_none();
        if !found.role.may_invite() && !may_leave {
            return Err(AppError::NotFound);
        }
        let changed = queries::change_member(conn, &found.organization.id, &member, role, visit.now)?;
        if !is_own {
            tell(conn, &found.organization, &changed, role, visit.now)?;
        }
        Ok(is_own && role.is_none())
    };
    let has_left = site.write(asker, change).await?;
    if has_left { Ok(site.done("/me", "flash-member-left")) } else { Ok(site.done(back, "flash-members-changed")) }
}

/// Tells a member of their new role or their removal.
fn tell(
    conn: &mut Conn,
    organization: &OrganizationRow,
    changed: &ChangedMember,
    role: Option<MemberRole>,
    now: Instant,
) -> AppResult<()> {
    let Some(role) = role else {
        return notify(conn, &changed.person, "member.removed", "/me", now, |locale| Notice {
            subject: locale.tf("notice-member-removed", &[("organization", organization.name_in(locale))]),
            detail: String::new(),
        });
    };
    if role == changed.before {
        return Ok(());
    }
    let link = format!("/organizations/{}", organization.slug);
    notify(conn, &changed.person, "member.changed", &link, now, |locale| Notice {
        subject: locale.tf(
            "notice-member-role",
            &[("organization", organization.name_in(locale)), ("role", locale.t(role.key()))],
        ),
        detail: String::new(),
    })
}
