//! The ground under everything a person meets: the shared state of the server, who asks
//! ([`Asker`], [`Viewer`]), the current edition with the gates of its zones, and the frame of
//! every page. Stands under `accounts` and `editions`, which both need it; knows no zone's nouns.
//!
//! A handler makes one trip: [`Site::read`] or [`Site::write`] loads the viewer and runs the
//! handler's closure on the same connection.

pub mod appeals;
pub mod archive;
pub mod asker;
pub mod attached;
pub mod console;
pub mod cookies;
pub mod edition;
pub mod errors;
pub mod files;
mod frame;
pub mod gate;
pub mod held_queries;
pub mod helpdesk;
pub mod holdings;
pub mod kept;
pub mod own_file_queries;
pub mod redaction;
pub mod sanctions;
pub mod settings;
pub mod share;
pub mod slugs;
pub mod snapshot;
pub mod theme;
pub mod viewer;
pub mod waiting;
pub mod words;

use std::sync::Arc;

use actix_web::HttpResponse;
use arc_swap::ArcSwap;

pub use asker::Asker;
pub use edition::{Edition, Snapshot, ZoneKind, ZoneState};
pub use frame::{initials, state_key};
pub use viewer::{StaffRole, Viewer};

use crate::audit::{self, Act, Action};
use crate::bus::Bus;
use crate::clock::{Clock, Instant};
use crate::config::Config;
use crate::db::{Conn, Db};
use crate::error::{AppError, AppResult};
use crate::live::Hub;
use crate::push::Pusher;
use crate::search::Search;
use crate::web::files::FileStore;
use crate::web::i18n::Locale;
use crate::web::limits::RateLimits;
use crate::web::page::Page;
use crate::web::render;

/// What every handler shares; clones share it too.
#[derive(Clone)]
pub struct Site(Arc<State>);

impl std::ops::Deref for Site {
    type Target = State;
    fn deref(&self) -> &State {
        &self.0
    }
}

/// The fields of [`Site`].
pub struct State {
    /// The settings.
    pub config: Config,
    /// The time.
    pub clock: Clock,
    /// The database.
    pub db: Db,
    /// The way to the other nodes, where there may be any.
    pub bus: Option<Bus>,
    /// The uploads.
    pub files: FileStore,
    /// The rate limits.
    pub limits: Arc<RateLimits>,
    /// The sockets of this node.
    pub hub: Hub,
    /// The index over everything public.
    pub search: Search,
    /// Sends to browsers; none where push is off.
    pub pusher: Option<Arc<Pusher>>,
    /// The current edition.
    pub snapshot: ArcSwap<Snapshot>,
    /// Held while the snapshot is read anew: one that was read before a change must not be stored
    /// after the one that was read because of it.
    pub refreshing: tokio::sync::Mutex<()>,
    /// What was drawn and read just before and is the same for everybody.
    pub kept: kept::Kept,
}

/// Who asks, and where: what a closure gets beside the connection.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The signed-in person, if any.
    pub viewer: Option<Viewer>,
    /// The language to answer in.
    pub locale: Locale,
    /// Now; the same instant for the whole request.
    pub now: Instant,
    /// The present snapshot; in the archive, that of the edition that is read.
    pub snapshot: Arc<Snapshot>,
    /// The slug of the edition that is read in the archive; none for the current one.
    pub archive: Option<String>,
    /// Unread notifications, counted for pages only.
    unread: i64,
    /// The state of what is shown, as it was before anything was read.
    version: kept::Version,
    kept: kept::Kept,
}

impl Visit {
    /// Whether the reader has this right; in the archive nobody has any, as nothing is changed there.
    pub fn may(&self, right: impl FnOnce(&Viewer) -> bool) -> bool {
        self.archive.is_none() && self.viewer.as_ref().is_some_and(right)
    }

    /// The time zone of whoever reads: the person's own, or the event's.
    pub fn time_zone(&self) -> chrono_tz::Tz {
        let own = self.viewer.as_ref().and_then(|viewer| viewer.time_zone.parse().ok());
        let of_event = self.snapshot.edition.as_ref().map(|edition| edition.time_zone);
        own.or(of_event).unwrap_or(chrono_tz::UTC)
    }

    /// The signed-in person.
    ///
    /// # Errors
    /// [`AppError::NotSignedIn`].
    pub fn viewer(&self) -> AppResult<&Viewer> {
        self.viewer.as_ref().ok_or(AppError::NotSignedIn)
    }

    /// The signed-in person, verified: who writes.
    ///
    /// # Errors
    /// [`AppError::NotSignedIn`], or [`AppError::Refused`] before the address is verified.
    pub fn writer(&self) -> AppResult<&Viewer> {
        viewer::require_writer(self.viewer.as_ref())
    }

    /// The current edition.
    ///
    /// # Errors
    /// 404 on an empty installation.
    pub fn edition(&self) -> AppResult<&Edition> {
        self.snapshot.edition.as_ref().ok_or(AppError::NotFound)
    }

    /// Writes down what the signed-in person does in this edition: to what, and what stood there
    /// before and stands there after.
    ///
    /// # Errors
    /// What the database said.
    pub fn note(
        &self,
        conn: &mut Conn,
        action: Action,
        thing: impl AsRef<str>,
        (before, after): (&str, &str),
    ) -> AppResult<()> {
        let (edition, person) = (Some(&self.edition()?.id), Some(&self.writer()?.person));
        let thing = thing.as_ref();
        Ok(audit::insert_entry(conn, Act { edition, person, action, thing, before, after, at: self.now })?)
    }

    /// The staff member who may do this; to everyone else the place does not exist.
    ///
    /// # Errors
    /// [`AppError::NotSignedIn`], or 404.
    pub fn staff(&self, may: impl Fn(&Viewer) -> bool) -> AppResult<&Viewer> {
        let viewer = self.viewer()?;
        if may(viewer) { Ok(viewer) } else { Err(AppError::NotFound) }
    }
}

impl Site {
    /// Puts the parts together.
    pub fn new(state: State) -> Self {
        Self(Arc::new(state))
    }

    /// The name of the login cookie here.
    pub fn login_cookie(&self) -> &'static str {
        if self.config.has_secure_cookies() { asker::LOGIN_COOKIE } else { asker::LOGIN_COOKIE_PLAIN }
    }

    /// Reads the snapshot anew, after a change of it.
    ///
    /// # Errors
    /// What the database said; the old snapshot stays.
    pub async fn refresh(&self) -> AppResult<()> {
        let _alone = self.refreshing.lock().await;
        let fresh = self.db.read(snapshot::load_snapshot).await?;
        self.snapshot.store(Arc::new(fresh));
        self.kept.count_snapshot();
        Ok(())
    }

    /// Loads the viewer, runs a closure that reads, and gives the page's frame with its answer.
    ///
    /// # Errors
    /// What the closure answered.
    pub async fn read<T, F>(&self, asker: &Asker, section: &'static str, work: F) -> AppResult<(Page, T)>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn, &Visit) -> AppResult<T> + Send + 'static,
    {
        let (start, token) = (self.start_visit(asker), asker.token_hash.clone());
        let person_locale = asker.lang_query.or(asker.lang_cookie).is_none();
        let run = move |conn: &mut Conn| {
            let mut visit = begin(conn, start, token.as_deref(), person_locale)?;
            let answer = work(conn, &visit)?;
            if let Some(viewer) = &visit.viewer {
                visit.unread = viewer::count_unread(conn, &viewer.person)?;
            }
            Ok((visit, answer))
        };
        let (visit, answer) = self.db.read(run).await?;
        Ok((self.frame(asker, &visit, section), answer))
    }

    /// The page's frame alone.
    ///
    /// # Errors
    /// What the database said.
    pub async fn page(&self, asker: &Asker, section: &'static str) -> AppResult<Page> {
        Ok(self.read(asker, section, |_, _| Ok(())).await?.0)
    }

    /// Loads the viewer and runs a closure that changes something, in one transaction.
    ///
    /// # Errors
    /// What the closure answered; nothing is changed then.
    pub async fn write<T, F>(&self, asker: &Asker, work: F) -> AppResult<T>
    where
        T: Send + 'static,
        F: Fn(&mut Conn, &Visit) -> AppResult<T> + Send + 'static,
    {
        let (start, token) = (self.start_visit(asker), asker.token_hash.clone());
        let person_locale = asker.lang_query.or(asker.lang_cookie).is_none();
        let run = move |conn: &mut Conn| {
            let visit = begin(conn, start.clone(), token.as_deref(), person_locale)?;
            if let Some(viewer) = &visit.viewer {
                viewer::keep_login(conn, viewer)?;
                viewer::touch_login(conn, viewer, visit.now)?;
            }
            work(conn, &visit)
        };
        self.db.write(run).await
    }

    /// Runs a closure that notes what the reader of a page has seen with it and gives how many
    /// notifications that makes read; the page and the reader's sockets count them no longer.
    ///
    /// # Errors
    /// What the closure answered.
    pub async fn note_seen<F>(&self, asker: &Asker, page: &mut Page, mark: F) -> AppResult<()>
    where
        F: Fn(&mut Conn, &Visit) -> AppResult<usize> + Send + 'static,
    {
        let write = move |conn: &mut Conn, visit: &Visit| Ok((mark(conn, visit)?, visit.viewer()?.person.clone()));
        let (seen, person) = self.write(asker, write).await?;
        if seen > 0 {
            page.forget_unread(seen);
            self.hub.tell_unread(&person);
        }
        Ok(())
    }

    /// 303 to a page of ours, with a sentence for it to show.
    pub fn done(&self, path: impl Into<String>, flash_key: &'static str) -> HttpResponse {
        let mut response = render::see_other(path);
        // The value is a key of ours, which always fits a cookie.
        let _always_fits = response.add_cookie(&asker::flash_cookie(self, flash_key));
        response
    }

    fn start_visit(&self, asker: &Asker) -> Visit {
        let tag = |locale: Option<Locale>| locale.map(Locale::tag);
        let (now, snapshot) = (self.clock.now(), self.snapshot.load_full());
        let spoken =
            Locale::negotiate(tag(asker.lang_query), tag(asker.lang_cookie), None, asker.accept_language.as_deref());
        Visit {
            version: self.version(),
            kept: self.kept.clone(),
            viewer: None,
            locale: snapshot.settings.languages.admit(spoken),
            now,
            snapshot,
            archive: asker.archive.clone(),
            unread: 0,
        }
    }
}

fn begin(conn: &mut Conn, start: Visit, token: Option<&str>, person_locale: bool) -> AppResult<Visit> {
    let mut visit = start;
    let now = visit.now;
    if let Some(slug) = visit.archive.clone() {
        enter_archive(conn, &mut visit, &slug)?;
    }
    let Some(token) = token else { return Ok(visit) };
    let edition = visit.snapshot.edition.as_ref().map(|edition| edition.id.clone());
    visit.viewer = viewer::find_viewer(conn, token, edition.as_ref(), now)?;
    if let (true, Some(viewer)) = (person_locale, &visit.viewer) {
        visit.locale = visit.snapshot.settings.languages.admit(viewer.locale);
    }
    Ok(visit)
}

/// Shows a visit another edition, as it stood at its last moment where that has come.
fn enter_archive(conn: &mut Conn, visit: &mut Visit, slug: &str) -> AppResult<()> {
    if visit.snapshot.edition.as_ref().is_some_and(|current| current.slug == slug) {
        visit.archive = None;
        return Ok(());
    }
    let snapshot = snapshot::load_archive(conn, slug, &visit.snapshot)?;
    if let Some(edition) = &snapshot.edition {
        visit.now = visit.now.min(edition.closes_at - chrono::Duration::seconds(1));
    }
    visit.snapshot = Arc::new(snapshot);
    Ok(())
}
