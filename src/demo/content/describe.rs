//! Writes the text of a demo posting in both languages from the parts of its template.
//! Called by `postings` only.

use super::postings::{Level, Template};
use super::{Bilingual, OrganizationSeed};

/// Markdown: an opening that names the organization, then duties, requirements and the offer.
pub(super) fn describe(
    organization: &OrganizationSeed,
    template: &Template,
    level: &Level,
    offers: &[Bilingual],
) -> Bilingual {
    Bilingual {
        en: describe_en(organization, template, level, offers),
        zh: describe_zh(organization, template, level, offers),
    }
}

fn describe_en(organization: &OrganizationSeed, template: &Template, level: &Level, offers: &[Bilingual]) -> String {
    let text = |text: &Bilingual| text.en.clone();
    format!(
        "**{}** is hiring in {}. {}\n\n## What you will do\n\n{}\n\n## What you bring\n\n{}\n- {}\n\n## What we offer\n\n{}\n",
        organization.name.en,
        organization.city.en,
        template.summary.en,
        bullets(&template.duties, text),
        bullets(&template.requirements, text),
        experience_en(level.years),
        bullets(offers, text),
    )
}

fn describe_zh(organization: &OrganizationSeed, template: &Template, level: &Level, offers: &[Bilingual]) -> String {
    let text = |text: &Bilingual| text.zh.clone();
    format!(
        "**{}**面向海内外诚聘英才，工作地点：{}。{}\n\n## 工作内容\n\n{}\n\n## 任职要求\n\n{}\n- {}\n\n## 我们提供\n\n{}\n",
        organization.name.zh,
        organization.city.zh,
        template.summary.zh,
        bullets(&template.duties, text),
        bullets(&template.requirements, text),
        experience_zh(level.years),
        bullets(offers, text),
    )
}

fn experience_en(years: u8) -> String {
    match years {
        0 => "No earlier employment needed; internships and thesis work count".to_owned(),
        1 => "About one year of relevant experience".to_owned(),
        _ => format!("At least {years} years of relevant experience"),
    }
}

fn experience_zh(years: u8) -> String {
    match years {
        0 => "欢迎应届毕业生，实习与毕业课题经历均可作为参考".to_owned(),
        _ => format!("具有{years}年以上相关工作经验"),
    }
}

fn bullets(points: &[Bilingual], text: impl Fn(&Bilingual) -> String) -> String {
    let lines: Vec<_> = points.iter().map(|point| format!("- {}", text(point))).collect();
    lines.join("\n")
}
