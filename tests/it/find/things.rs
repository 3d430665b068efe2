//! A thing of every kind in every state, as they stand in the tables: what is public is called `shown-…`, what is not
//! `hidden-…`, and what only its own list still shows `quiet-…`. All are found by the words quokka and 短尾袋鼠.

use std::fmt::Write as _;

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::editions;
use fairhall::search::record_change;

use crate::support::TestApp;

/// A thing.
#[derive(Debug, Clone)]
pub struct Thing {
    /// Its kind in the search.
    pub kind: &'static str,
    /// Its id and its part of the address.
    pub slug: String,
    /// What makes it.
    sql: String,
}

impl Thing {
    /// Whether everybody finds it.
    pub fn is_shown(&self) -> bool {
        self.slug.starts_with("shown-")
    }
}

/// Where things of a kind stand.
pub const KINDS: [(&str, &str); 10] = [
    ("booth", "/exhibition/booths/"),
    ("project", "/pairing/projects/"),
    ("posting", "/recruitment/postings/"),
    ("fair", "/recruitment/fairs/"),
    ("article", "/service/articles/"),
    ("session", "/forum/sessions/"),
    ("speaker", "/forum/speakers/"),
    ("activity", "/activities/"),
    ("news", "/news/"),
    ("page", "/pages/"),
];

const AT: &str = "'2026-01-01 00:00:00'";
const PAST: &str = "'2020-01-01 00:00:00'";
const EARLIER: &str = "'2021-01-01 00:00:00'";
const FUTURE: &str = "'2080-01-01 00:00:00'";
const LATER: &str = "'2081-01-01 00:00:00'";

/// Makes things in an edition.
pub struct Maker {
    /// The edition.
    pub edition: String,
    /// What the slugs end in, so that editions can have things of the same names.
    pub mark: String,
    /// What was made.
    pub things: Vec<Thing>,
}

impl Maker {
    /// A thing of every kind in every state.
    pub fn all(edition: String) -> Self {
        let mut maker = Self { edition, mark: String::new(), things: Vec::new() };
        maker.booths();
        maker.postings();
        maker.projects();
        maker.sessions();
        maker.fairs_and_articles();
        maker.happenings();
        maker
    }

    fn add(&mut self, kind: &'static str, slug: &str, sql: impl FnOnce(&str, &str) -> String) {
        let slug = format!("{slug}{}", self.mark);
        let sql = sql(&slug, &self.edition);
        self.things.push(Thing { kind, slug, sql });
    }

    fn booths(&mut self) {
        for (organization, state) in [
            ("verified", "published"),
            ("verified", "draft"),
            ("verified", "suspended"),
            ("verified", "withdrawn"),
            ("verified", "archived"),
            ("pending", "published"),
            ("rejected", "published"),
            ("suspended", "published"),
        ] {
            self.booth(organization, state);
        }
    }

    /// A booth with an exhibit.
    pub fn booth(&mut self, organization: &str, state: &str) {
        let sign = sign((organization, state) == ("verified", "published"));
        self.add("booth", &format!("{sign}-booth-{organization}-{state}"), |slug, edition| {
            let mut sql = organization_row(slug, organization);
            let _ = write!(
                sql,
                "INSERT INTO booths VALUES ('{slug}', '{edition}', 'o-{slug}', '{slug}', '{state}', 'r-{slug}', NULL, 200, 1, {AT}, {AT});
                 INSERT INTO booth_revisions (id, booth_id, number, state, comment, version, created_at, updated_at) VALUES ('r-{slug}', '{slug}', 1, 'approved', '', 1, {AT}, {AT});
                 INSERT INTO booth_texts VALUES ('t-{slug}', 'r-{slug}', 'en', 'Quokka stand', 'Quokka stand', 'Light at work', 'Of 短尾袋鼠 and more', {AT});
                 INSERT INTO exhibits (id, revision_id, position, name, name_zh, summary, summary_zh, created_at) VALUES ('e-{slug}', 'r-{slug}', 1, 'Quokka sensor', '袋鼠传感器', '', '', {AT});"
            );
            sql
        });
    }

    fn postings(&mut self) {
        for (name, state, (opens, closes), organization) in [
            ("shown-posting-live", "live", (PAST, FUTURE), "verified"),
            ("shown-posting-scheduled-and-due", "scheduled", (PAST, FUTURE), "verified"),
            ("hidden-posting-draft", "draft", (PAST, FUTURE), "verified"),
            ("hidden-posting-scheduled", "scheduled", (FUTURE, LATER), "verified"),
            ("hidden-posting-past", "live", (PAST, EARLIER), "verified"),
            ("hidden-posting-expired", "expired", (PAST, EARLIER), "verified"),
            ("hidden-posting-closed-early", "closed_early", (PAST, FUTURE), "verified"),
            ("hidden-posting-filled", "filled", (PAST, FUTURE), "verified"),
            ("hidden-posting-suspended", "suspended", (PAST, FUTURE), "verified"),
            ("hidden-posting-of-pending", "live", (PAST, FUTURE), "pending"),
            ("hidden-posting-of-rejected", "live", (PAST, FUTURE), "rejected"),
            ("hidden-posting-of-suspended", "live", (PAST, FUTURE), "suspended"),
        ] {
            self.posting(name, state, (opens, closes), (organization, "Quokka engineer"));
        }
    }

    /// A posting with its title.
    pub fn posting(
        &mut self,
        name: &str,
        state: &str,
        (opens, closes): (&str, &str),
        (organization, title): (&str, &str),
    ) {
        let title = title.replace('\'', "''");
        self.add("posting", name, |slug, edition| {
            let mut sql = organization_row(slug, organization);
            let _ = write!(
                sql,
                "INSERT INTO postings VALUES ('{slug}', '{edition}', 'o-{slug}', '{slug}', '{state}', 'r-{slug}', {opens}, {closes}, 'here', '', 14, 1, {AT}, {AT}, FALSE);
                 INSERT INTO posting_revisions (id, posting_id, number, state, field, employment_type, education, language, city, city_zh, country, is_remote, salary_min, salary_max, salary_currency, salary_unit, openings, search_key, place_key, comment, version, created_at, updated_at) VALUES ('r-{slug}', '{slug}', 1, 'approved', '2.2', 'FULL_TIME', '7', 'en', 'Wuhan', '武汉', 'CN', TRUE, 20000000, 30000000, 'CNY', 'YEAR', 2, 'quokka', 'wuhan', '', 1, {AT}, {AT});
                 INSERT INTO posting_texts VALUES ('t-{slug}', 'r-{slug}', 'en', '{title}', 'You look after *quokkas*.', {AT});
                 INSERT INTO posting_texts VALUES ('z-{slug}', 'r-{slug}', 'zh-CN', '短尾袋鼠工程师', '照看短尾袋鼠。', {AT});"
            );
            sql
        });
    }

    fn projects(&mut self) {
        for (name, state, expires, organization) in [
            ("shown-project-published", "published", FUTURE, "verified"),
            ("hidden-project-draft", "draft", FUTURE, "verified"),
            ("hidden-project-past", "published", EARLIER, "verified"),
            ("quiet-project-matched", "matched", FUTURE, "verified"),
            ("quiet-project-closed", "closed", FUTURE, "verified"),
            ("hidden-project-expired", "expired", EARLIER, "verified"),
            ("hidden-project-suspended", "suspended", FUTURE, "verified"),
            ("hidden-project-withdrawn", "withdrawn", FUTURE, "verified"),
            ("hidden-project-of-pending", "published", FUTURE, "pending"),
            ("hidden-project-of-suspended", "published", FUTURE, "suspended"),
        ] {
            self.add("project", name, |slug, edition| {
                let mut sql = organization_row(slug, organization);
                let _ = write!(
                    sql,
                    "INSERT INTO projects VALUES ('{slug}', '{edition}', 'o-{slug}', NULL, '{slug}', '{state}', 'r-{slug}', {AT}, {expires}, 1, {AT}, {AT});
                     INSERT INTO project_revisions (id, project_id, number, state, kind, fields, ip_status, partners, budget, languages, city, city_zh, country, disclosure, search_key, comment, version, created_at, updated_at) VALUES ('r-{slug}', '{slug}', 1, 'approved', 'technology_offer', '', 'none', '', '', '', 'Wuhan', '武汉', 'CN', 'accepted', 'quokka', '', 1, {AT}, {AT});
                     INSERT INTO project_texts VALUES ('t-{slug}', 'r-{slug}', 'en', 'Quokka imaging', 'With 短尾袋鼠', 'A secret numbat', {AT});"
                );
                sql
            });
        }
    }

    fn sessions(&mut self) {
        for state in ["confirmed", "draft", "submitted", "accepted", "rejected", "withdrawn", "cancelled"] {
            let name = format!("{}-session-{state}", sign(state == "confirmed"));
            self.add("session", &name, |slug, edition| format!(
                "INSERT INTO sessions (id, edition_id, slug, state, language, level, tags, starts_at, ends_at, stream_url, captions_language, search_key, version, created_at, updated_at) VALUES ('{slug}', '{edition}', '{slug}', '{state}', 'en', 'everybody', '', {FUTURE}, '2080-01-01 01:00:00', '', '', 'quokka', 1, {AT}, {AT});
                 INSERT INTO session_texts VALUES ('t-{slug}', '{slug}', 'en', 'Quokka talk', 'On 短尾袋鼠', {AT});"
            ));
            let session = format!("{name}{}", self.mark);
            let speaker = format!("{}-speaker-{state}", sign(state == "confirmed"));
            self.add("speaker", &speaker, |slug, edition| {
                format!(
                    "{} INSERT INTO session_speakers VALUES ('j-{slug}', '{session}', '{slug}', 1, {AT});",
                    speaker_row(slug, edition)
                )
            });
        }
        self.add("speaker", "hidden-speaker-alone", speaker_row);
    }

    fn fairs_and_articles(&mut self) {
        for state in ["published", "draft", "cancelled"] {
            let name = match state {
                "cancelled" => "quiet-fair-cancelled".to_owned(),
                state => format!("{}-fair-{state}", sign(state == "published")),
            };
            self.add("fair", &name, |slug, edition| format!(
                "INSERT INTO fairs (id, edition_id, slug, state, starts_at, ends_at, search_key, version, created_at, updated_at) VALUES ('{slug}', '{edition}', '{slug}', '{state}', {FUTURE}, {LATER}, 'quokka', 1, {AT}, {AT});
                 INSERT INTO fair_texts VALUES ('t-{slug}', '{slug}', 'en', 'Quokka fair', 'For 短尾袋鼠', {AT});"
            ));
        }
        for state in ["published", "draft"] {
            self.add("article", &format!("{}-article-{state}", sign(state == "published")), |slug, edition| format!(
                "INSERT INTO articles (id, edition_id, slug, topic, position, state, was_public, search_key, version, created_at, updated_at) VALUES ('{slug}', '{edition}', '{slug}', 'general', 1, '{state}', FALSE, 'quokka', 1, {AT}, {AT});
                 INSERT INTO article_texts VALUES ('t-{slug}', '{slug}', 'en', 'Quokka help', 'Of 短尾袋鼠', {AT});"
            ));
        }
    }

    fn happenings(&mut self) {
        for state in ["published", "draft", "cancelled"] {
            let name = match state {
                "cancelled" => "quiet-activity-cancelled".to_owned(),
                state => format!("{}-activity-{state}", sign(state == "published")),
            };
            self.add("activity", &name, |slug, edition| format!(
                "INSERT INTO activities (id, edition_id, slug, state, kind, zone, host, host_zh, place, place_zh, starts_at, ends_at, search_key, version, created_at, updated_at) VALUES ('{slug}', '{edition}', '{slug}', '{state}', 'roadshow', 'forum', 'City', '', '', '', {FUTURE}, {LATER}, 'quokka', 1, {AT}, {AT});
                 INSERT INTO activity_texts VALUES ('t-{slug}', '{slug}', 'en', 'Quokka roadshow', 'With 短尾袋鼠', '', '', {AT});"
            ));
        }
        for (name, state, at) in [
            ("shown-news-published", "published", PAST),
            ("hidden-news-draft", "draft", PAST),
            ("hidden-news-scheduled", "published", FUTURE),
            ("hidden-news-archived", "archived", PAST),
        ] {
            self.add("news", name, |slug, edition| format!(
                "INSERT INTO news_items (id, edition_id, slug, state, published_at, has_room, search_key, version, created_at, updated_at) VALUES ('{slug}', '{edition}', '{slug}', '{state}', {at}, FALSE, 'quokka', 1, {AT}, {AT});
                 INSERT INTO news_texts VALUES ('t-{slug}', '{slug}', 'en', 'Quokka news', 'In short.', 'Of 短尾袋鼠', {AT});"
            ));
        }
        self.add("page", "shown-page", |slug, _| format!(
            "INSERT INTO pages VALUES ('{slug}', '{slug}', 90, 1, {AT}, {AT});
             INSERT INTO page_versions (id, page_id, number, locale, title, body, created_at) VALUES ('t-{slug}', '{slug}', 1, 'en', 'Quokka notice', 'Of 短尾袋鼠', {AT});"
        ));
    }

    /// Writes what was made, and brings it into the index.
    pub async fn write(&self, app: &TestApp) {
        let (things, now) = (self.things.clone(), app.clock.now());
        let write = move |conn: &mut Conn| {
            for thing in &things {
                conn.batch_execute(&thing.sql)?;
                record_change(conn, thing.kind, &thing.slug, now)?;
            }
            Ok(())
        };
        app.site.db.write(write).await.unwrap();
        app.site.refresh().await.unwrap();
        app.site.search.catch_up(&app.site.db).await.unwrap();
    }
}

fn sign(is_shown: bool) -> &'static str {
    if is_shown { "shown" } else { "hidden" }
}

fn organization_row(slug: &str, state: &str) -> String {
    format!(
        "INSERT INTO organizations (id, slug, name, name_key, name_zh, country, city, state, version, created_at, updated_at) VALUES ('o-{slug}', 'o-{slug}', 'Delta Photonics', 'delta {slug}', '光谷光电', 'CN', 'Wuhan', '{state}', 1, {AT}, {AT});\n"
    )
}

fn speaker_row(slug: &str, edition: &str) -> String {
    format!(
        "INSERT INTO speakers (id, edition_id, slug, name, affiliation, affiliation_zh, biography, biography_zh, search_key, version, created_at, updated_at) VALUES ('{slug}', '{edition}', '{slug}', 'Quokka Smith', 'Delta', '', 'Of 短尾袋鼠', '', 'quokka', 1, {AT}, {AT});"
    )
}

/// The current edition.
pub async fn current(app: &TestApp) -> String {
    let read = |conn: &mut Conn| Ok(editions::table.filter(editions::is_current).select(editions::id).first(conn)?);
    app.site.db.read(read).await.unwrap()
}

/// An edition that is over, at `/editions/e19`.
pub async fn make_earlier(app: &TestApp) -> String {
    let sql = format!(
        "INSERT INTO editions VALUES ('e19', 'e19', 'archived', FALSE, {PAST}, '2090-01-01 00:00:00', 'UTC', '#2b6cb0', 1, {AT}, {AT});
         INSERT INTO edition_texts (id, edition_id, locale, name, introduction, created_at) VALUES ('et', 'e19', 'en', 'The nineteenth', '', {AT});"
    );
    let write = move |conn: &mut Conn| Ok(conn.batch_execute(&sql)?);
    app.site.db.write(write).await.unwrap();
    app.site.refresh().await.unwrap();
    "e19".to_owned()
}
