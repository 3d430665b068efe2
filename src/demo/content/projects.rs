//! Composes the demo's projects: each theme is offered by one organization, wanted by another, and a third looks
//! for company in it. Called by `Content::projects` only. No chance is involved.

use serde::Deserialize;

use super::{Bilingual, OrganizationSeed};
use crate::web::text;

/// What the projects of a theme say.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeSeed {
    /// The topic of organizations that it suits.
    pub topic: String,
    /// OECD FORD codes.
    pub fields: Vec<String>,
    /// Technology readiness level of the offer.
    pub level: i64,
    /// A noun.
    pub name: Bilingual,
    /// What the offer has.
    pub have: Bilingual,
    /// What the request needs.
    pub need: Bilingual,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Themes {
    pub themes: Vec<ThemeSeed>,
}

/// One project, complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectSeed {
    /// Its address, unique among the projects.
    pub slug: String,
    /// Slug of the organization.
    pub organization: String,
    /// Stored in `project_revisions.kind`.
    pub kind: &'static str,
    /// Where it stands: a project's state, or `submitted` and `changes_requested` of a draft's revision.
    pub state: &'static str,
    /// Its title.
    pub title: Bilingual,
    /// A few sentences.
    pub teaser: Bilingual,
    /// Markdown.
    pub details: Bilingual,
    /// OECD FORD codes.
    pub fields: Vec<String>,
    /// Technology readiness level.
    pub level: Option<i64>,
    /// How ideas are protected.
    pub ip: &'static str,
    /// Who is looked for.
    pub partners: Vec<&'static str>,
    /// Band of the budget.
    pub budget: &'static str,
    /// Who reads the attachment; empty where there is none.
    pub disclosure: &'static str,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Where it is.
    pub city: Bilingual,
}

/// The organization of `partner@`, which has projects in every state.
const PARTNERS_OWN: &str = "valle-nera-polytechnic";

pub(super) fn compose(themes: &[ThemeSeed], organizations: &[OrganizationSeed]) -> Vec<ProjectSeed> {
    let mut all = Vec::new();
    for (place, theme) in themes.iter().enumerate() {
        let suited = suited(theme, organizations);
        let third = ["cooperation", "investment_sought", "investment_offered"].into_iter().cycle().nth(place);
        let kinds = ["technology_offer", "technology_request", third.unwrap_or("cooperation")];
        for (turn, kind) in kinds.into_iter().enumerate() {
            let Some(owner) = suited.iter().cycle().nth(place + turn) else { continue };
            let n = all.len();
            let own = organizations.iter().find(|one| one.slug == PARTNERS_OWN && n % 6 == 5);
            all.push(project(theme, own.unwrap_or(owner), kind, n));
        }
    }
    all
}

/// Those who work on a theme, and everybody where they are too few.
fn suited<'a>(theme: &ThemeSeed, organizations: &'a [OrganizationSeed]) -> Vec<&'a OrganizationSeed> {
    let mut suited: Vec<_> = organizations.iter().filter(|one| one.topics.contains(&theme.topic)).collect();
    if suited.len() < 3 {
        suited.extend(organizations.iter().filter(|one| !one.topics.contains(&theme.topic)));
    }
    suited
}

fn project(theme: &ThemeSeed, owner: &OrganizationSeed, kind: &'static str, n: usize) -> ProjectSeed {
    let title = title(theme, kind);
    ProjectSeed {
        slug: text::slug(&title.en),
        organization: owner.slug.clone(),
        kind,
        state: state(n),
        teaser: teaser(theme, kind),
        details: details(theme, kind),
        fields: theme.fields.clone(),
        level: (kind != "investment_offered").then_some(if kind == "technology_offer" {
            theme.level
        } else {
            theme.level.max(2) - 1
        }),
        ip: ["pending", "granted", "secret", "none", "open", "licensed"].into_iter().nth(n % 6).unwrap_or("none"),
        partners: match kind {
            "technology_offer" => vec!["company", "startup"],
            "technology_request" => vec!["institute", "university", "startup"],
            "investment_sought" => vec!["investor", "public_body"],
            "investment_offered" => vec!["startup", "company"],
            _ => vec!["university", "institute", "company"],
        },
        budget: ["to_100k", "to_500k", "to_2m", "to_10m", "over_10m", ""].into_iter().nth(n % 6).unwrap_or(""),
        disclosure: ["undertaking", "", "accepted", "", ""].into_iter().nth(n % 5).unwrap_or(""),
        country: owner.country.clone(),
        city: owner.city.clone(),
        title,
    }
}

/// Most are open; each other state is met a few times.
fn state(n: usize) -> &'static str {
    match n {
        4 | 30 => "draft",
        7 | 18 | 41 => "submitted",
        11 | 36 => "changes_requested",
        13 | 24 | 52 => "matched",
        16 | 42 => "closed",
        22 | 48 => "expired",
        27 => "suspended",
        34 | 54 => "withdrawn",
        _ => "published",
    }
}

fn lower(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn title(theme: &ThemeSeed, kind: &str) -> Bilingual {
    let (name, zh) = (&theme.name.en, &theme.name.zh);
    match kind {
        "technology_offer" => Bilingual { en: name.clone(), zh: zh.clone() },
        "technology_request" => Bilingual { en: format!("Wanted: {}", lower(name)), zh: format!("寻求{zh}技术") },
        "investment_sought" => {
            Bilingual { en: format!("Bringing to market: {}", lower(name)), zh: format!("{zh}产业化融资") }
        }
        "investment_offered" => {
            Bilingual { en: format!("Funding for {}", lower(name)), zh: format!("{zh}方向投资") }
        }
        _ => Bilingual { en: format!("Joint research: {}", lower(name)), zh: format!("{zh}联合研究") },
    }
}

fn teaser(theme: &ThemeSeed, kind: &str) -> Bilingual {
    let joined =
        |en: &str, zh: &str, of: &Bilingual| Bilingual { en: format!("{} {en}", of.en), zh: format!("{}{zh}", of.zh) };
    match kind {
        "technology_offer" => {
            joined("We license it and help with the first series.", "可提供许可，并协助首批量产。", &theme.have)
        }
        "technology_request" => joined(
            "We pay for a pilot and decide within three months.",
            "我们承担试点费用，三个月内作出决定。",
            &theme.need,
        ),
        "investment_sought" => {
            joined("The next round brings it into small series.", "本轮融资用于小批量生产。", &theme.have)
        }
        "investment_offered" => {
            joined("We fund two teams for two years.", "我们将资助两个团队，为期两年。", &theme.need)
        }
        _ => joined("We look for groups to go on with together.", "我们寻求共同推进的研究团队。", &theme.have),
    }
}

fn details(theme: &ThemeSeed, kind: &str) -> Bilingual {
    let wants_it = matches!(kind, "technology_request" | "investment_offered");
    let (first, then) = if wants_it { (&theme.need, &theme.have) } else { (&theme.have, &theme.need) };
    Bilingual {
        en: format!(
            "## Where we stand\n\n{}\n\n## Why it matters\n\n{}\n\n## How to begin\n\n- A call of twenty minutes, in English or Chinese\n- A visit, or samples by post\n- A pilot with a written aim and an end",
            first.en, then.en
        ),
        zh: format!(
            "## 现状\n\n{}\n\n## 意义\n\n{}\n\n## 合作步骤\n\n- 二十分钟线上交流，中英文均可\n- 实地考察或寄送样品\n- 目标与期限明确的试点",
            first.zh, then.zh
        ),
    }
}
