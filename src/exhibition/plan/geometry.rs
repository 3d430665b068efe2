//! The geometry of the floor plan: from half metres on the floor to the isometric picture, the
//! order to paint in, aisles, and how wide a text is. Pure; called by [`super::draw`].

use std::collections::BTreeSet;

/// Length of half a metre in the picture's units.
pub const UNIT: f64 = 16.0;
const COS_30: f64 = 0.866_025_403_784_438_6;
const SIN_30: f64 = 0.5;

/// A point of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// A place in the hall in half metres: `x` to the right of the entrance, `v` from the back wall of
/// the hall towards the entrance, `z` up.
pub fn project(x: f64, v: f64, z: f64) -> Point {
    Point { x: (x - v) * COS_30 * UNIT, y: ((x + v) * SIN_30 - z) * UNIT }
}

/// A rectangle on the floor, in half metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left end.
    pub x: f64,
    /// Back end.
    pub v: f64,
    /// Length along `x`.
    pub width: f64,
    /// Length along `v`.
    pub depth: f64,
}

impl Rect {
    fn right(self) -> f64 {
        self.x + self.width
    }

    fn front(self) -> f64 {
        self.v + self.depth
    }

    /// Whether this one may be hidden in part by the other, so that it is painted first.
    fn is_behind(self, other: Self) -> bool {
        let (before_v, after_v) = (self.front() <= other.v, other.front() <= self.v);
        let (before_x, after_x) = (self.right() <= other.x, other.right() <= self.x);
        (before_v && !after_x) || (before_x && !after_v)
    }
}

/// The order to paint rectangles in, as indices: back before front, and where that leaves a choice
/// by rows from the back and from left to right, which is also the order of reading and of the Tab
/// key. Rectangles that overlap keep the order of their rows.
pub fn paint_order(rects: &[Rect]) -> Vec<usize> {
    let mut behind = vec![0_usize; rects.len()];
    for (place, rect) in behind.iter_mut().zip(rects) {
        *place = rects.iter().filter(|other| other.is_behind(*rect)).count();
    }
    let key = |index: usize, rect: &Rect| (to_key(rect.v), to_key(rect.x), index);
    let mut waiting: BTreeSet<(i64, i64, usize)> = rects.iter().enumerate().map(|(i, rect)| key(i, rect)).collect();
    let mut order = Vec::with_capacity(rects.len());
    while let Some(first) = waiting.first().copied() {
        let is_free = |entry: &&(i64, i64, usize)| behind.get(entry.2) == Some(&0);
        let next = waiting.iter().find(is_free).copied().unwrap_or(first);
        waiting.remove(&next);
        order.push(next.2);
        let Some(painted) = rects.get(next.2) else { continue };
        for (count, rect) in behind.iter_mut().zip(rects) {
            if painted.is_behind(*rect) {
                *count = count.saturating_sub(1);
            }
        }
    }
    order
}

#[expect(clippy::cast_possible_truncation, reason = "halls measure some hundred half metres")]
fn to_key(length: f64) -> i64 {
    (length * 4.0).round() as i64
}

/// Where nothing stands between the intervals, at least `least` wide: start and end of each gap.
/// The ends of the hall are no gaps.
pub fn gaps(intervals: impl IntoIterator<Item = (f64, f64)>, least: f64) -> Vec<(f64, f64)> {
    let mut sorted: Vec<(f64, f64)> = intervals.into_iter().collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut found = Vec::new();
    let mut reached: Option<f64> = None;
    for (start, end) in sorted {
        if let Some(edge) = reached
            && start - edge >= least
        {
            found.push((edge, start));
        }
        reached = Some(reached.map_or(end, |edge| edge.max(end)));
    }
    found
}

/// Width of a text in em: Chinese, Japanese and Korean characters are 1 wide, Latin ones about
/// 0.55, measured on the usual sans-serif fonts.
pub fn ems(text: &str) -> f64 {
    text.chars().map(char_ems).sum()
}

fn char_ems(c: char) -> f64 {
    match c {
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' => 1.0,
        'i' | 'l' | 'j' | 'I' | '.' | ',' | ' ' | '\'' => 0.32,
        'm' | 'w' | 'M' | 'W' => 0.86,
        'A'..='Z' => 0.67,
        _ => 0.56,
    }
}

/// A name in one line or two, with the size at which it fills a plate of this width and height,
/// between `least` and `most`; cut only where even the least is too wide.
pub fn lay(text: &str, width: f64, height: f64, least: f64, most: f64) -> (Vec<String>, f64) {
    let (line, single) = fit(text, width, least, most.min(height * 0.8));
    let halves = text.match_indices(' ').filter_map(|(at, _)| Some((text.get(..at)?, text.get(at + 1..)?)));
    let wide = |(a, b): &(&str, &str)| ems(a).max(ems(b));
    let Some(best) = halves.min_by(|a, b| wide(a).total_cmp(&wide(b))) else { return (vec![line], single) };
    let double = (width / wide(&best).max(0.1)).min(most).min(height / 2.4);
    if double <= single || double < least {
        return (vec![line], single);
    }
    (vec![best.0.to_owned(), best.1.to_owned()], double)
}

/// A text with the size that fits it into a width, between `least` and `most`; where even the
/// least is too wide the text is cut and ends in an ellipsis.
fn fit(text: &str, width: f64, least: f64, most: f64) -> (String, f64) {
    let wide = ems(text).max(0.1);
    let size = (width / wide).min(most);
    if size >= least {
        return (text.to_owned(), size);
    }
    let room = width / least - 0.9;
    let mut used = 0.0;
    let mut cut: String = text
        .chars()
        .take_while(|c| {
            used += char_ems(*c);
            used <= room
        })
        .collect();
    cut.push('…');
    (cut, least)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f64, v: f64, width: f64, depth: f64) -> Rect {
        Rect { x, v, width, depth }
    }

    #[test]
    fn rows_are_painted_from_the_back_and_read_from_the_left() {
        let rects =
            [rect(8.0, 8.0, 6.0, 6.0), rect(0.0, 8.0, 6.0, 6.0), rect(8.0, 0.0, 6.0, 6.0), rect(0.0, 0.0, 6.0, 6.0)];
        assert_eq!(paint_order(&rects), [3, 2, 1, 0]);
    }

    #[test]
    fn what_is_hidden_is_painted_first_even_out_of_its_row() {
        // The second begins further back, yet the first stands left of it and so behind it.
        let rects = [rect(0.0, 2.0, 6.0, 6.0), rect(8.0, 0.0, 6.0, 12.0)];
        assert_eq!(paint_order(&rects), [0, 1]);
    }

    #[test]
    fn every_rectangle_is_painted_once_even_where_they_overlap() {
        let rects = [rect(0.0, 0.0, 6.0, 6.0), rect(1.0, 1.0, 6.0, 6.0), rect(0.0, 0.0, 6.0, 6.0)];
        let mut order = paint_order(&rects);
        order.sort_unstable();
        assert_eq!(order, [0, 1, 2]);
    }

    #[test]
    fn aisles_are_where_nothing_stands() {
        assert_eq!(gaps([(0.0, 6.0), (14.0, 20.0), (6.5, 10.0)], 3.0), [(10.0, 14.0)]);
        assert!(gaps([], 1.0).is_empty());
    }

    #[test]
    fn a_long_name_takes_two_lines_and_a_short_one_stays_whole() {
        let (lines, size) = lay("Pengwan Talent", 110.0, 48.0, 8.0, 30.0);
        assert_eq!((lines, size), (vec!["Pengwan".to_owned(), "Talent".to_owned()], 20.0));
        assert_eq!(lay("光谷光电", 110.0, 48.0, 8.0, 30.0).0, ["光谷光电"]);
    }

    #[test]
    fn a_name_fits_its_wall_or_is_cut() {
        let (text, size) = fit("光谷光电", 90.0, 8.0, 14.0);
        assert_eq!((text.as_str(), size), ("光谷光电", 14.0));
        let (text, size) = fit("Delta Photonics International Holdings", 60.0, 8.0, 14.0);
        assert!(text.ends_with('…') && size * ems(&text) <= 62.0, "{text} {size}");
    }
}
