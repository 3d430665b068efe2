//! The page of an organization's figures, and the table of them.

use askama::Template;
use chrono::NaiveDate;

use super::queries::{Counts, Figures};
use crate::accounts::organizations::OwnOrganization;
use crate::web::charts::{Chart, Series};
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::tables::{Cell, Table};

/// Days that a chart still shows apart.
const CHARTED: usize = 62;

/// A measure: its Fluent key, the key of what it means, how it is read.
type Measure = (&'static str, &'static str, fn(&Counts) -> i64);

/// Every measure, in the order of the page.
const MEASURES: [Measure; 6] = [
    ("figures-visits", "figures-visits-means", |counts| counts.visits),
    ("figures-documents", "figures-documents-means", |counts| counts.documents),
    ("figures-leads", "figures-leads-means", |counts| counts.leads),
    ("figures-answered", "figures-answered-means", |counts| counts.answered),
    ("figures-missed", "figures-missed-means", |counts| counts.missed),
    ("figures-applications", "figures-applications-means", |counts| counts.applications),
];

/// `/organizations/{slug}/figures`.
#[derive(Template)]
#[template(path = "exhibition/figures/index.html")]
pub struct FiguresPage {
    page: Page,
    own: OwnOrganization,
    /// Key, key of the meaning, number.
    stats: Vec<(&'static str, &'static str, i64)>,
    charts: Vec<Chart>,
    is_empty: bool,
}

impl FiguresPage {
    /// The page.
    pub fn new(page: Page, own: OwnOrganization, figures: &Figures) -> Self {
        let stats: Vec<_> = MEASURES.iter().map(|(key, means, read)| (*key, *means, read(&figures.total))).collect();
        let shown = figures.days.len().saturating_sub(CHARTED);
        let days: Vec<&(NaiveDate, Counts)> = figures.days.iter().skip(shown).collect();
        let charts = [
            ("chart-visits", "figures-of-visits", [0, 1]),
            ("chart-leads", "figures-of-leads", [2, 5]),
            ("chart-requests", "figures-of-requests", [3, 4]),
        ];
        let draw = |(id, title, of): (&'static str, &str, [usize; 2])| {
            let kinds = of.iter().filter_map(|n| MEASURES.get(*n));
            let series = kinds
                .map(|(key, _, read)| Series::new(page.t(key), days.iter().map(|(_, counts)| read(counts)).collect()));
            let steps = days.iter().map(|(day, _)| name_of(page.locale, *day)).collect();
            Chart::new(id, (page.t(title), page.t("figures-day")), steps, series.collect())
        };
        let charts = charts.into_iter().map(draw).collect();
        Self { is_empty: figures.total == Counts::default(), stats, charts, page, own }
    }
}

impl FiguresPage {
    /// Where the booth is written, for who may.
    fn booth_href(&self) -> String {
        match self.own.rights.can_edit_booth {
            true => format!("/organizations/{}/booth", self.own.slug),
            false => String::new(),
        }
    }
}

/// A day without its year, as it stands under a bar.
fn name_of(locale: Locale, day: NaiveDate) -> String {
    match locale {
        Locale::En => day.format("%-d %b").to_string(),
        Locale::ZhCn => day.format("%-m月%-d日").to_string(),
    }
}

/// The figures day by day, as a table that people take away.
pub fn table_of(locale: Locale, figures: &Figures) -> Table {
    let head = |key: &str| locale.t(key).to_owned();
    let row = |(day, counts): &(NaiveDate, Counts)| -> Vec<Cell> {
        let numbers = MEASURES.iter().map(|measure| Cell::Number(measure.2(counts)));
        std::iter::once(Cell::Text(day.to_string())).chain(numbers).collect()
    };
    Table {
        heads: std::iter::once(head("figures-day")).chain(MEASURES.iter().map(|measure| head(measure.0))).collect(),
        rows: figures.days.iter().map(row).collect(),
    }
}
