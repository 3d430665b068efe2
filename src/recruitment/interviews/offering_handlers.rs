//! Answers recruiters who offer times: for a first interview, and other times for one that stands.

use actix_web::{HttpResponse, web};

use super::forms::SlotsForm;
use super::handlers::find_own;
use super::model::{Interview, InterviewState, Party};
use super::moves::{self, Offering};
use super::queries::{self, InterviewRow};
use super::views::SlotsPage;
use crate::accounts::people::queries::list_names;
use crate::calendar::offers::Bounds;
use crate::calendar::{Span, find_clash, list_busy};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::ids::{ApplicationId, InterviewId, PersonId};
use crate::lifecycle::{Mover, require_version};
use crate::recruitment::applications::desk_queries::{find_received, is_hidden};
use crate::recruitment::applications::model::Application;
use crate::recruitment::postings::model::{Employer, Posting};
use crate::recruitment::workspace::queries::require_recruiter;
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::Posted;
use crate::web::{once, render};

/// How far ahead busy times are shown, in days.
const BUSY_DAYS: i64 = 14;

/// Where times are offered: of an application of an organization, or of an interview that stands.
#[derive(Debug, Clone)]
enum Place {
    Application { slug: String, id: String },
    Interview(String),
}

impl Place {
    /// Where the form goes.
    fn action(&self) -> String {
        match self {
            Self::Application { slug, id } => format!("/organizations/{slug}/applications/{id}/interviews"),
            Self::Interview(id) => format!("/recruitment/interviews/{id}/slots"),
        }
    }

    /// What it is about, for who recruits there.
    fn find(
        &self,
        conn: &mut Conn,
        visit: &Visit,
    ) -> AppResult<(Application, Posting, Employer, Option<InterviewRow>)> {
        match self {
            Self::Application { slug, id } => {
                let (_, employer) = require_recruiter(conn, visit, slug)?;
                let row = find_received(conn, &employer.id, id, visit.now)?;
                // The form names the applicant.
                if is_hidden(&row.0, &row.1) {
                    return Err(AppError::Conflict("error-interview-state"));
                }
                Ok((row.0, row.1, employer.organization, None))
            }
            Self::Interview(id) => {
                let (row, side) = find_own(conn, visit, id)?;
                if side != Party::Team {
                    return Err(AppError::NotFound);
                }
                Ok((row.1.clone(), row.2.clone(), row.3.clone(), Some(row)))
            }
        }
    }
}

/// `GET /organizations/{slug}/applications/{id}/interviews/new`.
pub async fn new(site: web::Data<Site>, asker: Asker, path: web::Path<(String, String)>) -> AppResult<HttpResponse> {
    let (slug, id) = path.into_inner();
    draw(&site, &asker, Place::Application { slug, id }, None, FieldErrors::new()).await
}

/// `GET /recruitment/interviews/{id}/slots`.
pub async fn edit(site: web::Data<Site>, asker: Asker, id: web::Path<String>) -> AppResult<HttpResponse> {
    draw(&site, &asker, Place::Interview(id.into_inner()), None, FieldErrors::new()).await
}

async fn draw(
    site: &Site,
    asker: &Asker,
    place: Place,
    typed: Option<SlotsForm>,
    errors: FieldErrors,
) -> AppResult<HttpResponse> {
    let (is_wrong, action) = (!errors.is_empty(), place.action());
    let work = move |conn: &mut Conn, visit: &Visit| {
        let (application, posting, _, row) = place.find(conn, visit)?;
        let names = list_names(conn, std::slice::from_ref(&application.person_id))?;
        let name = names.get(&application.person_id).cloned().unwrap_or_default();
        let mut titles = queries::list_titles(conn, std::slice::from_ref(&posting), visit.locale)?;
        let title = titles.remove(posting.id.as_str()).unwrap_or_default();
        let ahead = Span { starts_at: visit.now, ends_at: visit.now + chrono::Duration::days(BUSY_DAYS) };
        let mine = list_busy(conn, &visit.viewer()?.person, ahead)?;
        // An applicant's calendar is looked at only while times may be offered to them.
        let may_offer = row
            .as_ref()
            .map_or_else(|| application.state.is_interviewed(), |row| row.0.may_ask(Party::Team, visit.now));
        let theirs = if may_offer { list_busy(conn, &application.person_id, ahead)? } else { Vec::new() };
        let zone = visit.edition()?.time_zone;
        let wish = row.as_ref().map(|row| row.0.reason.clone()).unwrap_or_default();
        let form = typed.unwrap_or_else(|| row.map_or_else(SlotsForm::fresh, |row| SlotsForm::of(&row.0)));
        Ok(((name, title), form, (mine, theirs), (zone, wish)))
    };
    let (page, (about, form, busy, more)) = site.read(asker, "recruitment", work).await?;
    let page = SlotsPage::new(page, (about, action), (form, errors), (&busy.0, &busy.1), more);
    if is_wrong { render::invalid(&page) } else { render::page(&page) }
}

/// What was typed, checked, with one's own calendar free at each of the times; what is scheduled does not
/// stand in the way of its own other time.
fn read(conn: &mut Conn, visit: &Visit, form: &SlotsForm, of: Option<&Interview>) -> AppResult<Offering> {
    let bounds = Bounds { zone: visit.time_zone(), now: visit.now, closes_at: None, slot_minutes: 0 };
    let offering = form.parse(bounds)?;
    let own = of.map(|one| (crate::calendar::EntryKind::Interview, one.id.as_str()));
    for span in &offering.slots {
        if find_clash(conn, &visit.writer()?.person, *span, own)?.is_some() {
            return Err(FieldErrors::one("time", "error-calendar-taken").into());
        }
    }
    Ok(offering)
}

/// `POST /organizations/{slug}/applications/{id}/interviews`.
pub async fn create(
    site: web::Data<Site>,
    asker: Asker,
    path: web::Path<(String, String)>,
    posted: Posted<SlotsForm>,
) -> AppResult<HttpResponse> {
    let ((slug, application), form) = (path.into_inner(), posted.form);
    let made = once::id_of(&form.key, &(&application, &form)).and_then(|id| id.to_string().parse().ok());
    let id: InterviewId = made.unwrap_or_else(InterviewId::new);
    let place = Place::Application { slug, id: application };
    let (new, typed, wanted) = (id.clone(), form.clone(), place.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = visit.writer()?.person.clone();
        let (application, posting, employer, _) = wanted.find(conn, visit)?;
        gate::require_not_shut(conn, &posting.edition_id, ZoneKind::Recruitment)?;
        if queries::find_row(conn, &new).is_ok() {
            return Ok(());
        }
        let offering = read(conn, visit, &typed, None)?;
        let interview = interview_of(&new, (&application.id, &posting), &offering, (&me, visit));
        let mover = Mover { person: Some(&me), at: visit.now, reason: "" };
        moves::propose(conn, (&application, &posting, &employer), &interview, &offering.slots, mover)
    };
    finish(&site, &asker, (place, form), site.write(&asker, write).await, id.as_str()).await
}

fn interview_of(
    id: &InterviewId,
    (application, posting): (&ApplicationId, &Posting),
    offering: &Offering,
    (me, visit): (&PersonId, &Visit),
) -> Interview {
    Interview {
        id: id.clone(),
        edition_id: posting.edition_id.clone(),
        application_id: application.clone(),
        host_id: Some(me.clone()),
        state: InterviewState::Proposed,
        turn: Party::Applicant,
        place_kind: offering.place_kind,
        place: offering.place.clone(),
        message: offering.message.clone(),
        reason: String::new(),
        starts_at: None,
        ends_at: None,
        expires_at: offering.expires_at(visit.now),
        version: 1,
        created_at: visit.now,
        updated_at: visit.now,
    }
}

/// `POST /recruitment/interviews/{id}/slots`.
pub async fn update(
    site: web::Data<Site>,
    asker: Asker,
    id: web::Path<String>,
    posted: Posted<SlotsForm>,
) -> AppResult<HttpResponse> {
    let (id, form) = (id.into_inner(), posted.form);
    let place = Place::Interview(id.clone());
    let (typed, wanted) = (form.clone(), place.clone());
    let write = move |conn: &mut Conn, visit: &Visit| {
        let me = visit.writer()?.person.clone();
        let row = wanted.find(conn, visit)?.3.ok_or(AppError::NotFound)?;
        gate::require_not_shut(conn, &row.0.edition_id, ZoneKind::Recruitment)?;
        require_version(row.0.version, &typed.version)?;
        let offering = read(conn, visit, &typed, Some(&row.0))?;
        moves::offer_again(conn, &row, &offering, &me, visit.now)
    };
    finish(&site, &asker, (place, form), site.write(&asker, write).await, &id).await
}

/// Leads to the interview, or shows the form again with what is wrong.
async fn finish(
    site: &Site,
    asker: &Asker,
    (place, form): (Place, SlotsForm),
    done: AppResult<()>,
    id: &str,
) -> AppResult<HttpResponse> {
    match done {
        Ok(()) => Ok(site.done(format!("/recruitment/interviews/{id}"), "flash-interview-offered")),
        Err(AppError::Invalid(errors)) => draw(site, asker, place, Some(form), errors).await,
        // What stands in the way is said beside what was typed.
        Err(AppError::Conflict(key @ ("error-interview-twice" | "error-interview-state"))) => {
            draw(site, asker, place, Some(form), FieldErrors::one("time", key)).await
        }
        Err(error) => Err(error),
    }
}
