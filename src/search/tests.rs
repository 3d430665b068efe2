//! What is found and what is not, over a small index in memory, and following a database.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::sync::{Arc, Mutex};

use super::*;
use crate::db::{Address, Db, migrate};
use crate::error::AppResult;
use crate::web::i18n::Locale;

fn at(second: i64) -> Instant {
    chrono::DateTime::from_timestamp(second, 0).unwrap().naive_utc()
}

fn document(title: &str, body: &str, place: &str, salary: i64) -> Document {
    Document {
        edition: "e1".to_owned(),
        texts: vec![Text { locale: Locale::En, title: title.to_owned(), body: body.to_owned() }],
        facets: vec![("place", place.to_owned())],
        numbers: vec![("salary", salary)],
        dated: at(salary),
        from: None,
        until: Some(at(10_000)),
    }
}

fn search() -> Search {
    let search = Search::in_memory(Vec::new()).unwrap();
    let rows = [
        ("laser", document("Laser engineers wanted", "Optics and photonics for the robots of tomorrow", "Wuhan", 100)),
        ("chip", document("高级芯片设计工程师", "在光谷从事集成电路研发，人工智能方向", "Wuhan", 300)),
        ("trad", document("軟體工程師", "資訊安全與機器學習", "Macao", 200)),
        ("cpp", document("C++ developer", "Münchner Ｓｔａｒｔｕｐ", "Munich", 400)),
    ];
    let rows: Vec<_> = rows.into_iter().map(|(id, row)| ("posting".to_owned(), id.to_owned(), Some(row))).collect();
    search.0.write(&rows, true, "").unwrap();
    search
}

fn asked(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::of_edition("e1", at(1_000), Locale::En) }
}

fn ids(search: &Search, query: &Query) -> Vec<String> {
    search.0.find(query).unwrap().hits.into_iter().map(|hit| hit.id).collect()
}

fn found(search: &Search, text: &str) -> Vec<String> {
    ids(search, &asked(text))
}

#[test]
fn chinese_words_of_one_and_two_characters_are_found_inside_longer_strings() {
    let search = search();
    for text in ["芯", "设计", "光谷", "谷从", "电路", "芯片 研发", "人工智能芯片", "集成电路工程师"]
    {
        assert_eq!(found(&search, text), ["chip"], "{text}");
    }
    assert!(found(&search, "芯谷").is_empty(), "two characters that do not stand together");
    assert_eq!(found(&search, "工程师").len(), 2);
}

#[test]
fn traditional_and_simplified_characters_are_one() {
    let search = search();
    assert_eq!(found(&search, "软体"), ["trad"]);
    assert_eq!(found(&search, "機器學習"), ["trad"]);
    assert_eq!(found(&search, "集成電路"), ["chip"]);
}

#[test]
fn width_case_accents_and_endings_do_not_matter() {
    let search = search();
    for text in ["ＬＡＳＥＲ", "engineering lasers", "robot", "the engineer"] {
        assert_eq!(found(&search, text), ["laser"], "{text}");
    }
    for text in ["c++", "C++ startup", "munchner", "MÜNCHNER"] {
        assert_eq!(found(&search, text), ["cpp"], "{text}");
    }
}

#[test]
fn a_misspelt_word_finds_what_is_near_and_says_so() {
    let search = search();
    let near = search.0.find(&asked("photonisc")).unwrap();
    assert_eq!((near.hits[0].id.as_str(), near.is_fuzzy), ("laser", true));
    assert!(!search.0.find(&asked("laser")).unwrap().is_fuzzy);
}

#[test]
fn facets_count_their_values_as_if_not_filtered_by() {
    let search = search();
    let mut query = asked("");
    query.count = vec!["place", "kind"];
    query.filters.push(("place", vec!["Wuhan".to_owned()]));
    let answer = search.0.find(&query).unwrap();
    assert_eq!(answer.total, 2);
    assert_eq!(answer.facets["place"][0], ("Wuhan".to_owned(), 2));
    assert_eq!(answer.facets["place"].len(), 3);
    assert_eq!(answer.facets["kind"], [("posting".to_owned(), 2)]);
    query.edition = Some("e2".to_owned());
    assert_eq!(search.0.find(&query).unwrap().total, 0);
}

#[test]
fn numbers_bound_and_sort() {
    let search = search();
    let mut query = asked("");
    query.ranges = vec![("salary", Some(200), Some(300))];
    query.sort = Sort::Lowest("salary");
    assert_eq!(ids(&search, &query), ["trad", "chip"]);
    query.ranges = vec![("salary", Some(200), None)];
    query.sort = Sort::Highest("salary");
    assert_eq!(ids(&search, &query), ["cpp", "chip", "trad"]);
    query.ranges.clear();
    query.sort = Sort::Newest;
    (query.offset, query.limit) = (1, 2);
    assert_eq!(ids(&search, &query), ["chip", "trad"]);
}

#[test]
fn only_some_are_asked_about() {
    let search = search();
    let among = |text: &str, some: &[&str]| {
        let some = some.iter().map(|id| (*id).to_owned()).collect();
        let found = search.list(&Query { among: Some(some), ..asked(text) }).unwrap();
        (found.ids, found.is_fuzzy)
    };
    assert_eq!(found(&search, "工程师").len(), 2);
    assert_eq!(among("工程师", &["chip", "cpp", "unknown"]), (vec!["chip".to_owned()], false));
    assert_eq!(among("", &["trad"]), (vec!["trad".to_owned()], false));
    assert!(among("", &[]).0.is_empty());
    assert_eq!(among("laser", &["cpp"]), (Vec::new(), false));
}

#[test]
fn the_clock_opens_and_closes() {
    let search = search();
    let mut query = asked("laser");
    assert_eq!(ids(&search, &query), ["laser"]);
    query.now = at(10_000);
    assert!(ids(&search, &query).is_empty());
    let later = Document { from: Some(at(2_000)), ..document("Soon", "", "Wuhan", 1) };
    search.0.write(&[("posting".to_owned(), "soon".to_owned(), Some(later))], false, "").unwrap();
    assert!(found(&search, "soon").is_empty());
    assert_eq!(ids(&search, &Query { now: at(2_000), ..asked("soon") }), ["soon"]);
}

#[test]
fn odd_texts_are_answered() {
    let search = search();
    assert_eq!(found(&search, "  ").len(), 4);
    assert!(found(&search, "！？… \u{202e}").is_empty());
    for text in ["(a+)+$", "\"", "AND OR NOT", "title:[* TO *]", "\0", &"長x".repeat(300_000), &"((((".repeat(250_000)]
    {
        search.0.find(&asked(text)).unwrap();
    }
}

#[test]
fn what_was_searched_for_is_marked() {
    let search = search();
    let marks = |text: &str| -> (Vec<String>, Vec<String>) {
        let hit = search.0.find(&asked(text)).unwrap().hits.remove(0);
        let marked =
            |pieces: Vec<Piece>| pieces.into_iter().filter(|piece| piece.is_match).map(|piece| piece.text).collect();
        (marked(hit.title), marked(hit.excerpt))
    };
    assert_eq!(marks("engineer optics"), (vec!["engineers".to_owned()], vec!["Optics".to_owned()]));
    assert_eq!(marks("软体工程师"), (vec!["軟體工程師".to_owned()], vec![]));
    assert_eq!(marks("光谷"), (vec![], vec!["光谷".to_owned()]));
}

#[test]
fn the_best_of_every_kind_stand_together_with_their_counts() {
    let search = search();
    let news = document("Laser news", "engineers", "Wuhan", 1);
    search.0.write(&[("news".to_owned(), "item".to_owned(), Some(news))], false, "").unwrap();
    let grouped = search.group(&Query { limit: 1, ..asked("engineer") }).unwrap();
    let told: Vec<_> =
        grouped.groups.iter().map(|group| (group.kind.as_str(), group.total, group.hits.len())).collect();
    assert_eq!((told, grouped.is_fuzzy), (vec![("news", 1, 1), ("posting", 1, 1)], false));
    let near = search.group(&asked("photonisc")).unwrap();
    assert_eq!((near.groups.len(), near.is_fuzzy), (1, true));
    let wrong = search.group(&asked("机器学刁")).unwrap();
    assert_eq!((wrong.groups[0].hits[0].id.as_str(), wrong.is_fuzzy), ("trad", true));
    assert!(search.group(&asked("！？…")).unwrap().groups.is_empty());
}

#[test]
fn suggestions_go_on_from_what_was_typed_of_a_title() {
    let search = search();
    let titles = |text: &str| -> Vec<String> {
        search.suggest(&asked(text)).unwrap().hits.into_iter().map(|hit| hit.id).collect()
    };
    for text in ["las", "LASER", "laser eng", "wanted l", "engineers las"] {
        assert_eq!(titles(text), ["laser"], "{text}");
    }
    for text in ["芯", "片设", "高级芯片"] {
        assert_eq!(titles(text), ["chip"], "{text}");
    }
    assert_eq!(titles("c++ dev"), ["cpp"]);
    for text in ["", "l", "optics", "laser x", "光谷", "(a+)+$"] {
        assert!(titles(text).is_empty(), "{text}");
    }
    let marked = search.suggest(&asked("las")).unwrap().hits.remove(0).title;
    assert_eq!(marked[0], Piece { text: "Las".to_owned(), is_match: true });
}

#[test]
fn what_belongs_to_every_edition_is_found_in_each() {
    let search = search();
    let page = Document { edition: EVERY_EDITION.to_owned(), ..document("Privacy", "", "Wuhan", 1) };
    search.0.write(&[("page".to_owned(), "privacy".to_owned(), Some(page))], false, "").unwrap();
    for edition in ["e1", "e2"] {
        let query = Query { edition: Some(edition.to_owned()), ..asked("privacy") };
        assert_eq!(ids(&search, &query), ["privacy"], "{edition}");
    }
}

/// Things that tests publish and hide.
#[derive(Default)]
struct Shelf(Mutex<Vec<String>>);

impl Source for Shelf {
    fn kind(&self) -> &'static str {
        "posting"
    }

    fn document(&self, _: &mut Conn, id: &str) -> AppResult<Option<Document>> {
        let is_there = self.0.lock().unwrap().iter().any(|known| known == id);
        Ok(is_there.then(|| document(id, "", "Wuhan", 1)))
    }

    fn all_ids(&self, _: &mut Conn) -> AppResult<Vec<String>> {
        Ok(self.0.lock().unwrap().clone())
    }
}

struct Folder(std::path::PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("fairhall-search-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

fn database(folder: &Folder) -> Db {
    let address = Address::Sqlite(folder.0.join("db.sqlite").display().to_string());
    migrate::run(&address).unwrap();
    Db::open(&address, 2).unwrap()
}

async fn changed(db: &Db, id: &'static str) {
    let now = crate::clock::Clock::new().now();
    db.write(move |conn| Ok(record_change(conn, "posting", id, now)?)).await.unwrap();
}

fn hits(search: &Search) -> Vec<String> {
    let mut hits: Vec<String> = search.find(&asked("")).unwrap().hits.into_iter().map(|hit| hit.id).collect();
    hits.sort();
    hits
}

#[test]
fn a_second_program_on_the_same_folder_is_told_so() {
    let folder = Folder::new();
    let first = Search::open(&folder.0.join("index"), Vec::new()).unwrap();
    let second = Search::open(&folder.0.join("index"), Vec::new()).err().unwrap();
    assert!(second.to_string().contains("another fairhall is running"), "{second}");
    let meta = index::place(&folder.0.join("index")).join("meta.json");
    std::fs::write(&meta, b"half a").unwrap();
    assert!(Search::open(&folder.0.join("index"), Vec::new()).is_err());
    assert_eq!(std::fs::read(&meta).unwrap(), b"half a", "what another writes stays");
    drop(first);
    Search::open(&folder.0.join("index"), Vec::new()).unwrap();
}

#[actix_web::test]
async fn the_index_follows_what_is_published_and_hidden() {
    let (folder, shelf) = (Folder::new(), Arc::new(Shelf::default()));
    let db = database(&folder);
    let search = Search::open(&folder.0.join("index"), vec![shelf.clone()]).unwrap();
    assert!(search.behind().is_filling);
    shelf.0.lock().unwrap().push("before".to_owned());
    search.catch_up(&db).await.unwrap();
    assert_eq!(hits(&search), ["before"]);
    shelf.0.lock().unwrap().push("after".to_owned());
    changed(&db, "after").await;
    search.catch_up(&db).await.unwrap();
    assert_eq!(hits(&search), ["after", "before"]);
    shelf.0.lock().unwrap().retain(|id| id != "before");
    changed(&db, "before").await;
    search.catch_up(&db).await.unwrap();
    assert_eq!(hits(&search), ["after"]);
    assert_eq!(search.behind(), Behind { changes: 0, is_filling: false, is_failing: false });
}

#[actix_web::test]
async fn what_waits_for_the_index_is_named_where_it_is_counted() {
    let (folder, shelf) = (Folder::new(), Arc::new(Shelf::default()));
    let db = database(&folder);
    let search = Search::open(&folder.0.join("index"), vec![shelf.clone()]).unwrap();
    let waiting = async || {
        let own = search.clone();
        db.read(move |conn| Ok(own.list_waiting(conn)?)).await.unwrap()
    };
    let thing = |id: &str| ("posting".to_owned(), id.to_owned());
    shelf.0.lock().unwrap().extend(["one".to_owned(), "two".to_owned()]);
    changed(&db, "one").await;
    changed(&db, "two").await;
    search.catch_up(&db).await.unwrap();
    assert!(waiting().await.is_empty());
    changed(&db, "one").await;
    changed(&db, "three").await;
    let known = waiting().await;
    assert_eq!(known.iter().cloned().collect::<Vec<_>>(), [thing("one"), thing("three")]);
    let grouped = search.group(&Query { waiting: known.clone(), ..asked("") }).unwrap();
    assert_eq!((grouped.groups[0].total, grouped.waiting), (2, vec![thing("one")]), "the third is in no index");
    assert!(search.group(&Query { waiting: known.clone(), ..asked("two") }).unwrap().waiting.is_empty());
    assert_eq!(search.suggest(&Query { waiting: known, ..asked("one") }).unwrap().waiting, [thing("one")]);
    search.catch_up(&db).await.unwrap();
    assert!(waiting().await.is_empty());
}

#[actix_web::test]
async fn an_index_goes_on_where_it_stood_and_a_damaged_one_is_filled_anew() {
    let (folder, shelf) = (Folder::new(), Arc::new(Shelf::default()));
    let db = database(&folder);
    let index = folder.0.join("index");
    shelf.0.lock().unwrap().push("one".to_owned());
    changed(&db, "one").await;
    let search = Search::open(&index, vec![shelf.clone()]).unwrap();
    search.catch_up(&db).await.unwrap();
    drop(search);
    let search = Search::open(&index, vec![shelf.clone()]).unwrap();
    assert!(!search.behind().is_filling);
    assert_eq!(hits(&search), ["one"]);
    drop(search);
    for entry in std::fs::read_dir(index::place(&index)).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "store" || end == "idx") {
            std::fs::write(path, b"nonsense").unwrap();
        }
    }
    let search = Search::open(&index, vec![shelf]).unwrap();
    search.catch_up(&db).await.unwrap();
    assert_eq!(hits(&search), ["one"]);
}
