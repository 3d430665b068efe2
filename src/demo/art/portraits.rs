//! Portraits of the demo's invented people: flat head-and-shoulders drawings with varied skin,
//! hair, clothes and glasses. Called by `portrait_png` only.

use super::colour::tone;
use super::dice::Dice;
use super::shapes::{disc, path, stroke};

/// Skin, and the shade under the chin.
const SKINS: [(&str, &str); 7] = [
    ("#f6d7c3", "#e4b89d"),
    ("#f0c9a8", "#dca983"),
    ("#e8b98f", "#cf9a6c"),
    ("#d9a273", "#bd8455"),
    ("#b97b50", "#9c6139"),
    ("#8d5a3a", "#714428"),
    ("#6a4230", "#512f20"),
];

/// Dark, brown and fair, grey; within a group chance decides.
const HAIRS: [[&str; 4]; 3] = [
    ["#1d1b20", "#231f22", "#2a2224", "#2f2420"],
    ["#3d2b22", "#5a3b27", "#8a5a34", "#c29a5c"],
    ["#8f8f94", "#9a9a9e", "#a9a7a6", "#77757a"],
];

/// How many styles of hair there are: 0 to 4 are long or high, 5 to 7 short, 8 and 9 with a beard.
const STYLES: u64 = 10;

/// Where the drawing of one head gets its looks from.
struct Looks {
    skin: &'static str,
    shade: &'static str,
    hair: &'static str,
    style: u32,
}

/// One portrait in a box of 256 × 256.
pub(super) fn draw_portrait(seed: u64) -> String {
    let mut dice = Dice::new(seed ^ 0x0070_4472);
    let looks = looks_of(seed, &mut dice);
    let wall_hue = dice.between(0.0, 360.0);
    let wall = tone(wall_hue, 0.89, 0.045);
    let mut drawing = format!(r#"<rect width="256" height="256" fill="{wall}"/>"#);
    drawing.push_str(&disc(128.0, 150.0, 112.0, &tone(wall_hue, 0.93, 0.035)));
    drawing.push_str(&hair_behind(&looks));
    drawing.push_str(&clothes(&mut dice, &looks, wall_hue));
    drawing.push_str(&head(&looks));
    drawing.push_str(&face(&mut dice, &looks));
    drawing.push_str(&hair_before(&looks));
    if dice.roll(3) == 0 {
        drawing.push_str(&glasses());
    }
    drawing
}

/// The seed's digits are the looks, so that a written person can be given a fitting portrait:
/// skin, then style, then group of hair.
fn looks_of(seed: u64, dice: &mut Dice) -> Looks {
    let skins = 7;
    let (skin, shade) = nth(&SKINS, seed % skins);
    let style = u32::try_from(seed / skins % STYLES).unwrap_or(0);
    let group = nth(&HAIRS, seed / (skins * STYLES) % 3);
    Looks { skin, shade, hair: dice.pick(&group), style }
}

fn nth<T: Copy + Default>(choices: &[T], number: u64) -> T {
    let at = usize::try_from(number).unwrap_or(0);
    choices.get(at).copied().unwrap_or_default()
}

fn hair_behind(looks: &Looks) -> String {
    match looks.style {
        0 | 1 => path("M72 108C68 40 188 40 184 108C186 150 190 178 194 200H62C66 178 70 150 72 108Z", looks.hair),
        2 => path("M74 104C70 44 186 44 182 104C184 130 186 146 182 164H74C70 146 72 130 74 104Z", looks.hair),
        3 => disc(128.0, 42.0, 23.0, looks.hair),
        4 => disc(128.0, 92.0, 66.0, looks.hair),
        _ => String::new(),
    }
}

fn clothes(dice: &mut Dice, looks: &Looks, wall_hue: f64) -> String {
    let hue = wall_hue + dice.pick(&[150.0, 190.0, 230.0]);
    let cloth = tone(hue, dice.between(0.30, 0.46), 0.06);
    let lapel = tone(hue, 0.26, 0.055);
    let shirt = dice.pick(&["#ffffff", "#f3f1ec", "#dfe8f2"]);
    let shoulders = "M28 256C30 212 62 198 104 190H152C194 198 226 212 228 256Z";
    let neck = format!(
        "{}{}",
        path("M108 150H148V196C148 212 108 212 108 196Z", looks.skin),
        path("M108 158C118 174 138 174 148 158V176C138 186 118 186 108 176Z", looks.shade)
    );
    match dice.roll(3) {
        // A jacket over a shirt.
        0 => format!(
            "{}{}{neck}{}{}",
            path(shoulders, &cloth),
            path("M100 190L128 256L156 190L148 186H108Z", shirt),
            path("M103 187L84 200L118 256H128Z", &lapel),
            path("M153 187L172 200L138 256H128Z", &lapel),
        ),
        // A round neck.
        1 => format!("{}{neck}{}", path(shoulders, &cloth), stroke("M104 190C108 216 148 216 152 190", &lapel, 7.0)),
        // A shirt with a collar.
        _ => format!(
            "{}{neck}{}{}{}",
            path(shoulders, &cloth),
            path("M104 184L128 212L112 226L94 194Z", &tone(hue, 0.55, 0.06)),
            path("M152 184L128 212L144 226L162 194Z", &tone(hue, 0.55, 0.06)),
            stroke("M128 214V256", &lapel, 2.5),
        ),
    }
}

fn head(looks: &Looks) -> String {
    let ears = disc(79.0, 118.0, 11.0, looks.shade) + &disc(177.0, 118.0, 11.0, looks.shade);
    ears + &path("M80 104C80 58 176 58 176 104C176 142 160 172 128 172S80 142 80 104Z", looks.skin)
}

fn face(dice: &mut Dice, looks: &Looks) -> String {
    let dark = "#2b2320";
    let brow = dice.between(98.0, 102.0);
    let smile = dice.between(148.0, 152.0);
    let lines = [
        stroke(&format!("M98 {brow:.1}Q107 {:.1} 116 {brow:.1}", brow - 5.0), looks.hair, 3.4),
        stroke(&format!("M140 {brow:.1}Q149 {:.1} 158 {brow:.1}", brow - 5.0), looks.hair, 3.4),
        disc(108.0, 114.0, 4.2, dark),
        disc(148.0, 114.0, 4.2, dark),
        stroke("M128 116L124 132H131", looks.shade, 3.2),
        stroke(&format!("M115 144Q128 {:.1} 141 144", smile + 6.0), "#8c4a3f", 3.6),
    ];
    let beard = if looks.style >= 8 {
        path(
            "M80 112C82 146 98 176 128 176S174 146 176 112C172 134 160 138 146 137Q128 131 110 137C96 138 84 134 80 112Z",
            looks.hair,
        )
    } else {
        String::new()
    };
    let [left, right, eye, other, nose, mouth] = lines;
    format!("{beard}{left}{right}{eye}{other}{nose}{mouth}")
}

fn hair_before(looks: &Looks) -> String {
    let d = match looks.style {
        // Long, parted in the middle.
        0 => {
            "M128 66C104 70 90 90 82 124C76 118 72 104 74 92C78 48 178 48 182 92C184 104 180 118 174 124C166 90 152 70 128 66Z"
        }
        // A straight fringe.
        1 | 2 => "M76 116C68 44 188 44 180 116C178 104 174 98 170 92C144 100 112 100 86 92C82 98 78 104 76 116Z",
        // Combed back to a knot, and tight curls.
        3 | 4 => "M80 110C74 46 182 46 176 110C170 84 152 76 128 76S86 84 80 110Z",
        // Short, with a side parting.
        5 | 8 => "M79 112C66 48 176 36 178 112C174 98 170 90 164 84C138 90 112 84 100 76C92 86 84 94 79 112Z",
        // Cropped.
        6 | 9 => "M80 106C76 52 180 52 176 106C172 90 164 80 152 78H104C92 80 84 90 80 106Z",
        // Brushed up.
        _ => {
            "M79 110C66 70 92 40 130 42C166 40 190 68 177 110C174 94 168 84 158 82C134 78 110 88 96 80C88 88 82 98 79 110Z"
        }
    };
    path(d, looks.hair)
}

fn glasses() -> String {
    let rim = "#33302f";
    let lens = |x: f64| {
        format!(
            r#"<circle cx="{x:.1}" cy="114" r="15.5" fill="white" fill-opacity="0.14" stroke="{rim}" stroke-width="3"/>"#
        )
    };
    let bars = stroke("M123.5 112Q128 108 132.5 112", rim, 3.0) + &stroke("M92.5 111L80 108", rim, 3.0);
    format!("{}{}{bars}{}", lens(108.0), lens(148.0), stroke("M163.5 111L176 108", rim, 3.0))
}
