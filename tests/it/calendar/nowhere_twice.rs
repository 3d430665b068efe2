//! Whatever is booked, moved and freed, in whatever order and at once: nobody is in two places.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::calendar::{Booking, EntryKind, NewEntry, Span, book, move_entries, release};
use fairhall::clock::Instant;
use fairhall::db::schema::{calendar_entries, editions, people};
use fairhall::db::{Conn, Db};
use fairhall::error::AppError;
use fairhall::ids::{EditionId, PersonId};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use crate::accounts::join;
use crate::both;
use crate::stage::Stage;
use crate::support::Kind;

/// How many courses are run; each has this many steps, several at a time.
const COURSES: usize = 6;

/// One step: of the meetings 0 to 9.
#[derive(Debug, Clone)]
enum Step {
    /// Books it for two people at a slot.
    Book { meeting: usize, one: usize, other: usize, slot: i64 },
    /// Moves it to a slot.
    Move { meeting: usize, slot: i64 },
    /// Frees both.
    Release { meeting: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..10_usize, 0..4_usize, 0..4_usize, 0..8_i64)
            .prop_map(|(meeting, one, other, slot)| Step::Book { meeting, one, other, slot }),
        2 => (0..10_usize, 0..8_i64).prop_map(|(meeting, slot)| Step::Move { meeting, slot }),
        1 => (0..10_usize).prop_map(|meeting| Step::Release { meeting }),
    ];
    proptest::collection::vec(step, 40)
}

/// Slots of 20 minutes that begin every 15: neighbours overlap.
fn span(begin: Instant, slot: i64) -> Span {
    let starts_at = begin + Duration::minutes(15 * slot);
    Span { starts_at, ends_at: starts_at + Duration::minutes(20) }
}

struct Course {
    db: Db,
    edition: EditionId,
    people: Vec<PersonId>,
    begin: Instant,
}

impl Course {
    async fn take(&self, step: Step) {
        let (edition, people, begin) = (self.edition.clone(), self.people.clone(), self.begin);
        let gap = Duration::minutes(5);
        let write = move |conn: &mut Conn| match &step {
            Step::Book { meeting, one, other, slot } => {
                let entry = |person: &PersonId| NewEntry {
                    person: person.clone(),
                    edition: edition.clone(),
                    kind: EntryKind::Meeting,
                    thing: format!("meeting {meeting}"),
                    title: String::new(),
                    span: span(begin, *slot),
                    gap,
                    member: None,
                };
                let mut both = vec![entry(&people[*one])];
                both.extend((one != other).then(|| entry(&people[*other])));
                book(conn, &both, begin)
            }
            Step::Move { meeting, slot } => {
                let thing = format!("meeting {meeting}");
                move_entries(conn, (EntryKind::Meeting, &thing), (span(begin, *slot), gap), begin)
            }
            Step::Release { meeting } => {
                release(conn, EntryKind::Meeting, &format!("meeting {meeting}"))?;
                Ok(Booking::Booked)
            }
        };
        match self.db.write(write).await {
            // The constraint's own word, and a deadlock that was tried often enough, are answers too.
            Ok(_) | Err(AppError::Conflict(_) | AppError::Busy(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }

    async fn overlaps(&self) -> Vec<(String, Instant)> {
        let list = |conn: &mut Conn| {
            let all = calendar_entries::table.order((calendar_entries::person_id, calendar_entries::starts_at));
            type Row = (String, Instant, Instant);
            Ok(all
                .select((calendar_entries::person_id, calendar_entries::starts_at, calendar_entries::busy_until))
                .load::<Row>(conn)?)
        };
        let rows = self.db.read(list).await.unwrap();
        let overlap = |pair: &&[(String, Instant, Instant)]| pair[0].0 == pair[1].0 && pair[1].1 < pair[0].2;
        rows.windows(2).filter(overlap).map(|pair| (pair[1].0.clone(), pair[1].1)).collect()
    }
}

both!(nobody_is_ever_in_two_places, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    for name in ["Ann", "Ben", "Cao", "Dai"] {
        join(&stage.app, name, &format!("{name}@test.example")).await;
    }
    let find = |conn: &mut Conn| {
        let people = people::table.order(people::id).select(people::id).limit(4).load(conn)?;
        Ok((editions::table.select(editions::id).first(conn)?, people))
    };
    let (edition, people) = stage.app.site.db.read(find).await.unwrap();
    let course = Course { db: stage.app.site.db.clone(), edition, people, begin: stage.app.clock.now() };
    let mut runner = TestRunner::deterministic();
    let mut booked = 0;
    for _ in 0..COURSES {
        let steps = steps().new_tree(&mut runner).unwrap().current();
        // Eight at once.
        for together in steps.chunks(8) {
            futures_util::future::join_all(together.iter().map(|step| course.take(step.clone()))).await;
            assert_eq!(course.overlaps().await, [], "{together:?}");
        }
        let count = |conn: &mut Conn| Ok(calendar_entries::table.count().get_result::<i64>(conn)?);
        booked += course.db.read(count).await.unwrap();
    }
    assert!(booked > 0, "something was booked");
});

both!(of_fifty_who_want_one_slot_one_gets_it_and_the_others_hear_why, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let find = |conn: &mut Conn| {
        Ok((editions::table.select(editions::id).first(conn)?, people::table.select(people::id).first(conn)?))
    };
    let (edition, person): (EditionId, PersonId) = stage.app.site.db.read(find).await.unwrap();
    let (db, now) = (stage.app.site.db.clone(), stage.app.clock.now());
    let asks = (0..50).map(|n| {
        let (db, edition, person) = (db.clone(), edition.clone(), person.clone());
        async move {
            let write = move |conn: &mut Conn| {
                let entry = NewEntry {
                    person: person.clone(),
                    edition: edition.clone(),
                    kind: EntryKind::Meeting,
                    thing: format!("meeting {n}"),
                    title: String::new(),
                    span: span(now, 0),
                    gap: Duration::minutes(5),
                    member: None,
                };
                book(conn, &[entry], now)
            };
            db.write(write).await
        }
    });
    let answers = futures_util::future::join_all(asks).await;
    let got = answers.iter().filter(|answer| matches!(answer, Ok(Booking::Booked))).count();
    let told = answers.iter().filter(|answer| matches!(answer, Ok(Booking::Clashing(_)))).count();
    assert_eq!((got, told), (1, 49), "{answers:?}");
});

both!(the_database_itself_refuses_what_is_written_past_the_question, |kind: Kind| async move {
    let stage = Stage::set(kind).await;
    let find = |conn: &mut Conn| {
        Ok((editions::table.select(editions::id).first(conn)?, people::table.select(people::id).first(conn)?))
    };
    let (edition, person): (String, String) = stage.app.site.db.read(find).await.unwrap();
    let now = stage.app.clock.now();
    let insert = move |id: &'static str, from: i64| {
        let (edition, person) = (edition.clone(), person.clone());
        move |conn: &mut Conn| {
            let at = |minutes| now + Duration::minutes(minutes);
            let row = (
                (
                    calendar_entries::id.eq(id),
                    calendar_entries::person_id.eq(&person),
                    calendar_entries::edition_id.eq(&edition),
                ),
                (calendar_entries::kind.eq("own"), calendar_entries::thing_id.eq(id), calendar_entries::title.eq("")),
                (
                    calendar_entries::starts_at.eq(at(from)),
                    calendar_entries::ends_at.eq(at(from + 10)),
                    calendar_entries::busy_until.eq(at(from + 10)),
                ),
                (calendar_entries::created_at.eq(now), calendar_entries::updated_at.eq(now)),
            );
            Ok(diesel::insert_into(calendar_entries::table).values(row).execute(conn)?)
        }
    };
    stage.app.site.db.write(insert("a", 0)).await.unwrap();
    stage.app.site.db.write(insert("b", 10)).await.unwrap();
    assert!(stage.app.site.db.write(insert("c", 5)).await.is_err());
    let push = |conn: &mut Conn| {
        let other = calendar_entries::table.find("b");
        Ok(diesel::update(other).set(calendar_entries::starts_at.eq(calendar_entries::created_at)).execute(conn)?)
    };
    assert!(stage.app.site.db.write(push).await.is_err(), "nor by a change");
});
