//! Lists of codes as they stand in one column: `|2.2|2.5|`, so that one of them is found by a pattern.
//! An empty list is an empty text. No entry holds a bar.

/// A list as it is stored.
pub fn pack<T: AsRef<str>>(codes: &[T]) -> String {
    match codes.is_empty() {
        true => String::new(),
        false => codes.iter().fold("|".to_owned(), |packed, code| packed + code.as_ref() + "|"),
    }
}

/// The codes of a stored list, in their order.
pub fn unpack(packed: &str) -> impl Iterator<Item = &str> {
    packed.split('|').filter(|code| !code.is_empty())
}

/// Finds the lists that hold a code.
pub fn pattern(code: &str) -> String {
    format!("%|{code}|%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_back_as_it_was_stored() {
        for codes in [&[][..], &["2.2"], &["2", "2.2", "zh"]] {
            assert_eq!(unpack(&pack(codes)).collect::<Vec<_>>(), codes);
        }
        assert_eq!((pack::<&str>(&[]).as_str(), pack(&["2.2", "5"]).as_str()), ("", "|2.2|5|"));
        assert!(
            "|2.2|5|".contains(pattern("5").trim_matches('%')) && !"|2.5|".contains(pattern("5").trim_matches('%'))
        );
    }
}
