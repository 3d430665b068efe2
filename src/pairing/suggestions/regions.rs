//! Which part of the world a country is in: Africa, the Americas, Asia, Europe and Oceania, after the United
//! Nations' M49 (<https://unstats.un.org/unsd/methodology/m49>).

const REGIONS: [&str; 5] = [
    "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG \
     RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW",
    "AG AI AR AW BB BL BM BO BQ BR BS BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GT GY HN HT JM KN KY LC MF MQ MS MX \
     NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI",
    "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS \
     QA SA SG SY TH TJ TL TM TR TW UZ VN YE",
    "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL \
     NO PL PT RO RS RU SE SI SJ SK SM UA VA XK",
    "AS AU CC CK CX FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
];

/// Whether two countries are in the same part of the world.
pub fn are_near(one: &str, other: &str) -> bool {
    one.len() == 2 && other.len() == 2 && REGIONS.iter().any(|region| region.contains(one) && region.contains(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::i18n::Locale;
    use crate::web::standards;

    #[test]
    fn every_country_is_in_one_part_of_the_world_but_the_uninhabited() {
        let of = |code: &str| REGIONS.iter().filter(|region| region.split(' ').any(|one| one == code)).count();
        let without: Vec<&str> =
            standards::countries(Locale::En).iter().map(|country| country.0).filter(|code| of(code) != 1).collect();
        let uninhabited = ["AQ", "BV", "GS", "HM", "IO", "TF"];
        assert!(without.iter().all(|code| uninhabited.contains(code)), "{without:?}");
    }

    #[test]
    fn neighbours_are_near_and_strangers_are_not() {
        assert!(are_near("CN", "JP") && are_near("DE", "PT") && !are_near("CN", "DE") && !are_near("", "CN"));
    }
}
