//! Every text has its key in both languages, every key that is used exists, every key that exists
//! is used.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fairhall::web::i18n::Locale;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read_all(folder: &Path, endings: &[&str], out: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, endings, out);
        } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
            out.push_str(&std::fs::read_to_string(&path).unwrap());
            out.push('\n');
        }
    }
}

/// The keys of a language, each with the values it speaks of (`$n`).
fn keys(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
    let mut text = String::new();
    read_all(&root().join("locales").join(locale.tag()), &[".ftl"], &mut text);
    let resource = fluent_syntax::parser::parse(text.as_str())
        .unwrap_or_else(|(_, errors)| panic!("{}: the texts have mistakes: {errors:?}", locale.tag()));
    let mut keys = BTreeMap::new();
    for entry in &resource.body {
        if let fluent_syntax::ast::Entry::Message(message) = entry {
            let source =
                fluent_syntax::serializer::serialize(&fluent_syntax::ast::Resource { body: vec![entry.clone()] });
            let values = source
                .split('$')
                .skip(1)
                .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>());
            let before = keys.insert(message.id.name.to_owned(), values.collect());
            assert!(before.is_none(), "{}: {} stands twice", locale.tag(), message.id.name);
        }
    }
    keys
}

fn code() -> String {
    let mut code = String::new();
    read_all(&root().join("src"), &[".rs"], &mut code);
    read_all(&root().join("templates"), &[".html", ".txt"], &mut code);
    without_template_comments(&code)
}

/// Comments of templates show calls as examples.
fn without_template_comments(code: &str) -> String {
    let mut parts = code.split("{#");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once("#}").map_or("", |(_, after)| after))
}

/// The literals that stand in calls of `t`, `tn` and `tf`.
fn asked_keys(code: &str) -> BTreeSet<&str> {
    let calls = [".t(\"", ".tn(\"", ".tf(\""];
    let literals = calls.iter().flat_map(|call| code.split(call).skip(1));
    literals.map(|rest| rest.split('"').next().unwrap_or_default()).filter(|key| !key.is_empty()).collect()
}

/// The texts that the code names elsewhere: those of errors and flashes, and what a function that
/// gives a key (`fn state_key`) holds.
fn named_keys(code: &str) -> BTreeSet<&str> {
    let is_key = |text: &&str| {
        text.contains('-') && !text.ends_with('-') && text.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'))
    };
    let mut named: BTreeSet<&str> = code.split('"').filter(is_key).collect();
    named.retain(|text| text.starts_with("flash-") || text.starts_with("error-"));
    for function in
        code.split("fn ").skip(1).filter(|body| body.split('(').next().is_some_and(|name| name.ends_with("key")))
    {
        let body = function.split("\n}").next().unwrap_or_default().split("\n    }").next().unwrap_or_default();
        named.extend(body.split('"').skip(1).step_by(2).filter(is_key));
    }
    named
}

#[test]
fn every_text_that_is_named_for_an_error_or_a_state_exists() {
    let mut code = String::new();
    read_all(&root().join("src"), &[".rs"], &mut code);
    let known = keys(Locale::En);
    let missing: Vec<_> = named_keys(&code).into_iter().filter(|key| !known.contains_key(*key)).collect();
    assert!(missing.is_empty(), "no such texts: {missing:#?}");
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_values() {
    let (english, chinese) = (keys(Locale::En), keys(Locale::ZhCn));
    let differing: Vec<_> =
        english.keys().chain(chinese.keys()).filter(|key| english.get(*key) != chinese.get(*key)).collect();
    assert!(differing.is_empty(), "missing in one language, or with other values: {differing:#?}");
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let (code, known) = (code(), keys(Locale::En));
    let missing: Vec<_> = asked_keys(&code).into_iter().filter(|key| !known.contains_key(*key)).collect();
    assert!(missing.is_empty(), "no such texts: {missing:#?}");
}

#[test]
fn every_text_that_exists_is_used() {
    let (code, known) = (code(), keys(Locale::En));
    let unused: Vec<_> = known.keys().filter(|key| !code.contains(&format!("\"{key}\""))).collect();
    assert!(unused.is_empty(), "texts that nobody asks for: {unused:#?}");
}
