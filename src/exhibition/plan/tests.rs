//! What the drawn plan promises.

use super::*;

fn floor(stands: i64) -> Floor {
    let stand = |index: i64| Stand {
        number: format!("A-{index:02}"),
        x: (index % 8) * 9,
        y: (index / 8) * 10,
        width: if index % 5 == 0 { 8 } else { 6 },
        depth: 6,
        contents: Contents::Booth {
            href: format!("/exhibition/booths/{index}"),
            title: format!("A-{index:02} <b>Delta & \"Co\"</b> · Nobody"),
            name: "<b>Delta & \"Co\"</b>".to_owned(),
            lang: "en",
            hue: index * 37,
            logo: (index % 2 == 0).then(|| "/files/x/logo".to_owned()),
            on_duty: index % 4,
            room: (index > 0).then(crate::ids::RoomId::new),
        },
    };
    Floor {
        label: "Hall".to_owned(),
        width: 72,
        depth: 60,
        entrance: "Entrance 入口".to_owned(),
        aisles: vec!["Aisle 1".to_owned()],
        stands: (0..stands).map(stand).collect(),
    }
}

#[test]
fn every_stand_is_a_link_in_reading_order() {
    let svg = plan(&floor(16)).to_string();
    assert_eq!(svg.matches("<a class=\"stand\"").count(), 16);
    // The back row (far from the entrance) comes first, from left to right.
    let place = |number: &str| svg.find(&format!("data-number=\"{number}\"")).unwrap_or(usize::MAX);
    assert!(place("A-08") < place("A-09") && place("A-15") < place("A-00") && place("A-00") < place("A-01"));
}

#[test]
fn names_of_people_are_text_and_nothing_is_styled_in_place() {
    let svg = plan(&floor(4)).to_string();
    assert!(
        !svg.contains("<b>")
            && !svg.contains("style=")
            && svg.contains("&lt;b&gt;Delta &amp; &quot;Co&quot;&lt;/b&gt;")
    );
}

#[test]
fn the_accessible_name_of_a_stand_begins_with_its_visible_text() {
    let svg = plan(&floor(16)).to_string();
    for link in svg.split("<a class=\"stand\"").skip(1) {
        let link = link.split("</a>").next().unwrap_or_default();
        let texts = link.split("<text ").skip(1).filter_map(|text| text.split(['>', '<']).nth(1));
        let visible = texts.collect::<Vec<_>>().join(" ");
        assert!(!visible.is_empty() && link.contains(&format!("aria-label=\"{visible}")), "{visible}: {link}");
    }
}

#[test]
fn a_stand_says_how_many_are_there() {
    let drawn = plan(&floor(4));
    assert_eq!(drawn.counted(|_| 0, |_| String::new()).to_string(), drawn.to_string());
    let svg = drawn.counted(|_| 1_200, |n| format!("{n} <here>")).to_string();
    assert_eq!((svg.matches(" · 1200 &lt;here&gt;").count(), svg.matches(">999+</text>").count()), (6, 3));
    assert!(svg.contains("Nobody · 1200 &lt;here&gt;\" data-number=\"A-01\""), "{svg}");
}

#[test]
fn an_empty_place_is_marked_and_leads_nowhere() {
    let mut hall = floor(1);
    for stand in &mut hall.stands {
        stand.contents = Contents::Empty { title: "A-00, free".to_owned() };
    }
    let svg = plan(&hall).to_string();
    assert!(svg.contains("stand-mark") && !svg.contains("<a "));
}

#[test]
fn a_hall_of_48_stands_is_drawn_quickly() {
    let hall = floor(48);
    let started = std::time::Instant::now();
    for _ in 0..20 {
        assert!(plan(&hall).to_string().len() < 200_000);
    }
    // The target is 1 ms in a release build; an unoptimized one is some ten times slower.
    assert!(started.elapsed().as_millis() < 20 * 40, "{:?} for 20", started.elapsed());
}
