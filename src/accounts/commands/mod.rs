//! `fairhall user …`: people and their roles from the command line of the machine. Called by `main`;
//! whoever may run it owns the database, so that it asks for no proof.

mod queries;

use std::io::BufRead;

use clap::{Args, Subcommand};

use crate::accounts::passwords::{self, Password};
use crate::accounts::people::model::NewPerson;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Db, migrate};
use crate::error::{AppError, FieldErrors};
use crate::site::snapshot::load_snapshot;
use crate::site::{StaffRole, ZoneKind};
use crate::web::check::Check;
use crate::web::i18n::Locale;
use queries::Grant;

/// What may be done about people.
#[derive(Debug, Clone, Subcommand)]
pub enum UserCommand {
    /// Make an account whose address counts as verified
    #[command(after_help = "Examples:\n  fairhall user add lin@fair.example --name 'Lin Mei' --role reviewer\n  \
        echo 'a quiet morning in Wuhan' | fairhall user add lin@fair.example --name 'Lin Mei' --stdin")]
    Add {
        /// The account
        #[command(flatten)]
        who: Who,
        /// Full name
        #[arg(long)]
        name: String,
        /// A role of the organizer's staff in the present edition
        #[arg(long, value_parser = read_role)]
        role: Option<StaffRole>,
        /// The interface language: en or zh-CN
        #[arg(long, default_value = "en", value_parser = read_locale)]
        locale: Locale,
    },
    /// Give a role of the organizer's staff in the present edition, or take it away
    #[command(after_help = "Examples:\n  fairhall user role lin@fair.example administrator\n  \
        fairhall user role lin@fair.example reviewer --zone exhibition\n  \
        fairhall user role lin@fair.example reviewer --remove")]
    Role {
        /// The address of the account
        email: String,
        /// administrator, zone_manager, reviewer, moderator or service_agent
        #[arg(value_parser = read_role)]
        role: StaffRole,
        /// Only in this zone: exhibition, pairing, recruitment, service or forum
        #[arg(long, value_parser = read_zone)]
        zone: Option<ZoneKind>,
        /// Take the role away, in every zone or in the one named
        #[arg(long)]
        remove: bool,
    },
    /// Set a new password, or print a link to set one; every login ends
    #[command(after_help = "Examples:\n  fairhall user password lin@fair.example\n  \
        echo 'a quiet morning in Wuhan' | fairhall user password lin@fair.example --stdin")]
    Password {
        /// The account
        #[command(flatten)]
        who: Who,
    },
}

/// Whose account, and how the password comes.
#[derive(Debug, Clone, Args)]
pub struct Who {
    /// The address of the account
    email: String,
    /// Read the password from the first line of standard input, instead of printing a link
    #[arg(long)]
    stdin: bool,
}

fn read_role(text: &str) -> Result<StaffRole, String> {
    let all: Vec<&str> = StaffRole::ALL.iter().map(|role| role.as_str()).collect();
    text.parse().map_err(|()| format!("one of {}", all.join(", ")))
}

fn read_zone(text: &str) -> Result<ZoneKind, String> {
    let all: Vec<&str> = ZoneKind::ALL.iter().map(|zone| zone.as_str()).collect();
    text.parse().map_err(|()| format!("one of {}", all.join(", ")))
}

fn read_locale(text: &str) -> Result<Locale, String> {
    Locale::from_tag(text).ok_or_else(|| "en or zh-CN".to_owned())
}

/// What a command works on.
struct Desk<'a> {
    db: Db,
    clock: Clock,
    config: &'a Config,
}

/// Carries a command out and gives the sentence to print.
///
/// # Errors
/// A sentence that names what is wrong and the mend.
pub async fn run(config: &Config, command: UserCommand) -> Result<String, String> {
    let address = migrate::run_with(config)?;
    let db = Db::open(&address, 1).map_err(|error| error.to_string())?;
    let desk = Desk { db, clock: Clock::new(), config };
    match command {
        UserCommand::Add { who, name, role, locale } => desk.add(&who, &name, role, locale).await,
        UserCommand::Role { email, role, zone, remove } => desk.set_role(&email, Grant { role, zone }, remove).await,
        UserCommand::Password { who } => desk.set_password(&who).await,
    }
}

impl Desk<'_> {
    async fn add(&self, who: &Who, name: &str, role: Option<StaffRole>, locale: Locale) -> Result<String, String> {
        let mut check = Check::new();
        let (email, name) = (check.email("EMAIL", &who.email), check.line("--name", name, 1, 80));
        let (email, name) = check.finish(|| Some((email, name))).map_err(|errors| sentence(&errors))?;
        // Without a password of its own the account has one that nobody knows, until the link is used.
        let secret = passwords::new_token().map_err(said)?;
        let password = if who.stdin { read_password()? } else { Password::typed(&secret) };
        let hash = passwords::hash(password).await.map_err(said)?;
        let (token, now) = (passwords::new_token().map_err(said)?, self.clock.now());
        let link = (!who.stdin).then(|| token.clone());
        let email_told = email.clone();
        let make = move |conn: &mut crate::db::Conn| {
            let edition = load_snapshot(conn)?.edition.ok_or(AppError::NotFound)?;
            let mut person = NewPerson::new(&email, &name, hash.clone(), locale, edition.time_zone.name(), now);
            person.verified_at = Some(now);
            queries::insert(conn, &person, &edition, role, link.as_deref())
        };
        self.db.write(make).await.map_err(|error| match error {
            AppError::NotFound => "there is no event here yet: run `fairhall serve` and open the link it prints".into(),
            other => said(other),
        })?;
        Ok(self.told(&format!("{email_told} has an account."), (!who.stdin).then_some(token.as_str())))
    }

    async fn set_role(&self, email: &str, grant: Grant, remove: bool) -> Result<String, String> {
        if grant.role == StaffRole::Administrator && grant.zone.is_some() {
            return Err("an administrator has every zone: leave --zone out".into());
        }
        let (email_told, email, now) = (email.to_owned(), email.to_owned(), self.clock.now());
        let set = move |conn: &mut crate::db::Conn| queries::set_role(conn, &email, grant, remove, now);
        self.db.write(set).await.map_err(|error| unknown(&email_told, error))?;
        let verb = if remove { "is no longer" } else { "is now" };
        let zone = grant.zone.map(|zone| format!(" of {zone}")).unwrap_or_default();
        Ok(format!("{email_told} {verb} {}{zone}.", grant.role))
    }

    async fn set_password(&self, who: &Who) -> Result<String, String> {
        let (email, now) = (who.email.clone(), self.clock.now());
        if who.stdin {
            let hash = passwords::hash(read_password()?).await.map_err(said)?;
            let set = move |conn: &mut crate::db::Conn| queries::set_password(conn, &email, &hash, now);
            self.db.write(set).await.map_err(|error| unknown(&who.email, error))?;
            return Ok(format!("{} has a new password, and every login has ended.", who.email));
        }
        let token = passwords::new_token().map_err(said)?;
        let link = token.clone();
        let make = move |conn: &mut crate::db::Conn| queries::insert_link(conn, &email, &link, now);
        self.db.write(make).await.map_err(|error| unknown(&who.email, error))?;
        Ok(self.told("", Some(&token)))
    }

    fn told(&self, done: &str, token: Option<&str>) -> String {
        let Some(token) = token else { return done.to_owned() };
        let link = format!("{}/password-resets/{token}", self.config.public_url());
        format!("{done} This link, good once and for an hour, sets the password: {link}").trim_start().to_owned()
    }
}

fn read_password() -> Result<Password, String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(|error| format!("--stdin: {error}"))?;
    let mut errors = FieldErrors::new();
    let password = Password::new(line.trim_end_matches(['\r', '\n']), "--stdin", &mut errors);
    errors.into_result(|| password).map_err(|errors| sentence(&errors))
}

fn sentence(errors: &FieldErrors) -> String {
    let one = |(field, error): (&str, &crate::error::FieldError)| match error.n {
        Some(n) => format!("{field}: {}", Locale::En.tn(error.key, n)),
        None => format!("{field}: {}", Locale::En.t(error.key)),
    };
    errors.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn said(error: AppError) -> String {
    match error {
        AppError::Invalid(errors) => sentence(&errors),
        AppError::Conflict(key) | AppError::Refused(key) | AppError::Bad(key) => Locale::En.t(key).to_owned(),
        other => other.to_string(),
    }
}

fn unknown(email: &str, error: AppError) -> String {
    match error {
        AppError::NotFound => format!("{email}: nobody has an account with this address, or there is no event yet"),
        other => said(other),
    }
}
