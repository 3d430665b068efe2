//! The yardsticks, served by a second start of this program: an answer from memory, and the rows of
//! a page by one query and one template, without login, languages, headers or rights. What a page of
//! Fairhall costs beyond them is what Fairhall does for it.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use actix_web::{App, HttpResponse, HttpServer, web};
use askama::Template;
use diesel::prelude::*;
use fairhall::db::schema::{
    booth_links, booth_revisions, booth_staff, booth_texts, booths, exhibits, hall_texts, halls, messages,
    organizations, people, places, posting_revisions, posting_texts, postings, rooms,
};
use fairhall::db::{Address, Conn, Db};
use fairhall::error::{AppError, AppResult};

use crate::Outcome;

/// Blocking threads a worker, as the server under test has them.
const BLOCKING_THREADS: usize = 2;

/// A row as it is drawn.
pub type Cells = Vec<String>;

#[derive(Template)]
#[template(
    source = "<!doctype html><title>Rows</title><table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>",
    ext = "html"
)]
struct Rows {
    rows: Vec<Cells>,
}

/// What stands on every card of a posting.
macro_rules! posting_facts {
    () => {
        (
            (postings::slug, posting_revisions::field, posting_revisions::city, posting_revisions::country),
            posting_revisions::is_remote,
            (posting_revisions::salary_min, posting_revisions::salary_max, posting_revisions::salary_currency),
        )
    };
}

/// The columns of `posting_facts!`.
type Facts = ((String, String, String, String), bool, (Option<i64>, Option<i64>, String));

fn fact_cells(((slug, field, city, country), remote, (least, most, currency)): Facts) -> impl Iterator<Item = String> {
    let pay = [least, most].map(|pay| pay.unwrap_or(0).to_string());
    [slug, field, city, country, remote.to_string(), currency].into_iter().chain(pay)
}

/// Serves until it is ended. `captured` is a folder of bodies by name.
pub async fn serve(listen: SocketAddr, database: &str, captured: &Path) -> Outcome<()> {
    let address: Address = database.parse()?;
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let db = web::Data::new(Db::open(&address, u32::try_from(cores * BLOCKING_THREADS)?)?);
    let folder = web::Data::new(captured.to_owned());
    let inserter = web::Data::new(crate::bare::Inserter::start(&captured.with_file_name("bare-lines.db"))?);
    let room = web::Data::new(actix::Actor::start(crate::bare::Room::default()));
    HttpServer::new(move || {
        let pages = std::fs::read_dir(folder.as_path()).into_iter().flatten().flatten().filter_map(|entry| {
            let body = web::Bytes::from(std::fs::read(entry.path()).ok()?);
            Some((entry.file_name().into_string().ok()?, body))
        });
        let pages: Arc<std::collections::HashMap<String, web::Bytes>> = Arc::new(pages.collect());
        App::new()
            .app_data(db.clone())
            .app_data(web::Data::from(pages))
            .app_data(room.clone())
            .app_data(inserter.clone())
            .route("/live", web::get().to(crate::bare::enter))
            .route("/insert", web::get().to(crate::bare::tell))
            .route("/healthz", web::get().to(HttpResponse::Ok))
            .route("/memory/{name}", web::get().to(from_memory))
            .route("/rows/hall/{slug}", web::get().to(hall))
            .route("/rows/booth/{slug}", web::get().to(booth))
            .route("/rows/postings/{word}", web::get().to(search))
            .route("/rows/projects", web::get().to(crate::pairing_rows::projects))
            .route("/rows/programme", web::get().to(crate::zone_rows::programme))
            .route("/rows/recruitment", web::get().to(crate::list_rows::recruitment))
            .route("/rows/notifications/{name}", web::get().to(crate::list_rows::told))
            .route("/rows/people", web::get().to(crate::list_rows::everybody))
            .route("/rows/received/{slug}", web::get().to(crate::list_rows::received))
            .route("/rows/leads/{slug}", web::get().to(crate::list_rows::cards))
            .route("/rows/audit", web::get().to(crate::list_rows::trail))
            .route("/rows/queue", web::get().to(crate::zone_rows::queue))
            .route("/rows/calendar/{name}", web::get().to(crate::pairing_rows::calendar))
    })
    .worker_max_blocking_threads(BLOCKING_THREADS)
    .bind(listen)?
    .run()
    .await?;
    Ok(())
}

async fn from_memory(
    pages: web::Data<std::collections::HashMap<String, web::Bytes>>,
    name: web::Path<String>,
) -> HttpResponse {
    match pages.get(name.as_str()) {
        Some(body) => HttpResponse::Ok().content_type("text/html; charset=utf-8").body(body.clone()),
        None => HttpResponse::NotFound().finish(),
    }
}

/// A page of nothing but the rows.
pub fn draw(rows: Vec<Cells>) -> AppResult<HttpResponse> {
    let body = Rows { rows }.render().map_err(AppError::internal)?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(body))
}

async fn hall(db: web::Data<Db>, slug: web::Path<String>) -> AppResult<HttpResponse> {
    type Row = (String, i64, i64, i64, i64, (String, i64, String), (Option<String>, String, String, String, String));
    let rows: Vec<Row> = db
        .read(move |conn| {
            let hall = halls::table
                .inner_join(places::table.on(places::hall_id.eq(halls::id)))
                .inner_join(booths::table.on(places::booth_id.eq(booths::id.nullable())))
                .inner_join(organizations::table.on(organizations::id.eq(booths::organization_id)))
                .inner_join(booth_revisions::table.on(booths::published_revision_id.eq(booth_revisions::id.nullable())))
                .inner_join(booth_texts::table.on(booth_texts::revision_id.eq(booth_revisions::id)));
            Ok(hall
                .filter(halls::slug.eq(slug.as_str()))
                .filter(booths::state.eq("published"))
                .order((places::number, booth_texts::locale))
                .select((
                    places::number,
                    places::x,
                    places::y,
                    places::width,
                    places::depth,
                    (booths::slug, booths::hue, organizations::country),
                    (
                        booth_revisions::logo_file_id,
                        booth_texts::locale,
                        booth_texts::name,
                        booth_texts::short_name,
                        booth_texts::tagline,
                    ),
                ))
                .load(conn)?)
        })
        .await?;
    let cells = |(number, x, y, width, depth, (slug, hue, country), (logo, locale, name, short, line)): Row| {
        let numbers = [x, y, width, depth, hue].map(|number| number.to_string());
        let texts = [number, slug, country, logo.unwrap_or_default(), locale, name, short, line];
        numbers.into_iter().chain(texts).collect()
    };
    draw(rows.into_iter().map(cells).collect())
}

/// A booth page has rows of seven tables, each read by one query.
async fn booth(db: web::Data<Db>, slug: web::Path<String>) -> AppResult<HttpResponse> {
    let slug = slug.into_inner();
    draw(db.read(move |conn| Ok(booth_rows(conn, &slug)?)).await?)
}

fn booth_rows(conn: &mut Conn, slug: &str) -> QueryResult<Vec<Cells>> {
    type Five = (String, String, String, String, String);
    type Row = (BoothIds, Five, (Option<String>, Option<String>), (String, String, String, String));
    let booth = booths::table
        .inner_join(organizations::table)
        .inner_join(booth_revisions::table.on(booths::published_revision_id.eq(booth_revisions::id.nullable())))
        .inner_join(booth_texts::table.on(booth_texts::revision_id.eq(booth_revisions::id)));
    let rows: Vec<Row> = booth
        .filter(booths::slug.eq(slug))
        .select((
            (booths::id, booths::organization_id, booth_revisions::id),
            (booths::slug, organizations::name, organizations::country, organizations::city, organizations::website),
            (booth_revisions::logo_file_id, booth_revisions::banner_file_id),
            (booth_texts::locale, booth_texts::name, booth_texts::tagline, booth_texts::body),
        ))
        .load(conn)?;
    let Some((ids, ..)) = rows.first().cloned() else { return Err(diesel::result::Error::NotFound) };
    let mut all: Vec<Cells> = rows
        .into_iter()
        .map(|(_, (a, b, c, d, e), (logo, banner), (f, g, h, i))| {
            vec![a, b, c, d, e, f, g, h, i, logo.unwrap_or_default(), banner.unwrap_or_default()]
        })
        .collect();
    all.extend(booth_parts(conn, &ids)?);
    all.extend(booth_postings(conn, &ids)?);
    all.extend(booth_messages(conn, &ids)?);
    Ok(all)
}

/// Ids of a booth, its organization and its published revision.
type BoothIds = (String, String, String);

fn booth_parts(conn: &mut Conn, (booth, _, revision): &BoothIds) -> QueryResult<Vec<Cells>> {
    type Exhibit = (String, String, String, String, Option<String>);
    type Staff = (String, String, String, Option<String>, Option<chrono::NaiveDateTime>);
    let links: Vec<(String, String)> = booth_links::table
        .filter(booth_links::revision_id.eq(revision))
        .order(booth_links::position)
        .select((booth_links::label, booth_links::url))
        .load(conn)?;
    let shown: Vec<Exhibit> = exhibits::table
        .filter(exhibits::revision_id.eq(revision))
        .order(exhibits::position)
        .select((exhibits::name, exhibits::name_zh, exhibits::summary, exhibits::summary_zh, exhibits::image_file_id))
        .load(conn)?;
    let staff: Vec<Staff> = booth_staff::table
        .inner_join(people::table)
        .filter(booth_staff::booth_id.eq(booth))
        .order(people::name)
        .select((people::id, people::name, booth_staff::title, people::photo_file_id, booth_staff::on_duty_until))
        .load(conn)?;
    let place: Vec<(String, String, String, String)> = places::table
        .inner_join(halls::table)
        .inner_join(hall_texts::table.on(hall_texts::hall_id.eq(halls::id)))
        .filter(places::booth_id.eq(booth))
        .select((hall_texts::locale, places::number, halls::slug, hall_texts::name))
        .load(conn)?;
    let links = links.into_iter().map(|(label, url)| vec![label, url]);
    let shown = shown.into_iter().map(|(a, b, c, d, image)| vec![a, b, c, d, image.unwrap_or_default()]);
    let staff = staff.into_iter().map(|(id, name, title, photo, until)| {
        vec![id, name, title, photo.unwrap_or_default(), until.map_or_else(String::new, |until| until.to_string())]
    });
    let place = place.into_iter().map(|(a, b, c, d)| vec![a, b, c, d]);
    Ok(links.chain(shown).chain(staff).chain(place).collect())
}

fn booth_postings(conn: &mut Conn, (_, organization, _): &BoothIds) -> QueryResult<Vec<Cells>> {
    let rows: Vec<(Facts, String, String)> = postings::table
        .inner_join(posting_revisions::table.on(postings::published_revision_id.eq(posting_revisions::id.nullable())))
        .inner_join(posting_texts::table.on(posting_texts::revision_id.eq(posting_revisions::id)))
        .filter(postings::organization_id.eq(organization))
        .filter(postings::state.eq("live"))
        .order(postings::closes_at)
        .limit(12)
        .select((posting_facts!(), posting_texts::locale, posting_texts::title))
        .load(conn)?;
    let cells = |(facts, locale, title): (Facts, String, String)| fact_cells(facts).chain([locale, title]).collect();
    Ok(rows.into_iter().map(cells).collect())
}

fn booth_messages(conn: &mut Conn, (booth, _, _): &BoothIds) -> QueryResult<Vec<Cells>> {
    type Row = (String, i64, String, String, String, chrono::NaiveDateTime, String);
    let rows: Vec<Row> = messages::table
        .inner_join(people::table)
        .inner_join(rooms::table)
        .filter(rooms::thing_id.eq(booth))
        .order(messages::seq.desc())
        .limit(50)
        .select((
            messages::id,
            messages::seq,
            messages::person_id,
            messages::body,
            messages::state,
            messages::created_at,
            people::name,
        ))
        .load(conn)?;
    let cells = |(id, seq, person, body, state, at, name): Row| {
        vec![id, seq.to_string(), person, body, state, at.to_string(), name]
    };
    Ok(rows.into_iter().map(cells).collect())
}

async fn search(db: web::Data<Db>, word: web::Path<String>) -> AppResult<HttpResponse> {
    type Row = (Facts, String, String, String);
    let rows: Vec<Row> = db
        .read(move |conn| {
            let joined = postings::table
                .inner_join(
                    posting_revisions::table.on(postings::published_revision_id.eq(posting_revisions::id.nullable())),
                )
                .inner_join(organizations::table.on(postings::organization_id.eq(organizations::id)))
                .inner_join(posting_texts::table.on(posting_texts::revision_id.eq(posting_revisions::id)));
            Ok(joined
                .filter(postings::state.eq("live"))
                .filter(posting_texts::locale.eq("en"))
                .filter(posting_revisions::search_key.like(format!("%{word}%")))
                .order((postings::opens_at.desc(), postings::id.desc()))
                .limit(20)
                .select((posting_facts!(), organizations::name, posting_texts::title, posting_texts::body))
                .load(conn)?)
        })
        .await?;
    let cells = |(facts, name, title, body): Row| fact_cells(facts).chain([name, title, body]).collect();
    draw(rows.into_iter().map(cells).collect())
}
