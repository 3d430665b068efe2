//! Composes the demo's postings: which of the written positions fit an organization, at which
//! level, and at what pay in its country. Called by `Content::postings` only. No chance is
//! involved: the choice turns with the organization's place in the list.

use serde::Deserialize;

use super::describe::describe;
use super::{Bilingual, OrganizationSeed};

/// How many postings each organization has.
const POSTINGS_EACH: usize = 5;
/// How many of them may be about its own topics, so that every organization also seeks
/// people for its offices.
const OWN_TOPICS_AT_MOST: usize = 4;

/// One job posting, complete.
#[derive(Debug, Clone, PartialEq)]
pub struct PostingSeed {
    /// Its address, unique among the 240.
    pub slug: String,
    /// Slug of the organization.
    pub organization: String,
    /// The position.
    pub title: Bilingual,
    /// Markdown with duties, requirements and offer.
    pub description: Bilingual,
    /// OECD FORD code.
    pub field: String,
    /// ISCO-08 sub-major group.
    pub occupation: String,
    /// schema.org: `FULL_TIME`, `PART_TIME`, `CONTRACTOR`, `TEMPORARY` or `INTERN`.
    pub employment: String,
    /// ISCED 2011 level asked for, 0 to 8.
    pub education: u8,
    /// Years of experience asked for.
    pub experience_years: u8,
    /// Lowest pay, in whole units of the currency.
    pub salary_min: u32,
    /// Highest pay.
    pub salary_max: u32,
    /// ISO 4217.
    pub currency: String,
    /// schema.org: `YEAR` or `MONTH`.
    pub salary_unit: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Place of work.
    pub city: Bilingual,
    /// Whether it may be done from elsewhere.
    pub remote: bool,
    /// How many people are sought.
    pub positions: u32,
    /// Languages of work with the CEFR level asked for, such as `("en", "C1")`.
    pub languages: Vec<(String, String)>,
    /// Days between its publication and the day of seeding.
    pub posted_days_ago: u32,
    /// Days from the day of seeding to its closing.
    pub closes_in_days: u32,
}

/// The file of positions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Positions {
    pay: Vec<Pay>,
    offers: Vec<Offer>,
    pub(super) templates: Vec<Template>,
}

/// What people earn in one country, against the yardstick of the templates.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pay {
    country: String,
    currency: String,
    unit: String,
    /// Whole units of the currency for a thousand of the yardstick.
    rate: u32,
    /// Amounts are rounded to this.
    step: u32,
    languages: Vec<(String, String)>,
}

/// What organizations of one kind offer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Offer {
    kind: String,
    points: Vec<Bilingual>,
}

/// One written position.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Template {
    pub(super) slug: String,
    pub(super) field: String,
    occupation: String,
    employment: String,
    education: u8,
    #[serde(default)]
    remote: bool,
    kinds: Vec<String>,
    topics: Vec<String>,
    pub(super) summary: Bilingual,
    pub(super) duties: Vec<Bilingual>,
    pub(super) requirements: Vec<Bilingual>,
    pub(super) levels: Vec<Level>,
}

/// One level at which a position is offered.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Level {
    pub(super) title: Bilingual,
    pub(super) years: u8,
    /// Lowest and highest pay a year, in thousands of the yardstick (yuan in Shenzhen).
    pay: (u32, u32),
    /// Where it differs from the template's.
    employment: Option<String>,
}

/// All postings of the given organizations, in their order.
pub(super) fn compose(positions: &Positions, organizations: &[OrganizationSeed]) -> Vec<PostingSeed> {
    let mut postings = Vec::new();
    for (turn, organization) in organizations.iter().enumerate() {
        for (template, level) in choose(positions, organization, turn) {
            let number = postings.len();
            postings.push(compose_one(positions, organization, template, level, number));
        }
    }
    postings
}

/// Own topics first, each position once before any second level of it.
fn choose<'a>(
    positions: &'a Positions,
    organization: &OrganizationSeed,
    turn: usize,
) -> Vec<(&'a Template, &'a Level)> {
    let fitting = || positions.templates.iter().filter(|template| template.kinds.contains(&organization.kind));
    let own: Vec<_> = fitting().filter(|template| shares_topic(template, organization)).collect();
    let offices: Vec<_> = fitting().filter(|template| template.topics.is_empty()).collect();
    let mut chosen = turned(&own, turn);
    chosen.truncate(OWN_TOPICS_AT_MOST);
    chosen.extend(turned(&offices, turn));
    chosen.truncate(POSTINGS_EACH);
    chosen
}

fn shares_topic(template: &Template, organization: &OrganizationSeed) -> bool {
    template.topics.iter().any(|topic| organization.topics.contains(topic))
}

/// The templates from `turn` on, round about, first at one level each, then at the next.
fn turned<'a>(templates: &[&'a Template], turn: usize) -> Vec<(&'a Template, &'a Level)> {
    let rounds = templates.iter().map(|template| template.levels.len()).max().unwrap_or(0);
    let start = turn.checked_rem(templates.len()).unwrap_or(0);
    let mut pairs = Vec::new();
    for round in 0..rounds {
        for template in templates.iter().cycle().skip(start).take(templates.len()) {
            let at = (turn + round) % template.levels.len().max(1);
            let level = template.levels.get(at).filter(|_| round < template.levels.len());
            pairs.extend(level.map(|level| (*template, level)));
        }
    }
    pairs
}

fn compose_one(
    positions: &Positions,
    organization: &OrganizationSeed,
    template: &Template,
    level: &Level,
    number: usize,
) -> PostingSeed {
    let turn = u32::try_from(number).unwrap_or(0);
    let offer = positions.offers.iter().find(|offer| offer.kind == organization.kind);
    let offers = offer.map(|offer| offer.points.as_slice()).unwrap_or_default();
    let pay = positions.pay.iter().find(|pay| pay.country == organization.country);
    let amount = |thousands: u32| pay.map_or(0, |pay| in_currency(pay, thousands));
    PostingSeed {
        slug: format!("{}-{}-{}", template.slug, organization.slug, level.years),
        organization: organization.slug.clone(),
        title: level.title.clone(),
        description: describe(organization, template, level, offers),
        field: template.field.clone(),
        occupation: template.occupation.clone(),
        employment: level.employment.as_ref().unwrap_or(&template.employment).clone(),
        education: template.education,
        experience_years: level.years,
        salary_min: amount(level.pay.0),
        salary_max: amount(level.pay.1),
        currency: pay.map(|pay| pay.currency.clone()).unwrap_or_default(),
        salary_unit: pay.map(|pay| pay.unit.clone()).unwrap_or_default(),
        country: organization.country.clone(),
        city: organization.city.clone(),
        remote: template.remote,
        positions: 1 + (turn * 7) % 4,
        languages: pay.map(|pay| pay.languages.clone()).unwrap_or_default(),
        posted_days_ago: 1 + (turn * 11) % 24,
        closes_in_days: 6 + (turn * 13) % 54,
    }
}

fn in_currency(pay: &Pay, thousands: u32) -> u32 {
    let months = if pay.unit == "MONTH" { 12 } else { 1 };
    let step = pay.step.max(1);
    let amount = thousands.saturating_mul(pay.rate) / months;
    (amount + step / 2) / step * step
}
