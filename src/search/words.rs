//! How text is taken apart for the index, the same for documents, queries and highlights: words of
//! letters and digits (stemmed when English), and runs of Chinese, Japanese or Korean characters
//! (as single characters and pairs, and as the words that jieba sees in them).

use std::cell::RefCell;
use std::sync::OnceLock;

use jieba_rs::Jieba;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::web::text::{fold, is_unspaced};

/// A piece of a text: a word, or a run of characters that are written without spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Folded: lower case, plain width, simplified, without accents on Latin letters.
    pub chars: Vec<char>,
    /// Where each of `chars` begins in the text, in bytes.
    pub starts: Vec<usize>,
    /// Where the last one ends.
    pub end: usize,
    /// Whether this is a run without spaces.
    pub is_run: bool,
}

impl Token {
    /// The folded text.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }
}

/// Takes a text apart. Marks and spaces are passed over, but `c++` and `c#` keep theirs.
pub(super) fn cut(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut is_open = false;
    for (start, c) in text.char_indices() {
        let is_tail = is_open && matches!(c, '+' | '#') && tokens.last().is_some_and(|token| !token.is_run);
        if !c.is_alphanumeric() && !is_tail {
            is_open = is_open && is_combining_mark(c);
            continue;
        }
        let is_run = is_unspaced(c);
        if !is_open || tokens.last().is_none_or(|last| last.is_run != is_run) {
            tokens.push(Token { chars: Vec::new(), starts: Vec::new(), end: start, is_run });
        }
        is_open = true;
        let Some(token) = tokens.last_mut() else { continue };
        fold_char(c, |folded| {
            token.chars.push(folded);
            token.starts.push(start);
        });
        token.end = start + c.len_utf8();
    }
    tokens
}

/// Gives the folded characters of one. Characters are folded one by one, so that a highlight finds
/// its place again and a query meets the text whatever stands beside it.
fn fold_char(c: char, mut give: impl FnMut(char)) {
    const HAN: std::ops::RangeInclusive<u32> = 0x3400..=0x9fff;
    static SIMPLE: OnceLock<Vec<char>> = OnceLock::new();
    if c.is_ascii() {
        return give(c.to_ascii_lowercase());
    }
    if HAN.contains(&u32::from(c)) {
        let simple = SIMPLE.get_or_init(|| {
            let all = HAN.filter_map(char::from_u32);
            all.map(|c| fold(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c)).collect()
        });
        let place = (u32::from(c) - HAN.start()) as usize;
        return give(simple.get(place).copied().unwrap_or(c));
    }
    let is_latin = matches!(c, '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    match is_latin {
        true => c.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).for_each(give),
        false => c.nfkc().flat_map(char::to_lowercase).for_each(give),
    }
}

/// The stem of a folded word: `engineers` and `engineering` are one.
pub(super) fn stem(word: &str) -> String {
    thread_local! {
        static ENGLISH: RefCell<TextAnalyzer> = RefCell::new(
            TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::English)).build(),
        );
    }
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    ENGLISH.with_borrow_mut(|english| {
        let mut stream = english.token_stream(word);
        stream.next().map_or_else(|| word.to_owned(), |token| token.text.clone())
    })
}

/// The single characters and the pairs of a run, as the index keeps them.
pub(super) fn grams(run: &[char]) -> impl Iterator<Item = String> {
    let singles = run.iter().map(char::to_string);
    singles.chain(pairs(run))
}

/// The pairs of neighbours in a run.
pub(super) fn pairs(run: &[char]) -> impl Iterator<Item = String> {
    run.windows(2).map(|pair| pair.iter().collect())
}

/// The words that jieba sees in a folded run. Its dictionary costs 33 MB and 0.1 s, so it is
/// loaded when first needed.
pub(super) fn jieba_words(run: &str) -> Vec<String> {
    static JIEBA: OnceLock<Jieba> = OnceLock::new();
    let jieba = JIEBA.get_or_init(Jieba::new);
    jieba.cut(run, true).into_iter().map(|token| token.word.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        cut(text).iter().map(Token::text).collect()
    }

    #[test]
    fn text_is_cut_where_the_script_changes() {
        assert_eq!(texts("AI工程師，C++ & C# (Ｓｅｎｉｏｒ)"), ["ai", "工程师", "c++", "c#", "senior"]);
        assert_eq!(texts("München café"), ["munchen", "cafe"]);
        assert!(texts("(+)$ ?!。、").is_empty());
    }

    #[test]
    fn english_words_share_their_stem() {
        assert_eq!(stem("engineers"), stem("engineering"));
        assert_eq!(stem("c++"), "c++");
    }

    #[test]
    fn characters_keep_their_place() {
        let token = cut("  光學x").into_iter().next().unwrap_or_else(|| unreachable!());
        assert_eq!((token.starts, token.end, token.is_run), (vec![2, 5], 8, true));
    }
}
