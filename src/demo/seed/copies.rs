//! The content of the demo, copied in any number for load tests. Called by [`super::more`].

use super::{Seed, crowd};
use crate::demo::content::{Bilingual, Content, HallSeed, OrganizationSeed, PartSeed, SessionSeed, SpeakerSeed};
use crate::ids::{PersonId, PostingId, ProjectId};

/// Stages on which copied sessions take place at once.
const STAGES: u32 = 10;
/// Copied sessions a stage and day, one an hour from this one on, UTC.
const A_DAY: u32 = 10;
const FIRST_HOUR: u32 = 1;

/// The content of one hall with so many copies of the demo's organizations, and nobody in it.
pub(super) fn hall_of(mut content: Content, count: u32) -> Content {
    let slug = format!("hall-of-{count}");
    let copy = |(place, one): (u32, &OrganizationSeed)| OrganizationSeed {
        slug: format!("{slug}-{place}"),
        hall: slug.clone(),
        place,
        name: numbered(&one.name, count, place),
        ..one.clone()
    };
    let copies = (1..=count).zip(content.organizations.iter().cycle()).map(copy).collect();
    content.organizations = copies;
    content.halls = vec![HallSeed {
        letter: format!("H{count}"),
        places: count,
        free: 0,
        name: Bilingual { en: format!("Hall of {count}"), zh: format!("{count} 号展位厅") },
        description: Bilingual { en: "Copies for load tests.".into(), zh: "压力测试用副本。".into() },
        slug,
    }];
    content.people.clear();
    content.letters.clear();
    content.conversations.clear();
    content.private.clear();
    content.talks.clear();
    content.asked.clear();
    content
}

fn numbered(name: &Bilingual, count: u32, place: u32) -> Bilingual {
    // In front: addresses keep the first words of a title.
    Bilingual { en: format!("{count}-{place} {}", name.en), zh: format!("{count}-{place} {}", name.zh) }
}

pub(super) fn with_postings(mut seed: Seed, count: u32) -> Seed {
    let originals = seed.content.postings();
    let copies = (1..=count).zip(originals.iter().cycle());
    seed.postings = copies
        .map(|(number, one)| {
            let mut copy = one.clone();
            copy.slug = format!("copy-of-{count}-{number}");
            (PostingId::new(), copy)
        })
        .collect();
    seed
}

pub(super) fn with_projects(mut seed: Seed, count: u32) -> Seed {
    let originals = seed.content.projects();
    let copies = (1..=count).zip(originals.iter().cycle());
    seed.projects = copies
        .map(|(number, one)| {
            let mut copy = one.clone();
            copy.slug = format!("copy-of-{count}-{number}");
            copy.title =
                Bilingual { en: format!("{} {number}", one.title.en), zh: format!("{} {number}", one.title.zh) };
            (copy.state, copy.disclosure) = ("published", "");
            (ProjectId::new(), copy)
        })
        .collect();
    seed
}

pub(super) fn with_applicants(mut seed: Seed, count: usize) -> Seed {
    let applicants = crowd::applicants(&seed.content, count);
    seed.people.extend(applicants.into_iter().map(|person| (person.slug, PersonId::new())));
    seed
}

/// Nobody has said yet whether they helped.
pub(super) fn with_articles(mut seed: Seed, count: u32) -> Seed {
    let originals = std::mem::take(&mut seed.content.articles);
    let mut copies: Vec<_> = originals.into_iter().cycle().take(count as usize).collect();
    for (number, copy) in (1..).zip(&mut copies) {
        copy.title = numbered(&copy.title, count, number);
    }
    seed.content.articles = copies;
    seed.content.people.clear();
    seed
}

/// All of them wait for the desk.
pub(super) fn with_enquiries(mut seed: Seed, count: u32) -> Seed {
    let mut originals = std::mem::take(&mut seed.content.desk.enquiries);
    originals.retain(|one| matches!(one.state.as_str(), "new" | "open"));
    let mut copies: Vec<_> = originals.into_iter().cycle().take(count as usize).collect();
    for (number, copy) in (1_u32..).zip(&mut copies) {
        copy.subject = format!("{} {number}", copy.subject);
        copy.merges.clear();
        copy.hours += number % 48;
    }
    seed.content.desk.enquiries = copies;
    seed
}

/// From tomorrow on, [`A_DAY`] a day on each of [`STAGES`] stages, each with a speaker.
pub(super) fn with_sessions(mut seed: Seed, count: u32) -> Seed {
    let programme = &mut seed.content.programme;
    let named = |number: u32| format!("stage-of-{count}-{number}");
    let name =
        |number: u32| Bilingual { en: format!("Stage {count}-{number}"), zh: format!("会场 {count}-{number}") };
    programme.stages = (0..STAGES).map(|number| PartSeed { slug: named(number), name: name(number) }).collect();
    programme.tracks.clear();
    let speak = |(number, one): (u32, &SpeakerSeed)| SpeakerSeed {
        slug: named(number),
        person: String::new(),
        name: format!("{} {count}-{number}", one.name),
        ..one.clone()
    };
    programme.speakers = (0..STAGES).zip(programme.speakers.iter().cycle()).map(speak).collect();
    let copy = |(number, one): (u32, &SessionSeed)| SessionSeed {
        day: i64::from(1 + number / STAGES / A_DAY),
        hour: i64::from(FIRST_HOUR + number / STAGES % A_DAY),
        minutes: 45,
        stage: named(number % STAGES),
        speakers: vec![named(number % STAGES)],
        state: "confirmed".into(),
        title: numbered(&one.title, count, number + 1),
        ..one.clone()
    };
    programme.sessions = (0..count).zip(programme.sessions.iter().cycle()).map(copy).collect();
    seed
}
