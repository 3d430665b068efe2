//! Answers `/organizer/organizations`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::queries;
use super::views::{IndexPage, ShowPage};
use crate::accounts::organizations::model::{OrganizationRow, OrganizationState};
use crate::accounts::organizations::queries::{count_work, list_members};
use crate::audit::{self, Act, Action};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::lifecycle::{Mover, list_named_moves};
use crate::outbox::{Notice, notify};
use crate::pairing::ending::end_dealings_of_organization;
use crate::site::{Asker, Site, Viewer, Visit};
use crate::web::check::Check;
use crate::web::forms::{Asked, Posted};
use crate::web::paging::PageNumber;
use crate::web::{render, text};

/// Rows on a page of the list.
const ROWS_ON_A_PAGE: usize = 25;

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// A state.
    pub state: String,
    /// Words of the name.
    pub q: String,
    /// ISO 3166-1 code of the country.
    pub country: String,
    /// Page number.
    pub page: String,
}

/// `GET /organizer/organizations`.
pub async fn index(site: web::Data<Site>, asker: Asker, Asked(wanted): Asked<Wanted>) -> AppResult<HttpResponse> {
    let (state, words) = (wanted.state.parse().ok(), text::clip(wanted.q.trim(), 100));
    let number = PageNumber::read(&wanted.page, ROWS_ON_A_PAGE);
    let piece = number.piece();
    let country = text::clip(&wanted.country, 2);
    let asked = (words.clone(), country.clone());
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        Ok(queries::list_organizations(conn, (&asked.0, &asked.1), state, piece)?)
    };
    let (page, (rows, total)) = site.read(&asker, "organizer", read).await?;
    let found = number.page(rows, u64::try_from(total).unwrap_or(0));
    render::page(&IndexPage::new(page, state, (words, &country), found))
}

/// A decision.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    /// The state after.
    pub to: String,
    /// Why.
    pub reason: String,
}

/// `GET /organizer/organizations/{slug}`.
pub async fn show(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, slug.into_inner(), String::new(), FieldErrors::new(), StatusCode::OK).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    slug: String,
    reason: String,
    errors: FieldErrors,
    status: StatusCode,
) -> AppResult<HttpResponse> {
    let read = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let row = queries::find_organization(conn, &slug)?;
        let members = list_members(conn, &row.id)?;
        let work = count_work(conn, &row.id)?;
        let moves = list_named_moves::<OrganizationState>(conn, row.id.as_str())?;
        Ok((row, members, work, moves))
    };
    let (page, (row, members, work, moves)) = site.read(asker, "organizer", read).await?;
    render::page_with(status, &ShowPage::new(page, row, members, work, moves, reason, errors))
}

/// `POST /organizer/organizations/{slug}/transitions`. Refusing and suspending want a reason, which
/// the owners read.
pub async fn change_state(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<DecisionForm>,
) -> AppResult<HttpResponse> {
    let (slug, form) = (slug.into_inner(), posted.form);
    let to: OrganizationState = form.to.parse().map_err(|()| AppError::Bad("error-form"))?;
    let least = match to {
        OrganizationState::Rejected | OrganizationState::Suspended => 10,
        OrganizationState::Verified => 0,
        OrganizationState::Pending => return Err(AppError::Bad("error-form")),
    };
    let mut check = Check::new();
    let reason = check.text("reason", &form.reason, least, 1_000);
    if let Err(errors) = check.finish(|| Some(())) {
        return draw(&site, &asker, slug, form.reason, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let path = format!("/organizer/organizations/{slug}");
    let store = move |conn: &mut Conn, visit: &Visit| {
        visit.staff(Viewer::is_administrator)?;
        let row = queries::find_organization(conn, &slug)?;
        decide(conn, visit, &row, to, &reason)
    };
    site.write(&asker, store).await?;
    Ok(site.done(path, "flash-organization-decided"))
}

fn decide(conn: &mut Conn, visit: &Visit, row: &OrganizationRow, to: OrganizationState, reason: &str) -> AppResult<()> {
    let person = &visit.writer()?.person;
    let mover = Mover { person: Some(person), at: visit.now, reason };
    queries::move_organization(conn, row, to, mover)?;
    if to == OrganizationState::Suspended {
        end_dealings_of_organization(conn, &row.id, mover)?;
    }
    let act = Act {
        edition: None,
        person: Some(person),
        action: Action::OrganizationMove,
        thing: row.id.as_str(),
        before: row.state.as_str(),
        after: to.as_str(),
        at: visit.now,
    };
    audit::insert_entry(conn, act)?;
    let key = match to {
        OrganizationState::Verified | OrganizationState::Pending => "notice-organization-verified",
        OrganizationState::Rejected => "notice-organization-rejected",
        OrganizationState::Suspended => "notice-organization-suspended",
    };
    let link = format!("/organizations/{}", row.slug);
    for owner in queries::list_owners(conn, &row.id)? {
        notify(conn, &owner, "organization.decided", &link, visit.now, |locale| Notice {
            subject: locale.tf(key, &[("organization", &row.name)]),
            detail: reason.to_owned(),
        })?;
    }
    Ok(())
}
