//! The moves of a posting: submitted, approved, closed and the rest, each with its record. Called by
//! `handlers.rs`, inside the transaction that checked the right.

use diesel::prelude::*;

use super::queries::{PostingRevision, bump, free_slug};
use crate::clock::Instant;
use crate::db::schema::{posting_revisions, postings};
use crate::db::{Conn, changed_one};
use crate::error::{AppError, AppResult};
use crate::ids::{PersonId, PostingRevisionId};
use crate::lifecycle::{self, Mover, RevisionState};
use crate::outbox::tasks::enqueue_task;
use crate::recruitment::postings::model::{Posting, PostingRevisionState, PostingState, text_in};
use crate::recruitment::postings::queries::list_texts;
use crate::recruitment::postings::saved::POSTING_MOVED;
use crate::recruitment::searches::POSTING_PUBLISHED;
use crate::search;
use crate::site::slugs;
use crate::web::i18n::Locale;

/// Submits the newest revision; true when it is approved at once.
///
/// # Errors
/// 409 when there is nothing to submit.
pub fn submit_revision(
    conn: &mut Conn,
    (posting, revision): &(Posting, PostingRevision),
    needs_review: bool,
    person: &PersonId,
    now: Instant,
) -> AppResult<bool> {
    if !revision.state.is_editable() {
        return Err(AppError::Conflict("error-posting-nothing-to-submit"));
    }
    if posting.closes_at <= now && posting.state == PostingState::Draft {
        return Err(AppError::Conflict("error-posting-already-over"));
    }
    let mover = Mover { person: Some(person), at: now, reason: "" };
    move_revision(conn, revision, RevisionState::Submitted, mover)?;
    diesel::update(posting_revisions::table.find(&revision.id))
        .set((posting_revisions::submitted_by.eq(person.as_str()), posting_revisions::submitted_at.eq(now)))
        .execute(conn)?;
    if !needs_review {
        approve_revision(conn, posting, &revision.id, person, now)?;
    }
    Ok(!needs_review)
}

/// Moves a revision that was read in this version, and records it.
fn move_revision(conn: &mut Conn, revision: &PostingRevision, to: RevisionState, mover: Mover<'_>) -> AppResult<()> {
    let (from, after) = (PostingRevisionState(revision.state), PostingRevisionState(to));
    lifecycle::record_move(conn, revision.id.as_str(), from, after, mover)?;
    let seen = posting_revisions::table
        .filter(posting_revisions::id.eq(&revision.id))
        .filter(posting_revisions::version.eq(revision.version));
    let rows = diesel::update(seen)
        .set((
            posting_revisions::state.eq(to),
            posting_revisions::version.eq(posting_revisions::version + 1),
            posting_revisions::updated_at.eq(mover.at),
        ))
        .execute(conn)?;
    changed_one(rows)
}

/// Takes back what waits for a reviewer or for its opening: the submitted revision is a draft
/// again, a posting that opens later is one too.
///
/// # Errors
/// 409 when there is nothing to take back.
pub fn take_back(
    conn: &mut Conn,
    (posting, revision): &(Posting, PostingRevision),
    person: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let mover = Mover { person: Some(person), at: now, reason: "" };
    if revision.state == RevisionState::Submitted {
        return move_revision(conn, revision, RevisionState::Draft, mover);
    }
    if posting.state_at(now) == PostingState::Scheduled {
        return move_posting(conn, posting, PostingState::Draft, None, mover);
    }
    Err(AppError::Conflict("error-posting-nothing-to-take-back"))
}

/// Approves a submitted revision and makes it the public one; a draft becomes scheduled, and is
/// live by the clock.
///
/// # Errors
/// 409 when somebody decided meanwhile.
pub fn approve_revision(
    conn: &mut Conn,
    posting: &Posting,
    revision: &PostingRevisionId,
    person: &PersonId,
    now: Instant,
) -> AppResult<()> {
    let seen = posting_revisions::table
        .filter(posting_revisions::id.eq(revision))
        .filter(posting_revisions::state.eq(RevisionState::Submitted));
    let rows = diesel::update(seen)
        .set((
            posting_revisions::state.eq(RevisionState::Approved),
            posting_revisions::decided_by.eq(person.as_str()),
            posting_revisions::decided_at.eq(now),
            posting_revisions::version.eq(posting_revisions::version + 1),
            posting_revisions::updated_at.eq(now),
        ))
        .execute(conn)?;
    changed_one(rows)?;
    let mover = Mover { person: Some(person), at: now, reason: "" };
    let (from, to) = (PostingRevisionState(RevisionState::Submitted), PostingRevisionState(RevisionState::Approved));
    lifecycle::record_move(conn, revision.as_str(), from, to, mover)?;
    if posting.state == PostingState::Draft {
        lifecycle::record_move(conn, posting.id.as_str(), PostingState::Draft, PostingState::Scheduled, mover)?;
        let draft =
            postings::table.filter(postings::id.eq(&posting.id)).filter(postings::state.eq(PostingState::Draft));
        changed_one(diesel::update(draft).set(postings::state.eq(PostingState::Scheduled)).execute(conn)?)?;
        enqueue_task(conn, POSTING_PUBLISHED, posting.id.as_str(), posting.opens_at.max(now), now)?;
    }
    diesel::update(postings::table.find(&posting.id))
        .set((postings::published_revision_id.eq(revision), postings::updated_at.eq(now)))
        .execute(conn)?;
    rename_posting(conn, posting, revision, now)?;
    search::record_change(conn, "posting", posting.id.as_str(), now)?;
    Ok(())
}

/// Gives a posting whose title has changed the address of its new title; an address that was
/// public leads there.
fn rename_posting(conn: &mut Conn, posting: &Posting, revision: &PostingRevisionId, now: Instant) -> AppResult<()> {
    let texts = list_texts(conn, std::slice::from_ref(revision))?;
    let Some(title) = text_in(&texts, Locale::En).map(|text| text.title.as_str()) else { return Ok(()) };
    if slugs::is_of(&posting.slug, title) {
        return Ok(());
    }
    let slug = free_slug(conn, &posting.edition_id, &posting.id, title)?;
    diesel::update(postings::table.find(&posting.id)).set(postings::slug.eq(&slug)).execute(conn)?;
    if posting.published_revision_id.is_some() {
        let (thing, moved) = (("posting", posting.id.as_str()), (posting.slug.as_str(), slug.as_str()));
        slugs::record_old(conn, &posting.edition_id, thing, moved, now)?;
    }
    Ok(())
}

/// Moves a posting to another state, writing down first what the clock has done to it.
///
/// # Errors
/// 409 when the move is illegal or somebody was faster.
pub fn move_posting(
    conn: &mut Conn,
    posting: &Posting,
    to: PostingState,
    closes_at: Option<Instant>,
    mover: Mover<'_>,
) -> AppResult<()> {
    let mut from = posting.state;
    let by_clock = posting.state_at(mover.at);
    let clock = Mover { person: None, at: mover.at, reason: "" };
    if from == PostingState::Scheduled && by_clock != from {
        lifecycle::record_move(conn, posting.id.as_str(), from, PostingState::Live, clock)?;
        from = PostingState::Live;
    }
    if from == PostingState::Live && by_clock == PostingState::Expired {
        lifecycle::record_move(conn, posting.id.as_str(), from, by_clock, clock)?;
        from = by_clock;
    }
    lifecycle::record_move(conn, posting.id.as_str(), from, to, mover)?;
    bump(conn, posting, mover.at)?;
    diesel::update(postings::table.find(&posting.id))
        .set((postings::state.eq(to), postings::closes_at.eq(closes_at.unwrap_or(posting.closes_at))))
        .execute(conn)?;
    search::record_change(conn, "posting", posting.id.as_str(), mover.at)?;
    enqueue_task(conn, POSTING_MOVED, posting.id.as_str(), mover.at, mover.at)?;
    Ok(())
}
