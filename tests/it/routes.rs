//! Who gets what: every route of the sources × every role, against the table in `routes.txt`. Fails
//! when a route is not in the table, when the table names one that is gone, and when an answer is
//! another than the table says. Runs on the demo edition, visitors first, changes last.

use std::collections::BTreeSet;
use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::Text;
use fairhall::db::schema::{reports, sanctions};
use fairhall::demo::{self, start};

use crate::both;
use crate::support::{Browser, Kind, TestApp};

/// The columns of the table.
const ROLES: [&str; 7] = ["visitor", "seeker", "newcomer", "exhibitor", "recruiter", "moderator", "organizer"];
/// An id that nothing has.
const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

/// A message at a booth.
const MESSAGE: &str =
    "SELECT MIN(m.id) AS value FROM messages m JOIN rooms r ON r.id = m.room_id WHERE r.kind = 'booth'";

/// What stands for `{…}`: the whole route or the beginning of the route, and a statement that finds the value in the
/// demo edition. The first that fits wins; `exhibitor` owns `$org`, where `recruiter` recruits.
const VALUES: &[(&str, &str)] = &[
    // Whose logins end is none of those who go on asking here.
    (
        "/organizer/people/{id}/logins/removal",
        "SELECT id AS value FROM people WHERE email = 'partner@demo.fairhall.example'",
    ),
    ("/organizer/figures/table.{format}", "SELECT 'table.csv' AS value"),
    ("/organizer/audit/table.{format}", "SELECT 'table.csv' AS value"),
    ("/sanctions/{id}", "SELECT MIN(id) AS value FROM sanctions WHERE person_id = '$seeker'"),
    ("/exhibition/halls/{slug}", "SELECT MIN(slug) AS value FROM halls"),
    (
        "/exhibition/booths/{slug}",
        "SELECT MIN(slug) AS value FROM booths WHERE state = 'published' AND organization_id <> '$org'",
    ),
    ("/recruitment/fairs/{slug}", "SELECT MIN(slug) AS value FROM fairs"),
    (
        "/organizations/{slug}/fairs/{id}/postings/{posting}",
        "SELECT MIN(p.posting_id) AS value FROM fair_postings p JOIN postings o ON o.id = p.posting_id JOIN fairs f ON f.id = p.fair_id WHERE o.organization_id = '$org' AND f.slug LIKE 'robotics-%'",
    ),
    ("/organizations/{slug}/fairs/{id}", "SELECT id AS value FROM fairs WHERE slug LIKE 'robotics-%'"),
    (
        "/organizer/fairs/{id}/postings/{posting}",
        "SELECT MIN(posting_id) AS value FROM fair_postings WHERE fair_id = (SELECT MIN(id) FROM fairs)",
    ),
    ("/organizer/fairs/{id}", "SELECT MIN(id) AS value FROM fairs"),
    (
        "/recruitment/postings/{slug}",
        "SELECT MIN(slug) AS value FROM postings WHERE state = 'live' AND apply_by = 'here' AND organization_id <> '$org'",
    ),
    (
        "/recruitment/interviews/{id}",
        "SELECT MIN(i.id) AS value FROM interviews i JOIN applications a ON a.id = i.application_id JOIN postings p ON p.id = a.posting_id WHERE p.organization_id = '$org' AND a.person_id = '$seeker' AND i.state = 'proposed'",
    ),
    (
        "/organizations/{slug}/postings/{id}/questions/{question}",
        "SELECT MIN(id) AS value FROM screening_questions WHERE posting_id = (SELECT MIN(id) FROM postings WHERE organization_id = '$org')",
    ),
    (
        "/pairing/projects/{slug}",
        "SELECT MIN(slug) AS value FROM projects WHERE state = 'published' AND organization_id <> '$org'",
    ),
    ("/forum/sessions/{slug}", "SELECT MIN(slug) AS value FROM sessions WHERE state = 'confirmed'"),
    ("/forum/questions/{id}", "SELECT MIN(id) AS value FROM questions WHERE state = 'visible'"),
    ("/forum/polls/{id}", "SELECT MIN(id) AS value FROM polls WHERE state = 'closed'"),
    ("/activities/{slug}", "SELECT MIN(slug) AS value FROM activities WHERE state = 'published'"),
    ("/organizer/activities/{id}", "SELECT MIN(id) AS value FROM activities WHERE state = 'draft'"),
    ("/news/{slug}", "SELECT MIN(slug) AS value FROM news_items WHERE slug = 'doors-are-open'"),
    ("/organizer/news/{id}", "SELECT MIN(id) AS value FROM news_items WHERE state = 'draft'"),
    ("/forum/speakers/{slug}", "SELECT MIN(slug) AS value FROM speakers"),
    ("/organizer/programme/parts/{id}", "SELECT MIN(id) AS value FROM programme_parts"),
    ("/organizer/programme/speakers/{id}", "SELECT MIN(id) AS value FROM speakers"),
    ("/organizer/programme/{id}", "SELECT MIN(id) AS value FROM sessions WHERE state = 'draft'"),
    ("/organizations/{slug}/projects/{id}", "SELECT MIN(id) AS value FROM projects WHERE organization_id = '$org'"),
    (
        "/organizer/projects/{id}",
        "SELECT MIN(id) AS value FROM projects WHERE state = 'published' AND organization_id <> '$org'",
    ),
    (
        "/rooms/{room}/leaving",
        "SELECT MIN(r.id) AS value FROM rooms r JOIN room_people p ON p.room_id = r.id JOIN members m ON m.person_id = p.person_id WHERE r.name <> '' AND m.organization_id = '$org'",
    ),
    ("/rooms/{room}", "SELECT MIN(id) AS value FROM rooms WHERE kind = 'booth' AND last_seq > 0"),
    (
        "/requests/{room}",
        "SELECT MIN(room_id) AS value FROM live_requests WHERE organization_id = '$org' AND state = 'converted' AND desk = 'booth'",
    ),
    ("/pages/{slug}", "SELECT MIN(slug) AS value FROM pages"),
    ("/service/articles/{slug}", "SELECT MIN(slug) AS value FROM articles WHERE state = 'published'"),
    (
        "/service/enquiries/{id}",
        "SELECT MIN(id) AS value FROM enquiries WHERE person_id = '$seeker' AND state = 'resolved'",
    ),
    ("/service/desk/enquiries/{id}", "SELECT MIN(id) AS value FROM enquiries WHERE state = 'open'"),
    ("/service/desk/replies/{id}", "SELECT MIN(id) AS value FROM canned_replies"),
    ("/organizer/articles/{id}", "SELECT MIN(id) AS value FROM articles"),
    (
        "/organizations/{slug}/booth/exhibits/{id}",
        "SELECT MIN(e.id) AS value FROM exhibits e JOIN booth_revisions r ON r.id = e.revision_id JOIN booths b ON b.id = r.booth_id WHERE b.organization_id = '$org'",
    ),
    (
        "/organizations/{slug}/booth/documents/{id}",
        "SELECT MIN(d.id) AS value FROM booth_documents d JOIN booth_revisions r ON r.id = d.revision_id JOIN booths b ON b.id = r.booth_id WHERE b.organization_id = '$org'",
    ),
    ("/organizations/{slug}/leads/{id}", "SELECT MIN(id) AS value FROM leads WHERE organization_id = '$org'"),
    ("/me/cards/{id}", "SELECT MIN(id) AS value FROM leads WHERE person_id = '$seeker'"),
    (
        "/organizations/{slug}/applications/{id}",
        "SELECT MIN(a.id) AS value FROM applications a JOIN postings p ON p.id = a.posting_id WHERE p.organization_id = '$org' AND a.state = 'submitted'",
    ),
    ("/organizations/{slug}/postings/{id}", "SELECT MIN(id) AS value FROM postings WHERE organization_id = '$org'"),
    (
        "/organizations/{slug}/members/{id}",
        "SELECT MIN(id) AS value FROM members WHERE organization_id = '$org' AND role <> 'owner'",
    ),
    (
        "/organizations/{slug}/candidates/{id}",
        "SELECT MIN(id) AS value FROM candidates WHERE person_id <> '$seeker' AND state = 'open'",
    ),
    ("/organizations/{slug}", "SELECT slug AS value FROM organizations WHERE id = '$org'"),
    ("/me/searches/{id}", "SELECT MIN(id) AS value FROM saved_searches WHERE person_id = '$seeker'"),
    (
        "/me/applications/{id}",
        "SELECT MIN(id) AS value FROM applications WHERE person_id = '$seeker' AND state <> 'withdrawn'",
    ),
    ("/me/notifications/{id}", "SELECT MIN(id) AS value FROM notifications WHERE person_id = '$seeker'"),
    ("/organizer/booths/{id}", "SELECT MIN(id) AS value FROM booth_revisions WHERE state = 'approved'"),
    ("/organizer/postings/{id}", "SELECT MIN(id) AS value FROM postings WHERE organization_id <> '$org'"),
    (
        "/organizer/halls/{hall}/places/{id}",
        "SELECT MIN(p.id) AS value FROM places p JOIN halls h ON h.id = p.hall_id WHERE h.slug = (SELECT MIN(slug) FROM halls)",
    ),
    ("/organizer/halls/{hall}", "SELECT MIN(slug) AS value FROM halls"),
    ("/organizer/halls/{slug}", "SELECT MIN(slug) AS value FROM halls"),
    ("/organizer/zones/{kind}", "SELECT 'recruitment' AS value"),
    ("/organizer/pages/{slug}/versions/{number}", "SELECT '1' AS value"),
    ("/organizer/pages/{slug}", "SELECT MIN(slug) AS value FROM pages"),
    ("/organizer/editions/{slug}/zones/{kind}", "SELECT 'forum' AS value"),
    ("/organizer/editions/{slug}", "SELECT slug AS value FROM editions WHERE is_current"),
    ("/organizer/people/{id}", "SELECT '$seeker' AS value"),
    ("/organizer/announcements/{id}", "SELECT MIN(id) AS value FROM announcements"),
    ("/organizer/organizations/{slug}", "SELECT slug AS value FROM organizations WHERE id = '$org'"),
    ("/organizer/reports/{id}", "SELECT MIN(id) AS value FROM reports"),
    ("/organizer/sanctions/{id}", "SELECT MIN(id) AS value FROM sanctions WHERE person_id = '$seeker'"),
    ("/organizer/messages/{id}", MESSAGE),
    ("/organizer/rooms/{room}", "SELECT MIN(id) AS value FROM rooms WHERE kind = 'booth' AND last_seq > 0"),
    (
        "/messages/{message}/reactions",
        "SELECT MAX(m.id) AS value FROM messages m JOIN rooms r ON r.id = m.room_id WHERE r.kind = 'booth'",
    ),
    (
        "/messages/{message}",
        "SELECT MIN(m.id) AS value FROM messages m JOIN rooms r ON r.id = m.room_id WHERE m.person_id = '$seeker' AND r.kind = 'booth'",
    ),
    ("/og/{kind}", "SELECT 'booth' AS value"),
    ("/og/{kind}/{file}", "SELECT MIN(slug) || '.png' AS value FROM booths WHERE state = 'published'"),
    ("/sitemaps/{edition}", "SELECT slug AS value FROM editions WHERE is_current"),
    ("/sitemaps/{edition}/{kind}", "SELECT 'booth' AS value"),
    ("/sitemaps/{edition}/{kind}/{file}", "SELECT '1.xml' AS value"),
    ("/files/{id}/{name}", "SELECT 'resume.pdf' AS value"),
    (
        "/files/{id}",
        "SELECT MIN(a.resume_file_id) AS value FROM applications a JOIN postings p ON p.id = a.posting_id WHERE p.organization_id = '$org'",
    ),
];

/// What a form sends besides nothing, where an answer without it would be the same for everybody.
const FIELDS: &[(&str, &[(&str, &str)])] = &[
    ("/me/blocks", &[("person", NOBODY)]),
    ("/service/articles/{slug}/votes", &[("helpful", "yes")]),
    ("/requests", &[("desk", "booth"), ("organization", "pearl-bay-robotics")]),
    ("/requests/{room}/handover", &[("person", NOBODY)]),
    ("/messages/{message}/reactions", &[("add", "like")]),
    ("/me/applications/{id}/moves", &[("state", "accepted")]),
    ("/organizations/{slug}/applications/{id}/moves", &[("state", "under_review"), ("version", "99")]),
    ("/organizations/{slug}/applications/decisions", &[("step", "unsuccessful")]),
    ("/organizations/{slug}/members/{id}", &[("role", "recruiter")]),
    ("/organizations/{slug}/postings/{id}/closing", &[("state", "filled"), ("version", "99")]),
    ("/organizations/{slug}/projects/{id}/closing", &[("version", "99")]),
    ("/organizations/{slug}/projects/{id}/matching", &[("version", "99")]),
    ("/organizer/editions/{slug}/transitions", &[("to", "draft")]),
    ("/organizer/organizations/{slug}/transitions", &[("to", "rejected")]),
    ("/organizer/reports/{id}/review", &[("version", "99")]),
];

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    value: String,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Route {
    method: String,
    path: String,
}

/// Every route that the sources register, GETs before what changes something, leaving last.
fn routes_of_sources() -> Vec<Route> {
    let mut found = BTreeSet::new();
    collect_from(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let mut routes: Vec<Route> = found.into_iter().collect();
    let late = ["/members/", "/logout", "/security/others"];
    let lateness = |route: &Route| late.iter().position(|part| route.path.contains(part)).map_or(0, |at| at + 1);
    routes.sort_by_key(|route| (lateness(route), route.clone()));
    routes
}

fn collect_from(folder: &Path, found: &mut BTreeSet<Route>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_from(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let is_of_routes = path.file_name().is_some_and(|name| name == "mod.rs" || name == "app.rs");
            if is_of_routes || text.contains("pub fn routes(cfg") {
                collect_text(&text, found);
            }
        }
    }
}

/// `.route("/path", web::get()…` and `resource("/path").route(web::get()…)…`.
fn collect_text(text: &str, found: &mut BTreeSet<Route>) {
    let Some(begin) = text.find("pub fn routes(cfg") else { return };
    let mut paths: Vec<String> = Vec::new();
    for piece in text[begin..].split_inclusive(';').take_while(|piece| !piece.contains("async fn")) {
        let mut rest = piece;
        while let Some((at, is_resource)) = next_mark(rest) {
            rest = &rest[at..];
            let inside = rest.split_once('(').unwrap().1;
            let head = inside.split("web::").next().unwrap();
            let quoted: Vec<String> = head.split('"').skip(1).step_by(2).map(ToOwned::to_owned).collect();
            if is_resource {
                paths =
                    inside.split(')').next().unwrap().split('"').skip(1).step_by(2).map(ToOwned::to_owned).collect();
            } else {
                let method = inside.split_once("web::").unwrap().1.split('(').next().unwrap().to_uppercase();
                let on = if quoted.is_empty() { paths.clone() } else { quoted };
                found.extend(on.into_iter().map(|path| Route { method: method.clone(), path }));
            }
            rest = inside;
        }
    }
}

fn next_mark(text: &str) -> Option<(usize, bool)> {
    let resource = text.find("resource(").map(|at| (at, true));
    let route = text.find("route(").filter(|at| !text[..*at].ends_with("fn ")).map(|at| (at, false));
    [resource, route].into_iter().flatten().min()
}

async fn find_value(app: &TestApp, statement: String) -> String {
    let load = move |conn: &mut fairhall::db::Conn| {
        let rows: Vec<Found> = diesel::sql_query(statement.clone()).load(conn)?;
        Ok(rows.into_iter().next().map(|row| row.value))
    };
    app.site.db.read(load).await.ok().flatten().unwrap_or_else(|| NOBODY.to_owned())
}

/// The route's address in the demo edition.
async fn address(app: &TestApp, route: &Route, org: &str, seeker: &str) -> String {
    let mut address = String::new();
    let mut pattern = String::new();
    for segment in route.path.split('/').skip(1) {
        pattern = format!("{pattern}/{segment}");
        address.push('/');
        if !segment.contains('{') {
            address.push_str(segment);
            continue;
        }
        let is_only = route.path.matches('{').count() == 1;
        let is_meant = |beginning: &str| beginning == pattern || (is_only && beginning == route.path);
        let known = VALUES.iter().find(|(beginning, _)| is_meant(beginning));
        let value = match known {
            Some((_, statement)) => find_value(app, statement.replace("$org", org).replace("$seeker", seeker)).await,
            None => NOBODY.to_owned(),
        };
        address.push_str(&value);
    }
    address
}

async fn sign_in(app: &TestApp, role: &str) -> Browser {
    let browser = app.visitor();
    if role != "visitor" {
        let email = format!("{role}@demo.fairhall.example");
        let seen = browser.post("/login", &[("email", &email), ("password", demo::PASSWORD)]).await;
        assert_eq!(seen.status, 303, "{role} signs in: {}", seen.body);
    }
    browser
}

/// A further report, and a sanction of the one whom the roles look at.
async fn add_moderation(app: &TestApp, seeker: &str) {
    let message = find_value(app, MESSAGE.into()).await;
    let reporter = sign_in(app, "newcomer").await;
    let fields = [("message", message.as_str()), ("category", "spam"), ("note", "Advertising.")];
    let seen = reporter.post("/reports", &fields).await;
    assert_eq!(seen.status, 303, "a report: {}", seen.body);
    let organizer = sign_in(app, "organizer").await;
    let fields =
        [("person", seeker), ("kind", "silenced"), ("zone", "all"), ("reason", "Advertising."), ("term", "hour")];
    let seen = organizer.post("/organizer/sanctions", &fields).await;
    assert_eq!(seen.status, 303, "a sanction: {}", seen.body);
    let lift = |conn: &mut fairhall::db::Conn| {
        let counts: (i64, i64) = (reports::table.count().get_result(conn)?, sanctions::table.count().get_result(conn)?);
        Ok(counts)
    };
    assert_eq!(app.site.db.read(lift).await.unwrap(), (2, 2));
}

async fn measure(kind: Kind) -> Vec<(Route, Vec<u16>)> {
    let app = TestApp::start_with(kind, |config| {
        config.no_limits = true;
        config.push.contact = Some("mailto:ops@fair.example".into());
    })
    .await;
    start::prepare(&app.site, true).await.unwrap();
    let seeker = "SELECT id AS value FROM people WHERE email = 'seeker@demo.fairhall.example'";
    let seeker = find_value(&app, seeker.into()).await;
    let org = "SELECT m.organization_id AS value FROM members m JOIN people p ON p.id = m.person_id \
               WHERE p.email = 'exhibitor@demo.fairhall.example'";
    let org = find_value(&app, org.into()).await;
    add_moderation(&app, &seeker).await;
    let mut browsers = Vec::new();
    for role in ROLES {
        browsers.push(sign_in(&app, role).await);
    }
    let mut rows = Vec::new();
    for route in routes_of_sources() {
        let address = address(&app, &route, &org, &seeker).await;
        let mut statuses = Vec::new();
        for browser in &browsers {
            let method: reqwest::Method = route.method.parse().unwrap();
            let mut request = browser.request(method, &address);
            if route.method == "POST" {
                let fields = FIELDS.iter().find(|(path, _)| *path == route.path);
                request = request.form(fields.map_or(&[][..], |(_, fields)| fields));
            }
            statuses.push(browser.send(request).await.status);
        }
        rows.push((route, statuses));
    }
    rows
}

fn as_text(rows: &[(Route, Vec<u16>)]) -> String {
    let line = |(route, statuses): &(Route, Vec<u16>)| {
        let statuses: Vec<String> = statuses.iter().map(ToString::to_string).collect();
        format!("{:<5}{:<68}{}", route.method, route.path, statuses.join(" "))
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

both!(every_route_answers_every_role_as_the_table_says, |kind| async move {
    let got = as_text(&measure(kind).await);
    let table: Vec<&str> = include_str!("routes.txt").lines().filter(|line| !line.starts_with('#')).collect();
    let got_lines: Vec<&str> = got.lines().collect();
    let new: Vec<_> = got_lines.iter().filter(|line| !table.contains(line)).collect();
    let gone: Vec<_> = table.iter().filter(|line| !got_lines.contains(line)).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "answered and not in the table:\n{new:#?}\nin the table and not answered so:\n{gone:#?}"
    );
});
