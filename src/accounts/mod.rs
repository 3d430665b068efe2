//! People and how they sign in; the first organizer of an installation. Called by `app`; the
//! viewer behind a request is found by `site`.

pub mod logins;
pub mod passwords;
pub mod people;
pub mod setup;

use actix_web::web;

/// The addresses of accounts.
pub fn routes(cfg: &mut web::ServiceConfig) {
    logins::routes(cfg);
    setup::routes(cfg);
}
