//! What the demo's people keep, and those who may be found: the seeker has saved some things and a search, and
//! twelve people in both languages have a candidate profile, some of them looked at and invited. Called by
//! [`super::fill`].

use bytes::Bytes;
use chrono::{Duration, NaiveTime};
use diesel::prelude::*;

use super::{Seed, days, missing};
use crate::db::Conn;
use crate::db::schema::{candidate_invitations, candidate_views, saves};
use crate::demo::art;
use crate::error::{AppError, AppResult};
use crate::ids::{CandidateId, PersonId, RowId, SaveId, SearchId};
use crate::insert_many;
use crate::lifecycle::Mover;
use crate::outbox::searches::Rhythm;
use crate::recruitment::candidates::forms::CandidateForm;
use crate::recruitment::candidates::model::{Candidate, CandidateState};
use crate::recruitment::candidates::queries::{insert_candidate, move_candidate};
use crate::recruitment::postings::forms::SearchForm;
use crate::recruitment::postings::saved::await_end;
use crate::recruitment::searches::model::SavedSearch;
use crate::recruitment::searches::queries::insert_search;
use crate::saves::SaveKind;
use crate::site::files::{FileKind, NewFile};
use crate::web::documents::prepare_pdf;

/// Who is documented as a job seeker.
const SEEKER: &str = "seeker";
/// The organization whose recruiter is documented.
const RECRUITING: &str = "pearl-bay-robotics";
/// Every so many postings the seeker has saved one, and how many.
const SAVED_EVERY: usize = 29;
const SAVED: usize = 5;

/// Who it is, headline, summary, occupation, education, languages with levels, skills, places, availability.
type Told = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
    &'static str,
    &'static str,
);

const CANDIDATES: &[Told] = &[
    (
        SEEKER,
        "Control engineer, five years in servo drives",
        "I tune drives so that machines stop where they should. Looking for a team that builds its own hardware.",
        "21",
        "7",
        &[("en", "C1"), ("zh", "native")],
        "Motion control, C++, Rust, EtherCAT, MATLAB",
        "Shenzhen, Guangzhou",
        "month",
    ),
    (
        "arjun-menon",
        "Perception engineer, lidar and camera fusion",
        "Six years on cars and two on harvesters: what is in front of the machine, and is it a person?",
        "25",
        "7",
        &[("en", "C2"), ("hi", "native")],
        "Lidar, Sensor fusion, Python, ROS 2, CUDA",
        "Bengaluru, Shenzhen",
        "now",
    ),
    (
        "sofia-lindqvist",
        "Materials scientist, thermoplastic composites",
        "Welding composites instead of gluing them. I like pilot lines better than slides.",
        "21",
        "8",
        &[("sv", "native"), ("en", "C2"), ("de", "B2")],
        "Composites, Polymer processing, Mechanical testing",
        "Stockholm, Suzhou",
        "quarter",
    ),
    (
        "wu-zihan",
        "集成光子学博士，熟悉硅光芯片设计与测试",
        "博士期间完成三次流片，负责从版图到封装测试的全过程，希望加入做产品的团队。",
        "21",
        "8",
        &[("zh", "native"), ("en", "C1")],
        "硅光芯片, 版图设计, 光学测试, Python",
        "武汉, 上海",
        "now",
    ),
    (
        "diego-herrera",
        "Ocean engineer, moorings and field campaigns",
        "Eleven campaigns, no instrument lost. I plan what can go wrong at sea before the ship leaves.",
        "21",
        "7",
        &[("es", "native"), ("en", "C1")],
        "Moorings, Hydrodynamics, Field work, Data loggers",
        "Sanya, Valparaíso",
        "quarter",
    ),
    (
        "amina-diallo",
        "Epidemiologist, heat and maternal health",
        "I work with cohorts and with the midwives who make them possible.",
        "22",
        "8",
        &[("fr", "native"), ("en", "C1"), ("wo", "native")],
        "Epidemiology, R, Cohort studies, Grant writing",
        "Dakar, Geneva",
        "later",
    ),
    (
        "cheng-yifan",
        "嵌入式软件工程师，实时系统方向",
        "五年伺服驱动器固件开发经验，熟悉实时操作系统与功能安全。",
        "25",
        "6",
        &[("zh", "native"), ("en", "B2")],
        "C, Rust, RTOS, 功能安全, EtherCAT",
        "深圳, 东莞",
        "month",
    ),
    (
        "natalia-shevchuk",
        "Structural engineer, fatigue of offshore structures",
        "Welds, waves and what twenty years of both do to steel.",
        "21",
        "7",
        &[("uk", "native"), ("en", "C1"), ("pl", "B2")],
        "Finite elements, Fatigue, Welding, Offshore",
        "Bergen, Gdańsk",
        "month",
    ),
    (
        "james-okafor",
        "Battery engineer, repair and second life",
        "A pack with one bad cell is not scrap. I build the benches that find that cell.",
        "21",
        "6",
        &[("en", "native"), ("ig", "native")],
        "Battery packs, Diagnostics, Power electronics",
        "Lagos, Ningde",
        "now",
    ),
    (
        "jiang-tao",
        "编译器工程师，寻找技术负责人岗位",
        "十年编译器与运行时开发，带过八人团队，希望从零搭建工具链团队。",
        "25",
        "7",
        &[("zh", "native"), ("en", "C1")],
        "LLVM, C++, 编译优化, 团队管理",
        "杭州, 北京",
        "later",
    ),
    (
        "jeroen-visser",
        "Engineering manager for data platforms",
        "I keep teams of six to twelve shipping, and their on-call quiet.",
        "13",
        "7",
        &[("nl", "native"), ("en", "C2"), ("de", "C1")],
        "Data platforms, Kafka, PostgreSQL, Hiring",
        "Rotterdam, Singapore",
        "quarter",
    ),
    (
        "elodie-favre",
        "Genetic counsellor with a clinic and a lab behind her",
        "Between the report and the family: I say what a variant means and what it does not.",
        "22",
        "8",
        &[("fr", "native"), ("en", "C1"), ("de", "B1")],
        "Genetic counselling, Variant interpretation, Teaching",
        "Lausanne, Shenzhen",
        "quarter",
    ),
];

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    insert_saves(conn, seed)?;
    insert_search_of_seeker(conn, seed)?;
    for told in CANDIDATES {
        insert_one(conn, seed, told)?;
    }
    Ok(())
}

fn insert_saves(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let person = seed.person(SEEKER)?;
    let postings =
        seed.postings.iter().step_by(SAVED_EVERY).take(SAVED).map(|(id, _)| (SaveKind::Posting, id.as_str()));
    let projects = seed.projects.iter().take(3).map(|(id, _)| (SaveKind::Project, id.as_str()));
    let booths = [RECRUITING, "chuyun-laser", "alpenblick-robotics"];
    let booths = booths.iter().map(|slug| Ok((SaveKind::Booth, seed.booth(slug)?.as_str())));
    let things: Vec<_> = postings.chain(projects).map(Ok).chain(booths).collect::<AppResult<_>>()?;
    let ids: Vec<SaveId> = things.iter().map(|_| SaveId::new()).collect();
    let row = |(id, (kind, thing)): (&SaveId, &(SaveKind, &str))| {
        (
            saves::id.eq(id.clone()),
            saves::person_id.eq(person.clone()),
            saves::edition_id.eq(seed.edition.clone()),
            saves::kind.eq(*kind),
            saves::thing_id.eq((*thing).to_owned()),
            saves::created_at.eq(seed.now - days(1)),
        )
    };
    let rows: Vec<_> = ids.iter().zip(&things).map(row).collect();
    insert_many!(conn, saves::table, rows)?;
    let postings = ids.iter().zip(&things).filter(|(_, (kind, _))| *kind == SaveKind::Posting);
    for (id, (_, thing)) in postings {
        await_end(conn, id.as_str(), thing, seed.now)?;
    }
    Ok(())
}

fn insert_search_of_seeker(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    for (name, form, rhythm) in [
        ("Robotics", SearchForm { q: "robot".into(), ..SearchForm::default() }, Rhythm::Daily),
        ("Remote", SearchForm { remote: "yes".into(), ..SearchForm::default() }, Rhythm::None),
    ] {
        let search = SavedSearch {
            id: SearchId::new(),
            person_id: seed.person(SEEKER)?.clone(),
            edition_id: seed.edition.clone(),
            name: name.to_owned(),
            query: form.query(),
            fair_id: None,
            rhythm,
            begins_at: seed.now,
            checked_at: seed.now,
            next_at: None,
            version: 1,
            created_at: seed.now,
            updated_at: seed.now,
        };
        insert_search(conn, &search)?;
    }
    Ok(())
}

fn form_of(told: &Told) -> CandidateForm {
    let (_, headline, summary, occupation, education, languages, skills, places, availability) = *told;
    CandidateForm {
        headline: headline.to_owned(),
        summary: summary.to_owned(),
        occupation: occupation.to_owned(),
        education: education.to_owned(),
        language: languages.iter().map(|(language, _)| (*language).to_owned()).collect(),
        level: languages.iter().map(|(_, level)| (*level).to_owned()).collect(),
        skills: skills.to_owned(),
        places: places.to_owned(),
        types: vec!["FULL_TIME".to_owned()],
        availability: availability.to_owned(),
        ..CandidateForm::default()
    }
}

fn insert_one(conn: &mut Conn, seed: &Seed, told: &Told) -> AppResult<()> {
    let person = seed.person(told.0)?;
    let content = form_of(told).parse().map_err(|_| missing("candidate", told.0))?;
    let resume = if told.0 == SEEKER { Some(resume_of(told)?) } else { None };
    let candidate = Candidate {
        id: CandidateId::new(),
        person_id: person.clone(),
        state: CandidateState::Hidden,
        content,
        resume_file_id: resume.as_ref().map(|file| file.id.clone()),
        consented_at: None,
        seen_at: seed.now,
        warned_at: None,
        look_at: None,
        version: 1,
        created_at: seed.now,
        updated_at: seed.now,
    };
    insert_candidate(conn, &candidate, resume.as_ref())?;
    let mover = Mover { person: Some(person), at: seed.now, reason: "" };
    move_candidate(conn, &candidate, CandidateState::Open, mover)?;
    if told.0 == SEEKER { insert_looks(conn, seed, &candidate) } else { Ok(()) }
}

fn resume_of(told: &Told) -> AppResult<NewFile> {
    let lines = [told.2.to_owned(), "Skills:".to_owned(), told.6.to_owned()];
    let pdf = art::resume_pdf("Resume", told.1, &lines);
    let prepared = prepare_pdf(Bytes::from(pdf)).map_err(|_| AppError::internal("the demo's resume is no PDF"))?;
    NewFile::inline(FileKind::Resume, "resume.pdf".to_owned(), prepared)
}

/// Who looked at the seeker in the last days, and an invitation by who is documented as a recruiter.
fn insert_looks(conn: &mut Conn, seed: &Seed, candidate: &Candidate) -> AppResult<()> {
    for (ago, organization) in (1_i64..).zip([RECRUITING, "chuyun-laser", "alpenblick-robotics"]) {
        let at = seed.now - Duration::days(ago);
        let row = (
            candidate_views::id.eq(RowId::new()),
            candidate_views::candidate_id.eq(&candidate.id),
            candidate_views::organization_id.eq(seed.organization(organization)?),
            candidate_views::day.eq(at.date().and_time(NaiveTime::MIN)),
            candidate_views::created_at.eq(at),
        );
        diesel::insert_into(candidate_views::table).values(row).execute(conn)?;
    }
    let theirs = seed.postings.iter().rfind(|(_, posting)| posting.organization == RECRUITING);
    let (posting, _) = theirs.ok_or_else(|| missing("posting of", RECRUITING))?;
    let by: &PersonId = seed.owner_of(RECRUITING)?;
    let row = (
        candidate_invitations::id.eq(RowId::new()),
        candidate_invitations::candidate_id.eq(&candidate.id),
        candidate_invitations::posting_id.eq(posting),
        candidate_invitations::person_id.eq(Some(by)),
        candidate_invitations::message
            .eq("Your work on servo drives fits what we build. Have a look, and ask us anything."),
        candidate_invitations::created_at.eq(seed.now - Duration::hours(20)),
    );
    diesel::insert_into(candidate_invitations::table).values(row).execute(conn)?;
    Ok(())
}
