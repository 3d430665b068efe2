//! What moderation holds of a person: reports they made, reports and sanctions about them, words they put on the
//! list. Who goes takes along what was kept of their words; what was decided stays, about nobody.

use diesel::prelude::*;

use super::messages::queries::Line;
use super::reports::model::ReportState;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{appeals, reports, sanctions};
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, ReportId};
use crate::lifecycle::{Mover, record_move};
use crate::site::holdings::{GONE_NAME, Leaving, Part, stays};
use crate::site::redaction::Redaction;
use crate::web::text::{fold, like_pattern};
use crate::{forget_name, held_rows};

/// The parts of moderation.
pub const HELD: &[Part] = &[
    Part {
        name: "reports-made",
        given: &["reports.reporter_id"],
        load: held_rows!(reports.reporter_id, { message_id: String, category: String, note: String, state: String, created_at: Instant }),
        erased: &["reports.reporter_id"],
        erase: erase_reports_made,
    },
    // Who reported and what they noted is not told.
    Part {
        name: "reports-about-you",
        given: &["reports.accused_id"],
        load: held_rows!(reports.accused_id, { message_id: String, category: String, body: String, state: String, resolution: String, created_at: Instant }),
        erased: &["reports.accused_id"],
        erase: erase_reports_about,
    },
    Part {
        name: "reports-handled",
        given: &["reports.handled_by"],
        load: held_rows!(reports.handled_by, { message_id: String, category: String, state: String, resolution: String, updated_at: Instant }),
        erased: &["reports.handled_by"],
        erase: forget_text_name,
    },
    Part {
        name: "sanctions",
        given: &["sanctions.person_id"],
        load: held_rows!(sanctions.person_id, { zone: Option<String>, kind: String, reason: String, ends_at: Instant, lifted_at: Option<Instant>, lift_reason: String, created_at: Instant }),
        erased: &["sanctions.person_id"],
        erase: erase_sanctions,
    },
    Part {
        name: "sanctions-imposed",
        given: &["sanctions.created_by"],
        load: held_rows!(sanctions.created_by, { zone: Option<String>, kind: String, reason: String, ends_at: Instant, created_at: Instant }),
        erased: &[],
        erase: stays,
    },
    Part {
        name: "sanctions-lifted",
        given: &["sanctions.lifted_by"],
        load: held_rows!(sanctions.lifted_by, { kind: String, lift_reason: String, lifted_at: Option<Instant>, created_at: Instant }),
        erased: &["sanctions.lifted_by"],
        erase: forget_name!(sanctions.lifted_by),
    },
    Part {
        name: "appeals",
        given: &["appeals.person_id"],
        load: held_rows!(appeals.person_id, { words: String, state: String, reason: String, created_at: Instant, updated_at: Instant }),
        erased: &["appeals.person_id"],
        erase: erase_appeals,
    },
    Part {
        name: "appeals-decided",
        given: &["appeals.decided_by"],
        load: held_rows!(appeals.decided_by, { state: String, created_at: Instant }),
        erased: &["appeals.decided_by"],
        erase: forget_name!(appeals.decided_by),
    },
    Part {
        name: "appeals-handled",
        given: &["appeals.handled_by"],
        load: held_rows!(appeals.handled_by, { state: String, reason: String, updated_at: Instant }),
        erased: &["appeals.handled_by"],
        erase: forget_name!(appeals.handled_by),
    },
    Part {
        name: "words-listed",
        given: &["unwanted_words.person_id"],
        load: held_rows!(unwanted_words.person_id, { word: String, created_at: Instant }),
        erased: &["unwanted_words.person_id"],
        erase: forget_name!(unwanted_words.person_id),
    },
];

fn forget_text_name(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = reports::table.filter(reports::handled_by.eq(&leaving.person));
    diesel::update(own).set(reports::handled_by.eq(None::<PersonId>)).execute(conn)?;
    Ok(())
}

/// What they noted goes; the report is about somebody else's words and stays.
fn erase_reports_made(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = reports::table.filter(reports::reporter_id.eq(&leaving.person));
    let rows: Vec<(ReportId, String)> = own.select((reports::id, reports::body)).load(conn)?;
    for (id, body) in rows {
        let emptied = (reports::note.eq(""), reports::search_key.eq(fold(&body)));
        diesel::update(reports::table.find(&id)).set(emptied).execute(conn)?;
    }
    Ok(())
}

/// Their words go, also where they stand around those of somebody else; there is nothing left to decide about.
fn erase_reports_about(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = || reports::table.filter(reports::accused_id.eq(&leaving.person));
    let clock = Mover { person: None, at: leaving.now, reason: "" };
    let undecided: Vec<(ReportId, ReportState)> =
        own().filter(reports::state.eq_any(ReportState::UNDECIDED)).select((reports::id, reports::state)).load(conn)?;
    for (id, state) in undecided {
        if state == ReportState::Open {
            record_move(conn, id.as_str(), state, ReportState::InReview, clock)?;
        }
        record_move(conn, id.as_str(), ReportState::InReview, ReportState::Dismissed, clock)?;
        let closed = (
            reports::state.eq(ReportState::Dismissed),
            reports::resolution.eq("dismiss"),
            reports::version.eq(reports::version + 1),
            reports::updated_at.eq(leaving.now),
        );
        diesel::update(reports::table.find(&id)).set(closed).execute(conn)?;
    }
    diesel::update(own()).set((reports::body.eq(""), reports::search_key.eq(""))).execute(conn)?;
    redact_contexts(conn, leaving)?;
    redact_reports(conn, leaving)
}

fn redact_contexts(conn: &mut Conn, leaving: &Leaving) -> AppResult<()> {
    let around: Vec<(ReportId, String)> = reports::table
        .filter(reports::context.like(like_pattern(leaving.person.as_str())).escape('\\'))
        .order(reports::id)
        .select((reports::id, reports::context))
        .load(conn)?;
    for (id, context) in around {
        let mut lines: Vec<Line> = serde_json::from_str(&context).map_err(AppError::internal)?;
        for line in lines.iter_mut().filter(|line| line.person == leaving.person) {
            (line.name, line.body, line.is_deleted) = (GONE_NAME.to_owned(), String::new(), true);
            line.files.clear();
        }
        let context = serde_json::to_string(&lines).map_err(AppError::internal)?;
        diesel::update(reports::table.find(&id)).set(reports::context.eq(context)).execute(conn)?;
    }
    Ok(())
}

/// Their name goes out of what others said and noted around it.
fn redact_reports(conn: &mut Conn, leaving: &Leaving) -> AppResult<()> {
    let redaction = Redaction::of(leaving);
    let rows: Vec<(ReportId, String, String, String, String)> = reports::table
        .filter(reports::id.gt(leaving.person.as_str()))
        .order(reports::id)
        .select((reports::id, reports::note, reports::body, reports::context, reports::search_key))
        .load(conn)?;
    for (id, note, body, context, key) in rows {
        if ![&note, &body, &context, &key].iter().any(|text| redaction.stands_in(text)) {
            continue;
        }
        let without = |text: String| redaction.take_out(&text).unwrap_or(text);
        let changed = (
            reports::note.eq(without(note)),
            reports::body.eq(without(body)),
            reports::context.eq(without(context)),
            reports::search_key.eq(without(key)),
        );
        diesel::update(reports::table.find(&id)).set(changed).execute(conn)?;
    }
    Ok(())
}

/// What they wrote against a decision goes, and with it what was to be decided anew.
fn erase_appeals(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = appeals::table.filter(appeals::person_id.eq(&leaving.person));
    let ids: Vec<String> = own.select(appeals::id).load(conn)?;
    diesel::delete(own).execute(conn)?;
    leaving.things.extend(ids);
    Ok(())
}

/// That there was one stays for the figures; why, and about whom, goes. Nobody is kept out by it any more.
fn erase_sanctions(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = sanctions::table.filter(sanctions::person_id.eq(&leaving.person));
    let emptied = (sanctions::reason.eq(""), sanctions::lift_reason.eq(""), sanctions::search_key.eq(""));
    diesel::update(own).set(emptied).execute(conn)?;
    Ok(())
}
