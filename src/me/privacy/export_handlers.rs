//! Answers at `/me/privacy/export`: everything that is held about a person, for them.

use actix_web::{HttpResponse, web};
use tokio::sync::Semaphore;

use super::export::{Contents, pack, place_of};
use super::forms::ExportForm;
use super::handlers::draw;
use super::views::PrivacyPage;
use crate::accounts::passwords::{self, Password};
use crate::accounts::people::queries::find_password_hash;
use crate::audit::{self, Act, Action};
use crate::db::Conn;
use crate::error::{AppError, AppResult, FieldErrors};
use crate::site::files::address;
use crate::site::holdings::Holdings;
use crate::site::own_file_queries::{OwnFile, list_own_files};
use crate::site::{Asker, Site, Visit};
use crate::web::forms::Posted;
use crate::web::limits::{Rate, TAKEOUT_BYTES};
use crate::web::{render, sending};

/// How many are packed at once: each holds up to twice [`TAKEOUT_BYTES`] in memory.
static TURNS: Semaphore = Semaphore::const_new(2);

/// Packs what is held about who asks and proves it with their password; once an hour.
pub async fn create(
    site: web::Data<Site>,
    held: web::Data<Holdings>,
    asker: Asker,
    posted: Posted<ExportForm>,
) -> AppResult<HttpResponse> {
    let find = |conn: &mut Conn, visit: &Visit| {
        let viewer = visit.viewer()?.clone();
        Ok((find_password_hash(conn, &viewer.person)?, viewer))
    };
    let (page, (stored, viewer)) = site.read(&asker, "me", find).await?;
    site.limits.check(Rate::LoginAccount, viewer.person.as_str()).await?;
    if !passwords::is_right(Password::typed(&posted.form.password), Some(stored)).await? {
        let export_errors = FieldErrors::one("password", "error-current-password");
        let page = draw(&site, &held, &asker, None).await?;
        return render::invalid(&PrivacyPage { export_errors, ..page });
    }
    site.limits.check(Rate::Takeout, viewer.person.as_str()).await?;
    let turn = TURNS.acquire().await.map_err(AppError::internal)?;
    let (parts, files) = collect(&site, &held, &asker).await?;
    let contents = with_files(&site, Contents { parts, ..Contents::default() }, files).await?;
    let day = site.clock.now().date().to_string();
    let event = page.event_name.clone();
    let name = format!("fairhall-{day}.zip");
    let packed = web::block(move || pack(&contents, (&viewer.name, &event, &day)));
    let bytes = packed.await.map_err(AppError::internal)??;
    drop(turn);
    Ok(sending::download(bytes, "application/zip", &name))
}

type Collected = (Vec<(&'static str, serde_json::Value)>, Vec<OwnFile>);

/// Writes down that it was asked, then reads every part: it is much, and other writes do not wait for it.
async fn collect(site: &Site, held: &Holdings, asker: &Asker) -> AppResult<Collected> {
    let note = |conn: &mut Conn, visit: &Visit| {
        let person = &visit.viewer()?.person;
        let act = Act {
            edition: None,
            person: Some(person),
            action: Action::PersonExport,
            thing: person.as_str(),
            before: "",
            after: "",
            at: visit.now,
        };
        Ok(audit::insert_entry(conn, act)?)
    };
    site.write(asker, note).await?;
    let held = held.clone();
    let read = move |conn: &mut Conn, visit: &Visit| {
        let person = &visit.viewer()?.person;
        let mut parts = Vec::new();
        for part in held.parts() {
            parts.push((part.name, (part.load)(conn, person)?));
        }
        Ok((parts, list_own_files(conn, person)?))
    };
    Ok(site.read(asker, "me", read).await?.1)
}

/// The files, up to so many bytes in all; the addresses of the others.
async fn with_files(site: &Site, mut contents: Contents, files: Vec<OwnFile>) -> AppResult<Contents> {
    let mut room = TAKEOUT_BYTES;
    for file in files {
        let size = usize::try_from(file.bytes).unwrap_or(usize::MAX);
        let bytes = match size <= room {
            true => file.read(site).await?,
            false => None,
        };
        match bytes {
            Some(bytes) => {
                room = room.saturating_sub(bytes.len());
                contents.files.push((place_of(file.id.as_str(), &file.name), bytes));
            }
            None => contents.left_out.push(address(&file.id, &file.name)),
        }
    }
    Ok(contents)
}
