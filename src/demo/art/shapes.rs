//! Small pieces of SVG that the demo's drawings share. They only build strings.

/// A filled path.
pub(super) fn path(d: &str, fill: &str) -> String {
    format!(r#"<path d="{d}" fill="{fill}"/>"#)
}

/// A line along a path, with round ends and corners.
pub(super) fn stroke(d: &str, colour: &str, width: f64) -> String {
    format!(
        r#"<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:.1}" stroke-linecap="round" stroke-linejoin="round"/>"#
    )
}

/// A filled circle.
pub(super) fn disc(x: f64, y: f64, radius: f64, fill: &str) -> String {
    format!(r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius:.1}" fill="{fill}"/>"#)
}

/// A filled rectangle with rounded corners, about its centre.
pub(super) fn block(x: f64, y: f64, size: f64, radius: f64, fill: &str) -> String {
    let (left, top) = (x - size / 2.0, y - size / 2.0);
    format!(r#"<rect x="{left:.1}" y="{top:.1}" width="{size:.1}" height="{size:.1}" rx="{radius:.1}" fill="{fill}"/>"#)
}

/// The same drawing turned about the middle of a mark.
pub(super) fn turned(content: &str, degrees: f64) -> String {
    format!(r#"<g transform="rotate({degrees:.1} 128 128)">{content}</g>"#)
}

/// A regular polygon as a path; the first corner points up.
pub(super) fn polygon(x: f64, y: f64, radius: f64, corners: u32) -> String {
    let points: Vec<String> = (0..corners)
        .map(|corner| {
            let angle = f64::from(corner) * std::f64::consts::TAU / f64::from(corners);
            format!("{:.1} {:.1}", x + radius * angle.sin(), y - radius * angle.cos())
        })
        .collect();
    format!("M{}Z", points.join("L"))
}

/// A curve through `y(x)` from `from` to `to`, in short straight steps.
pub(super) fn curve(from: f64, to: f64, step: f64, y: impl Fn(f64) -> f64) -> String {
    let mut points = Vec::new();
    let mut x = from;
    while x <= to {
        points.push(format!("{x:.1} {:.1}", y(x)));
        x += step;
    }
    format!("M{}", points.join("L"))
}
