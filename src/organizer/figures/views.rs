//! The pages of the figures.

use askama::Template;

use super::model::{Counted, Figure};
use crate::editions::editions::model::{EditionRow, EditionText};
use crate::editions::editions::views::name_of;
use crate::ids::EditionId;
use crate::site::Edition;
use crate::web::choice::{Choice, choices};
use crate::web::dates;
use crate::web::page::Page;
use crate::web::tables::{Cell, Table};

/// What was found.
pub struct Shown {
    /// The edition that was asked about.
    pub edition: Edition,
    /// Its figures.
    pub counted: Counted,
    /// The editions that may be asked about.
    pub editions: Vec<EditionRow>,
    /// Their texts.
    pub texts: Vec<(EditionId, EditionText)>,
}

/// A figure as it is drawn.
pub struct Line {
    label: &'static str,
    means: &'static str,
    value: String,
}

/// The figures that belong together.
pub struct Part {
    title: &'static str,
    lines: Vec<Line>,
}

fn value(page: &Page, shown: &Shown, figure: Figure) -> String {
    shown.counted.figures.get(&figure).map_or_else(|| "–".to_owned(), |n| page.number(*n))
}

fn parts(page: &Page, shown: &Shown, is_wanted: impl Fn(Figure) -> bool) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for figure in Figure::ALL.iter().copied().filter(|figure| is_wanted(*figure)) {
        let [label, means] = figure.names_key().map(|key| page.t(key));
        let (line, title) = (Line { label, means, value: value(page, shown, figure) }, page.t(figure.part_key()));
        match parts.last_mut().filter(|part| part.title == title) {
            Some(part) => part.lines.push(line),
            None => parts.push(Part { title, lines: vec![line] }),
        }
    }
    parts
}

/// Where the clocks of the event stand.
fn counted_at(page: &Page, shown: &Shown) -> String {
    dates::date_time_there(page.locale, shown.counted.at, shown.edition.time_zone)
}

/// The figures as a table to take away.
pub fn table_of(page: &Page, shown: &Shown) -> Table {
    let heads = ["figures-part", "figures-name", "figures-value", "figures-means"].map(|key| page.t(key).to_owned());
    let row = |figure: &Figure| {
        let [label, means] = figure.names_key().map(|key| Cell::from(page.t(key)));
        let number = shown.counted.figures.get(figure).map_or_else(|| Cell::from(""), |n| Cell::from(*n));
        vec![page.t(figure.part_key()).into(), label, number, means]
    };
    Table { heads: heads.into(), rows: Figure::ALL.iter().map(row).collect() }
}

/// `/organizer/figures`.
#[derive(Template)]
#[template(path = "organizer/figures/index.html")]
pub struct FiguresPage {
    page: Page,
    name: String,
    slug: String,
    at: String,
    editions: Vec<Choice>,
    parts: Vec<Part>,
}

impl FiguresPage {
    /// The page.
    pub fn new(page: Page, shown: Shown) -> Self {
        let name = |row: &EditionRow| name_of(&page, row, &shown.texts);
        Self {
            name: shown.edition.texts.title(page.locale).to_owned(),
            at: counted_at(&page, &shown),
            editions: choices(shown.editions.iter().map(|row| (row.slug.clone(), name(row))), &shown.edition.slug),
            parts: parts(&page, &shown, |_| true),
            slug: shown.edition.slug,
            page,
        }
    }
}

/// `/organizer/figures/press`.
#[derive(Template)]
#[template(path = "organizer/figures/press.html")]
pub struct PressPage {
    page: Page,
    name: String,
    slug: String,
    days: String,
    introduction: String,
    at: String,
    parts: Vec<Part>,
}

impl PressPage {
    /// The sheet, in the language of the page; the other one is an address away.
    pub fn new(page: Page, shown: Shown) -> Self {
        let edition = &shown.edition;
        let day = |at| dates::date(page.locale, at, edition.time_zone);
        Self {
            name: edition.texts.title(page.locale).to_owned(),
            introduction: edition.texts.body(page.locale).to_owned(),
            days: format!("{} – {}", day(edition.opens_at), day(edition.closes_at - chrono::Duration::seconds(1))),
            at: counted_at(&page, &shown),
            parts: parts(&page, &shown, Figure::is_for_press),
            slug: shown.edition.slug,
            page,
        }
    }
}
