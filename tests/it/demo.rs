//! The demo edition: what stands there after a seeding, and when one is refused.

use chrono::Duration;
use diesel::prelude::*;
use fairhall::db::schema::{
    activities, appeals, application_answers, applications, articles, booths, calendar_entries, editions, enquiries,
    halls, interests, interviews, meetings, news_items, offers, outcomes, places, postings, projects, questions,
    reports, screening_questions, sessions, speakers, undertakings,
};
use fairhall::demo::start;

use crate::both;
use crate::support::TestApp;

/// One fair is over, one is on, one is coming, each with postings.
async fn assert_fairs(app: &TestApp) {
    for (stage, slug) in [
        ("past", "life-science-talent-day"),
        ("running", "robotics-and-intelligent-manufacturing-fair"),
        ("upcoming", "new-materials-and-computing-talent-day"),
    ] {
        let list = app.visitor().get(&format!("/recruitment/fairs?stage={stage}")).await.body;
        assert_eq!(list.matches("href=\"/recruitment/fairs/").count(), 1, "{list}");
        let fair = app.visitor().get(&format!("/recruitment/fairs/{slug}")).await.body;
        assert!(fair.matches("href=\"/recruitment/postings/").count() >= 5, "{fair}");
    }
}

/// Interviews are on offer and in calendars, an offer awaits its answer, postings ask.
async fn assert_hiring(app: &TestApp) {
    let found = app.site.db.read(|conn| {
        let of_interviews = diesel::dsl::count(interviews::state).aggregate_distinct();
        let of_offers = diesel::dsl::count(offers::state).aggregate_distinct();
        let of_entries = calendar_entries::table.filter(calendar_entries::kind.eq("interview"));
        Ok((
            interviews::table.select(of_interviews).get_result::<i64>(conn)?,
            offers::table.select(of_offers).get_result::<i64>(conn)?,
            of_entries.count().get_result::<i64>(conn)? > 0,
            screening_questions::table.count().get_result::<i64>(conn)? >= 20,
            application_answers::table.count().get_result::<i64>(conn)? >= 20,
        ))
    });
    assert_eq!(found.await.unwrap(), (2, 3, true, true, true));
    let unnamed = app.site.db.read(|conn| {
        let hidden = applications::table
            .inner_join(postings::table)
            .filter(postings::is_anonymous.eq(true))
            .filter(applications::revealed_at.is_null());
        Ok(hidden.count().get_result::<i64>(conn)?)
    });
    assert!(unnamed.await.unwrap() >= 1, "somebody applied whose name is not shown yet");
}

/// The things of the current edition in a table.
macro_rules! current {
    ($table:ident) => {
        $table::table.filter(
            $table::edition_id.eq_any(editions::table.filter(editions::is_current.eq(true)).select(editions::id)),
        )
    };
}

/// The earlier edition has something of everything, and all of it can be read.
async fn assert_earlier(app: &TestApp) {
    app.site.search.catch_up(&app.site.db).await.unwrap();
    let visitor = app.visitor();
    for (list, link, most) in [
        ("/exhibition?view=list", "/exhibition/booths/", 8),
        ("/recruitment", "/recruitment/postings/", 10),
        ("/pairing", "/pairing/projects/", 8),
        ("/forum?day=all", "/forum/sessions/", 4),
        ("/service", "/service/articles/", 10),
        ("/activities?show=past", "/activities/", 1),
        ("/news", "/news/", 4),
    ] {
        let page = visitor.get(&format!("/editions/19{list}")).await;
        let found = page.body.matches(&format!("href=\"/editions/19{link}")).count();
        assert!(page.status == 200 && found >= most, "{list}: {found} {}", page.body);
    }
}

both!(a_seeded_installation_is_open_and_moves_with_the_days, |kind| async move {
    let app = TestApp::start(kind).await;
    start::prepare(&app.site, true).await.unwrap();
    let counts = app
        .site
        .db
        .read(|conn| {
            let of_booths: i64 = current!(booths).filter(booths::state.eq("published")).count().get_result(conn)?;
            let of_postings: i64 = current!(postings).count().get_result(conn)?;
            let of_halls: i64 = current!(halls).count().get_result(conn)?;
            let of_places: i64 = places::table
                .filter(places::hall_id.eq_any(current!(halls).select(halls::id)))
                .count()
                .get_result(conn)?;
            let of_states: i64 = applications::table
                .select(diesel::dsl::count(applications::state).aggregate_distinct())
                .get_result(conn)?;
            Ok((of_booths, of_postings, of_halls, of_places, of_states))
        })
        .await
        .unwrap();
    assert_eq!((counts.0, counts.1, counts.2, counts.3), (48, 240, 4, 49));
    assert!(counts.4 >= 8, "applications stand in {} states", counts.4);
    let of_reports: i64 = app.site.db.read(|conn| Ok(reports::table.count().get_result(conn)?)).await.unwrap();
    assert_eq!(of_reports, 1, "a moderator finds something to do");
    let of_appeals: i64 = app.site.db.read(|conn| Ok(appeals::table.count().get_result(conn)?)).await.unwrap();
    assert_eq!(of_appeals, 1, "and the organizer an appeal");
    let of_projects = app.site.db.read(|conn| {
        let states = diesel::dsl::count(projects::state).aggregate_distinct();
        let all: i64 = current!(projects).count().get_result(conn)?;
        let undertaken: i64 = undertakings::table.count().get_result(conn)?;
        Ok((all, projects::table.select(states).get_result::<i64>(conn)?, undertaken > 0))
    });
    assert_eq!(of_projects.await.unwrap(), (60, 7, true), "projects in every state");
    let of_dealings = app.site.db.read(|conn| {
        let of_interests = diesel::dsl::count(interests::state).aggregate_distinct();
        let of_meetings = diesel::dsl::count(meetings::state).aggregate_distinct();
        let agreed: i64 = outcomes::table.filter(outcomes::state.eq("confirmed")).count().get_result(conn)?;
        Ok((
            interests::table.select(of_interests).get_result::<i64>(conn)?,
            meetings::table.select(of_meetings).get_result::<i64>(conn)?,
            agreed > 0,
        ))
    });
    assert_eq!(of_dealings.await.unwrap(), (6, 8, true), "interests and meetings in every state");
    let now = app.clock.now();
    let of_forum = app.site.db.read(move |conn| {
        let states = diesel::dsl::count(sessions::state).aggregate_distinct();
        let live = current!(sessions).filter(sessions::starts_at.le(now)).filter(sessions::ends_at.gt(now));
        let live: i64 = live.filter(sessions::state.eq("confirmed")).count().get_result(conn)?;
        let speaking: i64 = current!(speakers).count().get_result(conn)?;
        let all: i64 = current!(sessions).count().get_result(conn)?;
        Ok((all, sessions::table.select(states).get_result::<i64>(conn)?, speaking, live > 0))
    });
    assert_eq!(of_forum.await.unwrap(), (30, 6, 20, true), "sessions in all states, one of them on now");
    let of_desk = app.site.db.read(|conn| {
        let states = diesel::dsl::count(enquiries::state).aggregate_distinct();
        Ok((
            current!(articles).count().get_result::<i64>(conn)?,
            enquiries::table.select(states).get_result::<i64>(conn)?,
            enquiries::table.count().get_result::<i64>(conn)?,
        ))
    });
    assert_eq!(of_desk.await.unwrap(), (40, 7, 31), "the help, and enquiries in every state");
    let of_year = app.site.db.read(|conn| {
        let states = diesel::dsl::count(activities::state).aggregate_distinct();
        let all: i64 = current!(activities).count().get_result(conn)?;
        let news: i64 = current!(news_items).count().get_result(conn)?;
        let asked = diesel::dsl::count(questions::state).aggregate_distinct();
        Ok((
            all,
            activities::table.select(states).get_result::<i64>(conn)?,
            news,
            questions::table.select(asked).get_result::<i64>(conn)?,
        ))
    });
    assert_eq!(of_year.await.unwrap(), (8, 7, 8, 3), "activities in all states, news, questions");
    let lobby = app.visitor().get("/").await;
    assert_eq!(lobby.status, 200);
    assert!(lobby.body.contains("<b>48</b>") || lobby.body.contains(">48<"), "{}", lobby.body);
    assert!(lobby.body.contains(">240<"), "{}", lobby.body);

    assert_fairs(&app).await;
    assert_hiring(&app).await;
    assert_earlier(&app).await;
    app.clock.advance(Duration::days(400));
    start::prepare(&app.site, true).await.unwrap();
    let now = app.clock.now();
    let is_open: i64 = app
        .site
        .db
        .read(move |conn| {
            let current = editions::table.filter(editions::is_current.eq(true));
            Ok(current
                .filter(editions::opens_at.le(now))
                .filter(editions::closes_at.gt(now))
                .count()
                .get_result(conn)?)
        })
        .await
        .unwrap();
    assert_eq!(is_open, 1, "the edition moved with the days");
    assert_fairs(&app).await;
});
