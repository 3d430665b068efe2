//! Text made comparable and safe to stand in one line or an address; called by forms and queries.

use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use unicode_normalization::UnicodeNormalization;

/// The key under which texts are compared and searched: NFKC, lower case, simplified characters,
/// single spaces. Computed here and stored, since the databases' own ideas of case differ.
pub fn fold(text: &str) -> String {
    static SIMPLIFY: OnceLock<Option<OpenCC>> = OnceLock::new();
    let plain: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let simplify = SIMPLIFY.get_or_init(|| OpenCC::from_config(BuiltinConfig::T2s).ok());
    let simple = match simplify {
        Some(table) if !plain.is_ascii() => table.convert(&plain),
        _ => plain,
    };
    simple.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The stored key in which words of several texts are searched: each folded, with a mark between them that
/// no word crosses.
pub fn search_key<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let all: Vec<String> = texts.into_iter().map(fold).filter(|text| !text.is_empty()).collect();
    all.join(" \u{1f} ")
}

/// The key of a mail address: two writings of one mailbox give one key.
pub fn email_key(email: &str) -> String {
    email.trim().nfkc().flat_map(char::to_lowercase).collect()
}

/// Longest slug, in characters.
const SLUG_MAX: usize = 60;

/// A readable address part: letters (Chinese ones kept) and digits in lower case, joined by single
/// hyphens, at most 60 characters, never empty.
pub fn slug(text: &str) -> String {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join("-");
    let cut: String = joined.chars().take(SLUG_MAX).collect();
    let cut = cut.trim_matches('-');
    if cut.is_empty() { "x".to_owned() } else { cut.to_owned() }
}

/// A text in one line without control characters and without those that turn the direction of
/// writing, which can make `gpj.exe` look like `exe.jpg`.
pub fn one_line(text: &str) -> String {
    let is_unsafe = |c: &char| {
        c.is_control() || matches!(*c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let cleaned: String = text.chars().map(|c| if is_unsafe(&c) { ' ' } else { c }).collect();
    cleaned.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `max` characters, with an ellipsis where something was cut.
pub fn clip(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    text.chars().take(max.saturating_sub(1)).chain(['…']).collect()
}

/// The first words of a name, at most `max` characters; of one long word its beginning.
pub fn whole_words(name: &str, max: usize) -> String {
    let mut short = String::new();
    for word in name.split_whitespace() {
        let gap = usize::from(!short.is_empty());
        if short.chars().count() + gap + word.chars().count() > max {
            break;
        }
        short.extend((gap > 0).then_some(' '));
        short.push_str(word);
    }
    if short.is_empty() { name.chars().take(max).collect() } else { short.trim_end_matches(',').to_owned() }
}

/// How large a file is, for people: `12 KB`, `2.3 MB` (of 1,024 bytes, as file managers say it).
pub fn size(bytes: i64) -> String {
    let kilobytes = (bytes + 1023) / 1024;
    match kilobytes {
        0..1000 => format!("{kilobytes} KB"),
        _ => format!("{}.{} MB", kilobytes / 1024, kilobytes % 1024 * 10 / 1024),
    }
}

/// Whether a character belongs to a script without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether two characters side by side belong to one word, in scripts with spaces between words.
pub fn is_one_word(one: Option<char>, other: Option<char>) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
    is_letter(one) && is_letter(other)
}

/// Where in a text an `@` stands that may call somebody by name: not in the middle of a word, as in an
/// address of mail. Byte offsets, in their order.
pub fn list_calls(text: &str) -> Vec<usize> {
    let is_call = |at: &usize| {
        let before = text.get(..*at).and_then(|rest| rest.chars().next_back());
        !is_one_word(before, Some('a')) && before != Some('@')
    };
    text.match_indices('@').map(|(at, _)| at).filter(is_call).collect()
}

/// Whether a text begins with a name that ends where a word ends.
pub fn begins_with_name(text: &str, name: &str) -> bool {
    let after = text.strip_prefix(name).filter(|_| !name.is_empty()).map(|rest| rest.chars().next());
    after.is_some_and(|next| !is_one_word(name.chars().next_back(), next))
}

/// A pattern that finds the word anywhere; what LIKE would read as a sign stands for itself. Use it
/// with `escape('\\')` on a folded column.
pub fn like_pattern(word: &str) -> String {
    format!("%{}%", escape_like(word))
}

/// A text as LIKE finds it, with `escape('\\')`: what would be a sign there stands for itself.
pub fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The most words of a search that are looked for.
const WORDS_MOST: usize = 8;

/// The words of a search as they were typed; of many the first eight.
pub fn words(typed: &str) -> impl Iterator<Item = &str> {
    typed.split_whitespace().take(WORDS_MOST)
}

/// The patterns that find each word of a search in a folded column, see [`like_pattern`]; of many
/// words the first eight.
pub fn word_patterns(typed: &str) -> Vec<String> {
    words(&fold(typed)).map(like_pattern).collect()
}

/// Whether a text holds every word of a search, both folded first: for the few rows that have no stored key.
pub fn has_all_words(text: &str, typed: &str) -> bool {
    let text = fold(text);
    fold(typed).split(' ').all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shortened_by_whole_words() {
        assert_eq!(whole_words("Songyun Machine Vision Co., Ltd.", 24), "Songyun Machine Vision");
        assert_eq!(whole_words("Delta Photonics", 15), "Delta Photonics");
        assert_eq!(whole_words("Delta, Photonics", 8), "Delta");
        assert_eq!(whole_words("松韵机器视觉有限公司", 4), "松韵机器");
    }

    #[test]
    fn signs_of_like_stand_for_themselves() {
        assert_eq!(like_pattern(r"50%_\"), r"%50\%\_\\%");
    }

    #[test]
    fn the_words_of_a_search_are_folded_and_bounded() {
        assert_eq!(word_patterns("  Ｌａｓｅｒ 光學 "), ["%laser%", "%光学%"]);
        assert!(word_patterns("   ").is_empty());
        assert!(has_all_words("光學與 Laser 技术", "技术  ｌａｓｅｒ 光学") && has_all_words("", " "));
        assert!(!has_all_words("Laser", "laser optics"));
        assert_eq!(word_patterns(&"a ".repeat(100)).len(), WORDS_MOST);
    }

    #[test]
    fn width_case_and_traditional_characters_are_folded() {
        assert_eq!(fold("  Ｌａｓｅｒ　光學 "), "laser 光学");
        assert_eq!(fold("MACAO 資訊"), fold("macao 资讯"));
    }

    #[test]
    fn slugs_are_readable_and_never_empty() {
        assert_eq!(slug("Delta Photonics & Co."), "delta-photonics-co");
        assert_eq!(slug("光谷光电 2026"), "光谷光电-2026");
        assert_eq!(slug("../../"), "x");
        assert!(slug(&"长".repeat(500)).chars().count() <= SLUG_MAX);
    }

    #[test]
    fn a_line_holds_nothing_that_turns_it() {
        assert_eq!(one_line("a\r\nBcc: b\u{202e}c"), "a Bcc: b c");
    }
}
