//! Holds the demo content to its promises: counts, both languages, unique names, known codes.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first wrong file")]

use std::collections::HashSet;

use super::{Bilingual, Content, OrganizationSeed, PostingSeed};

/// How many second-level fields each of the six first-level fields of OECD FORD has (2015).
const FIELDS: [u8; 6] = [7, 11, 5, 5, 9, 5];

fn is_known_field(code: &str) -> bool {
    let Some((first, second)) = code.split_once('.') else {
        return false;
    };
    let (Ok(first), Ok(second)) = (first.parse::<usize>(), second.parse::<u8>()) else {
        return false;
    };
    FIELDS.get(first.wrapping_sub(1)).is_some_and(|count| (1..=*count).contains(&second))
}

pub(super) fn assert_unique<T: std::hash::Hash + Eq + std::fmt::Debug>(values: impl Iterator<Item = T>) {
    let mut seen = HashSet::new();
    for value in values {
        let shown = format!("{value:?}");
        assert!(seen.insert(value), "twice: {shown}");
    }
}

pub(super) fn assert_both(text: &Bilingual) {
    assert!(!text.en.trim().is_empty(), "no English: {}", text.zh);
    let is_chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    assert!(text.zh.chars().any(is_chinese), "no Chinese: {}", text.zh);
    assert!(!text.en.chars().any(is_chinese), "Chinese in English: {}", text.en);
}

fn texts_of(organization: &OrganizationSeed) -> Vec<&Bilingual> {
    let mut texts =
        vec![&organization.name, &organization.fascia, &organization.city, &organization.tagline, &organization.text];
    texts.extend(organization.links.iter().map(|link| &link.title));
    texts.extend(organization.exhibits.iter().flat_map(|exhibit| [&exhibit.title, &exhibit.summary]));
    texts
}

#[test]
fn every_place_of_every_hall_has_one_organization() {
    let content = Content::load().unwrap();
    let places: Vec<u32> = content.halls.iter().map(|hall| hall.places).collect();
    assert_eq!(places, [24, 8, 8, 8]);
    assert_eq!(content.organizations.len(), 48);
    for hall in &content.halls {
        let in_hall = content.organizations.iter().filter(|one| one.hall == hall.slug);
        let taken: Vec<u32> = in_hall.map(|one| one.place).collect();
        assert_eq!(taken, (1..=hall.places).collect::<Vec<_>>());
    }
}

#[test]
fn every_organization_is_complete_in_both_languages() {
    let content = Content::load().unwrap();
    for one in content.organizations.iter().chain([&content.newcomer]) {
        texts_of(one).into_iter().for_each(assert_both);
        assert!(one.fascia.en.chars().count() <= 14, "{}", one.fascia.en);
        assert!(one.fascia.zh.chars().count() <= 6, "{}", one.fascia.zh);
        assert!(is_known_field(&one.field), "{}", one.field);
        assert!(one.hue < 360 && one.website.ends_with(".example/"), "{}", one.slug);
    }
    for one in &content.organizations {
        assert_eq!(one.links.len(), 2, "{}", one.slug);
        assert!((1..=3).contains(&one.exhibits.len()), "{}", one.slug);
    }
}

#[test]
fn names_and_addresses_of_organizations_are_unique() {
    let content = Content::load().unwrap();
    let all = || content.organizations.iter().chain([&content.newcomer]);
    assert_unique(all().map(|one| &one.slug));
    assert_unique(all().map(|one| &one.website));
    assert_unique(all().map(|one| &one.name.en));
    assert_unique(all().map(|one| &one.name.zh));
    assert_unique(all().map(|one| &one.fascia.en));
    assert_unique(all().map(|one| &one.fascia.zh));
}

#[test]
fn forty_positions_make_two_hundred_and_forty_distinct_postings() {
    let content = Content::load().unwrap();
    assert_eq!(content.positions.templates.len(), 40);
    let postings = content.postings();
    assert_eq!(postings.len(), 240);
    assert_unique(postings.iter().map(|posting| &posting.slug));
    assert_unique(postings.iter().map(|posting| (&posting.organization, &posting.title.en)));
    assert_eq!(postings, content.postings());
    postings.iter().for_each(assert_sensible);
}

fn assert_sensible(posting: &PostingSeed) {
    assert_both(&posting.title);
    assert_both(&posting.description);
    assert!(is_known_field(&posting.field), "{}", posting.field);
    assert!(0 < posting.salary_min && posting.salary_min < posting.salary_max, "{}", posting.slug);
    assert_eq!(posting.currency.len(), 3, "{}", posting.slug);
    assert!(!posting.languages.is_empty() && posting.positions > 0, "{}", posting.slug);
    assert!(posting.description.en.contains("What we offer\n\n- "), "{}", posting.slug);
}

#[test]
fn every_position_is_offered_by_somebody() {
    let content = Content::load().unwrap();
    let postings = content.postings();
    for template in &content.positions.templates {
        assert_both(&template.summary);
        template.duties.iter().chain(&template.requirements).for_each(assert_both);
        let start = format!("{}-", template.slug);
        assert!(postings.iter().any(|posting| posting.slug.starts_with(&start)), "{start}");
    }
}

#[test]
fn the_event_has_two_editions_and_five_zones_in_order() {
    let content = Content::load().unwrap();
    let editions: Vec<_> = content.editions.iter().map(|one| (one.number, one.current)).collect();
    assert_eq!(editions, [(20, true), (19, false)]);
    let zones: Vec<_> = content.zones.iter().map(|zone| zone.kind.as_str()).collect();
    assert_eq!(zones, ["exhibition", "pairing", "recruitment", "service", "forum"]);
    content.zones.iter().flat_map(|one| [&one.title, &one.introduction]).for_each(assert_both);
    content.halls.iter().flat_map(|one| [&one.name, &one.description]).for_each(assert_both);
    content.editions.iter().flat_map(|one| [&one.name, &one.introduction]).for_each(assert_both);
    content.announcements.iter().flat_map(|one| [&one.title, &one.body]).for_each(assert_both);
}

#[test]
fn twenty_themes_make_sixty_projects_of_every_kind_and_state() {
    let content = Content::load().unwrap();
    let projects = content.projects();
    assert_eq!((content.themes.len(), projects.len()), (20, 60));
    assert_unique(projects.iter().map(|project| &project.slug));
    assert_unique(projects.iter().map(|project| &project.title.zh));
    for project in &projects {
        [&project.title, &project.teaser, &project.details].into_iter().for_each(assert_both);
        assert!(project.fields.iter().all(|field| is_known_field(field)), "{}", project.slug);
        assert!((40..=600).contains(&project.teaser.en.chars().count()), "{}", project.slug);
    }
    let said = &content.dealings;
    [&said.interests, &said.reasons, &said.requests, &said.notes].into_iter().flatten().for_each(assert_both);
    let states: HashSet<_> = projects.iter().map(|project| project.state).collect();
    let kinds: HashSet<_> = projects.iter().map(|project| project.kind).collect();
    assert_eq!((states.len(), kinds.len()), (9, 5));
}

#[test]
fn the_help_has_forty_articles_in_six_topics_most_in_both_languages() {
    let content = Content::load().unwrap();
    let articles = &content.articles;
    let topics: HashSet<&str> = articles.iter().map(|article| article.topic.as_str()).collect();
    let is_whole = |title: &str, body: &str| !title.is_empty() && !body.is_empty();
    let english = articles.iter().filter(|one| is_whole(&one.title.en, &one.body.en)).count();
    let chinese = articles.iter().filter(|one| is_whole(&one.title.zh, &one.body.zh)).count();
    assert_eq!((articles.len(), topics.len(), english, chinese), (40, 6, 39, 39));
    assert_unique(articles.iter().map(|one| (&one.title.en, &one.title.zh)));
}
