//! People, how they sign in, and the organizations they belong to; the first organizer of an
//! installation. Called by `app`; the
//! viewer behind a request is found by `site`.

pub mod commands;
pub mod held_queries;
pub mod invitations;
pub mod logins;
pub mod mail_tokens;
pub mod mails;
pub mod organizations;
pub mod password_resets;
pub mod passwords;
pub mod people;
pub mod setup;
pub mod verifications;
pub mod waiting_queries;

use actix_web::web;

/// The addresses of accounts.
pub fn routes(cfg: &mut web::ServiceConfig) {
    logins::routes(cfg);
    people::routes(cfg);
    verifications::routes(cfg);
    password_resets::routes(cfg);
    organizations::routes(cfg);
    invitations::routes(cfg);
    setup::routes(cfg);
}
