//! What the tests stand on: a server of its own for each test, and people who speak HTTP.

mod database;

use std::net::TcpListener;
use std::process::Command;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use fairhall::app::App;
use fairhall::clock::Clock;
use fairhall::config::push::PushSettings;
use fairhall::config::{Config, LogFormat};
use fairhall::mail::{Mail, Transport};
use fairhall::outbox::worker::Worker;
use fairhall::site::Site;

#[cfg(feature = "everything")]
pub use database::Packed;
pub use database::TestDatabase;

/// How long what is under way may take on a machine that is busy.
pub const PATIENCE: std::time::Duration = std::time::Duration::from_secs(120);

/// Waits for something with a generous deadline.
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let begun = std::time::Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < PATIENCE, "not in time: {what}");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

/// The built program, with no settings but those that the test gives.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fairhall"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("FAIRHALL_")) {
        command.env_remove(name);
    }
    command
}

/// A free port, no two tests the same. It lies below those that connections are given, so that a
/// program that is ended and begun again finds it free.
pub fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + u16::try_from(std::process::id() % 10_000).expect("below 10,000");
    loop {
        let port = first + NEXT.fetch_add(1, Ordering::Relaxed) % 2_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// An address that nobody listens at.
pub fn free_url() -> String {
    format!("http://127.0.0.1:{}", free_port())
}

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file in a folder of the test's own.
    Sqlite,
    /// A database of the test's own on the server named by `FAIRHALL_TEST_POSTGRES`.
    #[cfg(feature = "everything")]
    Postgres,
}

/// Declares a test that runs on both databases: `both!(name, |kind| async move { … });`.
/// Without the feature `everything` the half on PostgreSQL is not compiled.
#[macro_export]
macro_rules! both {
    ($name:ident, $body:expr) => {
        mod $name {
            use super::*;
            #[actix_web::test]
            async fn on_sqlite() {
                ($body)($crate::support::Kind::Sqlite).await;
            }
            #[cfg(feature = "everything")]
            #[actix_web::test]
            async fn on_postgres() {
                ($body)($crate::support::Kind::Postgres).await;
            }
        }
    };
}

/// A running server with a clock that the test moves and mail that it reads.
pub struct TestApp {
    /// Its state.
    pub site: Site,
    /// `http://127.0.0.1:port`.
    pub url: String,
    /// The clock.
    pub clock: Clock,
    worker: Worker,
    server: actix_web::rt::task::JoinHandle<std::io::Result<()>>,
    /// What it writes in, gone with the last server on it.
    pub database: Arc<TestDatabase>,
}

impl TestApp {
    /// Starts one on an empty database.
    pub async fn start(kind: Kind) -> Self {
        Self::start_with(kind, |_| {}).await
    }

    /// The same with other settings.
    pub async fn start_with(kind: Kind, change: impl FnOnce(&mut Config)) -> Self {
        Self::start_on(TestDatabase::with_tables(kind), change).await
    }

    /// Starts one on what stands in a database.
    pub async fn start_on(database: TestDatabase, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = settings(&database);
        change(&mut config);
        Self::run(config, Clock::new(), Arc::new(database)).await
    }

    /// One more node on the same database and by the same clock, with a folder of its own.
    #[cfg(feature = "everything")]
    pub async fn start_beside(&self, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = settings(&self.database);
        config.data = self.database.folder.join(uuid::Uuid::now_v7().to_string());
        config.files = Some(format!("file://{}", self.database.folder.join("files").display()));
        change(&mut config);
        Self::run(config, self.clock.clone(), self.database.clone()).await
    }

    async fn run(config: Config, clock: Clock, database: Arc<TestDatabase>) -> Self {
        let mail = Transport::Memory(Mutex::new(Vec::new()));
        let app = App::build(config, clock.clone(), Some(mail)).await.expect("the server starts");
        let (site, worker) = (app.site.clone(), app.worker.clone());
        let url = format!("http://{}", app.address);
        let server = actix_web::rt::spawn(app.run());
        Self { site, url, clock, worker, server, database }
    }

    /// Somebody without an account.
    pub fn visitor(&self) -> Browser {
        Browser::new(&self.url)
    }

    /// First and last day of an event that is on now, as the forms take them.
    pub fn event_days(&self) -> [String; 2] {
        [-30, 300].map(|days| (self.clock.now() + chrono::Duration::days(days)).date().to_string())
    }

    /// How many mails are due, or taken by a worker, and not sent.
    async fn count_unsent(&self) -> i64 {
        use diesel::prelude::*;
        use fairhall::db::schema::outbox;
        let clock = self.clock.clone();
        let count = move |conn: &mut fairhall::db::Conn| {
            // The server's own worker may give a row back at this moment: it is due then, and no later.
            let now = clock.now() + chrono::Duration::seconds(1);
            let is_due = outbox::due_at.le(now).or(outbox::attempts.gt(0));
            // Pushes go beside; one that waits for its service keeps no mail.
            let due = outbox::table.filter(outbox::done_at.is_null()).filter(is_due).filter(outbox::kind.ne("push"));
            Ok(due.count().get_result::<i64>(conn)?)
        };
        self.site.db.read(count).await.expect("the outbox is counted")
    }

    /// One more worker of the outbox, beside the server's own.
    pub fn worker(&self) -> Worker {
        self.worker.clone()
    }

    /// Moves the clock to an instant, in UTC: `2027-01-10 15:00`.
    pub fn set_clock(&self, to: &str) {
        let to = fairhall::clock::Instant::parse_from_str(to, "%Y-%m-%d %H:%M").expect("an instant");
        self.clock.advance(to - self.clock.now());
    }

    /// Works off what is due in the outbox and gives every mail sent so far.
    pub async fn mails(&self) -> Vec<Mail> {
        // The server's own worker may have taken some of them: wait until none is left undone.
        let begun = std::time::Instant::now();
        while begun.elapsed() < PATIENCE {
            self.worker.work_off().await.expect("the outbox is worked off");
            if self.count_unsent().await == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
        self.worker.mailer.kept()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn settings(database: &TestDatabase) -> Config {
    Config {
        listen: "127.0.0.1:0".parse().expect("an address"),
        data: database.folder.clone(),
        database: Some(database.url.clone()),
        public_url: None,
        files: None,
        smtp: None,
        redis: None,
        mail_from: "Fairhall <fairhall@test.example>".into(),
        trusted_proxy: Vec::new(),
        workers: Some(1),
        log: LogFormat::Text,
        no_limits: false,
        demo_public: false,
        push: PushSettings::default(),
    }
}

/// What a person sees after a click.
#[derive(Debug)]
pub struct Seen {
    /// The status.
    pub status: u16,
    /// Where a 303 leads.
    pub location: Option<String>,
    /// The headers.
    pub headers: reqwest::header::HeaderMap,
    /// The page.
    pub body: String,
}

/// A person's browser: keeps cookies, follows no redirect by itself.
pub struct Browser {
    client: reqwest::Client,
    url: String,
    cookies: Mutex<std::collections::BTreeMap<String, String>>,
}

impl Browser {
    /// One that meets the server at this address.
    pub fn new(url: &str) -> Self {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
        Self { client, url: url.to_owned(), cookies: Mutex::default() }
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Seen {
        self.send(self.client.get(format!("{}{path}", self.url))).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        self.send(self.client.post(format!("{}{path}", self.url)).form(fields)).await
    }

    /// Sends anything, with this browser's cookies.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Seen {
        self.try_to_send(request).await.expect("an answer")
    }

    /// The same where the server may end before it answers: nothing then.
    pub async fn try_to_send(&self, request: reqwest::RequestBuilder) -> Option<Seen> {
        let cookies = self.cookies.lock().expect("cookies").iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>();
        let response = request.header("cookie", cookies.join("; ")).send().await.ok()?;
        for cookie in response.headers().get_all("set-cookie") {
            let (pair, attributes) = cookie.to_str().expect("text").split_once(';').unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap_or_default();
            let mut kept = self.cookies.lock().expect("cookies");
            match attributes.split("; ").any(|attribute| attribute == "Max-Age=0") {
                true => kept.remove(name),
                false => kept.insert(name.to_owned(), value.to_owned()),
            };
        }
        let header = |name: &str| response.headers().get(name).and_then(|v| v.to_str().ok()).map(ToOwned::to_owned);
        Some(Seen {
            status: response.status().as_u16(),
            location: header("location"),
            headers: response.headers().clone(),
            body: response.text().await.ok()?,
        })
    }

    /// The value of a cookie this browser keeps.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("cookies").get(name).cloned()
    }

    /// Puts a cookie into this browser.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().expect("cookies").insert(name.to_owned(), value.to_owned());
    }

    /// A request to a path, for [`Browser::send`].
    pub fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }
}
