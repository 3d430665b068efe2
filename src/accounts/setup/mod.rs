//! The first organizer: a one-time link, printed at the start of an empty installation, opens a
//! form that makes the person, the edition with its five zones, and the role.

pub mod forms;
pub mod handlers;
pub mod queries;
pub mod views;

use actix_web::web;

use crate::accounts::passwords;
use crate::error::AppResult;
use crate::site::Site;
use crate::site::viewer::hash_token;

/// `/setup/{token}`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/setup/{token}").route(web::get().to(handlers::new)).route(web::post().to(handlers::create)),
    );
}

/// Tells whoever starts the program how the first organizer is made, while nobody has an account.
///
/// # Errors
/// What the database said.
pub async fn print_link(site: &Site) -> AppResult<()> {
    if let Some(link) = make_link(site).await? {
        eprintln!(
            "\nNobody has an account here yet. This link, good for once, makes the first organizer:\n\n  {link}\n"
        );
    }
    Ok(())
}

/// A fresh link, while nobody has an account; the one printed before stops working.
///
/// # Errors
/// What the database said.
pub async fn make_link(site: &Site) -> AppResult<Option<String>> {
    let token = passwords::new_token()?;
    let (hash, now) = (hash_token(&token), site.clock.now());
    let is_empty = site.db.write(move |conn| queries::store_token_if_empty(conn, &hash, now)).await?;
    Ok(is_empty.then(|| format!("{}/setup/{token}", site.config.public_url())))
}
