//! How well a project fits what somebody looks for, and why. Plain counting; knows no database.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::regions::are_near;
use crate::ids::{OrganizationId, PersonId, ProjectId, ProjectRevisionId};
use crate::pairing::codes;
use crate::pairing::projects::model::ProjectKind;
use crate::web::text::is_unspaced;

/// What counts how much, of a hundred. The same table stands in `docs/suggestions.md`; a test holds them equal.
pub const WEIGHTS: [(&str, f64); 5] =
    [("kind", 40.0), ("field", 25.0), ("readiness", 15.0), ("region", 10.0), ("words", 10.0)];
/// What scores less is not suggested.
pub const LEAST: f64 = 45.0;
/// How alike two texts are counts in full from here on: texts about one thing share a fifth of their words.
const ALIKE: f64 = 0.2;
/// Shortest word of a spaced script that says something.
const WORD_LEAST: usize = 5;

/// An open project among those that are scored.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The project.
    pub id: ProjectId,
    /// Whose it is.
    pub organization: OrganizationId,
    /// Who answers for it.
    pub contact: Option<PersonId>,
    /// The revision that is published.
    pub revision: ProjectRevisionId,
    /// What is scored of that; it never changes.
    pub profile: Arc<Profile>,
}

/// What is scored of a published revision.
#[derive(Debug)]
pub struct Profile {
    /// What it is after.
    pub kind: ProjectKind,
    /// OECD fields, as a list of codes.
    pub fields: String,
    /// Technology readiness level.
    pub readiness: Option<i64>,
    /// Country.
    pub country: String,
    /// Folded words of title and teaser.
    pub words: String,
    /// The words as sorted numbers.
    pub tokens: Vec<u64>,
}

/// What somebody looks for.
#[derive(Debug, Clone, Default)]
pub struct Seeking {
    /// Kinds, each with the share of its weight that it is worth.
    pub kinds: Vec<(ProjectKind, f64)>,
    /// OECD fields.
    pub fields: Vec<String>,
    /// Least and greatest readiness.
    pub levels: Option<(i64, i64)>,
    /// Countries.
    pub countries: Vec<String>,
    /// Folded words.
    pub words: String,
    /// The words as sorted numbers.
    pub tokens: Vec<u64>,
}

/// Why a project is suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It is after what is offered, or offers what is looked for.
    Kind,
    /// It is of this field.
    Field(String),
    /// Its readiness fits.
    Readiness(i64),
    /// It is in this country.
    Country(String),
    /// It is in the same part of the world.
    Region,
    /// It says these words too.
    Words(Vec<String>),
}

impl Seeking {
    /// What a project looks for: its complement; cooperation fits everything by half.
    pub fn of_project(own: &Profile) -> Self {
        let complement = own.kind.complement();
        let share = |kind: ProjectKind| {
            let is_cooperation = kind == ProjectKind::Cooperation || own.kind == ProjectKind::Cooperation;
            match (kind == complement, is_cooperation) {
                (true, _) => Some((kind, 1.0)),
                (false, true) => Some((kind, 0.5)),
                (false, false) => None,
            }
        };
        Self {
            kinds: ProjectKind::ALL.iter().copied().filter_map(share).collect(),
            fields: codes::unpack(&own.fields).map(str::to_owned).collect(),
            levels: own.readiness.map(|level| (level - 1, level + 1)),
            countries: vec![own.country.clone()],
            words: own.words.clone(),
            tokens: own.tokens.clone(),
        }
    }
}

/// The score of a project, from nought to a hundred, with its reasons; nothing where its kind does not fit.
pub fn score(seeking: &Seeking, profile: &Profile) -> Option<(f64, Vec<Reason>)> {
    let kind = seeking.kinds.iter().find(|(kind, _)| *kind == profile.kind)?.1;
    let (field, field_code) = field_share(&seeking.fields, &profile.fields);
    let readiness = readiness_share(seeking.levels, profile.readiness);
    let (region, region_reason) = region_share(&seeking.countries, &profile.country);
    let words = (likeness(&seeking.tokens, &profile.tokens) / ALIKE).min(1.0);
    let shares = [kind, field, readiness, region, words];
    let total = WEIGHTS.iter().zip(shares).map(|((_, weight), share)| weight * share).sum();
    let mut reasons = Vec::new();
    reasons.extend((kind >= 1.0).then_some(Reason::Kind));
    reasons.extend(field_code.map(Reason::Field));
    reasons.extend(profile.readiness.filter(|_| readiness >= 1.0).map(Reason::Readiness));
    reasons.extend(region_reason);
    reasons.extend((words >= 0.5).then(|| Reason::Words(Vec::new())));
    Some((total, reasons))
}

/// A field of the second level counts in full, one of the first by half.
fn field_share(wanted: &[String], fields: &str) -> (f64, Option<String>) {
    if let Some(same) = codes::unpack(fields).find(|field| wanted.iter().any(|one| one == field)) {
        return (1.0, Some(same.to_owned()));
    }
    let top = |code: &str| code.split('.').next().unwrap_or_default().to_owned();
    let near = codes::unpack(fields).map(top).find(|field| wanted.iter().any(|one| top(one) == *field));
    (if near.is_some() { 0.5 } else { 0.0 }, near)
}

/// Within the levels in full, two levels off by half.
fn readiness_share(levels: Option<(i64, i64)>, level: Option<i64>) -> f64 {
    let (Some((least, most)), Some(level)) = (levels, level) else { return 0.0 };
    match (least - level).max(level - most) {
        i64::MIN..=0 => 1.0,
        1 => 0.5,
        _ => 0.0,
    }
}

/// The same country in full, the same part of the world by half.
fn region_share(countries: &[String], country: &str) -> (f64, Option<Reason>) {
    if country.is_empty() {
        return (0.0, None);
    }
    match countries.iter().any(|one| one == country) {
        true => (1.0, Some(Reason::Country(country.to_owned()))),
        false if countries.iter().any(|one| are_near(one, country)) => (0.5, Some(Reason::Region)),
        false => (0.0, None),
    }
}

/// Twice what both have, over what each has: from 0 to 1 (Dice). Both are sorted.
fn likeness(one: &[u64], other: &[u64]) -> f64 {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut both = 0_u32;
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                both += 1;
                left.next();
                right.next();
            }
        }
    }
    let all = u32::try_from(one.len() + other.len()).unwrap_or(u32::MAX);
    if all == 0 { 0.0 } else { f64::from(2 * both) / f64::from(all) }
}

/// The words of a folded text that say something; of scripts without spaces, pairs of characters.
pub fn words_of(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for piece in folded.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()) {
        let chars: Vec<char> = piece.chars().collect();
        if chars.iter().copied().any(is_unspaced) {
            words.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else if chars.len() >= WORD_LEAST {
            words.push(piece.to_owned());
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// The same as sorted numbers, which compare faster.
pub fn tokens_of(folded: &str) -> Vec<u64> {
    let number = |word: String| {
        let mut hasher = DefaultHasher::new();
        word.hash(&mut hasher);
        hasher.finish()
    };
    let mut tokens: Vec<u64> = words_of(folded).into_iter().map(number).collect();
    tokens.sort_unstable();
    tokens
}

/// Up to three words that both texts say, the longest first.
pub fn shared_words(one: &str, other: &str) -> Vec<String> {
    let known = words_of(other);
    let mut both: Vec<String> = words_of(one).into_iter().filter(|word| known.binary_search(word).is_ok()).collect();
    both.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    both.truncate(3);
    both
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    fn profile(kind: ProjectKind, fields: &str, readiness: i64, country: &str, words: &str) -> Profile {
        Profile {
            kind,
            fields: fields.into(),
            readiness: Some(readiness),
            country: country.into(),
            words: words.into(),
            tokens: tokens_of(words),
        }
    }

    #[test]
    fn the_table_of_weights_is_the_documented_one() {
        let documented = include_str!("../../../docs/suggestions.md");
        for (name, weight) in WEIGHTS {
            assert!(documented.contains(&format!("| `{name}` | {weight} |")), "{name}");
        }
        assert!(documented.contains(&format!("less than {LEAST} of 100")));
        assert_eq!(WEIGHTS.iter().map(|row| row.1).sum::<f64>(), 100.0);
        assert_eq!(documented.matches("\n| `").count(), WEIGHTS.len());
    }

    #[test]
    fn the_perfect_counterpart_scores_a_hundred_with_every_reason() {
        let offer = profile(ProjectKind::TechnologyOffer, "|2.2|", 6, "CN", "folded fibre laser for steel");
        let wanted = profile(ProjectKind::TechnologyRequest, "|2.2|1.3|", 7, "CN", "wanted: fibre laser for steel");
        let (total, reasons) = score(&Seeking::of_project(&offer), &wanted).unwrap();
        assert_eq!(total, 100.0);
        assert_eq!(reasons.len(), 5, "{reasons:?}");
    }

    #[test]
    fn kinds_that_do_not_fit_are_never_suggested() {
        let offer = profile(ProjectKind::TechnologyOffer, "|2.2|", 6, "CN", "laser");
        for kind in [ProjectKind::TechnologyOffer, ProjectKind::InvestmentSought, ProjectKind::InvestmentOffered] {
            assert!(score(&Seeking::of_project(&offer), &profile(kind, "|2.2|", 6, "CN", "laser")).is_none());
        }
        let cooperation = profile(ProjectKind::Cooperation, "|2.9|", 8, "JP", "something else");
        let (total, reasons) = score(&Seeking::of_project(&offer), &cooperation).unwrap();
        assert_eq!((total, reasons), (20.0 + 12.5 + 7.5 + 5.0, vec![Reason::Field("2".into()), Reason::Region]));
    }

    #[test]
    fn words_are_compared_in_both_scripts() {
        assert_eq!(shared_words("光纤激光器", "寻求光纤传感"), ["光纤"]);
        assert_eq!(shared_words("fibre laser for steel", "steel and fibre"), ["fibre", "steel"]);
        assert!(likeness(&tokens_of("laser"), &[]) == 0.0 && likeness(&[], &[]) == 0.0);
    }
}
