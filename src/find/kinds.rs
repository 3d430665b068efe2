//! The kinds that can be found: where each stands, what it is called, and which rows of it everybody reads. The
//! search, its suggestions, the sitemap and the pictures all ask here.

use diesel::prelude::*;

use super::documents::{BOOTH, FAIR, POSTING, PROJECT};
use super::{activities, articles, fairs, news, pages, projects, queries, sessions, speakers};
use crate::activities::model::ACTIVITY;
use crate::clock::Instant;
use crate::db::Conn;
use crate::editions::pages::PAGE;
use crate::forum::sessions::model::SESSION;
use crate::forum::speakers::model::SPEAKER;
use crate::ids::EditionId;
use crate::news::model::NEWS;
use crate::service::articles::queries::ARTICLE;
use crate::site::{ZoneKind, archive};

/// What pages say of a kind.
#[derive(Debug)]
pub struct Kind {
    /// As it stands in the index.
    pub name: &'static str,
    /// Where its things stand; their slug follows.
    pub place: &'static str,
    /// The zone whose colour it has; none for what stands beside the zones.
    pub zone: Option<ZoneKind>,
    /// The Fluent key of its name with a count.
    pub count_key: &'static str,
    /// The Fluent key of the link to all of its hits.
    pub all_key: &'static str,
    /// The Fluent key of the name of one.
    pub key: &'static str,
    /// Its icon.
    pub icon: &'static str,
}

/// The kinds in the order of the zones, then what stands beside them.
static KINDS: [Kind; 10] = [
    Kind {
        name: BOOTH,
        place: "/exhibition/booths/",
        zone: Some(ZoneKind::Exhibition),
        count_key: "find-booths",
        all_key: "find-all-booths",
        key: "find-kind-booth",
        icon: "store",
    },
    Kind {
        name: PROJECT,
        place: "/pairing/projects/",
        zone: Some(ZoneKind::Pairing),
        count_key: "find-projects",
        all_key: "find-all-projects",
        key: "find-kind-project",
        icon: "handshake",
    },
    Kind {
        name: POSTING,
        place: "/recruitment/postings/",
        zone: Some(ZoneKind::Recruitment),
        count_key: "find-postings",
        all_key: "find-all-postings",
        key: "find-kind-posting",
        icon: "briefcase",
    },
    Kind {
        name: FAIR,
        place: "/recruitment/fairs/",
        zone: Some(ZoneKind::Recruitment),
        count_key: "find-fairs",
        all_key: "find-all-fairs",
        key: "find-kind-fair",
        icon: "calendar",
    },
    Kind {
        name: ARTICLE,
        place: "/service/articles/",
        zone: Some(ZoneKind::Service),
        count_key: "find-articles",
        all_key: "find-all-articles",
        key: "find-kind-article",
        icon: "life-buoy",
    },
    Kind {
        name: SESSION,
        place: "/forum/sessions/",
        zone: Some(ZoneKind::Forum),
        count_key: "find-sessions",
        all_key: "find-all-sessions",
        key: "find-kind-session",
        icon: "presentation",
    },
    Kind {
        name: SPEAKER,
        place: "/forum/speakers/",
        zone: Some(ZoneKind::Forum),
        count_key: "find-speakers",
        all_key: "find-all-speakers",
        key: "find-kind-speaker",
        icon: "user",
    },
    Kind {
        name: ACTIVITY,
        place: "/activities/",
        zone: None,
        count_key: "find-activities",
        all_key: "find-all-activities",
        key: "find-kind-activity",
        icon: "users",
    },
    Kind {
        name: NEWS,
        place: "/news/",
        zone: None,
        count_key: "find-news",
        all_key: "find-all-news",
        key: "find-kind-news",
        icon: "newspaper",
    },
    Kind {
        name: PAGE,
        place: "/pages/",
        zone: None,
        count_key: "find-pages",
        all_key: "find-all-pages",
        key: "find-kind-page",
        icon: "info",
    },
];

/// The kind of a name, where there is one.
pub fn find_kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// The kinds that the edition which is read shows: an archive keeps some of the places alone.
pub fn kinds_of(is_archive: bool) -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().filter(move |kind| !is_archive || archive::has_place(kind.place))
}

/// A row behind a hit.
#[derive(Debug, Clone, Queryable)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its part of the address.
    pub slug: String,
    /// The organization it belongs to, or what else stands beside its title.
    pub organization: String,
    /// The same in Chinese, or empty.
    pub organization_zh: String,
    /// When it was changed last.
    pub changed_at: Instant,
}

/// Which of the public things are asked for.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// Those of these ids.
    These(&'a [String]),
    /// The one at this part of the address.
    At(&'a str),
    /// Behind so many, so many, in the order of their ids.
    Slice(i64, i64),
}

/// What everybody reads of an edition at an instant.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The edition.
    pub edition: &'a EditionId,
    /// Now; in the archive, its last moment.
    pub now: Instant,
    /// Which.
    pub which: Which<'a>,
}

/// Narrows a statement over a table with `id` and `slug` to what is wanted, of its edition where it has one.
macro_rules! narrowed {
    ($query:expr, $table:ident, $wanted:expr) => {{
        let query = $query.into_boxed();
        let query = match $wanted.which {
            // SQLite knows no counts: it would go through the whole edition by its index, not to the few ids.
            $crate::find::kinds::Which::These(_) => {
                query.filter($table::edition_id.concat("").eq($wanted.edition.as_str()))
            }
            _ => query.filter($table::edition_id.eq($wanted.edition)),
        };
        $crate::find::kinds::narrowed!(@which query, $table, $wanted)
    }};
    ($query:expr, $table:ident, $wanted:expr, in_no_edition) => {{
        let query = $query.into_boxed();
        $crate::find::kinds::narrowed!(@which query, $table, $wanted)
    }};
    (@which $query:ident, $table:ident, $wanted:expr) => {
        match $wanted.which {
            $crate::find::kinds::Which::These(ids) => $query.filter($table::id.eq_any(ids)),
            $crate::find::kinds::Which::At(slug) => $query.filter($table::slug.eq(slug)).limit(1),
            $crate::find::kinds::Which::Slice(offset, most) => $query.order($table::id).offset(offset).limit(most),
        }
    };
}
pub(super) use narrowed;

/// What everybody reads of a kind, one statement for all who show it.
///
/// # Errors
/// What the database said.
pub fn list_public(conn: &mut Conn, kind: &Kind, wanted: Wanted<'_>) -> QueryResult<Vec<Row>> {
    match kind.name {
        BOOTH => queries::list_public_booths(conn, wanted),
        PROJECT => projects::list_public_projects(conn, wanted),
        POSTING => queries::list_public_postings(conn, wanted),
        FAIR => fairs::list_public_fairs(conn, wanted),
        ARTICLE => articles::list_public_articles(conn, wanted),
        SESSION => sessions::list_public_sessions(conn, wanted),
        SPEAKER => speakers::list_public_speakers(conn, wanted),
        ACTIVITY => activities::list_public_activities(conn, wanted),
        NEWS => news::list_public_news(conn, wanted),
        PAGE => pages::list_public_pages(conn, wanted),
        _ => Ok(Vec::new()),
    }
}
