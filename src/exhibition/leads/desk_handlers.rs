//! Answers those who hold cards.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::card_queries::list_tags;
use super::desk_forms::{LeadForm, ListForm};
use super::desk_queries::{self as queries, find_team};
use super::desk_tables::table_of;
use super::desk_views::{LeadPage, LeadsPage};
use super::telling::{address, list_address};
use crate::audit::Action;
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::LeadId;
use crate::outbox::{has_unseen, mark_seen};
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::{Asked, Posted};
use crate::web::limits::{LEADS_EXPORTED, Rate};
use crate::web::page::Page;
use crate::web::paging::PageNumber;
use crate::web::tables::{self, TableFormat};
use crate::web::{dates, render};

/// Cards on a page.
const PAGE_SIZE: usize = 30;

/// `GET /organizations/{slug}/leads`.
pub async fn index(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(form): Asked<ListForm>,
) -> AppResult<HttpResponse> {
    let (slug, wanted, at) = (slug.into_inner(), form.read(), PageNumber::read(&form.page, PAGE_SIZE));
    let narrowed = wanted.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let edition = queries::find_edition_of(conn, visit, &narrowed.edition)?;
        let team = find_team(conn, visit, &slug, &edition)?;
        let of = (&edition, &team.organization.id);
        let span = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(0));
        let (rows, total) = queries::list_leads(conn, of, &narrowed, span, visit.now)?;
        let used = queries::list_used_tags(conn, of.0, of.1)?;
        let editions = name_editions(visit, &queries::list_holding(conn, of.1)?);
        let news = list_address(&team.organization.slug);
        let news = has_unseen(conn, &visit.viewer()?.person, &news)?.then_some(news);
        Ok((team, at.page(rows, u64::try_from(total).unwrap_or(0)), (used, editions), news))
    };
    let (mut page, (team, found, (used, editions), news)) = site.read(&asker, "exhibition", read).await?;
    if let Some(link) = news {
        note_seen(&site, &asker, &mut page, link).await?;
    }
    render::page(&LeadsPage::new(page, team, &wanted, found, used, editions))
}

/// The current edition, and those before it that are among these slugs: each with its name. The current one has no slug.
fn name_editions(visit: &Visit, holding: &[String]) -> Vec<(String, String)> {
    let present = visit.snapshot.edition.iter().map(|edition| (String::new(), &edition.texts));
    let earlier = visit.snapshot.earlier.iter().filter(|edition| holding.contains(&edition.slug));
    let all = present.chain(earlier.map(|edition| (edition.slug.clone(), &edition.texts)));
    all.map(|(slug, texts)| (slug, texts.title(visit.locale).to_owned())).collect()
}

/// The reader has looked at what they were told of with this link.
async fn note_seen(site: &Site, asker: &Asker, page: &mut Page, link: String) -> AppResult<()> {
    let mark = move |conn: &mut Conn, visit: &Visit| Ok(mark_seen(conn, &visit.viewer()?.person, &link, visit.now)?);
    site.note_seen(asker, page, mark).await
}

/// `GET /organizations/{slug}/leads/{id}`.
pub async fn show(site: web::Data<Site>, asker: Asker, path: web::Path<(String, String)>) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    let link = format!("/organizations/{slug}/leads/{id}");
    let (mut shown, has_news) = load(&site, &asker, slug, id, None).await?;
    if has_news {
        note_seen(&site, &asker, &mut shown.page, link).await?;
    }
    render::page(&shown)
}

/// The page of a card, with what was typed where it comes back; and whether its reader was told of it and has not looked.
async fn load(
    site: &Site,
    asker: &Asker,
    slug: String,
    id: String,
    typed: Option<(LeadForm, FieldErrors)>,
) -> AppResult<(LeadPage, bool)> {
    let id: LeadId = id.parse().map_err(|_| AppError::NotFound)?;
    let read = move |conn: &mut Conn, visit: &Visit| {
        let _known = visit.viewer()?;
        let (lead, edition) = queries::find_lead(conn, &slug, &id)?;
        let team = find_team(conn, visit, &slug, &edition)?;
        let tags = list_tags(conn, &lead.id)?;
        let reminded = queries::find_reminded(conn, &edition, &lead)?;
        let has_news = has_unseen(conn, &visit.viewer()?.person, &address(&slug, &id))?;
        let bar = match gate::require_not_shut(conn, &edition, ZoneKind::Exhibition) {
            Err(AppError::Refused(key)) => Some(key),
            other => other.map(|()| None)?,
        };
        Ok((team, lead, tags, (reminded, bar), has_news))
    };
    let (page, (team, lead, tags, (reminded, bar), has_news)) = site.read(asker, "exhibition", read).await?;
    let is_conflict = typed.as_ref().is_some_and(|(_, errors)| errors.is_empty());
    let stands = LeadForm::of(&lead, &tags, page.time_zone);
    let (form, errors) = match typed {
        Some((typed, errors)) if is_conflict => (LeadForm { version: stands.version.clone(), ..typed }, errors),
        Some(typed) => typed,
        None => (stands.clone(), FieldErrors::new()),
    };
    let theirs = is_conflict.then_some(stands);
    Ok((LeadPage { page, team, lead, tags, reminded, bar, form, errors, theirs }, has_news))
}

/// `POST /organizations/{slug}/leads/{id}`: rating, tags, note and when to follow it up.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<LeadForm>,
) -> AppResult<HttpResponse> {
    let ((slug, id), form) = (path.into_inner(), posted.form);
    let lead: LeadId = id.parse().map_err(|_| AppError::NotFound)?;
    let (of, typed) = (slug.clone(), form.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.writer()?.person;
        let (lead, edition) = queries::find_lead(conn, &of, &lead)?;
        find_team(conn, visit, &of, &edition)?;
        gate::require_not_shut(conn, &edition, ZoneKind::Exhibition)?;
        // First of all: what somebody else has planned meanwhile is no mistake in this form.
        if typed.version.parse::<i64>().is_ok_and(|seen| seen != lead.version) {
            return Err(AppError::Conflict("error-changed-meanwhile"));
        }
        let valid = typed.parse(lead.follow_up_at, visit.time_zone(), visit.now)?;
        queries::update_lead(conn, &lead, &valid, person, visit.now)
    };
    let back = format!("/organizations/{slug}/leads/{id}");
    let (errors, status) = match site.write(&asker, write).await {
        Ok(()) => return Ok(site.done(back, "flash-lead-saved")),
        Err(AppError::Invalid(errors)) => (errors, StatusCode::UNPROCESSABLE_ENTITY),
        Err(AppError::Conflict(_)) => (FieldErrors::new(), StatusCode::CONFLICT),
        Err(error) => return Err(error),
    };
    let (shown, _) = load(&site, &asker, slug, id, Some((form, errors))).await?;
    render::page_with(status, &shown)
}

/// `GET /organizations/{slug}/leads/export`: what the list shows, as a table; who took it stands in the audit trail.
pub async fn export(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    Asked(form): Asked<ListForm>,
) -> AppResult<HttpResponse> {
    let (slug, wanted) = (slug.into_inner(), form.read());
    let format = form.format.unwrap_or(TableFormat::Csv);
    let (shared, of) = (Site::clone(&site), slug.clone());
    let take = move |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.writer()?;
        let edition = queries::find_edition_of(conn, visit, &wanted.edition)?;
        let team = find_team(conn, visit, &of, &edition)?;
        shared.limits.check_in_work(Rate::Export, viewer.person.as_str())?;
        let span = (0, i64::try_from(LEADS_EXPORTED).unwrap_or(0));
        let held = (&edition, &team.organization.id);
        let (rows, _) = queries::list_leads(conn, held, &wanted, span, visit.now)?;
        visit.note(conn, Action::LeadExport, &team.organization.id, ("", &rows.len().to_string()))?;
        Ok((table_of(visit.locale, visit.time_zone(), &rows), dates::day(visit.now, visit.time_zone())))
    };
    let (table, day) = site.write(&asker, take).await?;
    tables::respond(&table, format, &format!("{slug}-leads-{day}"))
}
