//! Applications and chat messages in any number, for load tests, on postings and in rooms that
//! stand there. Called by [`super::more`] only.

use chrono::Duration;
use diesel::prelude::*;

use super::chat::{Said, insert_messages as insert_said};
use super::{Seed, applications, missing, people};
use crate::chat::rooms::RoomKind;
use crate::db::Conn;
use crate::db::schema::{applications as sent_ones, postings, rooms};
use crate::demo::content::{Bilingual, Content, PersonSeed, PostingSeed};
use crate::error::AppResult;
use crate::ids::{FileId, PostingId, RoomId};

/// Applications of one copied applicant, each to another posting.
const APPLICATIONS_EACH: usize = 100;
/// Seconds in which all messages were said, up to now.
const SECONDS_OF_TALK: i64 = 3_600;

/// As many copies of the demo's applicants as it takes for so many applications.
pub(super) fn applicants(content: &Content, count: usize) -> Vec<PersonSeed> {
    let is_author = |person: &&PersonSeed| content.letters.iter().any(|letter| letter.author == person.slug);
    let authors = content.people.iter().filter(is_author).cycle();
    let copy = |(number, one): (usize, &PersonSeed)| PersonSeed {
        slug: format!("applicant-{count}-{number}"),
        part: "seeker".into(),
        name: Bilingual { en: format!("{} {number}", one.name.en), zh: format!("{} {number}", one.name.zh) },
        organization: String::new(),
        ..one.clone()
    };
    (1..=count.div_ceil(APPLICATIONS_EACH)).zip(authors).map(copy).collect()
}

/// So many applications of new people, in every state, with the résumés of the demo.
pub(super) fn insert_applications(conn: &mut Conn, seed: &Seed, count: usize) -> AppResult<()> {
    let applicants = applicants(&seed.content, count);
    people::insert_people(conn, seed, &applicants)?;
    let resumes: Vec<FileId> =
        sent_ones::table.select(sent_ones::resume_file_id).distinct().order(sent_ones::resume_file_id).load(conn)?;
    let open = list_postings(conn, seed)?;
    let letters = seed.content.letters.iter().cycle();
    let each = applicants.iter().flat_map(|person| open.iter().take(APPLICATIONS_EACH).map(move |one| (person, one)));
    let all = each.take(count).zip(letters).zip(resumes.iter().cycle()).enumerate();
    for (turn, (((person, posting), letter), resume)) in all {
        let sent = applications::Sent { turn, letter, person: seed.person(&person.slug)?, posting, resume };
        applications::insert_one(conn, seed, &sent)?;
    }
    Ok(())
}

/// The demo's postings with the ids they have here.
fn list_postings(conn: &mut Conn, seed: &Seed) -> AppResult<Vec<(PostingId, PostingSeed)>> {
    let stored: std::collections::HashMap<String, PostingId> = postings::table
        .filter(postings::edition_id.eq(&seed.edition))
        .select((postings::slug, postings::id))
        .load(conn)?
        .into_iter()
        .collect();
    let known = |posting: PostingSeed| {
        let id = stored.get(&posting.slug).cloned().ok_or_else(|| missing("posting", &posting.slug))?;
        Ok((id, posting))
    };
    seed.content.postings().into_iter().map(known).collect()
}

/// So many messages, in turn in each room of a booth; those of an earlier run stay.
pub(super) fn insert_messages(conn: &mut Conn, seed: &Seed, count: usize) -> AppResult<()> {
    let stored: Vec<(RoomId, i64)> = rooms::table
        .filter(rooms::edition_id.eq(&seed.edition))
        .filter(rooms::kind.eq("booth"))
        .order(rooms::id)
        .select((rooms::id, rooms::last_seq))
        .load(conn)?;
    let lines: Vec<_> = seed.content.conversations.iter().flat_map(|one| &one.lines).collect();
    for (at, (room, last)) in stored.iter().enumerate() {
        let own = (at..count).step_by(stored.len());
        let mut said = Vec::new();
        for (seq, (turn, line)) in (last + 1..).zip(own.zip(lines.iter().cycle().skip(at))) {
            let ahead = SECONDS_OF_TALK * i64::try_from(count - turn).unwrap_or(0) / i64::try_from(count).unwrap_or(1);
            let at = seed.now - Duration::seconds(ahead);
            said.push(Said { seq, person: seed.person(&line.who)?, text: &line.text, at });
        }
        insert_said(conn, room, RoomKind::Booth, &said)?;
    }
    Ok(())
}
