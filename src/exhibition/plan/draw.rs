//! Draws a floor plan as SVG. Pure: finished texts in, markup out, with classes and presentation
//! attributes only, since the content security policy forbids `style=`.

use std::fmt::Write as _;

use super::furniture::{counter, lamp, people};
use super::geometry::{Rect, UNIT, ems, gaps, lay, paint_order, project};
use super::{Contents, Filling, Floor, Gap, Plan, Stand};

/// Height of a back wall in half metres.
pub const BACK: f64 = 5.8;
/// Height of a side wall.
const SIDE: f64 = 2.6;
/// Thickness of a wall.
const WALL: f64 = 0.28;
/// Height of the plate that carries the name.
const PLATE: f64 = 3.2;
/// Length of a logo's side, on the wall under the plate.
const LOGO: f64 = 1.9;
/// Thickness of the hall's floor.
const SLAB: f64 = 0.6;
/// Free floor that is drawn around the stands.
const EDGE: f64 = 4.0;
/// The narrowest aisle that is drawn and named.
const AISLE: f64 = 3.0;

/// The plan of a hall, whole.
pub fn plan(floor: &Floor) -> Plan {
    let mut svg = String::with_capacity(2_000 + floor.stands.len() * 2_600);
    open(&mut svg, floor, bounds(floor), "plan-svg");
    let gaps = contents(&mut svg, floor, true);
    svg.push_str("</svg>");
    Plan { svg: svg.into(), gaps: gaps.into() }
}

/// The plan cropped to its middle, for the lobby: wide, and fading out by the page's own means.
pub fn hero(floor: &Floor) -> Plan {
    let mut svg = String::with_capacity(2_000 + floor.stands.len() * 2_600);
    let (left, top, width, height) = bounds(floor);
    let crop = (left + width * 0.2, top, width * 0.62, height * 0.74);
    open(&mut svg, floor, crop, "plan-svg plan-svg--hero");
    let gaps = contents(&mut svg, floor, false);
    svg.push_str("</svg>");
    Plan { svg: svg.into(), gaps: gaps.into() }
}

fn open(svg: &mut String, floor: &Floor, (left, top, width, height): (f64, f64, f64, f64), class: &str) {
    write_in(
        svg,
        format_args!(
            r#"<svg class="{class}" viewBox="{left:.0} {top:.0} {width:.0} {height:.0}" role="group" aria-label="{}">"#,
            escape(&floor.label)
        ),
    );
}

/// Left, top, width and height of everything that is drawn.
fn bounds(floor: &Floor) -> (f64, f64, f64, f64) {
    let shown = shown(floor);
    let (end, front) = (shown.x + shown.width, shown.v + shown.depth);
    let left = project(shown.x, front, 0.0).x - 8.0;
    let right = project(end, shown.v, 0.0).x + 8.0;
    let top = project(shown.x, shown.v, BACK).y.min(project(shown.x + EDGE, shown.v + EDGE, BACK + 1.2).y) - 8.0;
    let bottom = project(end, front, -SLAB).y + 8.0;
    (left, top, right - left, bottom - top)
}

/// The part of the hall's floor that is drawn: where stands are, and some floor around them, so that
/// a hall that is larger than its stands does not make them small.
fn shown(floor: &Floor) -> Rect {
    let rects = floor.stands.iter().map(|stand| rect_of(floor, stand));
    let span = |ends: (f64, f64), start: f64, end: f64| (ends.0.min(start), ends.1.max(end));
    let none = (f64::INFINITY, f64::NEG_INFINITY);
    let (across, along) = rects.fold((none, none), |(across, along), rect| {
        (span(across, rect.x, rect.x + rect.width), span(along, rect.v, rect.v + rect.depth))
    });
    if floor.stands.is_empty() {
        return Rect { x: 0.0, v: 0.0, width: floor.width as f64, depth: floor.depth as f64 };
    }
    let (x, v) = (across.0 - EDGE, along.0 - EDGE);
    Rect { x, v, width: across.1 + EDGE - x, depth: along.1 + EDGE - v }
}

fn contents(svg: &mut String, floor: &Floor, has_signs: bool) -> Vec<Gap> {
    let shown = shown(floor);
    slab(svg, shown);
    let rects: Vec<Rect> = floor.stands.iter().map(|stand| rect_of(floor, stand)).collect();
    aisles(svg, floor, shown, &rects, has_signs);
    if has_signs {
        entrance(svg, &floor.entrance, shown);
    }
    let mut gaps = Vec::with_capacity(rects.len() * 3);
    for index in paint_order(&rects) {
        if let (Some(stand), Some(rect)) = (floor.stands.get(index), rects.get(index)) {
            draw_stand(svg, stand, *rect, &mut gaps);
        }
    }
    gaps
}

/// The database counts `y` away from the entrance, the picture from the back towards it.
fn rect_of(floor: &Floor, stand: &Stand) -> Rect {
    let v = floor.depth - stand.y - stand.depth;
    Rect { x: stand.x as f64, v: v as f64, width: stand.width as f64, depth: stand.depth as f64 }
}

fn slab(svg: &mut String, shown: Rect) {
    let (left, back, right, front) = (shown.x, shown.v, shown.x + shown.width, shown.v + shown.depth);
    polygon(
        svg,
        "plan-side",
        "",
        &[(left, front, 0.0), (right, front, 0.0), (right, front, -SLAB), (left, front, -SLAB)],
    );
    polygon(
        svg,
        "plan-side plan-side--right",
        "",
        &[(right, back, 0.0), (right, front, 0.0), (right, front, -SLAB), (right, back, -SLAB)],
    );
    polygon(svg, "plan-floor", "", &[(left, back, 0.0), (right, back, 0.0), (right, front, 0.0), (left, front, 0.0)]);
}

fn aisles(svg: &mut String, floor: &Floor, shown: Rect, rects: &[Rect], has_names: bool) {
    let (left, back, right, front) = (shown.x, shown.v, shown.x + shown.width, shown.v + shown.depth);
    let across = gaps(rects.iter().map(|rect| (rect.v, rect.v + rect.depth)), AISLE);
    let along = gaps(rects.iter().map(|rect| (rect.x, rect.x + rect.width)), AISLE);
    for (start, end) in &across {
        band(svg, &[(left, *start), (right, *start), (right, *end), (left, *end)]);
    }
    for (start, end) in &along {
        band(svg, &[(*start, back), (*end, back), (*end, front), (*start, front)]);
    }
    if !has_names {
        return;
    }
    for ((start, end), name) in across.iter().zip(&floor.aisles) {
        floor_text(svg, name, (left + 0.6, f64::midpoint(*start, *end) + 0.5), 24.0, "start");
    }
}

fn band(svg: &mut String, corners: &[(f64, f64); 4]) {
    let corners = corners.map(|(x, v)| (x, v, 0.0));
    polygon(svg, "plan-aisle", "", &corners);
}

fn entrance(svg: &mut String, words: &str, shown: Rect) {
    let (middle, front) = (shown.x + shown.width / 2.0, shown.v + shown.depth);
    let half = (ems(words) * 34.0 / UNIT / 2.0 + 1.2).min(shown.width / 2.0);
    polygon(
        svg,
        "plan-mat",
        "",
        &[
            (middle - half, front - 3.2, 0.0),
            (middle + half, front - 3.2, 0.0),
            (middle + half, front - 0.3, 0.0),
            (middle - half, front - 0.3, 0.0),
        ],
    );
    floor_text(svg, words, (middle, front - 1.05), 34.0, "middle");
}

/// A text lying on the floor, its foot towards the entrance.
fn floor_text(svg: &mut String, text: &str, (x, v): (f64, f64), size: f64, anchor: &str) {
    let at = project(x, v, 0.0);
    write_in(
        svg,
        format_args!(
            r#"<text class="plan-text" transform="matrix(.866 .5 -.866 .5 {:.1} {:.1})" font-size="{size:.0}" text-anchor="{anchor}">{}</text>"#,
            at.x,
            at.y,
            escape(text)
        ),
    );
}

fn draw_stand(svg: &mut String, stand: &Stand, rect: Rect, gaps: &mut Vec<Gap>) {
    let (href, title, room) = match &stand.contents {
        Contents::Empty { title } => return draw_empty(svg, stand, rect, title),
        Contents::Booth { href, title, room, .. } => (escape(href), escape(title), room.as_ref()),
    };
    let mut leave = |svg: &String, filling: Filling| {
        gaps.extend(room.map(|room| Gap { at: svg.len(), room: room.clone(), filling }));
    };
    write_in(svg, format_args!(r#"<a class="stand" href="{href}" aria-label="{title}"#));
    leave(svg, Filling::Words);
    let number = escape(&stand.number);
    write_in(
        svg,
        format_args!(
            r#"" data-number="{number}" data-live="stand-{number}" data-x="{}" data-y="{}"><title>{title}"#,
            stand.x, stand.y
        ),
    );
    leave(svg, Filling::Words);
    svg.push_str("</title>");
    draw_booth(svg, stand, rect);
    leave(svg, Filling::Pill(project(rect.x + rect.width * 0.55, rect.v + rect.depth * 0.82, 0.0)));
    svg.push_str("</a>");
}

/// A place without a booth: marked on the floor.
fn draw_empty(svg: &mut String, stand: &Stand, rect: Rect, title: &str) {
    write_in(svg, format_args!(r#"<g class="stand-empty"><title>{}</title>"#, escape(title)));
    base(svg, "stand-mark", rect);
    number(svg, &stand.number, rect);
    svg.push_str("</g>");
}

fn draw_booth(svg: &mut String, stand: &Stand, rect: Rect) {
    let Contents::Booth { name, lang, hue, logo, on_duty, .. } = &stand.contents else { return };
    let (left, back, right, front) = (rect.x, rect.v, rect.x + rect.width, rect.v + rect.depth);
    base(svg, "stand-floor", rect);
    number(svg, &stand.number, rect);
    let [light, middle, dark] = shades(*hue);
    // The back wall along x, with its thickness towards the front, and its top.
    polygon(
        svg,
        "",
        &middle,
        &[(left, back + WALL, 0.0), (right, back + WALL, 0.0), (right, back + WALL, BACK), (left, back + WALL, BACK)],
    );
    polygon(
        svg,
        "",
        &dark,
        &[(right, back, 0.0), (right, back + WALL, 0.0), (right, back + WALL, BACK), (right, back, BACK)],
    );
    polygon(
        svg,
        "",
        &light,
        &[(left, back, BACK), (right, back, BACK), (right, back + WALL, BACK), (left, back + WALL, BACK)],
    );
    // The side wall along v: its inner face, its end and its top.
    polygon(
        svg,
        "",
        &dark,
        &[
            (left + WALL, back + WALL, 0.0),
            (left + WALL, front, 0.0),
            (left + WALL, front, SIDE),
            (left + WALL, back + WALL, SIDE),
        ],
    );
    polygon(
        svg,
        "",
        &middle,
        &[(left, front, 0.0), (left + WALL, front, 0.0), (left + WALL, front, SIDE), (left, front, SIDE)],
    );
    polygon(
        svg,
        "",
        &light,
        &[(left, back + WALL, SIDE), (left + WALL, back + WALL, SIDE), (left + WALL, front, SIDE), (left, front, SIDE)],
    );
    plate(svg, rect, name, lang, logo.as_deref(), &dark);
    counter(svg, rect);
    people(svg, rect, *on_duty);
    lamp(svg, rect, *on_duty > 0);
    base(svg, "stand-outline", rect);
}

fn base(svg: &mut String, class: &str, rect: Rect) {
    let (right, front) = (rect.x + rect.width, rect.v + rect.depth);
    polygon(svg, class, "", &[(rect.x, rect.v, 0.0), (right, rect.v, 0.0), (right, front, 0.0), (rect.x, front, 0.0)]);
}

/// The white plate in the plane of the back wall with the name, in two lines where that is larger,
/// and under it the logo.
fn plate(svg: &mut String, rect: Rect, name: &str, lang: &str, logo: Option<&str>, ink: &str) {
    let (v, top) = (rect.v + WALL, BACK - 0.2);
    let (left, right) = (rect.x + WALL + 0.15, rect.x + rect.width - 0.15);
    polygon(
        svg,
        "stand-plate",
        "",
        &[(left, v, top), (right, v, top), (right, v, top - PLATE), (left, v, top - PLATE)],
    );
    if let Some(address) = logo {
        logo_on_wall(svg, address, (left + 0.5, v, top - PLATE - 0.15));
    }
    let (lines, size) = lay(name, (right - left - 1.3) * UNIT, PLATE * UNIT, 8.0, 30.0);
    let middle = project(f64::midpoint(left, right), v, top - PLATE / 2.0);
    let first = middle.y + size * 0.35 - size * 0.56 * (lines.len() as f64 - 1.0);
    for (index, line) in lines.iter().enumerate() {
        let y = first + size * 1.12 * index as f64;
        write_in(
            svg,
            format_args!(
                r#"<text class="stand-name" lang="{lang}" fill="{ink}" transform="matrix(.866 .5 0 1 {:.1} {y:.1})" font-size="{size:.1}" text-anchor="middle">{}</text> "#,
                middle.x,
                escape(line)
            ),
        );
    }
}

/// A logo in the plane of the back wall on white ground, its upper left corner at a place.
fn logo_on_wall(svg: &mut String, address: &str, (x, v, top): (f64, f64, f64)) {
    polygon(svg, "stand-plate", "", &[(x, v, top), (x + LOGO, v, top), (x + LOGO, v, top - LOGO), (x, v, top - LOGO)]);
    let at = project(x + 0.1, v, top - 0.1);
    let side = (LOGO - 0.2) * UNIT;
    write_in(
        svg,
        format_args!(
            r#"<image href="{}" width="{side:.1}" height="{side:.1}" transform="matrix(.866 .5 0 1 {:.1} {:.1})"/>"#,
            escape(address),
            at.x,
            at.y
        ),
    );
}

fn number(svg: &mut String, text: &str, rect: Rect) {
    let at = (rect.x + 0.9, rect.v + rect.depth - 0.4);
    floor_text(svg, text, at, 22.0, "start");
    // Between texts stands a space, or programs read the number and the name as one word.
    svg.push(' ');
}

/// Three shades of one hue: lit from above, the front, in the shade.
fn shades(hue: i64) -> [String; 3] {
    let hue = hue.rem_euclid(360);
    [58, 47, 37].map(|lightness| format!("hsl({hue} 46% {lightness}%)"))
}

/// A polygon of places in the hall.
pub fn polygon(svg: &mut String, class: &str, fill: &str, corners: &[(f64, f64, f64); 4]) {
    svg.push_str("<polygon");
    if !class.is_empty() {
        write_in(svg, format_args!(r#" class="{class}""#));
    }
    if !fill.is_empty() {
        write_in(svg, format_args!(r#" fill="{fill}""#));
    }
    svg.push_str(" points=\"");
    for (x, v, z) in corners {
        let at = project(*x, *v, *z);
        write_in(svg, format_args!("{:.1},{:.1} ", at.x, at.y));
    }
    svg.push_str("\"/>");
}

/// Appends to the picture.
pub fn write_in(svg: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a String has no way to fail.
    let _never_fails = svg.write_fmt(what);
}

/// A text as markup.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}
