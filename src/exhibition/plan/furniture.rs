//! What stands on a stand: counter, staff and lamp. Pure, called by [`super::draw`]; it never knows
//! a name.

use super::draw::{BACK, polygon, write_in};
use super::geometry::{Point, Rect, project};

/// A counter on the stand's floor.
pub fn counter(svg: &mut String, rect: Rect) {
    let (x, v) = (rect.x + rect.width * 0.44, rect.v + rect.depth * 0.5);
    let (right, front, top) = (x + rect.width * 0.34, v + 0.9, 1.1);
    polygon(svg, "stand-counter", "", &[(x, front, 0.0), (right, front, 0.0), (right, front, top), (x, front, top)]);
    polygon(
        svg,
        "stand-counter stand-counter--end",
        "",
        &[(right, v, 0.0), (right, front, 0.0), (right, front, top), (right, v, top)],
    );
    polygon(
        svg,
        "stand-counter stand-counter--top",
        "",
        &[(x, v, top), (right, v, top), (right, front, top), (x, front, top)],
    );
}

/// One figure for each member of staff on duty, three at most.
pub fn people(svg: &mut String, rect: Rect, on_duty: i64) {
    for figure in 0..on_duty.clamp(0, 3) {
        let step = figure as f64;
        let foot = project(rect.x + 0.9 + step * 1.05, rect.v + rect.depth * 0.45 + (step % 2.0) * 0.9, 0.0);
        write_in(
            svg,
            format_args!(
                r#"<path class="stand-person" d="M{:.1} {:.1}q6-26 12 0zm6-19.5a5.2 5.2 0 1 1 .1 0z"/>"#,
                foot.x - 6.0,
                foot.y
            ),
        );
    }
}

/// Above the right end of the back wall: a disc with a tick while staff are on duty, an open ring
/// otherwise, so that the meaning does not hang on the colour.
pub fn lamp(svg: &mut String, rect: Rect, is_on: bool) {
    let Point { x, y } = project(rect.x + rect.width - 0.4, rect.v, BACK + 0.6);
    if is_on {
        write_in(
            svg,
            format_args!(
                r#"<circle class="stand-lamp" cx="{x:.1}" cy="{y:.1}" r="10"/><path class="stand-tick" d="M{:.1} {y:.1}l3.4 3.6 6-6.8"/>"#,
                x - 4.7
            ),
        );
    } else {
        write_in(svg, format_args!(r#"<circle class="stand-lamp stand-lamp--off" cx="{x:.1}" cy="{y:.1}" r="7"/>"#));
    }
}

/// The number of those who are at a stand. A screen reader has it in the stand's name.
pub fn pill(svg: &mut String, Point { x, y }: Point, number: usize) {
    let text = if number > 999 { "999+".to_owned() } else { number.to_string() };
    let width = 22.0 + 11.0 * text.len() as f64;
    write_in(
        svg,
        format_args!(
            r#"<g class="stand-here" aria-hidden="true"><rect x="{:.1}" y="{:.1}" width="{width:.1}" height="26" rx="13"/><text x="{x:.1}" y="{:.1}" text-anchor="middle" font-size="18">{text}</text></g>"#,
            x - width / 2.0,
            y - 13.0,
            y + 6.5
        ),
    );
}
