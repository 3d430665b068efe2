//! `/design`: every component once, for those who build pages. Mounted by `app` in debug builds
//! only; its words are specimens, not interface texts, so they have no keys. It must never show
//! anything of a person or read the database.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::clock::Clock;
use crate::error::{AppResult, FieldErrors};
use crate::web::charts::{Chart, Series};
use crate::web::choice::{Choice, choices};
use crate::web::i18n::Locale;
use crate::web::markdown::{SafeHtml, render_chat};
use crate::web::page::{FooterPage, Page, Reader, ZoneLink};
use crate::web::render;
use crate::web::share::Share;

/// Mounts `/design`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/design", web::get().to(show));
}

/// How the page is wished for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wish {
    theme: String,
    lang: String,
}

/// A step of a timeline.
struct Entry {
    class: &'static str,
    title: &'static str,
    at: &'static str,
    iso: &'static str,
    note: &'static str,
}

/// A message as the macro draws it.
struct Specimen {
    id: &'static str,
    seq: i64,
    author: &'static str,
    author_id: &'static str,
    initials: &'static str,
    role: &'static str,
    iso: &'static str,
    time: &'static str,
    day: Option<DaySpecimen>,
    is_removed: bool,
    can_change: bool,
    edited: Option<EditedSpecimen>,
    quote: Option<QuoteSpecimen>,
    reply_href: Option<&'static str>,
    react_href: Option<&'static str>,
    last_reaction: &'static str,
    reactions: Vec<ReactionSpecimen>,
    body: SafeHtml,
    files: Vec<FileSpecimen>,
}

/// A file under a message, as the macro draws it.
struct FileSpecimen {
    href: &'static str,
    name: &'static str,
    size: &'static str,
    picture: Option<(i64, i64)>,
}

/// What a message answers, as the macro draws it.
struct QuoteSpecimen {
    author: &'static str,
    words: &'static str,
    href: &'static str,
    seq: i64,
}

/// That a message was edited, as the macro draws it.
struct EditedSpecimen {
    word: &'static str,
    iso: &'static str,
    time: &'static str,
}

/// A sign under a message, as the macro draws it.
struct ReactionSpecimen {
    kind: &'static str,
    emoji: &'static str,
    label: &'static str,
    count: i64,
    is_own: bool,
}

/// A day, as the macro draws it.
struct DaySpecimen {
    iso: &'static str,
    label: &'static str,
}

/// What is new in a room, as the macro draws it.
struct NewsSpecimen {
    count: i64,
    seq: i64,
    href: &'static str,
}

/// A room as the macro draws it.
struct Room {
    id: &'static str,
    title: &'static str,
    last_seq: i64,
    rev: i64,
    may_post: bool,
    say_key: &'static str,
    present: i64,
    me: &'static str,
    my_name: &'static str,
    my_initials: &'static str,
    change_hours: i64,
    reply: Option<(&'static str, QuoteSpecimen)>,
    typed: &'static str,
    problem: &'static str,
    messages: Vec<Specimen>,
    news: Option<NewsSpecimen>,
    reactions: Vec<ReactionSpecimen>,
    sign_in_href: &'static str,
    is_shut: bool,
    rules: Vec<&'static str>,
    rules_href: Option<&'static str>,
    moderate_label: &'static str,
    write_label: &'static str,
    notice: &'static str,
}

/// Declares the specimen words.
macro_rules! words {
    ($($name:ident: $text:literal),* $(,)?) => {
        struct Words { $($name: &'static str),* }
        const WORDS: Words = Words { $($name: $text),* };
    };
}

words! {
    title: "Components", lobby: "Lobby", path: "Path", view: "View", plan: "Plan", list: "List",
    lead: "Calm, generous, precise. 一个展厅，一个真实的地方。", doors: "Doors", open: "Open", figure: "booths, 31 staffed",
    buttons: "Buttons", main: "Main act", quiet: "Quiet", ghost: "Text only", danger: "Withdraw", disabled: "Not now",
    small: "Small", confirm: "Withdraw the application as process engineer?", ask: "Asks first", badges: "States",
    tag: "Tag", on_duty: "3 on duty", off_duty: "Nobody on duty", notices: "Notices", form: "Form", field: "Full name",
    person: "Li Wei 李伟", role: "Booth staff", mail: "Email", wrong_mail: "li.wei@", password: "Password",
    hint: "A sentence is easier to keep than a riddle.", about: "About", country: "Country", kind: "Kind",
    consent: "I have read the privacy notice.", file: "Résumé", file_hint: "PDF up to 5 MB", timeline: "Timeline",
    people: "People", figures: "Figures", table: "Table", cards: "Cards", rows: "Rows", room: "Room",
    empty: "Nothing here yet", close: "Close", edited: "edited",
    day: "Day", like: "Thumbs up", celebrate: "Celebrate",
}

/// The page of components.
#[derive(Template)]
#[template(path = "design.html")]
struct DesignPage {
    page: Page,
    words: Words,
    errors: FieldErrors,
    kinds: [&'static str; 6],
    notices: [&'static str; 4],
    choices: Vec<Choice>,
    entries: [Entry; 4],
    none: Option<String>,
    next: Option<String>,
    room: Room,
    chart: Chart,
}

async fn show(wish: web::Query<Wish>) -> AppResult<HttpResponse> {
    let mut errors = FieldErrors::new();
    errors.add("email", "error-email");
    render::page(&DesignPage {
        page: frame(&wish),
        words: WORDS,
        errors,
        kinds: ["ok", "wait", "bad", "info", "off", "zone"],
        notices: ["info", "ok", "warn", "bad"],
        choices: choices([("CN", "China 中国"), ("SE", "Sweden 瑞典")], "CN"),
        entries: entries(),
        none: None,
        next: Some("/design?page=2".to_owned()),
        room: room(),
        chart: chart(),
    })
}

fn frame(wish: &Wish) -> Page {
    let theme = match wish.theme.as_str() {
        "dark" => "dark",
        "light" => "light",
        _ => "auto",
    };
    Page {
        locale: Locale::from_tag(&wish.lang).unwrap_or(Locale::En),
        time_zone: chrono_tz::UTC,
        theme,
        site: String::new(),
        path: "/design".to_owned(),
        share: Share::default(),
        event_name: "Conference on International Exchange of Professionals".to_owned(),
        theme_css: "theme-0b6b5d.css".to_owned(),
        offered: Locale::ALL,
        takes_signups: true,
        logo: None,
        zones: zones(),
        viewer: Some(Reader {
            name: WORDS.person.to_owned(),
            initials: "LW".to_owned(),
            photo: None,
            unread: 3,
            console: Vec::new(),
            is_agent: false,
            is_verified: false,
        }),
        footer: vec![FooterPage { title: WORDS.title.to_owned(), lang: "en", href: "/design".to_owned() }],
        archive: None,
        earlier: Vec::new(),
        announcements: Vec::new(),
        flash: None,
        section: "exhibition",
        now: Clock::new().now(),
    }
}

fn zones() -> Vec<ZoneLink> {
    let zone = |kind, title: &str, other_title: &str| ZoneLink {
        kind,
        title: title.to_owned(),
        other_title: other_title.to_owned(),
        introduction: String::new(),
        href: Some("/design"),
        state_key: "zone-open",
        is_current: kind == "exhibition",
    };
    vec![
        zone("exhibition", "Virtual Exhibition Hall", "虚拟展厅"),
        zone("pairing", "Project Pairing", "项目对接"),
        zone("recruitment", "Online Recruitment", "线上招聘"),
        zone("service", "Online Service", "在线服务"),
        zone("forum", "Forum", "论坛"),
    ]
}

fn entries() -> [Entry; 4] {
    let entry = |class, title, at, note| Entry { class, title, at, iso: "2022-05-24", note };
    [
        entry("is-done", "Submitted", "24 May", "With the résumé of 20 May."),
        entry("is-done", "Under review", "25 May", ""),
        entry("is-now", "Shortlisted", "27 May", "An interview is being arranged."),
        entry("is-next", "Decision, promised by 6 June", "", ""),
    ]
}

fn chart() -> Chart {
    let steps = (20..30).map(|day| format!("{day} May")).collect();
    let waves = |by: i64| (0..10).map(|n| (n * by + 3) % 17 * 4).collect();
    let series = vec![Series::new(WORDS.figure, waves(7)), Series::new(WORDS.people, waves(5))];
    Chart::new("chart", (WORDS.figures, WORDS.day), steps, series)
}

fn reactions(count: i64) -> Vec<ReactionSpecimen> {
    let sign = |kind, emoji, label, is_own| ReactionSpecimen { kind, emoji, label, count, is_own };
    vec![sign("like", "👍", WORDS.like, count > 0), sign("celebrate", "🎉", WORDS.celebrate, false)]
}

/// A message: its id and number, its author's name, id, initials and role, its text.
type Said = (&'static str, i64, &'static str, &'static str, &'static str, &'static str, &'static str);

fn message((id, seq, author, author_id, initials, role, body): Said) -> Specimen {
    Specimen {
        id,
        seq,
        author,
        author_id,
        initials,
        role,
        iso: "2022-05-24T10:02:00Z",
        time: "10:02",
        day: (seq == 1).then_some(DaySpecimen { iso: "2022-05-24", label: "24 May 2022" }),
        is_removed: false,
        can_change: author_id == "me",
        edited: (author_id == "me").then_some(EditedSpecimen {
            word: WORDS.edited,
            iso: "2022-05-24T10:04:00Z",
            time: "10:04",
        }),
        quote: (author_id == "me").then_some(QuoteSpecimen {
            author: "Chen Mei",
            words: "The demo starts at 10:30.",
            href: "#message-1",
            seq: 1,
        }),
        reply_href: Some("#say-body"),
        react_href: Some("/design"),
        last_reaction: "",
        reactions: reactions(i64::from(author_id == "me")),
        body: render_chat(body, &[]),
        files: if seq == 1 {
            vec![FileSpecimen { href: "#message-1", name: "programme.pdf", size: "1.2 MB", picture: None }]
        } else {
            Vec::new()
        },
    }
}

fn room() -> Room {
    Room {
        id: "specimen",
        title: WORDS.room,
        last_seq: 2,
        rev: 0,
        may_post: true,
        say_key: "",
        present: 12,
        me: "me",
        my_name: WORDS.person,
        my_initials: "LW",
        change_hours: 24,
        reply: None,
        typed: "",
        problem: "",
        messages: vec![
            message(("1", 1, "Chen Mei", "other", "CM", WORDS.role, "The demo starts at 10:30. 演示十点半开始。")),
            message(("2", 2, WORDS.person, "me", "LW", "", "Thank you, I shall be there.")),
        ],
        reactions: reactions(0),
        news: Some(NewsSpecimen { count: 1, seq: 2, href: "#messages-new" }),
        sign_in_href: "",
        is_shut: false,
        rules: Vec::new(),
        rules_href: None,
        moderate_label: "",
        write_label: "",
        notice: "",
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use actix_web::http::StatusCode;
    use actix_web::{App, test};

    use super::routes;

    #[actix_web::test]
    async fn the_components_are_drawn_in_every_language() {
        let app = test::init_service(App::new().configure(routes)).await;
        for lang in ["en", "zh-CN"] {
            let uri = format!("/design?lang={lang}&theme=dark");
            let response = test::call_service(&app, test::TestRequest::get().uri(&uri).to_request()).await;
            assert_eq!(response.status(), StatusCode::OK);
            let html = String::from_utf8(test::read_body(response).await.to_vec()).unwrap();
            assert!(html.contains(&format!("<html lang=\"{lang}\" data-theme=\"dark\">")));
            assert!(html.contains("aria-invalid=\"true\""));
        }
    }
}
