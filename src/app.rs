//! The one place that knows every part: opens what the settings name, registers routes and
//! middleware on one page, runs the server. Shared by the binary and the tests.

pub mod personal;

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App as ActixApp, HttpResponse, HttpServer, web};

use crate::accounts;
use crate::bus::Bus;
use crate::calendar::{self, Describers, EntryKind};
use crate::chat;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Address, Conn, Db, Topic, migrate};
use crate::error::{AppError, AppResult};
use crate::exhibition;
use crate::exhibition::booths::model::BoothView;
use crate::exhibition::booths::panels::{BoothPanels, Drawing, Fragment};
use crate::exhibition::visits::{Tally, What};
use crate::find;
use crate::ids::FileId;
use crate::live::{self, Hub, Pace};
use crate::lobby;
use crate::mail::{Mailer, Transport};
use crate::outbox::tasks::Tasks;
use crate::outbox::worker::Worker;
use crate::push::Pusher;
use crate::recruitment;
use crate::search::Search;
use crate::site::files::{FileKind, FileRights};
use crate::site::{self, Asker, Site, Snapshot, State, Visit};
use crate::web::files::FileStore;
use crate::web::limits::RateLimits;
use crate::web::origin::{self, AddressRange};
use crate::web::{assets, headers};

/// Blocking threads a worker and reading connections a core: measured within 10 % of calling the
/// database on the worker itself; the default of 512 cost 65 % more CPU.
const BLOCKING_THREADS: usize = 2;
/// How long a stop waits for answers under way, in seconds.
const DRAIN_SECONDS: u64 = 10;

/// A server, bound and ready to run.
pub struct App {
    /// The shared state; tests look into it.
    pub site: Site,
    /// Works off the outbox; tests run single rounds of a clone.
    pub worker: Worker,
    /// Where it listens.
    pub address: SocketAddr,
    server: Server,
    visits: Tally,
}

impl App {
    /// Opens the database (migrating it), the files and the mail transport, and binds the port.
    /// `transport` replaces the one of the settings in tests.
    ///
    /// # Errors
    /// A sentence that names what is wrong and the mend.
    pub async fn build(config: Config, clock: Clock, transport: Option<Transport>) -> Result<Self, String> {
        config.check()?;
        std::fs::create_dir_all(&config.data)
            .map_err(|error| format!("--data {}: the folder cannot be made: {error}", config.data.display()))?;
        let site = open_site(&config, clock.clone()).map_err(|error| error.to_string())?;
        site.refresh().await.map_err(|error| error.to_string())?;
        let transport = transport.map_or_else(|| mail_transport(&config), Ok)?;
        let mailer = Arc::new(Mailer::new(transport, &config.mail_from, config.public_url())?);
        let worker = Worker { db: site.db.clone(), clock, mailer, tasks: tasks(&site), pusher: site.pusher.clone() };
        let listener = TcpListener::bind(config.listen)
            .map_err(|error| format!("--listen {}: cannot listen there: {error}", config.listen))?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        let visits = Tally::default();
        let server = serve(&site, &visits, &config, listener)?;
        Ok(Self { site, worker, address, server, visits })
    }

    /// Runs until the process is told to stop.
    ///
    /// # Errors
    /// When the server fails.
    pub async fn run(self) -> std::io::Result<()> {
        actix_web::rt::spawn(self.worker.run());
        actix_web::rt::spawn(self.site.search.clone().follow(self.site.db.clone()));
        let hub = self.site.hub.clone();
        actix_web::rt::spawn(crate::me::notifications::crier::run(self.site.clone()));
        actix_web::rt::spawn(crate::requests::queue::run(self.site.clone()));
        actix_web::rt::spawn(crate::requests::crier::run(self.site.clone()));
        actix_web::rt::spawn(follow_nodes(&self.site));
        actix_web::rt::spawn(follow_editions(self.site.clone()));
        actix_web::rt::spawn(exhibition::visits::run(self.site.clone(), self.visits.clone()));
        // Sockets end with a word of their own as soon as the stop begins.
        actix_web::rt::spawn(async move {
            stop_signal().await;
            hub.drain();
        });
        let ended = self.server.await;
        exhibition::visits::finish(&self.site, &self.visits).await;
        ended
    }
}

/// Speaks with the other nodes, where there may be any: what was said and committed on one reaches
/// the sockets, followers and snapshots of all.
fn follow_nodes(site: &Site) -> impl Future<Output = ()> + use<> {
    let (hub, db) = (site.hub.clone(), site.db.clone());
    if site.bus.is_some() {
        let told = hub.clone();
        db.relay_topics(move |topics| told.tell_topics(topics));
    }
    live::follow(hub, move |topics| db.wake(topics))
}

/// Waits for the signal that stops the program; the server waits for it too.
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

fn open_site(config: &Config, clock: Clock) -> AppResult<Site> {
    let address: Address = config.database_url().parse().map_err(AppError::Internal)?;
    migrate::run(&address)?;
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let connections = u32::try_from(cores * BLOCKING_THREADS).unwrap_or(4);
    let files = match &config.files {
        Some(url) => FileStore::open(url),
        None => FileStore::in_directory(&config.data.join("files")),
    };
    let pusher = Pusher::open(&config.push, &mut address.connect()?, clock.now())?.map(Arc::new);
    let db = Db::open(&address, connections)?;
    let bus = match &config.redis {
        Some(url) => Some(Bus::open(url, &migrate::find_origin(&address)?).map_err(AppError::Internal)?),
        None => None,
    };
    let limits = Arc::new(RateLimits::new(clock.clone(), !config.no_limits, bus.clone()));
    let rooms = chat::Rooms {
        db: db.clone(),
        clock: clock.clone(),
        limits: limits.clone(),
        has_secure_cookies: config.has_secure_cookies(),
    };
    let pace = Pace { is_limited: !config.no_limits, ..Pace::default() };
    Ok(Site::new(State {
        hub: Hub::new(Arc::new(rooms), pace, bus.clone()),
        db,
        bus,
        files: files.map_err(AppError::internal)?,
        search: Search::open(&config.data.join("index"), find::sources())?,
        limits,
        pusher,
        config: config.clone(),
        clock,
        snapshot: arc_swap::ArcSwap::from_pointee(Snapshot::default()),
        refreshing: tokio::sync::Mutex::default(),
        kept: site::kept::Kept::default(),
    }))
}

fn mail_transport(config: &Config) -> Result<Transport, String> {
    match &config.smtp {
        None => Ok(Transport::Folder(config.data.join("mail"))),
        Some(url) => lettre::AsyncSmtpTransport::<lettre::Tokio1Executor>::from_url(url)
            .map(|builder| Transport::Smtp(builder.build()))
            .map_err(|error| format!("--smtp: {error}; give smtps://user:password@host:465")),
    }
}

fn own_origin(config: &Config, address: SocketAddr) -> Result<origin::Site, String> {
    let url = match &config.public_url {
        Some(url) => url.clone(),
        None => format!("http://{address}").parse().map_err(|error| format!("--listen: {error}"))?,
    };
    let ranges = config.trusted_proxy.iter().map(|range| range.parse::<AddressRange>());
    let trusted_proxies = ranges.collect::<Result<_, _>>().map_err(|error| format!("--trusted-proxy: {error}"))?;
    Ok(origin::Site { public_url: url, trusted_proxies })
}

fn serve(site: &Site, visits: &Tally, config: &Config, listener: TcpListener) -> Result<Server, String> {
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let rights = web::Data::new(file_rights(site, visits));
    let visits = web::Data::new(visits.clone());
    let panels = web::Data::new(booth_panels(site.hub.clone()));
    let describers = web::Data::new(describers());
    let holdings = web::Data::new(personal::holdings());
    let waiting = web::Data::new(personal::waiting());
    let hub = web::Data::new(site.hub.clone());
    let site = web::Data::new(site.clone());
    let origin = own_origin(config, address)?;
    let policy = web::Data::new(headers::Policy::of(&origin).map_err(|error| format!("--public-url: {error}"))?);
    let origin = web::Data::new(origin);
    let mut server = HttpServer::new(move || {
        ActixApp::new()
            .app_data(site.clone())
            .app_data(hub.clone())
            .app_data(origin.clone())
            .app_data(policy.clone())
            .app_data(rights.clone())
            .app_data(panels.clone())
            .app_data(visits.clone())
            .app_data(describers.clone())
            .app_data(holdings.clone())
            .app_data(waiting.clone())
            .configure(routes)
            .wrap(from_fn(origin::check_origin))
            .wrap(from_fn(find::lead_to_earlier))
            .wrap(from_fn(site::errors::draw_errors))
            .wrap(from_fn(site::archive::enter))
            .wrap(from_fn(site::cookies::tend))
            .wrap(Compress::default())
            .wrap(from_fn(headers::add_headers))
    })
    .on_connect(live::on_connect)
    .worker_max_blocking_threads(BLOCKING_THREADS)
    .shutdown_timeout(DRAIN_SECONDS);
    if let Some(workers) = config.workers {
        server = server.workers(workers);
    }
    Ok(server.listen(listener).map_err(|error| error.to_string())?.run())
}

/// What is due at a time in the zones.
fn tasks(site: &Site) -> Tasks {
    let (files, index) = (site.files.clone(), site.search.clone());
    Tasks::default()
        .with(site::files::FILE_REMOVAL, move |_, id, _| match id.parse() {
            Ok(id) => files.remove(&id).map_err(AppError::internal),
            Err(_) => Ok(()),
        })
        .with(crate::outbox::searches::SEARCH_ALERT, move |conn, search, now| {
            recruitment::searches::look(conn, &index, search, now)
        })
        .with(recruitment::searches::POSTING_PUBLISHED, recruitment::searches::hurry)
        .with(recruitment::candidates::CANDIDATE_IDLE, recruitment::candidates::look)
        .with(exhibition::shifts::DUTY_BEGIN, exhibition::shifts::begin_duty)
        .with(exhibition::leads::LEAD_REMINDER, exhibition::leads::remind)
        .with(crate::moderation::sanctions::BAN_BEGIN, |conn, person, now| {
            crate::pairing::ending::end_meetings_of_banned(conn, person, now)?;
            crate::service::desk::actions::release_of_banned(conn, person, now)
        })
        .with(recruitment::fairs::FAIR_BEGIN, recruitment::fairs::begin)
        .with(recruitment::applications::ANSWER_DUE, recruitment::applications::expire)
        .with(recruitment::applications::ANSWER_REMINDER, recruitment::applications::remind)
        .with(recruitment::offers::OFFER_LAPSE, recruitment::offers::lapse)
        .with(recruitment::offers::OFFER_REMINDER, recruitment::offers::remind)
        .with(recruitment::interviews::INTERVIEW_EXPIRY, recruitment::interviews::expire)
        .with(recruitment::interviews::INTERVIEW_REMINDER, recruitment::interviews::remind)
        .with(recruitment::postings::saved::SAVE_ENDING, recruitment::postings::saved::look_at_save)
        .with(recruitment::postings::saved::POSTING_MOVED, recruitment::postings::saved::look_at_moved)
        .with(crate::pairing::workspace::EXPIRY, crate::pairing::workspace::expire)
        .with(crate::pairing::interests::INTEREST_EXPIRY, crate::pairing::interests::expire)
        .with(crate::pairing::meetings::MEETING_EXPIRY, crate::pairing::meetings::expire)
        .with(crate::pairing::meetings::MEETING_REMINDER, crate::pairing::meetings::remind)
        .with(crate::activities::ACTIVITY_BEGIN, crate::activities::begin)
        .with(crate::activities::ACTIVITY_END, crate::activities::end)
        .with(crate::activities::ACTIVITY_REMINDER, crate::activities::remind)
        .with(crate::forum::attending::SESSION_REMINDER, crate::forum::attending::remind)
        .with(crate::service::enquiries::ENQUIRY_CLOSING, crate::service::enquiries::moves::close)
        .with(accounts::setup::queries::STAFF_LEFT, crate::service::desk::actions::release)
        .with(crate::service::enquiries::ENQUIRY_WAKING, crate::service::enquiries::moves::wake)
}

/// How the zones word what stands in a calendar.
fn describers() -> Describers {
    Describers::default()
        .with(EntryKind::Duty, exhibition::shifts::describe_shifts)
        .with(EntryKind::Interview, recruitment::interviews::describe_interviews)
        .with(EntryKind::Meeting, crate::pairing::meetings::describe_meetings)
        .with(EntryKind::Activity, crate::activities::describe_activities)
        .with(EntryKind::Session, crate::forum::attending::describe_sessions)
}

/// Who may read the files that are not public, and who counts those that are read.
fn file_rights(site: &Site, visits: &Tally) -> FileRights {
    let (site, visits) = (site.clone(), visits.clone());
    let count_document = move |asker: &Asker, kind: FileKind, file: &FileId| {
        if kind == FileKind::Document {
            visits.note(&site, asker, What::Document(file.clone()));
        }
    };
    let may_read_resume = |conn: &mut Conn, visit: &Visit, file: &FileId| match &visit.viewer {
        Some(viewer) => Ok(recruitment::applications::may_read_resume(conn, &viewer.person, file, visit.now)?),
        None => Ok(false),
    };
    FileRights {
        resume: Some(Arc::new(may_read_resume)),
        resume_read: Some(Arc::new(recruitment::applications::note_resume_read)),
        booth: Some(Arc::new(crate::exhibition::booths::may_read_file)),
        message: Some(Arc::new(crate::moderation::messages::queries::may_read_file)),
        project: Some(Arc::new(crate::pairing::projects::may_read_file)),
        session: Some(Arc::new(crate::forum::sessions::may_read_file)),
        fair: Some(Arc::new(recruitment::fairs::may_see_picture)),
        news: Some(Arc::new(crate::news::may_see_picture)),
        enquiry: Some(Arc::new(crate::service::enquiries::may_read_file)),
        stream: Some(Arc::new(crate::forum::streams::may_read_file)),
        document_public: Some(Arc::new(crate::exhibition::booths::is_file_public)),
        hears: Some(Arc::new(count_document)),
    }
}

/// What a booth page shows of recruitment, of pairing and of the chat.
fn booth_panels(hub: Hub) -> BoothPanels {
    let room = move |conn: &mut Conn, visit: &Visit, booth: &BoothView| -> AppResult<Option<Drawing>> {
        let of_booth = (chat::rooms::RoomKind::Booth, booth.id.as_str());
        let Some(mut room) = chat::rooms::find_panel(conn, visit, of_booth)? else { return Ok(None) };
        room.present = i64::try_from(hub.present(&room.id)).unwrap_or(0);
        Ok(Some(Box::new(move |page| Fragment::draw(&chat::rooms::RoomFragment { page, room }))))
    };
    BoothPanels {
        positions: Some(Arc::new(recruitment::postings::load_booth_panel)),
        projects: Some(Arc::new(crate::pairing::projects::load_booth_panel)),
        room: Some(Arc::new(room)),
        talk: Some(Arc::new(crate::requests::load_booth_panel)),
    }
}

/// Every address of the site.
pub fn routes(cfg: &mut web::ServiceConfig) {
    #[cfg(debug_assertions)]
    cfg.configure(crate::web::design::routes);
    cfg.route("/healthz", web::get().to(healthz))
        .route("/readyz", web::get().to(readyz))
        .service(web::resource("/assets/theme-{accent:[0-9a-f]{6}}.css").route(web::get().to(site::theme::show)))
        .configure(accounts::routes)
        .configure(calendar::routes)
        .configure(chat::routes)
        .configure(live::routes)
        .configure(lobby::routes)
        .configure(crate::me::routes)
        .configure(crate::moderation::routes)
        .configure(recruitment::routes)
        .configure(crate::pairing::routes)
        .configure(crate::forum::routes)
        .configure(crate::service::routes)
        .configure(crate::activities::routes)
        .configure(crate::news::routes)
        .configure(find::routes)
        .configure(assets::routes)
        .configure(site::files::routes)
        .configure(crate::exhibition::routes)
        .configure(crate::editions::routes)
        .configure(crate::organizer::routes)
        .configure(crate::requests::routes)
        .configure(crate::presence::routes)
        .default_service(web::to(|| async { Err::<HttpResponse, _>(AppError::NotFound) }));
}

async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("alive\n")
}

/// Ready: the database answers, the file store can be written to, and the bus to the other nodes,
/// where there is one, brings back what is said. A search index that is behind
/// is told and does not count: the pages stand without it.
async fn readyz(site: web::Data<Site>) -> HttpResponse {
    let database = site.db.read(|conn| site::snapshot::load_snapshot(conn).map(drop)).await.is_ok();
    let files = site.files.clone();
    let files = web::block(move || files.probe()).await.is_ok_and(|probe| probe.is_ok());
    let bus = site.bus.as_ref().map(Bus::is_up);
    let word = |ok: bool| if ok { "ok" } else { "failing" };
    let behind = site.search.behind();
    let search =
        serde_json::json!({ "behind": behind.changes, "filling": behind.is_filling, "failing": behind.is_failing });
    let mut body = serde_json::json!({ "database": word(database), "files": word(files), "search": search });
    if let (Some(bus), Some(body)) = (bus, body.as_object_mut()) {
        body.insert("bus".into(), word(bus).into());
    }
    if database && files && bus != Some(false) {
        HttpResponse::Ok().json(body)
    } else {
        HttpResponse::ServiceUnavailable().json(body)
    }
}

/// Keeps the snapshot of editions fresh: at once after a change here, within a second after one on
/// another node; opens the rooms of what is new.
async fn follow_editions(site: Site) {
    let mut bell = site.db.listen(Topic::Site);
    loop {
        let _woken = tokio::time::timeout(std::time::Duration::from_secs(1), bell.changed()).await;
        if let Err(error) = site.refresh().await {
            tracing::warn!(%error, "the editions cannot be read anew");
        }
        if let Err(error) = chat::rooms::open_missing(&site.db, site.clock.now()).await {
            tracing::warn!(%error, "the rooms cannot be made");
        }
    }
}
