//! Lists of codes that others keep, so that none is invented here: fields of science, types of
//! employment, levels of education, countries, languages, currencies. Forms check against them,
//! views name them. Names of the first three stand in `standards.ftl`; those of countries,
//! languages and currencies are CLDR's, in `locales/data`.

use std::sync::OnceLock;

use super::i18n::Locale;

/// A code with the Fluent key of its name.
pub type Code = (&'static str, &'static str);

/// OECD Fields of Research and Development (Frascati Manual 2015), two levels, in the order of the standard.
pub const FIELDS: &[Code] = &[
    ("1", "field-1"),
    ("1.1", "field-1-1"),
    ("1.2", "field-1-2"),
    ("1.3", "field-1-3"),
    ("1.4", "field-1-4"),
    ("1.5", "field-1-5"),
    ("1.6", "field-1-6"),
    ("1.7", "field-1-7"),
    ("2", "field-2"),
    ("2.1", "field-2-1"),
    ("2.2", "field-2-2"),
    ("2.3", "field-2-3"),
    ("2.4", "field-2-4"),
    ("2.5", "field-2-5"),
    ("2.6", "field-2-6"),
    ("2.7", "field-2-7"),
    ("2.8", "field-2-8"),
    ("2.9", "field-2-9"),
    ("2.10", "field-2-10"),
    ("2.11", "field-2-11"),
    ("3", "field-3"),
    ("3.1", "field-3-1"),
    ("3.2", "field-3-2"),
    ("3.3", "field-3-3"),
    ("3.4", "field-3-4"),
    ("3.5", "field-3-5"),
    ("4", "field-4"),
    ("4.1", "field-4-1"),
    ("4.2", "field-4-2"),
    ("4.3", "field-4-3"),
    ("4.4", "field-4-4"),
    ("4.5", "field-4-5"),
    ("5", "field-5"),
    ("5.1", "field-5-1"),
    ("5.2", "field-5-2"),
    ("5.3", "field-5-3"),
    ("5.4", "field-5-4"),
    ("5.5", "field-5-5"),
    ("5.6", "field-5-6"),
    ("5.7", "field-5-7"),
    ("5.8", "field-5-8"),
    ("5.9", "field-5-9"),
    ("6", "field-6"),
    ("6.1", "field-6-1"),
    ("6.2", "field-6-2"),
    ("6.3", "field-6-3"),
    ("6.4", "field-6-4"),
    ("6.5", "field-6-5"),
];

/// schema.org JobPosting.employmentType, in the order of the standard.
pub const EMPLOYMENT_TYPES: &[Code] = &[
    ("FULL_TIME", "employment-full-time"),
    ("PART_TIME", "employment-part-time"),
    ("CONTRACTOR", "employment-contractor"),
    ("TEMPORARY", "employment-temporary"),
    ("INTERN", "employment-intern"),
    ("VOLUNTEER", "employment-volunteer"),
    ("PER_DIEM", "employment-per-diem"),
    ("OTHER", "employment-other"),
];

/// ISCED 2011 levels of education, in the order of the standard.
pub const EDUCATION_LEVELS: &[Code] = &[
    ("0", "education-0"),
    ("1", "education-1"),
    ("2", "education-2"),
    ("3", "education-3"),
    ("4", "education-4"),
    ("5", "education-5"),
    ("6", "education-6"),
    ("7", "education-7"),
    ("8", "education-8"),
];

/// schema.org QuantitativeValue.unitText, in the order of the standard.
pub const SALARY_UNITS: &[Code] =
    &[("HOUR", "salary-unit-hour"), ("MONTH", "salary-unit-month"), ("YEAR", "salary-unit-year")];

/// The name of a code of one of the lists above; the code itself when it is none of them.
pub fn name_of<'a>(list: &[Code], locale: Locale, code: &'a str) -> &'a str {
    list.iter().find(|(known, _)| *known == code).map_or(code, |(_, key)| locale.t(key))
}

/// City (in Latin letters, in Chinese) and country, in a language; the city may be empty.
pub fn place(locale: Locale, (city, city_zh): (&str, &str), country: &str) -> String {
    let is_zh = locale == Locale::ZhCn;
    let city = if is_zh && !city_zh.is_empty() { city_zh } else { city };
    let country = country_name(locale, country);
    match (city.is_empty(), is_zh) {
        (true, _) => country.to_owned(),
        (false, true) => format!("{country} {city}"),
        (false, false) => format!("{city}, {country}"),
    }
}

/// A code with its name, in the order of a language's alphabet.
pub type Named = (&'static str, &'static str);

/// Declares a list of CLDR names in each language.
macro_rules! named {
    ($(#[$doc:meta])* $list:ident, $name:ident, $file:literal) => {
        $(#[$doc])*
        pub fn $list(locale: Locale) -> &'static [Named] {
            static EN: OnceLock<Vec<Named>> = OnceLock::new();
            static ZH_CN: OnceLock<Vec<Named>> = OnceLock::new();
            match locale {
                Locale::En => EN.get_or_init(|| read(include_str!(concat!("../../locales/data/", $file, ".en.tsv")))),
                Locale::ZhCn => {
                    ZH_CN.get_or_init(|| read(include_str!(concat!("../../locales/data/", $file, ".zh-CN.tsv"))))
                }
            }
        }

        /// The name of a code of this list; the code itself when it is none.
        pub fn $name(locale: Locale, code: &str) -> &str {
            $list(locale).iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| *name)
        }
    };
}

named!(
    /// Countries and territories: ISO 3166-1 alpha-2.
    countries,
    country_name,
    "countries"
);
named!(
    /// Languages: ISO 639-1.
    languages,
    language_name,
    "languages"
);
named!(
    /// Currencies that salaries are paid in: ISO 4217.
    currencies,
    currency_name,
    "currencies"
);

fn read(text: &'static str) -> Vec<Named> {
    text.lines().filter_map(|line| line.split_once('\t')).collect()
}

/// Whether a list holds a code.
pub fn holds(list: &[(&'static str, &'static str)], code: &str) -> bool {
    list.iter().any(|(known, _)| *known == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_name_in_every_language() {
        for locale in Locale::ALL {
            for list in [FIELDS, EMPLOYMENT_TYPES, EDUCATION_LEVELS, SALARY_UNITS] {
                for (code, key) in list {
                    assert!(locale.has(key), "{code} has no {key} in {}", locale.tag());
                }
            }
        }
    }

    #[test]
    fn countries_and_languages_are_the_same_codes_in_every_language() {
        let codes = |list: &[Named]| {
            let mut codes: Vec<&str> = list.iter().map(|(code, _)| *code).collect();
            codes.sort_unstable();
            codes
        };
        assert_eq!(codes(countries(Locale::En)), codes(countries(Locale::ZhCn)));
        assert_eq!(codes(languages(Locale::En)), codes(languages(Locale::ZhCn)));
        assert_eq!(country_name(Locale::ZhCn, "DE"), "德国");
        assert_eq!(language_name(Locale::En, "zh"), "Chinese");
        assert_eq!(country_name(Locale::En, "??"), "??");
    }
}
