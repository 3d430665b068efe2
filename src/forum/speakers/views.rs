//! Pages of speakers.

use askama::Template;

use super::forms::{BIOGRAPHY_CHARS, SpeakerForm};
use super::model::Speaker;
use crate::error::FieldErrors;
use crate::forum::sessions::SessionCard;
use crate::site::files::address;
use crate::site::initials;
use crate::web::markdown::{self, SafeHtml};
use crate::web::page::Page;
use crate::web::paging;
use crate::web::share::Thing;

/// `/forum/speakers/{slug}`.
#[derive(Template)]
#[template(path = "forum/speaker.html")]
pub struct ShowPage {
    page: Page,
    speaker: Speaker,
    initials: String,
    photo: Option<String>,
    affiliation: String,
    biography: SafeHtml,
    lang: &'static str,
    cards: Vec<SessionCard>,
    may_manage: bool,
}

impl ShowPage {
    /// The page with the sessions in which they speak.
    pub fn new(mut page: Page, speaker: Speaker, cards: Vec<SessionCard>, may_manage: bool) -> Self {
        let (biography, lang) = speaker.biography_in(page.locale);
        let description = markdown::plain(biography, 200);
        let (slug, title) = (speaker.slug.as_str(), speaker.name.as_str());
        page.tell(Thing { kind: "speaker", slug, title, description: &description, list: None }, None);
        Self {
            affiliation: speaker.affiliation_in(page.locale).to_owned(),
            biography: markdown::render(biography),
            lang,
            initials: initials(&speaker.name),
            photo: speaker.photo_file_id.as_ref().map(|id| address(id, "photo")),
            cards,
            may_manage,
            speaker,
            page,
        }
    }
}

/// `/organizer/programme/speakers`.
#[derive(Template)]
#[template(path = "forum/speakers.html")]
pub struct IndexPage {
    page: Page,
    q: String,
    rows: Vec<Speaker>,
    total: i64,
    prev: Option<String>,
    next: Option<String>,
}

impl IndexPage {
    /// One piece of the list.
    pub fn new(page: Page, q: String, found: paging::Page<Speaker>) -> Self {
        let address = |number: String| paging::address("/organizer/programme/speakers", &[("q", &q)], &number);
        Self {
            total: i64::try_from(found.total.unwrap_or(0)).unwrap_or(0),
            prev: found.prev.map(address),
            next: found.next.map(address),
            rows: found.items,
            page,
            q,
        }
    }

    fn affiliation(&self, one: &Speaker) -> String {
        one.affiliation_in(self.page.locale).to_owned()
    }
}

/// `/organizer/programme/speakers/new` and `/organizer/programme/speakers/{id}`.
#[derive(Template)]
#[template(path = "forum/speaker_form.html")]
pub struct EditPage {
    /// The frame.
    pub page: Page,
    /// The speaker; none for a new one.
    pub speaker: Option<Speaker>,
    /// What was typed.
    pub form: SpeakerForm,
    /// What stands there, where somebody else was faster.
    pub present: Option<SpeakerForm>,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl EditPage {
    fn action(&self) -> String {
        let base = "/organizer/programme/speakers";
        self.speaker.as_ref().map_or_else(|| base.to_owned(), |one| format!("{base}/{}", one.id))
    }

    fn most(&self) -> usize {
        BIOGRAPHY_CHARS
    }
}
