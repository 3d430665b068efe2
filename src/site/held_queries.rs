//! What this floor and the ones below hold of a person: files, what they were told and how, the records of what
//! they did. Also the last step when somebody goes: their name leaves what others keep.

use std::collections::HashSet;

use diesel::prelude::*;

use super::files::FileKind;
use super::holdings::{Leaving, Part};
use super::redaction::Redaction;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{audit_entries, files, notifications, outbox, transitions};
use crate::error::{AppError, AppResult};
use crate::ids::{AuditEntryId, FileId, NotificationId, OutboxId, PersonId, TransitionId};
use crate::mail::Mail;
use crate::outbox::MAIL;
use crate::{forget_rows, held_rows};

/// Rows that are looked through at once.
const AT_ONCE: i64 = 1_000;

/// The parts of this floor.
pub const HELD: &[Part] = &[
    Part {
        name: "files",
        given: &["files.person_id"],
        load: held_rows!(files.person_id, { id: String, kind: String, name: String, mime: String, bytes: i64, created_at: Instant }),
        erased: &["files.person_id"],
        erase: erase_files,
    },
    Part {
        name: "notifications",
        given: &["notifications.person_id"],
        load: held_rows!(notifications.person_id, { kind: String, subject: String, detail: String, link: String, read_at: Option<Instant>, created_at: Instant }),
        erased: &["notifications.person_id", "outbox.person_id"],
        erase: forget_rows!(outbox.person_id, notifications.person_id),
    },
    Part {
        name: "notification-hours",
        given: &["notification_settings.person_id"],
        load: held_rows!(notification_settings.person_id, { quiet_from: Option<i64>, quiet_until: Option<i64>, digest_hour: i64, digested_at: Option<Instant> }),
        erased: &["notification_settings.person_id"],
        erase: forget_rows!(notification_settings.person_id),
    },
    Part {
        name: "notification-choices",
        given: &["notification_choices.person_id"],
        load: held_rows!(notification_choices.person_id, { topic: String, mail: String, push: bool, created_at: Instant }),
        erased: &["notification_choices.person_id"],
        erase: forget_rows!(notification_choices.person_id),
    },
    Part {
        name: "push-browsers",
        given: &["push_subscriptions.person_id"],
        load: held_rows!(push_subscriptions.person_id, { endpoint: String, told_at: Option<Instant>, created_at: Instant }),
        erased: &["push_subscriptions.person_id"],
        erase: forget_rows!(push_subscriptions.person_id),
    },
    Part {
        name: "moves",
        given: &["transitions.person_id"],
        load: held_rows!(transitions.person_id, { thing_kind: String, thing_id: String, from_state: String, to_state: String, reason: String, created_at: Instant }),
        erased: &["transitions.person_id"],
        erase: erase_moves,
    },
    Part {
        name: "audit",
        given: &["audit_entries.person_id"],
        load: held_rows!(audit_entries.person_id, { action: String, thing_kind: String, thing_id: String, before: String, after: String, created_at: Instant }),
        erased: &["audit_entries.person_id"],
        erase: erase_audit,
    },
];

/// Deletes the files that are a person's own and takes their name off those of organizations and of the programme.
fn erase_files(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let kinds = [FileKind::Photo, FileKind::Resume, FileKind::Message, FileKind::Enquiry];
    let sent = || files::table.filter(files::person_id.eq(&leaving.person));
    let gone: Vec<FileId> = sent().filter(files::kind.eq_any(kinds)).select(files::id).load(conn)?;
    diesel::delete(sent().filter(files::kind.eq_any(kinds))).execute(conn)?;
    diesel::update(sent()).set(files::person_id.eq(None::<PersonId>)).execute(conn)?;
    leaving.files.extend(gone);
    Ok(())
}

/// Moves stay without who made them; reasons about what was their own go, whoever gave them.
fn erase_moves(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = transitions::table.filter(transitions::person_id.eq(&leaving.person));
    let things: Vec<&String> = leaving.things.iter().collect();
    for some in things.chunks(500) {
        let of = transitions::table.filter(transitions::thing_id.eq_any(some.iter().map(|id| id.as_str())));
        diesel::update(of).set(transitions::reason.eq("")).execute(conn)?;
    }
    diesel::update(own).set(transitions::person_id.eq(None::<PersonId>)).execute(conn)?;
    Ok(())
}

/// The trail keeps what was done, not by whom; of what was done to them it keeps nothing but that it was.
fn erase_audit(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = audit_entries::table.filter(audit_entries::person_id.eq(&leaving.person));
    diesel::update(own).set(audit_entries::person_id.eq(None::<PersonId>)).execute(conn)?;
    let about = audit_entries::table.filter(audit_entries::thing_id.eq(leaving.person.as_str()));
    diesel::update(about).set((audit_entries::before.eq(""), audit_entries::after.eq(""))).execute(conn)?;
    Ok(())
}

/// Takes the name and the address of somebody who goes out of what others were told, of mails that wait and were
/// sent, and of the records; what others were told earlier about what was theirs is forgotten. Rows older than the
/// person hold neither: ids sort by time.
///
/// # Errors
/// What the database said.
pub fn redact(conn: &mut Conn, leaving: &Leaving) -> AppResult<()> {
    let redaction = Redaction::of(leaving);
    redact_notifications(conn, leaving, &redaction)?;
    redact_outbox(conn, leaving, &redaction)?;
    redact_moves(conn, leaving, &redaction)?;
    redact_audit(conn, leaving, &redaction)
}

/// Whether a text, a link say, names one of these by its id.
fn names_one_of(ids: &HashSet<String>, text: &str) -> bool {
    let is_of_id = |c: char| c.is_ascii_hexdigit() || c == '-';
    text.split(|c| !is_of_id(c)).any(|word| word.len() == 36 && ids.contains(word))
}

fn redact_notifications(conn: &mut Conn, leaving: &Leaving, redaction: &Redaction) -> AppResult<()> {
    type Row = (NotificationId, String, String, String, Instant);
    let mut after = leaving.person.to_string();
    loop {
        let rows: Vec<Row> = notifications::table
            .filter(notifications::id.gt(&after))
            .order(notifications::id)
            .limit(AT_ONCE)
            .select((
                notifications::id,
                notifications::subject,
                notifications::detail,
                notifications::link,
                notifications::created_at,
            ))
            .load(conn)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.0.to_string();
        for (id, subject, detail, link, at) in &rows {
            let own = notifications::table.find(id);
            let is_quoted = leaving.quotes.iter().any(|(place, said)| place == link && detail.contains(said));
            if is_quoted || (*at < leaving.now && names_one_of(&leaving.things, link)) {
                diesel::delete(own).execute(conn)?;
                continue;
            }
            if names_one_of(&leaving.gone, link) {
                diesel::update(own).set(notifications::link.eq("/me/notifications")).execute(conn)?;
            }
            if redaction.stands_in(subject) || redaction.stands_in(detail) {
                let subject = redaction.take_out(subject).unwrap_or_else(|| subject.clone());
                // What stands beside a name is as a rule what they said.
                diesel::update(own)
                    .set((notifications::subject.eq(subject), notifications::detail.eq("")))
                    .execute(conn)?;
            }
        }
    }
}

fn redact_outbox(conn: &mut Conn, leaving: &Leaving, redaction: &Redaction) -> AppResult<()> {
    type Row = (OutboxId, String, Instant, Option<Instant>);
    let quotes = in_json(&leaving.quotes);
    let mut after = leaving.person.to_string();
    loop {
        let rows: Vec<Row> = outbox::table
            .filter(outbox::id.gt(&after))
            .filter(outbox::kind.eq(MAIL))
            .order(outbox::id)
            .limit(AT_ONCE)
            .select((outbox::id, outbox::payload, outbox::created_at, outbox::done_at))
            .load(conn)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.0.to_string();
        for (id, payload, at, done) in &rows {
            let is_about = names_one_of(&leaving.things, payload);
            let is_quoted = quotes.iter().any(|(place, said)| payload.contains(place) && payload.contains(said));
            // Most mails say nothing of them, and are not read.
            if !is_about && !is_quoted && !names_one_of(&leaving.gone, payload) && !redaction.stands_in(payload) {
                continue;
            }
            let own = outbox::table.find(id);
            let mail: Mail = serde_json::from_str(payload).map_err(AppError::internal)?;
            let is_past = *at < leaving.now;
            let is_stale = is_quoted || (is_about && is_past);
            match redact_mail(mail, leaving, redaction, done.is_some() || is_past).filter(|_| !is_stale) {
                None => diesel::delete(own).execute(conn)?,
                Some(mail) => {
                    let payload = serde_json::to_string(&mail).map_err(AppError::internal)?;
                    diesel::update(own).set((outbox::payload.eq(payload), outbox::last_error.eq(""))).execute(conn)?
                }
            };
        }
    }
}

/// Pairs of texts as they stand in a payload.
fn in_json(pairs: &[(String, String)]) -> Vec<(String, String)> {
    let json = |text: &String| serde_json::to_string(text).unwrap_or_default().trim_matches('"').to_owned();
    pairs.iter().map(|(one, other)| (json(one), json(other))).collect()
}

/// A mail without them; none where it went to them, or, of the past, tells of them: the site tells that without the
/// name. A button that leads to what is not there any more goes.
fn redact_mail(mut mail: Mail, leaving: &Leaving, redaction: &Redaction, is_past: bool) -> Option<Mail> {
    let has_name = mail.texts_mut().any(|text| redaction.stands_in(text));
    if leaving.addresses.contains(&mail.to) || (has_name && is_past) {
        return None;
    }
    if has_name {
        // What stands beside a name is as a rule what they said.
        mail.paragraphs.truncate(1);
    }
    for text in mail.texts_mut() {
        if let Some(without) = redaction.take_out(text) {
            *text = without;
        }
    }
    mail.action = mail.action.filter(|(_, path)| !names_one_of(&leaving.gone, path));
    Some(mail)
}

fn redact_moves(conn: &mut Conn, leaving: &Leaving, redaction: &Redaction) -> AppResult<()> {
    let mut after = leaving.person.to_string();
    loop {
        let rows: Vec<(TransitionId, String)> = transitions::table
            .filter(transitions::id.gt(&after))
            .filter(transitions::reason.ne(""))
            .order(transitions::id)
            .limit(AT_ONCE)
            .select((transitions::id, transitions::reason))
            .load(conn)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.0.to_string();
        for (id, reason) in &rows {
            if let Some(without) = redaction.take_out(reason) {
                diesel::update(transitions::table.find(id)).set(transitions::reason.eq(without)).execute(conn)?;
            }
        }
    }
}

fn redact_audit(conn: &mut Conn, leaving: &Leaving, redaction: &Redaction) -> AppResult<()> {
    let mut after = leaving.person.to_string();
    loop {
        let rows: Vec<(AuditEntryId, String, String)> = audit_entries::table
            .filter(audit_entries::id.gt(&after))
            .order(audit_entries::id)
            .limit(AT_ONCE)
            .select((audit_entries::id, audit_entries::before, audit_entries::after))
            .load(conn)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.0.to_string();
        for (id, before, now) in &rows {
            if redaction.stands_in(before) || redaction.stands_in(now) {
                let without = |text: &String| redaction.take_out(text).unwrap_or_else(|| text.clone());
                diesel::update(audit_entries::table.find(id))
                    .set((audit_entries::before.eq(without(before)), audit_entries::after.eq(without(now))))
                    .execute(conn)?;
            }
        }
    }
}
