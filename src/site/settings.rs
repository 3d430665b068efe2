//! What the organizer set for the whole site, whatever the edition: who may sign up, which languages are offered,
//! and the logo. A part of the snapshot; kept as rows of `settings` whose names begin with `site.`.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::settings;
use crate::db::{Conn, Topic, raise};
use crate::upsert;
use crate::web::languages::LANGUAGES_SETTING;

pub use crate::web::languages::Languages;

crate::text_enum! {
    /// Who may make an account.
    pub enum SignupPolicy {
        /// Everybody.
        Open = "open",
        /// Whose address an organization has invited.
        Invited = "invited",
        /// Nobody.
        Closed = "closed",
    }
}

/// What is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Who may make an account.
    pub signup: SignupPolicy,
    /// What the site is shown in.
    pub languages: Languages,
    /// The file of the logo.
    pub logo: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { signup: SignupPolicy::Open, languages: Languages::Both, logo: None }
    }
}

/// The row that says who may sign up.
const SIGNUP: &str = "site.signup";
/// The row of the logo.
const LOGO: &str = "site.logo";

/// What is set; where no row stands, the default.
///
/// # Errors
/// What the database said.
pub fn load_settings(conn: &mut Conn) -> QueryResult<Settings> {
    let rows: Vec<(String, String)> = settings::table
        .filter(settings::name.eq_any([SIGNUP, LANGUAGES_SETTING, LOGO]))
        .select((settings::name, settings::value))
        .load(conn)?;
    let find = |name: &str| rows.iter().find(|row| row.0 == name).map_or("", |row| row.1.as_str());
    Ok(Settings {
        signup: find(SIGNUP).parse().unwrap_or(SignupPolicy::Open),
        languages: find(LANGUAGES_SETTING).parse().unwrap_or(Languages::Both),
        logo: Some(find(LOGO).to_owned()).filter(|logo| !logo.is_empty()),
    })
}

/// Sets all of it.
///
/// # Errors
/// What the database said.
pub fn store_settings(conn: &mut Conn, new: &Settings, now: Instant) -> QueryResult<()> {
    let logo = new.logo.as_deref().unwrap_or("");
    for (name, value) in [(SIGNUP, new.signup.as_str()), (LANGUAGES_SETTING, new.languages.as_str()), (LOGO, logo)] {
        let row = (settings::name.eq(name), settings::value.eq(value), settings::updated_at.eq(now));
        let changes = (settings::value.eq(value), settings::updated_at.eq(now));
        upsert!(conn, settings::table, row, settings::name, changes)?;
    }
    raise(Topic::Site);
    Ok(())
}
