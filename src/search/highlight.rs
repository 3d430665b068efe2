//! Marks what was searched for in the texts of a hit; used by `find`. Gives pieces of plain text,
//! which templates escape.

use unicode_normalization::UnicodeNormalization;

use super::query::{Need, Needs};
use super::words::{Token, cut, stem};
use crate::web::i18n::Locale;

/// How much of a body an excerpt shows, and how much before the first place, in characters.
const EXCERPT: usize = 180;
const BEFORE: usize = 40;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text, not escaped.
    pub text: String,
    /// Whether it is what was searched for.
    pub is_match: bool,
}

/// The text of a hit in the language that shows most of what was searched for.
pub(super) struct Shown {
    pub locale: Locale,
    pub title: Vec<Piece>,
    pub excerpt: Vec<Piece>,
}

/// Chooses the text in the reader's language, unless only another one holds what was searched for.
pub(super) fn choose(texts: Vec<(Locale, String, String)>, needs: &Needs, locale: Locale) -> Shown {
    let best = texts.into_iter().map(|(language, title, body)| {
        let (in_title, in_body) = (places(&title, needs), places(&body, needs));
        let rank = (in_title.len() + in_body.len() > 0, language == locale);
        (
            rank,
            Shown {
                locale: language,
                title: pieces(&title, &in_title, 0, title.len()),
                excerpt: excerpt(&body, &in_body),
            },
        )
    });
    let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or(Shown { locale, title: Vec::new(), excerpt: Vec::new() }, |(_, shown)| shown)
}

/// The places of what was searched for: beginnings and ends in bytes, in order, not overlapping.
fn places(text: &str, needs: &Needs) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for token in cut(text) {
        if !token.is_run {
            let word = stem(&token.text());
            let is_asked = |need: &Need| matches!(need, Need::Word(stem, _) if *stem == word);
            if needs.must.iter().any(is_asked) {
                places.extend(token.starts.first().map(|start| (*start, token.end)));
            }
            places.extend(needs.must.iter().filter_map(|need| begun(need, &token)));
            continue;
        }
        for need in &needs.must {
            let Need::Run(run) = need else { continue };
            let found = token.chars.windows(run.len()).enumerate().filter(|(_, window)| window == run);
            places.extend(found.filter_map(|(at, _)| {
                let end = token.starts.get(at + run.len()).copied().unwrap_or(token.end);
                Some((*token.starts.get(at)?, end))
            }));
        }
    }
    places.sort_unstable();
    merged(places)
}

/// The place of what was typed so far of a word.
fn begun(need: &Need, token: &Token) -> Option<(usize, usize)> {
    let Need::Beginning(typed) = need else { return None };
    let length = typed.chars().count();
    let fits = token.text().starts_with(typed.as_str());
    fits.then(|| Some((*token.starts.first()?, token.starts.get(length).copied().unwrap_or(token.end)))).flatten()
}

/// A text with marks where it says what was searched for; none where it does not.
pub fn mark(text: &str, typed: &str) -> Option<Vec<Piece>> {
    let text: String = text.nfc().collect();
    let found = places(&text, &Needs::of(typed));
    (!found.is_empty()).then(|| pieces(&text, &found, 0, text.len()))
}

fn merged(places: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for (start, end) in places {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}

fn excerpt(body: &str, places: &[(usize, usize)]) -> Vec<Piece> {
    let first = places.first().map_or(0, |(start, _)| *start);
    let before = body.get(..first).unwrap_or_default();
    let from = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
    let rest = body.get(from..).unwrap_or_default();
    let to = rest.char_indices().nth(EXCERPT).map_or(body.len(), |(at, _)| from + at);
    let mut pieces = pieces(body, places, from, to);
    if let (true, Some(piece)) = (from > 0, pieces.first_mut()) {
        piece.text.insert(0, '…');
    }
    if let (true, Some(piece)) = (to < body.len(), pieces.last_mut()) {
        piece.text.push('…');
    }
    pieces
}

/// Cuts the text between two places into pieces that are matches and pieces that are not.
fn pieces(text: &str, places: &[(usize, usize)], from: usize, to: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |start: usize, end: usize, is_match: bool| {
        if let Some(text) = text.get(start..end).filter(|text| !text.is_empty()) {
            pieces.push(Piece { text: text.to_owned(), is_match });
        }
    };
    let mut at = from;
    for (start, end) in places.iter().filter(|(start, end)| *start >= from && *end <= to) {
        add(at, *start, false);
        add(*start, *end, true);
        at = *end;
    }
    add(at, to, false);
    pieces
}
