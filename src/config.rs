//! Every setting of the server: its flag, variable, unit and default. Read once, by `main`; a wrong
//! value stops the start with a sentence that names it.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use url::Url;

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// One readable line an event.
    Text,
    /// One JSON object an event.
    Json,
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
    #[arg(global = true, long, env = "FAIRHALL_DATABASE")]
    pub database: Option<String>,
    /// The address people use, <https://fair.example>; follows --listen when not given
    #[arg(global = true, long, env = "FAIRHALL_PUBLIC_URL")]
    pub public_url: Option<Url>,
    /// Where uploads are kept, file:///dir; in the data folder when not given
    #[arg(global = true, long, env = "FAIRHALL_FILES")]
    pub files: Option<String>,
    /// smtp://user:password@host:port; mails become files in the data folder when not given
    #[arg(global = true, long, env = "FAIRHALL_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,
    /// Sender of all mails
    #[arg(global = true, long, env = "FAIRHALL_MAIL_FROM", default_value = "Fairhall <fairhall@localhost>")]
    pub mail_from: String,
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
        Ok(())
    }
}
