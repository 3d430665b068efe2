//! Every setting of the server: its flag, variable, unit and default. Read once, by `main`; a wrong
//! value stops the start with a sentence that names it.

pub mod push;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use url::Url;

use push::PushSettings;

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// One readable line an event.
    Text,
    /// One JSON object an event.
    Json,
}

impl LogFormat {
    /// Begins to write the log to stderr; `RUST_LOG` says how much of it.
    pub fn start(self) {
        let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
        let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
        match self {
            Self::Text => log.init(),
            Self::Json => log.json().init(),
        }
    }
}

/// Files that hold settings which are secrets, so that they stand in no environment and no list of
/// processes.
#[derive(Debug, Clone, Default, Args)]
pub struct SecretFiles {
    /// File with the value of --database
    #[arg(global = true, long, env = "FAIRHALL_DATABASE_FILE", value_name = "FILE", conflicts_with = "database")]
    pub database_file: Option<PathBuf>,
    /// File with the value of --smtp
    #[arg(global = true, long, env = "FAIRHALL_SMTP_FILE", value_name = "FILE", conflicts_with = "smtp")]
    pub smtp_file: Option<PathBuf>,
    /// File with the value of --redis
    #[arg(global = true, long, env = "FAIRHALL_REDIS_FILE", value_name = "FILE", conflicts_with = "redis")]
    pub redis_file: Option<PathBuf>,
}

impl SecretFiles {
    /// Reads the files that are named into the settings.
    ///
    /// # Errors
    /// A sentence that names the flag and what is wrong with its file.
    pub fn read_into(&self, config: &mut Config) -> Result<(), String> {
        if let Some(file) = &self.database_file {
            config.database = Some(read_secret("--database-file", file)?);
        }
        if let Some(file) = &self.smtp_file {
            config.smtp = Some(read_secret("--smtp-file", file)?);
        }
        if let Some(file) = &self.redis_file {
            config.redis = Some(read_secret("--redis-file", file)?);
        }
        Ok(())
    }
}

fn read_secret(flag: &str, file: &Path) -> Result<String, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{flag} {}: {error}", file.display()))?;
    let value = text.trim();
    if value.is_empty() || value.contains(['\n', '\r']) {
        return Err(format!("{flag} {}: the file must hold one line, the value", file.display()));
    }
    Ok(value.to_owned())
}

/// Refuses a variable that looks like a setting of this command and is none: a misspelt one would
/// else be left out silently.
///
/// # Errors
/// A sentence that names it.
fn refuse_unknown_variables(command: &clap::Command) -> Result<(), String> {
    let known: Vec<&str> = command.get_arguments().filter_map(|flag| flag.get_env()?.to_str()).collect();
    let present: Vec<String> = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).collect();
    match unknown_variable(&known, present.iter().map(String::as_str)) {
        Some(name) => Err(format!("{name} is no setting of Fairhall; see fairhall --help")),
        None => Ok(()),
    }
}

fn unknown_variable<'a>(known: &[&str], mut present: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let is_ours = |name: &str| name.starts_with("FAIRHALL_") && !name.starts_with("FAIRHALL_TEST_");
    present.find(|name| is_ours(name) && !known.contains(name))
}

/// The settings, as flags or variables.
#[derive(Debug, Clone, Args)]
pub struct Config {
    /// Address and port to listen on
    #[arg(global = true, long, env = "FAIRHALL_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Folder for the database, files, index and mail
    #[arg(global = true, long, env = "FAIRHALL_DATA", default_value = "data")]
    pub data: PathBuf,
    /// sqlite:///path or postgres://user@host/name; sqlite in the data folder when not given
    #[arg(global = true, long, env = "FAIRHALL_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// The address people use, <https://fair.example>; follows --listen when not given
    #[arg(global = true, long, env = "FAIRHALL_PUBLIC_URL")]
    pub public_url: Option<Url>,
    /// redis://user:password@host:6379/0, for several nodes on one PostgreSQL database; one node alone when not given
    #[arg(global = true, long, env = "FAIRHALL_REDIS", hide_env_values = true)]
    pub redis: Option<String>,
    /// Where uploads are kept, file:///dir; in the data folder when not given
    #[arg(global = true, long, env = "FAIRHALL_FILES")]
    pub files: Option<String>,
    /// smtps://user:password@host:465; mails become files in the data folder when not given
    #[arg(global = true, long, env = "FAIRHALL_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,
    /// Sender of all mails
    #[arg(global = true, long, env = "FAIRHALL_MAIL_FROM", default_value = "Fairhall <fairhall@localhost>")]
    pub mail_from: String,
    /// Push to browsers.
    #[command(flatten)]
    pub push: PushSettings,
    /// Address ranges of proxies whose X-Forwarded-… is believed, 10.0.0.0/8; nobody by default
    #[arg(global = true, long, env = "FAIRHALL_TRUSTED_PROXY", value_delimiter = ',')]
    pub trusted_proxy: Vec<String>,
    /// Worker threads; one a core when not given
    #[arg(global = true, long, env = "FAIRHALL_WORKERS")]
    pub workers: Option<usize>,
    /// Form of the log
    #[arg(global = true, long, env = "FAIRHALL_LOG", value_enum, default_value = "text")]
    pub log: LogFormat,
    /// Rate limits off, for load tests; refused on an address that is not loopback
    #[arg(global = true, long)]
    pub no_limits: bool,
    /// Allow demo data, or no limits, on an address that is not loopback
    #[arg(global = true, long)]
    pub demo_public: bool,
}

impl Config {
    /// The public URL: as given, else that of the listening address.
    pub fn public_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.as_str().trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        }
    }

    /// The URL of the database: as given, else a file in the data folder.
    pub fn database_url(&self) -> String {
        match &self.database {
            Some(url) => url.clone(),
            None => format!("sqlite://{}", self.data.join("fairhall.db").display()),
        }
    }

    /// Whether both the listening address and the public URL are of this machine alone.
    pub fn is_loopback(&self) -> bool {
        let public = self.public_url.as_ref().is_none_or(|url| match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        });
        public && self.listen.ip().is_loopback()
    }

    /// Whether the login cookie may carry `__Host-` and Secure: over https, and on loopback.
    pub fn has_secure_cookies(&self) -> bool {
        self.is_loopback() || self.public_url().starts_with("https://")
    }

    /// Reads the secrets that stand in files and refuses what cannot be meant.
    ///
    /// # Errors
    /// A sentence that names the setting and the mend.
    pub fn complete(&mut self, secrets: &SecretFiles, command: &clap::Command) -> Result<(), String> {
        refuse_unknown_variables(command)?;
        secrets.read_into(self)?;
        self.check()
    }

    /// Checks what no single value shows.
    ///
    /// # Errors
    /// A sentence that names the setting and the mend.
    pub fn check(&self) -> Result<(), String> {
        if self.no_limits && !self.is_loopback() && !self.demo_public {
            return Err(
                "--no-limits is for load tests on a loopback address; leave it out, or add --demo-public".into()
            );
        }
        if let Some(url) = &self.public_url
            && !matches!(url.scheme(), "http" | "https")
        {
            return Err("--public-url must begin with http:// or https://".into());
        }
        self.push.check(self.is_loopback(), &self.public_url())?;
        self.check_redis()
    }

    fn check_redis(&self) -> Result<(), String> {
        let Some(url) = &self.redis else { return Ok(()) };
        // The address may hold a password, so it is not repeated.
        let is_address = Url::parse(url).is_ok_and(|url| {
            let number = url.path().trim_start_matches('/');
            let is_number = number.is_empty() || number.parse::<u8>().is_ok();
            url.scheme() == "redis" && url.host().is_some() && is_number
        });
        if !is_address {
            return Err("--redis must be redis://host:6379 or redis://user:password@host:6379/0".into());
        }
        if self.database_url().starts_with("sqlite:") {
            return Err("--redis joins several nodes, which need one PostgreSQL database: \
                        give --database postgres://user@host/name, or leave --redis out"
                .into());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        config: Config,
        #[command(flatten)]
        files: SecretFiles,
    }

    fn parse(flags: &[&str]) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(std::iter::once("fairhall").chain(flags.iter().copied()))
    }

    #[test]
    fn no_limits_are_refused_where_others_can_come() -> Result<(), clap::Error> {
        let away = [
            vec!["--no-limits", "--listen", "0.0.0.0:8080"],
            vec!["--no-limits", "--public-url", "https://fair.example"],
            vec!["--no-limits", "--listen", "[::]:80", "--public-url", "http://localhost"],
            vec!["--no-limits", "--public-url", "http://127.0.0.1.evil.example"],
        ];
        for flags in away {
            let refused = parse(&flags)?.config.check().err().unwrap_or_default();
            assert!(refused.contains("--no-limits"), "{flags:?}");
            let public: Vec<&str> = flags.iter().copied().chain(["--demo-public"]).collect();
            assert!(parse(&public)?.config.check().is_ok(), "{flags:?}");
        }
        for flags in [vec!["--no-limits"], vec!["--no-limits", "--listen", "[::1]:80", "--public-url", "http://[::1]"]]
        {
            assert!(parse(&flags)?.config.check().is_ok(), "{flags:?}");
        }
        Ok(())
    }

    #[test]
    fn a_secret_is_read_from_its_file() -> Result<(), Box<dyn std::error::Error>> {
        let folder = std::env::temp_dir().join(format!("fairhall-secret-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let file = folder.join("smtp");
        let path = file.display().to_string();
        std::fs::write(&file, "smtp://user:secret@mail.example\n")?;
        let mut cli = parse(&["--smtp-file", &path])?;
        cli.files.read_into(&mut cli.config)?;
        assert_eq!(cli.config.smtp.as_deref(), Some("smtp://user:secret@mail.example"));
        assert!(parse(&["--smtp", "smtp://a", "--smtp-file", &path]).is_err(), "one of the two");
        std::fs::write(&file, "\n")?;
        let refused = cli.files.read_into(&mut cli.config).err().unwrap_or_default();
        assert!(refused.contains("--smtp-file"), "{refused}");
        std::fs::remove_dir_all(&folder)?;
        Ok(())
    }

    #[test]
    fn redis_wants_its_own_kind_of_address_and_postgresql() -> Result<(), clap::Error> {
        let postgres = ["--database", "postgres://fairhall@localhost/fairhall"];
        let refused = parse(&["--redis", "redis://localhost:6379"])?.config.check().err().unwrap_or_default();
        assert!(refused.contains("--redis") && refused.contains("--database postgres://"), "{refused}");
        for wrong in ["localhost:6379", "http://localhost", "redis://", "redis://:secret@localhost/name", "rediss://a"]
        {
            let flags = [&postgres[..], &["--redis", wrong]].concat();
            let refused = parse(&flags)?.config.check().err().unwrap_or_default();
            assert!(refused.contains("--redis must be") && !refused.contains("secret"), "{wrong}: {refused}");
        }
        for right in ["redis://localhost", "redis://:secret@localhost:6379/3", "redis://[::1]:6379/"] {
            let flags = [&postgres[..], &["--redis", right]].concat();
            assert_eq!(parse(&flags)?.config.check(), Ok(()), "{right}");
        }
        Ok(())
    }

    #[test]
    fn a_misspelt_variable_is_named() {
        let known = ["FAIRHALL_LISTEN"];
        let unknown = unknown_variable(&known, ["HOME", "FAIRHALL_LISTEN", "FAIRHALL_LISTN"].into_iter());
        assert_eq!(unknown, Some("FAIRHALL_LISTN"));
        assert_eq!(unknown_variable(&known, ["FAIRHALL_TEST_POSTGRES"].into_iter()), None);
    }
}
