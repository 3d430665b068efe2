//! Holds the people of the demo content, and what they say, to its promises.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first wrong file")]

use std::collections::HashSet;

use super::Content;
use super::tests::{assert_both, assert_unique};

#[test]
fn every_booth_has_somebody_and_every_speaker_is_known() {
    let content = Content::load().unwrap();
    assert_unique(content.people.iter().map(|person| &person.slug));
    assert_unique(content.people.iter().map(|person| &person.name.en));
    let documented: Vec<_> = content.people.iter().take(8).map(|one| one.slug.as_str()).collect();
    assert_eq!(
        documented,
        ["organizer", "moderator", "agent", "exhibitor", "recruiter", "newcomer", "seeker", "partner"]
    );
    let people: HashSet<_> = content.people.iter().map(|person| person.slug.as_str()).collect();
    let all = || content.organizations.iter().chain([&content.newcomer]);
    for one in all() {
        let owners = content.people.iter().filter(|person| person.organization == one.slug && person.part == "owner");
        assert_eq!(owners.count(), 1, "{}", one.slug);
    }
    for person in &content.people {
        assert_both(&person.name);
        assert_both(&person.title);
        let slug = &person.organization;
        assert!(slug.is_empty() || all().any(|one| one.slug == *slug), "{slug}");
    }
    let at_booths = content.conversations.iter().flat_map(|one| &one.lines);
    let said = at_booths
        .chain(content.private.iter().flat_map(|one| &one.lines))
        .chain(content.asked.iter().flat_map(|one| &one.lines))
        .chain(content.talks.iter().flat_map(|one| &one.lines))
        .map(|line| &line.who);
    let wrote = content.letters.iter().map(|letter| &letter.author);
    said.chain(wrote).for_each(|who| assert!(people.contains(who.as_str()), "{who}"));
}

#[test]
fn letters_conversations_and_pages_are_all_there() {
    let content = Content::load().unwrap();
    assert_eq!((content.letters.len(), content.conversations.len()), (10, 12));
    assert!(content.letters.iter().flat_map(|one| &one.resume).all(|line| line.is_ascii()));
    assert!(content.letters.iter().all(|one| ["en", "zh-CN"].contains(&one.language.as_str())));
    for conversation in &content.conversations {
        assert!((6..=15).contains(&conversation.lines.len()), "{}", conversation.organization);
        assert!(content.organizations.iter().any(|one| one.slug == conversation.organization));
    }
    for conversation in &content.private {
        let people: HashSet<_> = conversation.lines.iter().map(|line| &line.who).collect();
        assert!(people.len() == 2 || (people.len() > 2 && !conversation.name.is_empty()), "{people:?}");
    }
    content.rejection_reasons.iter().chain(&content.review_comments).for_each(assert_both);
    content.pages.iter().flat_map(|page| [&page.title, &page.body]).for_each(assert_both);
    let pages: Vec<_> = content.pages.iter().map(|page| page.slug.as_str()).collect();
    assert_eq!(pages, ["about", "organizers-and-hosts", "privacy", "terms", "accessibility", "imprint"]);
}
