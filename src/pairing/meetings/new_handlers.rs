//! Answers who proposes times: a request of either side, and a counter-proposal.

use actix_web::{HttpResponse, web};

use super::forms::TimesForm;
use super::handlers::find_own;
use super::model::{Meeting, MeetingState};
use super::moves;
use super::views::TimesPage;
use crate::calendar::offers::Bounds;
use crate::calendar::{Span, find_clash, list_busy};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{InterestId, MeetingId, PersonId};
use crate::lifecycle::require_version;
use crate::pairing::Side;
use crate::pairing::interests::moves::{find_readable, require_dealable, title_of};
use crate::pairing::interests::queries::find_interest;
use crate::pairing::projects::listing::ProjectRow;
use crate::pairing::projects::{is_of_team, list_hosts};
use crate::pairing::rules::find_rules;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::Posted;
use crate::web::{once, render};

/// How far ahead busy times of the other are shown, in days.
const BUSY_DAYS: i64 = 14;

/// Whom one proposes times to, and about what.
pub struct Proposal {
    /// The project.
    pub row: ProjectRow,
    /// The side that proposes.
    pub side: Side,
    /// The person from outside.
    pub guest: PersonId,
    /// Who comes for the project.
    pub host: PersonId,
    /// The request that is countered.
    pub meeting: Option<Meeting>,
}

fn of_project(conn: &mut Conn, visit: &Visit, slug: &str) -> AppResult<Proposal> {
    let me = visit.viewer()?.person.clone();
    let row = find_readable(conn, visit, slug)?;
    require_dealable(conn, visit, &row, &me)?;
    let host = list_hosts(conn, &row.0)?.into_iter().next().ok_or(AppError::Conflict("error-meeting-host-gone"))?;
    Ok(Proposal { row, side: Side::Guest, guest: me, host, meeting: None })
}

fn of_interest(conn: &mut Conn, visit: &Visit, id: &str) -> AppResult<Proposal> {
    let id: InterestId = id.parse().map_err(|_| AppError::NotFound)?;
    let me = visit.viewer()?.person.clone();
    let (interest, row) = find_interest(conn, &id)?;
    if !is_of_team(conn, &row.0, &me)? {
        return Err(AppError::NotFound);
    }
    require_dealable(conn, visit, &row, &interest.person_id)?;
    Ok(Proposal { row, side: Side::Host, guest: interest.person_id, host: me, meeting: None })
}

fn of_meeting(conn: &mut Conn, visit: &Visit, id: &str) -> AppResult<Proposal> {
    let id: MeetingId = id.parse().map_err(|_| AppError::NotFound)?;
    let (meeting, row, side) = find_own(conn, visit, &id)?;
    if meeting.state != MeetingState::Requested || meeting.turn != side {
        return Err(AppError::Conflict("error-move-not-allowed"));
    }
    let (guest, host) = (meeting.guest_id.clone(), meeting.host_id.clone());
    Ok(Proposal { row, side, guest, host, meeting: Some(meeting) })
}

type Find = fn(&mut Conn, &Visit, &str) -> AppResult<Proposal>;

/// `GET /pairing/projects/{slug}/meetings/new`.
pub async fn new(site: web::Data<Site>, asker: Asker, slug: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, (of_project, slug.into_inner()), TimesForm::fresh(), FieldErrors::new()).await
}

/// `GET /pairing/interests/{id}/meetings/new`.
pub async fn new_of_interest(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, (of_interest, id.into_inner()), TimesForm::fresh(), FieldErrors::new()).await
}

/// `GET /pairing/meetings/{id}/counter`.
pub async fn counter(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, (of_meeting, id.into_inner()), TimesForm::fresh(), FieldErrors::new()).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    (find, of): (Find, String),
    form: TimesForm,
    errors: FieldErrors,
) -> AppResult<HttpResponse> {
    let is_wrong = !errors.is_empty();
    let action = asker.path.trim_end_matches("/new").to_owned();
    let work = move |conn: &mut Conn, visit: &Visit| {
        let proposal = find(conn, visit, &of)?;
        let rules = find_rules(conn, &proposal.row.0.edition_id)?;
        let ahead = Span { starts_at: visit.now, ends_at: visit.now + chrono::Duration::days(BUSY_DAYS) };
        let mine = list_busy(conn, &visit.viewer()?.person, ahead)?;
        let other = if proposal.side == Side::Guest { &proposal.host } else { &proposal.guest };
        let theirs = list_busy(conn, other, ahead)?;
        let title = title_of(conn, &proposal.row)?(visit.locale);
        let zone = visit.edition()?.time_zone;
        Ok((title, rules, (mine, theirs), zone, proposal.meeting.map(|meeting| meeting.version)))
    };
    let (page, (title, rules, busy, zone, version)) = site.read(asker, "pairing", work).await?;
    let mut page = TimesPage::new(page, (title, action), form, errors, (&busy.0, &busy.1));
    page.slot_minutes = rules.slot_minutes;
    page.event_zone = (zone != page.page.time_zone).then(|| zone.name());
    if let Some(version) = version {
        page.form.version = version.to_string();
        page.is_counter = true;
    }
    if is_wrong { render::invalid(&page) } else { render::page(&page) }
}

/// `POST /pairing/projects/{slug}/meetings`.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    slug: web::Path<String>,
    posted: Posted<TimesForm>,
) -> AppResult<HttpResponse> {
    request(&site, &asker, (of_project, slug.into_inner()), posted.form).await
}

/// `POST /pairing/interests/{id}/meetings`.
pub async fn create_of_interest(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<TimesForm>,
) -> AppResult<HttpResponse> {
    request(&site, &asker, (of_interest, id.into_inner()), posted.form).await
}

/// What was typed, checked, with one's own calendar free at each of the times.
fn read(conn: &mut Conn, visit: &Visit, form: &TimesForm, least: usize) -> AppResult<(String, Vec<Span>)> {
    let (edition, me) = (visit.edition()?, &visit.writer()?.person);
    let rules = find_rules(conn, &edition.id)?;
    let closes_at = Some(edition.closes_at);
    let bounds = Bounds { zone: visit.time_zone(), now: visit.now, closes_at, slot_minutes: rules.slot_minutes };
    let (message, times) = form.parse(least, bounds)?;
    for span in &times {
        if find_clash(conn, me, *span, None)?.is_some() {
            return Err(FieldErrors::one("time", "error-calendar-taken").into());
        }
    }
    Ok((message, times))
}

async fn request(site: &Site, asker: &Asker, (find, of): (Find, String), form: TimesForm) -> AppResult<HttpResponse> {
    let made = once::id_of(&form.key, &form).and_then(|id| id.to_string().parse().ok());
    let id: MeetingId = made.unwrap_or_else(MeetingId::new);
    let (new, typed, wanted) = (id.clone(), form.clone(), of.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.writer()?;
        let proposal = find(conn, visit, &wanted)?;
        let edition = &proposal.row.0.edition_id;
        gate::require_open(conn, edition, ZoneKind::Pairing, visit.now)?;
        if super::queries::find_meeting(conn, &new).is_ok() {
            return Ok(());
        }
        let (message, times) = read(conn, visit, &typed, 10)?;
        let meeting = Meeting {
            id: new.clone(),
            edition_id: edition.clone(),
            project_id: proposal.row.0.id.clone(),
            host_id: proposal.host,
            guest_id: proposal.guest,
            asked_by: proposal.side,
            turn: proposal.side.other(),
            state: MeetingState::Requested,
            message,
            reason: String::new(),
            starts_at: None,
            ends_at: None,
            expires_at: times.iter().map(|span| span.starts_at).max().unwrap_or(visit.now),
            version: 1,
            created_at: visit.now,
            updated_at: visit.now,
        };
        moves::request(conn, visit, &proposal.row, &meeting, &times)
    };
    match site.write(asker, write).await {
        Ok(()) => Ok(site.done(format!("/pairing/meetings/{id}"), "flash-meeting-requested")),
        Err(AppError::Invalid(errors)) => draw(site, asker, (find, of), form, errors).await,
        // What stands in the way is said beside what was typed.
        Err(AppError::Refused(key @ "error-meeting-quota") | AppError::Conflict(key @ "error-meeting-twice")) => {
            draw(site, asker, (find, of), form, FieldErrors::one("message", key)).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /pairing/meetings/{id}/counter`.
pub async fn create_counter(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<TimesForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let (wanted, typed) = (id.clone(), form.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        visit.writer()?;
        let Proposal { row, side, meeting, .. } = of_meeting(conn, visit, &wanted)?;
        let meeting = meeting.ok_or(AppError::NotFound)?;
        gate::require_not_shut(conn, &meeting.edition_id, ZoneKind::Pairing)?;
        require_version(meeting.version, &typed.version)?;
        let (message, times) = read(conn, visit, &typed, 0)?;
        moves::counter(conn, visit, (&meeting, &row), side, (&message, &times))
    };
    match site.write(&asker, write).await {
        Ok(()) => Ok(site.done(format!("/pairing/meetings/{id}"), "flash-meeting-countered")),
        Err(AppError::Invalid(errors)) => draw(&site, &asker, (of_meeting, id), form, errors).await,
        Err(error) => Err(error),
    }
}
