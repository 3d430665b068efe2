//! Whatever is asked for, accepted, countered, refused and called off, in whatever order and at once: nobody
//! is in two places, no quota is overrun, who said "no thanks" meets nobody, and both sides see the same.

use diesel::prelude::*;
use fairhall::clock::Instant;
use fairhall::db::Conn;
use fairhall::db::schema::{calendar_entries, meetings, pair_refusals};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::meetings::{accept, move_to};
use super::open_project;
use crate::accounts::join;
use crate::both;
use crate::calendar::{all_live_in, in_minutes, set_at};
use crate::stage::Stage;
use crate::support::{Browser, Kind};

/// Courses that are run; each has this many rounds of three steps at once.
const COURSES: usize = 3;
const ROUNDS: usize = 6;
/// Requests of one person, cancelled ones aside.
const QUOTA: usize = 3;

#[derive(Debug, Clone)]
enum Step {
    Ask { guest: usize, project: usize, slot: i64 },
    Accept { host: bool, which: usize },
    Move { guest: usize, host: bool, which: usize, to: &'static str, never: bool },
    Counter { which: usize, slot: i64 },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let to = prop_oneof![Just("cancelled"), Just("declined"), Just("held")];
    let step = prop_oneof![
        4 => (0..2_usize, 0..2_usize, 0..6_i64).prop_map(|(guest, project, slot)| Step::Ask { guest, project, slot }),
        4 => (any::<bool>(), 0..9_usize).prop_map(|(host, which)| Step::Accept { host, which }),
        2 => (0..2_usize, any::<bool>(), 0..9_usize, to, prop::bool::weighted(0.3))
            .prop_map(|(guest, host, which, to, never)| Step::Move { guest, host, which, to, never }),
        1 => (0..9_usize, 0..6_i64).prop_map(|(which, slot)| Step::Counter { which, slot }),
    ];
    proptest::collection::vec(step, ROUNDS * 3)
}

struct Course {
    stage: Stage,
    guests: Vec<Browser>,
    projects: Vec<String>,
}

type Row = (String, String, String, String, String);

impl Course {
    async fn rows(&self) -> Vec<Row> {
        let list = |conn: &mut Conn| {
            let columns = (meetings::id, meetings::guest_id, meetings::host_id, meetings::state, meetings::asked_by);
            Ok(meetings::table.order(meetings::id).select(columns).load::<Row>(conn)?)
        };
        self.stage.app.site.db.read(list).await.unwrap()
    }

    async fn time_of(&self, id: String) -> String {
        use fairhall::db::schema::meeting_times;
        let find = move |conn: &mut Conn| {
            let of = meeting_times::table.filter(meeting_times::meeting_id.eq(&id));
            Ok(of.order(meeting_times::id.desc()).select(meeting_times::id).first(conn).optional()?.unwrap_or_default())
        };
        self.stage.app.site.db.read(find).await.unwrap()
    }

    async fn take(&self, step: Step) {
        let at = |slot: i64| in_minutes(&self.stage.app, 60 + 15 * slot);
        let rows = self.rows().await;
        let pick = |which: usize| rows.get(which % rows.len().max(1)).map(|row| row.0.clone());
        let status = match step {
            Step::Ask { guest, project, slot } => {
                let time = at(slot);
                let form = [("message", "Shall we talk about it?"), ("time", time.as_str())];
                self.guests[guest].post(&format!("{}/meetings", self.projects[project]), &form).await.status
            }
            Step::Accept { host, which } => {
                let Some(id) = pick(which) else { return };
                let time = self.time_of(id.clone()).await;
                let who = if host { &self.stage.owner } else { &self.guests[which % 2] };
                accept(who, &format!("/pairing/meetings/{id}"), &time).await.status
            }
            Step::Move { guest, host, which, to, never } => {
                let Some(id) = pick(which) else { return };
                let who = if host { &self.stage.owner } else { &self.guests[guest] };
                let finality = if never { "never" } else { "later" };
                move_to(who, &format!("/pairing/meetings/{id}"), to, &[("finality", finality)]).await.status
            }
            Step::Counter { which, slot } => {
                let Some(id) = pick(which) else { return };
                let time = at(slot);
                let form = [("version", "1"), ("time", time.as_str())];
                self.stage.owner.post(&format!("/pairing/meetings/{id}/counter"), &form).await.status
            }
        };
        assert!([303, 403, 404, 409, 422].contains(&status), "{status}");
    }

    /// Holds what stands against the rules.
    async fn check(&self) {
        let all = |conn: &mut Conn| {
            type Busy = (String, Instant, Instant);
            let entries = calendar_entries::table.order((calendar_entries::person_id, calendar_entries::starts_at));
            let busy: Vec<Busy> = entries
                .select((calendar_entries::person_id, calendar_entries::starts_at, calendar_entries::busy_until))
                .load(conn)?;
            let refused: i64 = pair_refusals::table
                .inner_join(meetings::table.on(meetings::project_id.eq(pair_refusals::project_id)))
                .filter(meetings::guest_id.eq(pair_refusals::person_id))
                .filter(meetings::state.eq_any(["requested", "counter_proposed", "scheduled"]))
                .count()
                .get_result(conn)?;
            let booked: Vec<(String, i64)> = calendar_entries::table
                .filter(calendar_entries::kind.eq("meeting"))
                .group_by(calendar_entries::thing_id)
                .order(calendar_entries::thing_id)
                .select((calendar_entries::thing_id, diesel::dsl::count_star()))
                .load(conn)?;
            Ok((busy, refused, booked))
        };
        let (busy, refused, booked) = self.stage.app.site.db.read(all).await.unwrap();
        assert!(busy.windows(2).all(|two| two[0].0 != two[1].0 || two[0].2 <= two[1].1), "{busy:?}");
        assert_eq!(refused, 0, "who said no thanks meets nobody");
        let rows = self.rows().await;
        let scheduled: Vec<(String, i64)> =
            rows.iter().filter(|row| row.3 == "scheduled" || row.3 == "held").map(|row| (row.0.clone(), 2)).collect();
        assert_eq!(booked, scheduled, "in both calendars or in none");
        for guest in rows.iter().map(|row| &row.1) {
            let asked = rows.iter().filter(|row| row.1 == *guest && row.4 == "guest" && row.3 != "cancelled").count();
            assert!(asked <= QUOTA, "{asked} requests");
        }
    }
}

both!(whatever_happens_in_whatever_order_the_rules_hold, |kind: Kind| async move {
    let mut runner = TestRunner::deterministic();
    for _ in 0..COURSES {
        let stage = set_at(kind, "2027-01-11 08:00").await;
        let quota = QUOTA.to_string();
        let form = [
            ("interest_quota", "9"),
            ("meeting_quota", &quota),
            ("slot_minutes", "20"),
            ("gap_minutes", "5"),
            ("interest_days", "30"),
            ("version", "0"),
        ];
        assert_eq!(stage.organizer.post("/organizer/projects/rules", &form).await.status, 303);
        let projects = vec![open_project(&stage, "Laser one").await.1, open_project(&stage, "Laser two").await.1];
        let guests =
            vec![join(&stage.app, "Ann", "ann@test.example").await, join(&stage.app, "Ben", "ben@test.example").await];
        all_live_in(&stage.app, "UTC").await;
        let course = Course { stage, guests, projects };
        let steps = steps().new_tree(&mut runner).unwrap().current();
        for together in steps.chunks(3) {
            futures_util::future::join_all(together.iter().map(|step| course.take(step.clone()))).await;
            course.check().await;
        }
        // Both sides see the same state of the same meeting.
        for (id, _, _, state, _) in course.rows().await {
            let link = format!("/pairing/meetings/{id}");
            let badge =
                |page: &str| page.split("badge--").nth(1).and_then(|rest| rest.split('<').next()).map(str::to_owned);
            let own = course.stage.owner.get(&link).await;
            let mut seen = vec![badge(&own.body)];
            for guest in &course.guests {
                let page = guest.get(&link).await;
                seen.extend((page.status == 200).then(|| badge(&page.body)));
            }
            assert!(seen.len() == 2 && seen[0] == seen[1], "{state}: {seen:?}");
        }
    }
});
