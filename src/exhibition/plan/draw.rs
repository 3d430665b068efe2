//! Draws a floor plan as SVG. Pure: finished texts in, markup out, with classes and presentation
//! attributes only, since the content security policy forbids `style=`.

use std::fmt::Write as _;

use super::geometry::{Point, Rect, UNIT, ems, fit, gaps, paint_order, project};
use super::{Contents, Floor, Plan, Stand};

/// Height of a back wall in half metres.
const BACK: f64 = 3.6;
/// Height of a side wall.
const SIDE: f64 = 2.3;
/// Thickness of a wall.
const WALL: f64 = 0.28;
/// Height of the plate that carries the name.
const PLATE: f64 = 1.35;
/// Thickness of the hall's floor.
const SLAB: f64 = 0.6;
/// Free floor around the stands.
const EDGE: f64 = 1.5;
/// The narrowest aisle that is drawn and named.
const AISLE: f64 = 3.0;

/// The plan of a hall, whole.
pub fn plan(floor: &Floor) -> Plan {
    let mut svg = String::with_capacity(2_000 + floor.stands.len() * 2_600);
    open(&mut svg, floor, bounds(floor), "plan-svg");
    contents(&mut svg, floor, true);
    svg.push_str("</svg>");
    Plan(svg.into())
}

/// The plan cropped to its middle, for the lobby: wide, and fading out by the page's own means.
pub fn hero(floor: &Floor) -> Plan {
    let mut svg = String::with_capacity(2_000 + floor.stands.len() * 2_600);
    let (left, top, width, height) = bounds(floor);
    let crop = (left + width * 0.08, top, width * 0.84, height * 0.86);
    open(&mut svg, floor, crop, "plan-svg plan-svg--hero");
    contents(&mut svg, floor, false);
    svg.push_str("</svg>");
    Plan(svg.into())
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
    let (width, depth) = (floor.width as f64 + EDGE, floor.depth as f64 + EDGE);
    let left = project(-EDGE, depth, 0.0).x - 8.0;
    let right = project(width, -EDGE, 0.0).x + 8.0;
    let top = project(-EDGE, -EDGE, BACK + 0.6).y - 8.0;
    let bottom = project(width, depth + 2.6, -SLAB).y + 8.0;
    (left, top, right - left, bottom - top)
}

fn contents(svg: &mut String, floor: &Floor, has_signs: bool) {
    slab(svg, floor);
    let rects: Vec<Rect> = floor.stands.iter().map(|stand| rect_of(floor, stand)).collect();
    aisles(svg, floor, &rects, has_signs);
    if has_signs {
        entrance(svg, floor);
    }
    for index in paint_order(&rects) {
        if let (Some(stand), Some(rect)) = (floor.stands.get(index), rects.get(index)) {
            draw_stand(svg, stand, *rect);
        }
    }
}

/// The database counts `y` away from the entrance, the picture from the back towards it.
fn rect_of(floor: &Floor, stand: &Stand) -> Rect {
    let v = floor.depth - stand.y - stand.depth;
    Rect { x: stand.x as f64, v: v as f64, width: stand.width as f64, depth: stand.depth as f64 }
}

fn slab(svg: &mut String, floor: &Floor) {
    let (right, front) = (floor.width as f64 + EDGE, floor.depth as f64 + EDGE);
    let (left, back) = (-EDGE, -EDGE);
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

fn aisles(svg: &mut String, floor: &Floor, rects: &[Rect], has_names: bool) {
    let (width, depth) = (floor.width as f64, floor.depth as f64);
    let across = gaps(rects.iter().map(|rect| (rect.v, rect.v + rect.depth)), AISLE);
    let along = gaps(rects.iter().map(|rect| (rect.x, rect.x + rect.width)), AISLE);
    for (start, end) in &across {
        band(svg, &[(0.0, *start), (width, *start), (width, *end), (0.0, *end)]);
    }
    for (start, end) in &along {
        band(svg, &[(*start, 0.0), (*end, 0.0), (*end, depth), (*start, depth)]);
    }
    if !has_names {
        return;
    }
    for ((start, end), name) in across.iter().zip(&floor.aisles) {
        floor_text(svg, name, (0.4, f64::midpoint(*start, *end) + 0.4), 13.0, "start");
    }
}

fn band(svg: &mut String, corners: &[(f64, f64); 4]) {
    let corners = corners.map(|(x, v)| (x, v, 0.0));
    polygon(svg, "plan-aisle", "", &corners);
}

fn entrance(svg: &mut String, floor: &Floor) {
    let (middle, front) = (floor.width as f64 / 2.0, floor.depth as f64 + EDGE);
    let half = (ems(&floor.entrance) * 22.0 / UNIT / 2.0 + 0.8).min(floor.width as f64 / 2.0);
    polygon(
        svg,
        "plan-mat",
        "",
        &[
            (middle - half, front + 0.2, 0.0),
            (middle + half, front + 0.2, 0.0),
            (middle + half, front + 2.2, 0.0),
            (middle - half, front + 2.2, 0.0),
        ],
    );
    floor_text(svg, &floor.entrance, (middle, front + 1.7), 20.0, "middle");
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

fn draw_stand(svg: &mut String, stand: &Stand, rect: Rect) {
    match &stand.contents {
        Contents::Empty { title } => draw_empty(svg, stand, rect, title),
        Contents::Booth { href, title, .. } => {
            write_in(
                svg,
                format_args!(
                    r#"<a class="stand" href="{}" aria-label="{}" data-number="{}" data-x="{}" data-y="{}"><title>{}</title>"#,
                    escape(href),
                    escape(title),
                    escape(&stand.number),
                    stand.x,
                    stand.y,
                    escape(title)
                ),
            );
            draw_booth(svg, stand, rect);
            svg.push_str("</a>");
        }
    }
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
    counter(svg, rect, &[&light, &middle, &dark]);
    number(svg, &stand.number, rect);
    people(svg, rect, *on_duty);
    lamp(svg, rect, *on_duty > 0);
    base(svg, "stand-outline", rect);
}

fn base(svg: &mut String, class: &str, rect: Rect) {
    let (right, front) = (rect.x + rect.width, rect.v + rect.depth);
    polygon(svg, class, "", &[(rect.x, rect.v, 0.0), (right, rect.v, 0.0), (right, front, 0.0), (rect.x, front, 0.0)]);
}

/// The white plate in the plane of the back wall, with the logo at its left and the name fitted
/// into what is left.
fn plate(svg: &mut String, rect: Rect, name: &str, lang: &str, logo: Option<&str>, ink: &str) {
    let (v, top) = (rect.v + WALL, BACK - 0.22);
    let (left, right) = (rect.x + WALL + 0.15, rect.x + rect.width - 0.15);
    polygon(
        svg,
        "stand-plate",
        "",
        &[(left, v, top), (right, v, top), (right, v, top - PLATE), (left, v, top - PLATE)],
    );
    let mut start = left + 0.2;
    if let Some(address) = logo {
        let at = project(start, v, top - 0.12);
        let side = (PLATE - 0.24) * UNIT;
        write_in(
            svg,
            format_args!(
                r#"<image href="{}" width="{side:.1}" height="{side:.1}" transform="matrix(.866 .5 0 1 {:.1} {:.1})"/>"#,
                escape(address),
                at.x,
                at.y
            ),
        );
        start += PLATE;
    }
    let (text, size) = fit(name, (right - 0.2 - start) * UNIT, 8.0, 15.0);
    let at = project(f64::midpoint(start, right - 0.2), v, top - PLATE / 2.0);
    write_in(
        svg,
        format_args!(
            r#"<text class="stand-name" lang="{lang}" fill="{ink}" transform="matrix(.866 .5 0 1 {:.1} {:.1})" font-size="{size:.1}" text-anchor="middle">{}</text>"#,
            at.x,
            at.y + size * 0.35,
            escape(&text)
        ),
    );
}

/// A counter on the stand's floor.
fn counter(svg: &mut String, rect: Rect, shades: &[&str; 3]) {
    let (x, v) = (rect.x + rect.width * 0.42, rect.v + rect.depth * 0.46);
    let (right, front, top) = (x + rect.width * 0.34, v + 0.9, 1.1);
    let [light, middle, dark] = shades;
    polygon(
        svg,
        "stand-counter",
        middle,
        &[(x, front, 0.0), (right, front, 0.0), (right, front, top), (x, front, top)],
    );
    polygon(svg, "stand-counter", dark, &[(right, v, 0.0), (right, front, 0.0), (right, front, top), (right, v, top)]);
    polygon(svg, "stand-counter", light, &[(x, v, top), (right, v, top), (right, front, top), (x, front, top)]);
}

fn number(svg: &mut String, text: &str, rect: Rect) {
    let at = (rect.x + rect.width - 0.35, rect.v + rect.depth - 0.35);
    floor_text(svg, text, at, 14.0, "end");
}

/// One figure for each member of staff on duty, three at most.
fn people(svg: &mut String, rect: Rect, on_duty: i64) {
    for figure in 0..on_duty.clamp(0, 3) {
        let step = figure as f64;
        let foot = project(rect.x + 0.9 + step * 0.85, rect.v + rect.depth * 0.6 + (step % 2.0) * 0.9, 0.0);
        write_in(
            svg,
            format_args!(
                r#"<path class="stand-person" d="M{:.1} {:.1}q4.5-19 9 0zm4.5-14.5a3.9 3.9 0 1 1 .1 0z"/>"#,
                foot.x - 4.5,
                foot.y
            ),
        );
    }
}

/// Above the right end of the back wall: a disc with a tick while staff are on duty, an open ring
/// otherwise, so that the meaning does not hang on the colour.
fn lamp(svg: &mut String, rect: Rect, is_on: bool) {
    let Point { x, y } = project(rect.x + rect.width - 0.4, rect.v, BACK + 0.55);
    if is_on {
        write_in(
            svg,
            format_args!(
                r#"<circle class="stand-lamp" cx="{x:.1}" cy="{y:.1}" r="7"/><path class="stand-tick" d="M{:.1} {y:.1}l2.4 2.5 4.2-4.8"/>"#,
                x - 3.3
            ),
        );
    } else {
        write_in(svg, format_args!(r#"<circle class="stand-lamp stand-lamp--off" cx="{x:.1}" cy="{y:.1}" r="5"/>"#));
    }
}

/// Three shades of one hue: lit from above, the front, in the shade.
fn shades(hue: i64) -> [String; 3] {
    let hue = hue.rem_euclid(360);
    [58, 47, 37].map(|lightness| format!("hsl({hue} 46% {lightness}%)"))
}

fn polygon(svg: &mut String, class: &str, fill: &str, corners: &[(f64, f64, f64); 4]) {
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

fn write_in(svg: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a String has no way to fail.
    let _never_fails = svg.write_fmt(what);
}

fn escape(text: &str) -> String {
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
