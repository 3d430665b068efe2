//! Cards as a table that people take away.

use super::model::Lead;
use crate::web::dates;
use crate::web::i18n::Locale;
use crate::web::standards;
use crate::web::tables::{Cell, Table};

/// The headings, by their Fluent keys.
const HEADS: [&str; 11] = [
    "card-name",
    "card-email",
    "card-affiliation",
    "card-phone",
    "card-country",
    "card-note",
    "lead-shared",
    "lead-rating",
    "lead-tags",
    "lead-remark",
    "lead-follow-up",
];

/// The table of these cards, each with its tags.
pub fn table_of(locale: Locale, zone: chrono_tz::Tz, rows: &[(Lead, Vec<String>)]) -> Table {
    let at = |at| dates::date_time(locale, at, zone);
    let row = |(lead, tags): &(Lead, Vec<String>)| {
        let texts = [
            lead.name.clone(),
            lead.email.clone(),
            lead.affiliation.clone(),
            lead.phone.clone(),
            standards::country_name(locale, &lead.country).to_owned(),
            lead.note.clone(),
            at(lead.shared_at),
            locale.t(lead.rated().badge_and_key().1).to_owned(),
            tags.join(", "),
            lead.remark.clone(),
            lead.follow_up_at.map(at).unwrap_or_default(),
        ];
        Vec::from(texts.map(Cell::Text))
    };
    let heads = HEADS.iter().map(|key| locale.t(key).to_owned()).collect();
    Table { heads, rows: rows.iter().map(row).collect() }
}
