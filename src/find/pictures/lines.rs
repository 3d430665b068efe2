//! Sets the words of a picture: where a title is broken, how large it is, and the drawing around it. Knows the widths
//! of letters about as well as is needed to stay inside.

use super::Words;
use crate::web::text::is_unspaced;

/// Sizes of a title with how many lines of it there is room for, the largest first.
const SIZES: [(f64, usize); 3] = [(76.0, 2), (60.0, 3), (50.0, 4)];
/// The room for words, in pixels.
const ROOM: f64 = 980.0;
/// Where words begin.
const LEFT: f64 = 90.0;
/// What does not begin a line.
const CLOSING: &str = "，。、；：！？）》」』】”’…,.;:!?)]}%";
/// What does not end one.
const OPENING: &str = "（《「『【“‘([{";

/// The drawing.
pub(super) fn svg(words: &Words, (width, height): (u32, u32)) -> String {
    let colour = &words.colour;
    let (size, lines) = set(&words.title);
    let mut out = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="sans-serif"><rect width="{width}" height="{height}" fill="#faf9f6"/><rect width="24" height="{height}" fill="{colour}"/>"##
    );
    out.push_str(&stands(colour));
    text(&mut out, &fit(&words.event, 32.0, ROOM), (LEFT, 104.0), 32.0, "#4a4f55");
    let mut top = 176.0;
    if !words.chip.is_empty() {
        let wide = measure(&words.chip) * 28.0 + 48.0;
        out.push_str(&format!(r#"<rect x="{LEFT}" y="136" width="{wide:.0}" height="52" rx="26" fill="{colour}"/>"#));
        text(&mut out, &words.chip, (LEFT + 24.0, 172.0), 28.0, "#ffffff");
        top = 216.0;
    }
    for (place, line) in (1..).zip(&lines) {
        text(&mut out, line, (LEFT, top + f64::from(place) * size * 1.22), size, "#16191d");
    }
    text(&mut out, &fit(&words.line, 32.0, 720.0), (LEFT, 574.0), 32.0, "#4a4f55");
    out.push_str("</svg>");
    out
}

/// Three stands of a hall in the corner, in three shades of one colour.
fn stands(colour: &str) -> String {
    let stand = |(x, y, side, tall): (f64, f64, f64, f64)| {
        let (half, depth) = (side * 0.866, side * 0.5);
        let face = |points: &str, shade: &str| {
            format!(r#"<polygon points="{points}" fill="{colour}" fill-opacity="{shade}"/>"#)
        };
        let top = format!(
            "{x},{} {},{} {x},{} {},{}",
            y - tall - side,
            x + half,
            y - tall - depth,
            y - tall,
            x - half,
            y - tall - depth
        );
        let left = format!("{},{} {x},{} {x},{y} {},{}", x - half, y - tall - depth, y - tall, x - half, y - depth);
        let right = format!("{},{} {x},{} {x},{y} {},{}", x + half, y - tall - depth, y - tall, x + half, y - depth);
        [face(&top, ".22"), face(&left, ".5"), face(&right, ".34")].concat()
    };
    [(985.0, 560.0, 70.0, 60.0), (1120.0, 600.0, 80.0, 96.0), (862.0, 604.0, 54.0, 36.0)]
        .into_iter()
        .map(stand)
        .collect()
}

fn text(out: &mut String, words: &str, (x, y): (f64, f64), size: f64, fill: &str) {
    if words.is_empty() {
        return;
    }
    let safe = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    out.push_str(&format!(r#"<text x="{x:.0}" y="{y:.0}" font-size="{size:.0}" fill="{fill}">{safe}</text>"#));
}

/// The size of a title and its lines; what has no room ends in an ellipsis.
fn set(title: &str) -> (f64, Vec<String>) {
    for (size, most) in SIZES {
        let lines = wrap(title, ROOM / size);
        if lines.len() <= most {
            return (size, lines);
        }
    }
    let (size, most) = SIZES.last().copied().unwrap_or((50.0, 4));
    let mut lines = wrap(title, ROOM / size);
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        last.push('…');
        *last = fit(last, size, ROOM);
    }
    (size, lines)
}

/// The beginning of a text that has room on a line, with an ellipsis where something is left out.
fn fit(words: &str, size: f64, room: f64) -> String {
    if measure(words) * size <= room {
        return words.to_owned();
    }
    let mut kept = String::new();
    for c in words.chars().filter(|c| *c != '…') {
        if (measure(&kept) + width_of(c) + 1.0) * size > room {
            break;
        }
        kept.push(c);
    }
    kept.trim_end().to_owned() + "…"
}

/// Lines of at most this width, in sizes of the font: broken at spaces and between characters that are written
/// without spaces; a longer word anywhere.
fn wrap(title: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(title) {
        if measure(&line) + measure(piece.trim_end()) > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        for c in piece.chars() {
            if measure(&line) + width_of(c) > room && c != ' ' {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            line.push(c);
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What is not broken.
fn pieces(title: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in title.chars() {
        let may_break = before == ' ' || before == '-' || is_unspaced(before) || is_unspaced(c);
        let may_break = may_break && c != ' ' && !CLOSING.contains(c) && !OPENING.contains(before);
        match pieces.last_mut() {
            Some(last) if !may_break => last.push(c),
            _ => pieces.push(c.to_string()),
        }
        before = c;
    }
    pieces
}

fn measure(text: &str) -> f64 {
    text.chars().map(width_of).sum()
}

/// The width of a character in sizes of the font, rather too wide than too narrow.
fn width_of(c: char) -> f64 {
    match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'i' | 'j' | 'l' | 'I' => 0.31,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.98,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' | '·' => 0.42,
        c if c.is_ascii_uppercase() => 0.72,
        c if c.is_ascii() => 0.6,
        c if c < '\u{2e80}' => 0.7,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Words, fit, measure, svg, wrap};

    #[test]
    fn lines_stay_within_their_room_and_are_broken_where_they_may() {
        assert_eq!(wrap("Senior laser engineer", 8.0), ["Senior laser", "engineer"]);
        assert_eq!(wrap("An international conference on talent", 15.3), ["An international conference", "on talent"]);
        assert_eq!(wrap("高级激光工程师，武汉", 7.0), ["高级激光工程", "师，武汉"]);
        for title in ["x".repeat(400), "激光".repeat(99), "A mixed 标题 of words".repeat(9)] {
            assert!(wrap(&title, 10.0).iter().all(|line| measure(line) <= 10.0 + 1.0), "{title}");
        }
        assert!(fit(&"长".repeat(90), 30.0, 600.0).ends_with('…'));
    }

    #[test]
    fn a_long_name_of_the_event_ends_inside_of_the_picture() {
        let words = Words {
            event: "大".repeat(60),
            chip: String::new(),
            title: "Laser".to_owned(),
            line: String::new(),
            colour: "#0b6b5d".to_owned(),
        };
        assert!(svg(&words, (1200, 630)).contains("大…</text>"));
    }
}
