//! The demo's applications: some in every state, each with the moves that led there. Called by
//! [`super::fill`].

use chrono::Duration;
use diesel::prelude::*;

use super::chat::{add_lines, insert_messages};
use super::{Moved, Seed, missing, record_moves};
use crate::chat::rooms::RoomKind;
use crate::chat::rooms::queries::{find_room, mark_read};
use crate::chat::rooms::subjects::{self, Subject};
use crate::db::Conn;
use crate::db::schema::{applications, postings};
use crate::demo::content::{LetterSeed, PostingSeed, TalkSeed};
use crate::error::AppResult;
use crate::ids::{ApplicationId, FileId, PersonId, PostingId};
use crate::recruitment::applications::ApplicationState;

/// The organization whose recruiter is a documented account; its list must not be empty.
const DOCUMENTED: &str = "pearl-bay-robotics";
/// Further applications of each writer, elsewhere.
const ELSEWHERE: usize = 2;

/// The ways an application went.
const PATHS: &[&[&str]] = &[
    &["submitted"],
    &["submitted", "under_review"],
    &["submitted", "under_review", "shortlisted"],
    &["submitted", "under_review", "shortlisted", "interviewing"],
    &["submitted", "under_review", "shortlisted", "interviewing", "offered"],
    &["submitted", "under_review", "shortlisted", "unsuccessful", "rejected"],
    &["submitted", "under_review", "shortlisted", "interviewing", "offered", "accepted"],
    &["submitted", "under_review", "unsuccessful"],
    &["submitted", "withdrawn"],
    &["submitted", "under_review", "shortlisted", "interviewing", "offered", "accepted", "hired"],
    &["submitted", "under_review", "shortlisted", "interviewing", "offered", "declined"],
];

/// One application to be made.
pub(super) struct Sent<'a> {
    pub(super) turn: usize,
    pub(super) letter: &'a LetterSeed,
    pub(super) person: &'a PersonId,
    pub(super) posting: &'a (PostingId, PostingSeed),
    pub(super) resume: &'a FileId,
}

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let is_documented = |one: &&(PostingId, PostingSeed)| one.1.organization == DOCUMENTED;
    let (documented, others): (Vec<_>, Vec<_>) = seed.postings.iter().partition(is_documented);
    insert_all(conn, seed, (&documented, &others))?;
    seed.content.talks.iter().try_for_each(|talk| insert_talk(conn, seed, talk))
}

type Listed<'a> = &'a [&'a (PostingId, PostingSeed)];

fn insert_all(conn: &mut Conn, seed: &Seed, (documented, others): (Listed<'_>, Listed<'_>)) -> AppResult<()> {
    let mut turn = 0;
    for (at, letter) in seed.content.letters.iter().enumerate() {
        let first = documented.iter().cycle().nth(at % documented.len().max(1));
        let further = others.iter().skip(at * 7 % others.len().max(1)).take(ELSEWHERE);
        let resume = seed.pictures.resume(&letter.author).ok_or_else(|| missing("resume", &letter.author))?;
        for posting in first.into_iter().chain(further) {
            insert_one(conn, seed, &Sent { turn, letter, person: seed.person(&letter.author)?, posting, resume })?;
            turn += 1;
        }
    }
    Ok(())
}

pub(super) fn insert_one(conn: &mut Conn, seed: &Seed, sent: &Sent<'_>) -> AppResult<()> {
    let path = PATHS.get(sent.turn % PATHS.len()).copied().unwrap_or(&["submitted"]);
    let id = ApplicationId::new();
    let step =
        |steps: usize| seed.now - Duration::minutes(45) + Duration::minutes(6 * i64::try_from(steps).unwrap_or(0));
    let row = (
        applications::id.eq(&id),
        applications::posting_id.eq(&sent.posting.0),
        applications::person_id.eq(sent.person),
        applications::state.eq(path.last().copied().unwrap_or("submitted")),
        applications::letter.eq(&sent.letter.body),
        applications::resume_file_id.eq(sent.resume),
        applications::version.eq(i64::try_from(path.len()).unwrap_or(1)),
        applications::submitted_at.eq(step(0)),
        applications::created_at.eq(step(0)),
        applications::updated_at.eq(step(path.len() - 1)),
    );
    diesel::insert_into(applications::table).values(row).execute(conn)?;
    let owner = seed.owner_of(&sent.posting.1.organization)?;
    let froms = std::iter::once("").chain(path.iter().copied());
    let moves: Vec<_> = froms
        .zip(path)
        .enumerate()
        .map(|(at, (from, to))| Moved {
            kind: "application",
            thing: id.as_str(),
            from,
            to,
            person: if is_own_move(to) { sent.person } else { owner },
            reason: reason(seed, sent, to),
            at: step(at),
        })
        .collect();
    record_moves(conn, &moves)
}

/// What was written about an application: read by each as far as they wrote, closed where it has ended.
fn insert_talk(conn: &mut Conn, seed: &Seed, talk: &TalkSeed) -> AppResult<()> {
    let (id, state): (ApplicationId, ApplicationState) = applications::table
        .inner_join(postings::table)
        .filter(applications::person_id.eq(seed.person(&talk.applicant)?))
        .filter(postings::organization_id.eq(seed.organization(&talk.organization)?))
        .order(applications::id.desc())
        .select((applications::id, applications::state))
        .first(conn)?;
    let (subject, at) = (Subject::Application(id.clone()), seed.now - Duration::hours(4));
    let room = subjects::open(conn, &seed.edition, &subject, at)?;
    let mut said = Vec::new();
    add_lines(seed, &mut said, &talk.lines, at)?;
    insert_messages(conn, &room, RoomKind::Application, &said)?;
    for one in &said {
        subjects::join(conn, (&room, RoomKind::Application, id.as_str()), one.person, at)?;
        let row = find_room(conn, &room, Some(one.person))?;
        mark_read(conn, &row, one.person, one.seq, one.at)?;
    }
    if state.ends_for_good() {
        subjects::close(conn, &subject, seed.now)?;
    }
    Ok(())
}

/// Whether the applicant makes this move.
fn is_own_move(to: &str) -> bool {
    matches!(to, "submitted" | "withdrawn" | "accepted" | "declined")
}

fn reason<'a>(seed: &'a Seed, sent: &Sent<'_>, to: &str) -> &'a str {
    let reasons = &seed.content.rejection_reasons;
    let reason = reasons.get(sent.turn % reasons.len().max(1)).filter(|_| matches!(to, "rejected" | "unsuccessful"));
    reason.map_or("", |reason| if sent.letter.language == "zh-CN" { reason.zh.as_str() } else { reason.en.as_str() })
}
