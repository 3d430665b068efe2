//! The benchmarks of long lists, each beside a bare handler of the same query; of applications with large résumés,
//! beside writing the same files; and of the figures on a million visits.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use diesel::prelude::*;
use fairhall::clock::Clock;
use fairhall::db::schema::{
    applications, audit_entries, booths, editions, leads, members, notifications, organizations, people, postings,
};
use fairhall::db::{Address, Conn};
use fairhall::ids::{ApplicationId, AuditEntryId, LeadId, NotificationId, PersonId};
use fairhall::organizer::count_figures;
use fairhall::site::snapshot::find_edition;

use crate::crowd::Crowd;
use crate::load::{Ask, Figures};
use crate::process::Server;
use crate::report::Report;
use crate::{Outcome, SPAN, YARDSTICK_SPAN, compare, fill, post, sign_in_all, wait_for_index};

/// What stands behind each list.
const ROWS: u32 = 10_000;
/// What the figures are counted from.
const VISITS: u32 = 1_000_000;
const APPLICATIONS: u32 = 100_000;
/// How often they are counted, and the longest wait at the 95th percentile, in milliseconds.
const COUNTED: usize = 40;
const FIGURES_P95_MS: f64 = 150.0;
/// The length of a large résumé, in bytes, and how many send one at once.
const RESUME_BYTES: usize = 200_000;
const SENDERS: usize = 4;

/// All of them.
pub async fn measure(program: &Path, folder: &Path, report: &mut Report) -> Outcome<()> {
    let data = folder.join("lists").display().to_string();
    let database = format!("sqlite://{data}/fairhall.db");
    fill(program, &data, &[("postings", ROWS)])?;
    let crowd = Crowd::gather(&database, usize::try_from(ROWS)?)?;
    let organizations = crowd_all(&mut database.parse::<Address>()?.connect()?, &crowd)?;
    let serve = ["serve", "--demo", "--no-limits", "--data", data.as_str()];
    let server = Server::start(program, &serve).await?;
    wait_for_index(&server).await?;
    measure_lists(&server, folder, (&database, &organizations), report).await?;
    measure_applying(&server, folder, report).await?;
    drop(server);
    measure_figures(&database, &crowd, report)
}

/// Everybody of the crowd applies to a posting of the recruiter's organization and leaves a card at the exhibitor's
/// booth; as often the seeker is told something, and the organizer did something. Gives the slugs of the organizations.
fn crowd_all(conn: &mut Conn, crowd: &Crowd) -> Outcome<(String, String)> {
    let person = |name: &str| people::table.filter(people::email.eq(format!("{name}@demo.fairhall.example")));
    let seeker: PersonId = person("seeker").select(people::id).first(conn)?;
    let organizer: PersonId = person("organizer").select(people::id).first(conn)?;
    let (hiring, posting): (String, String) = members::table
        .inner_join(organizations::table.inner_join(postings::table))
        .filter(members::person_id.eq_any(person("recruiter").select(people::id)))
        .filter(postings::state.eq("live"))
        .select((organizations::slug, postings::id))
        .first(conn)?;
    let (showing, booth): (String, Booth) = members::table
        .inner_join(organizations::table.inner_join(booths::table))
        .filter(members::person_id.eq_any(person("exhibitor").select(people::id)))
        .filter(booths::edition_id.eq_any(editions::table.filter(editions::is_current).select(editions::id)))
        .select((organizations::slug, (booths::edition_id, organizations::id, booths::id)))
        .first(conn)?;
    conn.transaction(|conn| {
        for person in crowd.people() {
            insert_application(conn, &posting, person)?;
            insert_notification(conn, &seeker)?;
            insert_lead(conn, &booth, person)?;
            insert_entry(conn, &booth, &organizer)?;
        }
        QueryResult::Ok(())
    })?;
    Ok((hiring, showing))
}

/// The edition, the organization and the id of a booth.
type Booth = (String, String, String);

fn insert_notification(conn: &mut Conn, person: &PersonId) -> QueryResult<usize> {
    let told = (
        (notifications::id.eq(NotificationId::new()), notifications::person_id.eq(person)),
        (notifications::kind.eq("application.moved"), notifications::subject.eq("Your application: Being read")),
        (notifications::detail.eq(""), notifications::link.eq("/me/applications")),
        notifications::created_at.eq(Clock::new().now()),
    );
    diesel::insert_into(notifications::table).values(told).execute(conn)
}

fn insert_lead(conn: &mut Conn, (edition, organization, booth): &Booth, person: &PersonId) -> QueryResult<usize> {
    let now = Clock::new().now();
    let card = (
        (leads::id.eq(LeadId::new()), leads::edition_id.eq(edition), leads::organization_id.eq(organization)),
        (leads::booth_id.eq(booth), leads::person_id.eq(person), leads::name.eq("Ada Visitor")),
        (leads::email.eq("ada@example.org"), leads::affiliation.eq("Harbour Institute"), leads::phone.eq("")),
        (leads::country.eq("CN"), leads::note.eq(""), leads::remark.eq(""), leads::name_key.eq("ada visitor")),
        (leads::search_key.eq("ada visitor harbour institute"), leads::rating.eq(0_i64), leads::version.eq(1_i64)),
        (leads::shared_at.eq(now), leads::created_at.eq(now), leads::updated_at.eq(now)),
    );
    diesel::insert_into(leads::table).values(card).execute(conn)
}

fn insert_entry(conn: &mut Conn, (edition, _, booth): &Booth, person: &PersonId) -> QueryResult<usize> {
    let done = (
        (audit_entries::id.eq(AuditEntryId::new()), audit_entries::edition_id.eq(edition)),
        (audit_entries::person_id.eq(person), audit_entries::action.eq("booth.move")),
        (audit_entries::thing_kind.eq("booth"), audit_entries::thing_id.eq(booth)),
        (audit_entries::before.eq("published"), audit_entries::after.eq("suspended")),
        audit_entries::created_at.eq(Clock::new().now()),
    );
    diesel::insert_into(audit_entries::table).values(done).execute(conn)
}

fn insert_application(conn: &mut Conn, posting: &str, person: &PersonId) -> QueryResult<usize> {
    let now = Clock::new().now();
    let row = (
        (applications::id.eq(ApplicationId::new()), applications::posting_id.eq(posting)),
        (applications::person_id.eq(person), applications::state.eq("submitted"), applications::letter.eq("Dear all")),
        (applications::resume_file_id.eq("none"), applications::version.eq(1_i64)),
        (applications::submitted_at.eq(now), applications::created_at.eq(now), applications::updated_at.eq(now)),
    );
    diesel::insert_into(applications::table).values(row).execute(conn)
}

async fn measure_lists(
    server: &Server,
    folder: &Path,
    (database, (hiring, showing)): (&str, &(String, String)),
    report: &mut Report,
) -> Outcome<()> {
    let captured = folder.join("nothing-of-lists");
    std::fs::create_dir_all(&captured)?;
    let captured = captured.display().to_string();
    let bare = Server::start(&std::env::current_exe()?, &["yardstick", database, &captured]).await?;
    let cookies = sign_in_all(server, &["seeker", "recruiter", "exhibitor", "organizer"]).await?;
    let [seeker, recruiter, exhibitor, organizer] = cookies.as_slice() else {
        return Err("nobody is signed in".into());
    };
    let both = (server, &bare);
    let listed = ("/recruitment", "/rows/recruitment", 0.5);
    compare::page(both, ("postings, a visitor", ""), listed, report).await?;
    compare::page(both, ("postings, signed in", seeker), listed, report).await?;
    let told = ("/me/notifications", "/rows/notifications/seeker", 0.5);
    compare::page(both, ("notifications", seeker), told, report).await?;
    let people = ("/organizer/people", "/rows/people", 0.5);
    compare::page(both, ("people", organizer), people, report).await?;
    let trail = ("/organizer/audit", "/rows/audit", 0.5);
    compare::page(both, ("audit", organizer), trail, report).await?;
    let (list, rows) = (format!("/organizations/{showing}/leads"), format!("/rows/leads/{showing}"));
    compare::page(both, ("leads", exhibitor), (&list, &rows, 0.5), report).await?;
    let (list, rows) = (format!("/organizations/{hiring}/applications"), format!("/rows/received/{hiring}"));
    compare::page(both, ("applications received", recruiter), (&list, &rows, 0.5), report).await
}

/// A few people apply with large résumés, each posting once; beside so many threads that write and flush the same files.
async fn measure_applying(server: &Server, folder: &Path, report: &mut Report) -> Outcome<()> {
    println!("\napplying with a résumé of {RESUME_BYTES} bytes");
    let cookies = sign_in_all(server, &crate::PEOPLE).await?;
    let (turn, people) = (AtomicUsize::new(0), cookies.len());
    let body = crate::application(RESUME_BYTES);
    let source = Arc::new(move || -> Option<Ask> {
        let turn = turn.fetch_add(1, Ordering::Relaxed);
        let number = turn / people + 1;
        let path = format!("/recruitment/postings/copy-of-{ROWS}-{number}/applications");
        let of_this = numbered(&body, turn);
        let cookie = cookies.get(turn % people)?;
        let is_left = number <= usize::try_from(ROWS).unwrap_or(0);
        is_left.then(|| post(&path, cookie, "multipart/form-data; boundary=edge", &of_this, "/me/applications/"))
    });
    let before = server.cpu();
    let figures = crate::load::run_with(server.address, source, SPAN, SENDERS).await?;
    report.figures("  applications", &figures, server.cpu() - before, server.rss());
    report.none("applying with a large résumé: errors", figures.errors);
    let written = write_files(&folder.join("written"))?;
    println!("  the same files alone: {written:.0} a second");
    report.at_least("applying with a large résumé: of the files alone", figures.per_second() / written, 0.3);
    Ok(())
}

/// No two résumés are the same: the number stands where the first one did.
fn numbered(body: &[u8], number: usize) -> Vec<u8> {
    let mark = b"Year 00000000";
    let mut body = body.to_vec();
    if let Some(at) = body.windows(mark.len()).position(|window| window == mark)
        && let Some(place) = body.get_mut(at..at + mark.len())
    {
        place.copy_from_slice(format!("Year {number:08}").as_bytes());
    }
    body
}

/// How many files of this length so many threads write and flush in a second.
fn write_files(folder: &Path) -> Outcome<f64> {
    std::fs::create_dir_all(folder)?;
    let (begin, content) = (Instant::now(), vec![b'x'; RESUME_BYTES]);
    let write = |sender: usize| -> std::io::Result<u32> {
        let mut count = 0;
        while begin.elapsed() < YARDSTICK_SPAN {
            let mut file = std::fs::File::create(folder.join(format!("{sender}-{count}")))?;
            file.write_all(&content)?;
            file.sync_all()?;
            count += 1;
        }
        Ok(count)
    };
    let counts: Vec<std::io::Result<u32>> = std::thread::scope(|scope| {
        let write = &write;
        let threads: Vec<_> = (0..SENDERS).map(|sender| scope.spawn(move || write(sender))).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let mut all = 0;
    for count in counts {
        all += count?;
    }
    Ok(f64::from(all) / begin.elapsed().as_secs_f64())
}

/// The figures as they are counted once a minute, and the rows they are counted from.
fn measure_figures(database: &str, crowd: &Crowd, report: &mut Report) -> Outcome<()> {
    println!("\nfigures on {VISITS} visits and {APPLICATIONS} applications");
    let mut conn = database.parse::<Address>()?.connect()?;
    let edition = find_edition(&mut conn, None)?.ok_or("no edition")?;
    apply_everywhere(&mut conn, crowd)?;
    visit_everything(&mut conn)?;
    let mut figures = Figures::default();
    for _ in 0..COUNTED {
        let begin = Instant::now();
        let _counted = count_figures(&mut conn, &edition, Clock::new().now())?;
        figures.waits.push(u64::try_from(begin.elapsed().as_micros())?);
    }
    figures.waits.sort_unstable();
    println!("  counted: p50 {:.1} ms, p95 {:.1} ms", figures.percentile(0.5), figures.percentile(0.95));
    report.at_most("figures: p95", figures.percentile(0.95), FIGURES_P95_MS, "ms");
    Ok(())
}

/// The crowd applies until there are so many applications.
fn apply_everywhere(conn: &mut Conn, crowd: &Crowd) -> Outcome<()> {
    let copies = postings::table.filter(postings::slug.like("copy-of-%")).order(postings::slug);
    let each = APPLICATIONS / ROWS;
    let ids: Vec<String> = copies.limit(i64::from(each)).select(postings::id).load(conn)?;
    conn.transaction(|conn| {
        for posting in &ids {
            for person in crowd.people() {
                insert_application(conn, posting, person)?;
            }
        }
        QueryResult::Ok(())
    })?;
    Ok(())
}

/// A million visits of all booths on ten days, a fifth of them by people who are signed in.
fn visit_everything(conn: &mut Conn) -> Outcome<()> {
    let edition: String = editions::table.filter(editions::is_current).select(editions::id).first(conn)?;
    let count: i64 = booths::table.filter(booths::edition_id.eq(&edition)).count().get_result(conn)?;
    let made = format!(
        "CREATE TEMP TABLE all_booths AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM booths WHERE \
         edition_id = '{edition}';
         CREATE UNIQUE INDEX temp.all_booths_n ON all_booths (n);
         CREATE TEMP TABLE crowd AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM people WHERE email LIKE \
         'crowd-%';
         CREATE UNIQUE INDEX temp.crowd_n ON crowd (n);
         WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {VISITS})
         INSERT INTO visits (id, edition_id, booth_id, person_id, visitor, day, half_hour, created_at)
         SELECT printf('bench-%08d', numbers.n), '{edition}', all_booths.id, crowd.id, 'v' || numbers.n,
           date('2026-12-01', '+' || (numbers.n % 10) || ' days'),
           datetime('2026-12-01 08:00:00', '+' || (numbers.n % 10) || ' days'),
           datetime('2026-12-01 08:00:00', '+' || (numbers.n % 10) || ' days')
         FROM numbers JOIN all_booths ON all_booths.n = numbers.n % {count}
         LEFT JOIN crowd ON numbers.n % 5 = 0 AND crowd.n = (numbers.n / 5) % {ROWS};
         DELETE FROM visit_days WHERE edition_id = '{edition}';
         INSERT INTO visit_days (booth_id, day, edition_id, visits)
         SELECT booth_id, day, edition_id, COUNT(*) FROM visits WHERE edition_id = '{edition}'
         GROUP BY booth_id, day, edition_id;"
    );
    Ok(diesel::connection::SimpleConnection::batch_execute(conn, &made)?)
}
