//! The statements of the moderators' queue, and what a decision does in one transaction.

use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::forms::{Decision, Wanted};
use super::model::{Category, ReportCard, ReportRow, ReportState, Verdict};
use crate::audit::Action;
use crate::chat::messages::queries as messages;
use crate::db::schema::{people, reports};
use crate::db::{Conn, changed_one};
use crate::error::{AppError, AppResult};
use crate::ids::{MessageId, PersonId, ReportId, SanctionId};
use crate::lifecycle::{self, Mover};
use crate::moderation::messages::queries::hide_message;
use crate::moderation::sanctions::model::NewSanction;
use crate::moderation::sanctions::queries::impose;
use crate::moderation::{Effects, require, require_moderator, zones_of};
use crate::outbox::{Notice, notify};
use crate::site::sanctions::SanctionKind;
use crate::site::{Viewer, Visit, ZoneKind};
use crate::web::i18n::Locale;
use crate::web::paging::{Page, PageNumber};
use crate::web::text::word_patterns;

/// The most reports of one message that one decision settles.
const TOGETHER_MOST: i64 = 100;

macro_rules! columns {
    () => {
        (
            reports::id,
            reports::zone,
            reports::message_id,
            reports::room_id,
            reports::accused_id,
            reports::reporter_id,
            reports::category,
            reports::note,
            reports::context,
            reports::state,
            reports::resolution,
            reports::handled_by,
            reports::version,
            reports::created_at,
        )
    };
}

/// A page of the reports of a moderator's zones: those that wait, the longest waiting first; of
/// those decided, the newest first.
///
/// # Errors
/// Not signed in; 404 to who moderates nothing.
pub fn list_reports(conn: &mut Conn, visit: &Visit, wanted: &Wanted, at: PageNumber) -> AppResult<Page<ReportCard>> {
    let viewer = require_moderator(visit)?;
    let (own, only) = (zones_of(viewer), wanted.zone.parse::<ZoneKind>().ok());
    let zones: Vec<_> = own.into_iter().filter(|zone| only.is_none_or(|only| only == *zone)).collect();
    let sees_no_zone = only.is_none() && viewer.may_moderate_in(None);
    let (edition, states) = (visit.edition()?.id.clone(), wanted.states());
    let narrow = || {
        let mut query = reports::table
            .inner_join(people::table.on(people::id.eq(reports::accused_id)))
            .filter(reports::edition_id.eq(edition.clone()))
            .filter(
                reports::zone
                    .eq_any(zones.clone())
                    .or(reports::zone.is_null().and(sees_no_zone.into_sql::<Bool>()))
                    .assume_not_null(),
            )
            .filter(reports::state.eq_any(states.clone()))
            .into_boxed();
        if let Ok(category) = wanted.category.parse::<Category>() {
            query = query.filter(reports::category.eq(category));
        }
        for word in word_patterns(&wanted.q) {
            query = query.filter(reports::search_key.like(word).escape('\\'));
        }
        query
    };
    let total: i64 = narrow().count().get_result(conn)?;
    let ordered = match states.iter().all(|state| state.is_undecided()) {
        true => narrow().order(reports::id.asc()),
        false => narrow().order(reports::id.desc()),
    };
    let (offset, limit) = (i64::try_from(at.offset()).unwrap_or(0), i64::try_from(at.size).unwrap_or(0));
    let card = (
        reports::id,
        reports::zone,
        reports::state,
        reports::category,
        people::name,
        reports::body,
        reports::created_at,
    );
    let found = ordered.offset(offset).limit(limit).select(card).load(conn)?;
    Ok(at.page(found, u64::try_from(total).unwrap_or(0)))
}

/// A report of a moderator's zones.
///
/// # Errors
/// Not signed in; 404 for any other.
pub fn find_report(conn: &mut Conn, visit: &Visit, id: &ReportId) -> AppResult<ReportRow> {
    let viewer = require_moderator(visit)?;
    let own = reports::table.filter(reports::id.eq(id)).filter(reports::edition_id.eq(&visit.edition()?.id));
    let row: ReportRow = own.select(columns!()).first(conn)?;
    require(viewer.may_moderate_in(row.zone))?;
    Ok(row)
}

/// The other reports of a message that wait, oldest first.
///
/// # Errors
/// What the database said.
pub fn list_together(conn: &mut Conn, message: &MessageId, but: &ReportId) -> QueryResult<Vec<ReportRow>> {
    reports::table
        .filter(reports::message_id.eq(message))
        .filter(reports::id.ne(but))
        .filter(reports::state.eq_any(ReportState::UNDECIDED))
        .order(reports::id.asc())
        .limit(TOGETHER_MOST)
        .select(columns!())
        .load(conn)
}

/// The report to change, and who changes it.
fn find_case<'a>(conn: &mut Conn, visit: &'a Visit, id: &ReportId, seen: i64) -> AppResult<(&'a Viewer, ReportRow)> {
    let report = find_report(conn, visit, id)?;
    let viewer = visit.writer()?;
    if report.accused == viewer.person {
        return Err(AppError::Refused("error-report-own-case"));
    }
    if report.version != seen {
        return Err(AppError::Conflict("error-changed-meanwhile"));
    }
    Ok((viewer, report))
}

/// Takes a report into review: the other moderators see who looks at it.
///
/// # Errors
/// As [`find_report`]; [`AppError::Conflict`] when somebody was faster.
pub fn review(conn: &mut Conn, visit: &Visit, id: &ReportId, seen: i64) -> AppResult<()> {
    let (viewer, report) = find_case(conn, visit, id, seen)?;
    let mover = Mover { person: Some(&viewer.person), at: visit.now, reason: "" };
    move_on(conn, &report, ReportState::InReview, "", mover)
}

/// Decides about a report, and about every other one of the same message that waits.
///
/// # Errors
/// As [`review`]; what [`impose`] refuses.
pub fn decide(
    conn: &mut Conn,
    visit: &Visit,
    id: &ReportId,
    decision: &Decision,
    sanction: &SanctionId,
) -> AppResult<Effects> {
    let (viewer, report) = find_case(conn, visit, id, decision.version)?;
    let mover = Mover { person: Some(&viewer.person), at: visit.now, reason: &decision.reason };
    let (to, verdict) = (decision.verdict.outcome(), decision.verdict.as_str());
    move_on(conn, &report, to, verdict, mover)?;
    let others = list_together(conn, &report.message, &report.id)?;
    for other in &others {
        move_on(conn, other, to, verdict, mover)?;
    }
    let after = format!("{}: {}", decision.verdict, decision.reason);
    visit.note(conn, Action::ReportDecide, &report.id, (report.state.as_str(), &after))?;
    for told in std::iter::once(&report).chain(&others) {
        tell_reporter(conn, visit, told, decision)?;
    }
    let mut effects = act_on_person(conn, visit, viewer, &report, decision, sanction)?;
    // Somebody may have hidden it from the room meanwhile.
    if decision.hides && !messages::find_message(conn, &report.message)?.is_hidden() {
        effects.changed = Some(hide_message(conn, visit, &report.message, &decision.reason)?);
    }
    Ok(effects)
}

/// Moves a report, through the review where it was not in it.
fn move_on(conn: &mut Conn, report: &ReportRow, to: ReportState, resolution: &str, mover: Mover<'_>) -> AppResult<()> {
    let seen = reports::table.filter(reports::id.eq(&report.id)).filter(reports::version.eq(report.version));
    let changes = (
        reports::state.eq(to),
        reports::resolution.eq(resolution),
        reports::handled_by.eq(mover.person.map(PersonId::as_str)),
        reports::version.eq(reports::version + 1),
        reports::updated_at.eq(mover.at),
    );
    changed_one(diesel::update(seen).set(changes).execute(conn)?)?;
    let mut from = report.state;
    if from == ReportState::Open && to != ReportState::InReview {
        lifecycle::record_move(conn, report.id.as_str(), from, ReportState::InReview, Mover { reason: "", ..mover })?;
        from = ReportState::InReview;
    }
    lifecycle::record_move(conn, report.id.as_str(), from, to, mover)
}

fn act_on_person(
    conn: &mut Conn,
    visit: &Visit,
    viewer: &Viewer,
    report: &ReportRow,
    decision: &Decision,
    id: &SanctionId,
) -> AppResult<Effects> {
    let (kind, zone) = match decision.verdict {
        Verdict::Hide | Verdict::Dismiss => return Ok(Effects::default()),
        Verdict::Silence => (SanctionKind::Silenced, report.zone.filter(|_| !viewer.may_moderate_in(None))),
        Verdict::Ban => (SanctionKind::Banned, None),
    };
    let new = NewSanction {
        id: id.clone(),
        person: report.accused.clone(),
        kind,
        zone,
        reason: decision.reason.clone(),
        term: decision.term,
        report: Some(report.id.clone()),
    };
    impose(conn, visit, &new)?;
    Ok(Effects::of_sanction(&new))
}

fn tell_reporter(conn: &mut Conn, visit: &Visit, report: &ReportRow, decision: &Decision) -> AppResult<()> {
    let link = format!("/rooms/{}", report.room);
    let kind = if decision.verdict == Verdict::Dismiss { "report.dismissed" } else { "report.actioned" };
    let word = |locale: Locale| match decision.verdict {
        Verdict::Dismiss => Notice {
            subject: locale.t("notice-report-dismissed").to_owned(),
            detail: locale.tf("notice-reason", &[("reason", &decision.reason)]),
        },
        // What exactly befell somebody else is between them and the moderators.
        Verdict::Hide | Verdict::Silence | Verdict::Ban => Notice {
            subject: locale.t("notice-report-actioned").to_owned(),
            detail: locale.t("notice-report-thanks").to_owned(),
        },
    };
    notify(conn, &report.reporter, kind, &link, visit.now, word)
}
