//! Who of the help desk talks with people now, and whom it talks with: duty of agents, and the live requests that
//! wait at the desk, as its page shows them. The requests themselves are moved by `requests`.

mod handlers;
mod queries;

use actix_web::web::{self, ServiceConfig};

pub use queries::{Duty, LiveLine, find_duty, list_live, list_on_duty, may_talk};

/// The most conversations that one agent holds at once.
pub const MOST_AT_ONCE: i64 = 9;
/// After so many hours duty ends by itself.
pub const DUTY_HOURS: i64 = 10;

/// The addresses of this noun.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/service/desk/duty", web::post().to(handlers::update));
}
