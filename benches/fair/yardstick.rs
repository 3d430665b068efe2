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
    booth_revisions, booth_texts, booths, halls, organizations, places, posting_revisions, posting_texts, postings,
};
use fairhall::db::{Address, Db};
use fairhall::error::{AppError, AppResult};

use crate::Outcome;

/// Blocking threads a worker, as the server under test has them.
const BLOCKING_THREADS: usize = 2;

type Cells = Vec<String>;

#[derive(Template)]
#[template(
    source = "<!doctype html><title>Rows</title><table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>",
    ext = "html"
)]
struct Rows {
    rows: Vec<Cells>,
}

/// Serves until it is ended. `captured` is a folder of bodies by name.
pub async fn serve(listen: SocketAddr, database: &str, captured: &Path) -> Outcome<()> {
    let address: Address = database.parse()?;
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let db = web::Data::new(Db::open(&address, u32::try_from(cores * BLOCKING_THREADS)?)?);
    let folder = web::Data::new(captured.to_owned());
    HttpServer::new(move || {
        let pages = std::fs::read_dir(folder.as_path()).into_iter().flatten().flatten().filter_map(|entry| {
            let body = web::Bytes::from(std::fs::read(entry.path()).ok()?);
            Some((entry.file_name().into_string().ok()?, body))
        });
        let pages: Arc<std::collections::HashMap<String, web::Bytes>> = Arc::new(pages.collect());
        App::new()
            .app_data(db.clone())
            .app_data(web::Data::from(pages))
            .route("/healthz", web::get().to(HttpResponse::Ok))
            .route("/memory/{name}", web::get().to(from_memory))
            .route("/rows/hall/{slug}", web::get().to(hall))
            .route("/rows/booth/{slug}", web::get().to(booth))
            .route("/rows/postings/{word}", web::get().to(search))
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

fn draw(rows: Vec<Cells>) -> AppResult<HttpResponse> {
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

async fn booth(db: web::Data<Db>, slug: web::Path<String>) -> AppResult<HttpResponse> {
    type Row =
        (String, i64, String, String, String, (Option<String>, Option<String>), (String, String, String, String));
    let rows: Vec<Row> = db
        .read(move |conn| {
            let booth = booths::table
                .inner_join(organizations::table)
                .inner_join(booth_revisions::table.on(booths::published_revision_id.eq(booth_revisions::id.nullable())))
                .inner_join(booth_texts::table.on(booth_texts::revision_id.eq(booth_revisions::id)));
            Ok(booth
                .filter(booths::slug.eq(slug.as_str()))
                .select((
                    booths::slug,
                    booths::hue,
                    organizations::country,
                    organizations::city,
                    organizations::website,
                    (booth_revisions::logo_file_id, booth_revisions::banner_file_id),
                    (booth_texts::locale, booth_texts::name, booth_texts::tagline, booth_texts::body),
                ))
                .load(conn)?)
        })
        .await?;
    let cells = |(slug, hue, country, city, website, (logo, banner), (locale, name, line, body)): Row| {
        let pictures = [logo.unwrap_or_default(), banner.unwrap_or_default()];
        [slug, hue.to_string(), country, city, website, locale, name, line, body].into_iter().chain(pictures).collect()
    };
    draw(rows.into_iter().map(cells).collect())
}

async fn search(db: web::Data<Db>, word: web::Path<String>) -> AppResult<HttpResponse> {
    type Row = (String, (String, String, String, bool), (Option<i64>, Option<i64>, String), String, String, String);
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
                .select((
                    postings::slug,
                    (
                        posting_revisions::field,
                        posting_revisions::city,
                        posting_revisions::country,
                        posting_revisions::is_remote,
                    ),
                    (posting_revisions::salary_min, posting_revisions::salary_max, posting_revisions::salary_currency),
                    organizations::name,
                    posting_texts::title,
                    posting_texts::body,
                ))
                .load(conn)?)
        })
        .await?;
    let cells = |(slug, (field, city, country, remote), (least, most, currency), name, title, body): Row| {
        let pay = [least, most].map(|pay| pay.unwrap_or(0).to_string());
        let texts = [slug, field, city, country, remote.to_string(), currency, name, title, body];
        texts.into_iter().chain(pay).collect()
    };
    draw(rows.into_iter().map(cells).collect())
}
