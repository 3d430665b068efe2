//! Charts of numbers over days or other steps, as `templates/shared/chart.html` draws them: bars in a plot of
//! [`WIDTH`] by [`HEIGHT`] units, with the table of the same numbers behind it. Pure; knows no noun and no text of its own.

/// Width of a plot in its own units, which are about pixels on a wide screen.
pub const WIDTH: i64 = 720;
/// Height of a plot.
pub const HEIGHT: i64 = 240;
/// Room to the left of the bars, for the numbers of the scale.
const LEFT: i64 = 48;
/// Room above the bars.
const TOP: i64 = 12;
/// Room below them, for the names of the steps.
const BOTTOM: i64 = 28;
/// Lines of the scale at most, the one at nothing aside.
const LINES: i64 = 4;
/// Steps that are named at most.
const NAMED: usize = 8;
/// Kinds of numbers at most: so many can be told apart.
pub const SERIES_MAX: usize = 3;

/// One kind of number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it counts.
    pub label: String,
    /// One number a step, none below 0.
    pub values: Vec<i64>,
}

impl Series {
    /// A kind of number.
    pub fn new(label: impl Into<String>, values: Vec<i64>) -> Self {
        Self { label: label.into(), values }
    }
}

/// A bar. Lengths are in tenths of a unit, written as `12.3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Which kind, from 1: `chart-1` is its colour.
    pub kind: usize,
    /// From the left.
    pub x: String,
    /// From above.
    pub y: String,
    /// Width.
    pub width: String,
    /// Height.
    pub height: String,
    /// What a pointer that rests on it reads.
    pub title: String,
}

/// A line of the scale or the name of a step, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// From the left or from above.
    pub at: String,
    /// What is written there.
    pub label: String,
}

/// A chart.
#[derive(Debug, Clone)]
pub struct Chart {
    /// Unique on its page.
    pub id: &'static str,
    /// What it shows; its accessible name.
    pub title: String,
    /// What the steps are, the head of the table's first column.
    pub step: String,
    /// The names of the steps.
    pub steps: Vec<String>,
    /// The kinds of numbers.
    pub series: Vec<Series>,
}

impl Chart {
    /// A chart of numbers over steps; of more than [`SERIES_MAX`] kinds the first are drawn.
    pub fn new(
        id: &'static str,
        (title, step): (impl Into<String>, impl Into<String>),
        steps: Vec<String>,
        mut series: Vec<Series>,
    ) -> Self {
        series.truncate(SERIES_MAX);
        Self { id, title: title.into(), step: step.into(), steps, series }
    }

    /// Whether there is nothing to draw.
    pub fn is_flat(&self) -> bool {
        self.series.iter().flat_map(|series| &series.values).all(|value| *value <= 0)
    }

    /// What a line of the scale stands above the one before, and how many lines there are.
    fn scale(&self) -> (i64, i64) {
        let most = self.series.iter().flat_map(|series| &series.values).copied().max().unwrap_or(0).max(1);
        let least = (most + LINES - 1) / LINES;
        let mut power = 1;
        let step = loop {
            if let Some(step) = [power, 2 * power, 5 * power].into_iter().find(|step| *step >= least) {
                break step;
            }
            power *= 10;
        };
        (step, (most + step - 1) / step)
    }

    /// The lines of the scale, from nothing upwards.
    pub fn lines(&self) -> Vec<Mark> {
        let (step, count) = self.scale();
        let line = |n: i64| Mark {
            at: tenths(10 * (HEIGHT - BOTTOM) - 10 * room() * n / count),
            label: crate::web::dates::number(n * step),
        };
        (0..=count).map(line).collect()
    }

    /// The names of the steps below the plot; of many steps every nth.
    pub fn names(&self) -> Vec<Mark> {
        let every = self.steps.len().div_ceil(NAMED).max(1);
        let named = self.steps.iter().enumerate().step_by(every);
        named.map(|(n, label)| Mark { at: tenths(self.left_of(n) + self.span() / 2), label: label.clone() }).collect()
    }

    /// The bars that are not empty, step by step.
    pub fn bars(&self) -> Vec<Bar> {
        let (step, count) = self.scale();
        let kinds = i64::try_from(self.series.len().max(1)).unwrap_or(1);
        let gap = (self.span() / 6).min(80);
        let width = ((self.span() - gap) / kinds).clamp(10, 240);
        let begin = (self.span() - width * kinds) / 2;
        let mut bars = Vec::new();
        for (n, label) in self.steps.iter().enumerate() {
            for (kind, series) in (0_i64..).zip(&self.series) {
                let Some(value) = series.values.get(n).copied().filter(|value| *value > 0) else { continue };
                let height = (10 * room() * value / (step * count)).max(10);
                bars.push(Bar {
                    kind: usize::try_from(kind + 1).unwrap_or(1),
                    x: tenths(self.left_of(n) + begin + kind * width),
                    y: tenths(10 * (HEIGHT - BOTTOM) - height),
                    width: tenths(width),
                    height: tenths(height),
                    title: format!("{label} · {}: {}", series.label, crate::web::dates::number(value)),
                });
            }
        }
        bars
    }

    /// The rows of the table: the name of a step and its numbers.
    pub fn rows(&self) -> Vec<(&str, Vec<i64>)> {
        let numbers = |n: usize| self.series.iter().map(|series| series.values.get(n).copied().unwrap_or(0)).collect();
        self.steps.iter().enumerate().map(|(n, label)| (label.as_str(), numbers(n))).collect()
    }

    /// The width of a step, in tenths.
    fn span(&self) -> i64 {
        10 * (WIDTH - LEFT) / i64::try_from(self.steps.len().max(1)).unwrap_or(1)
    }

    /// Where a step begins, in tenths.
    fn left_of(&self, n: usize) -> i64 {
        10 * LEFT + self.span() * i64::try_from(n).unwrap_or(0)
    }
}

/// The height of the plot without its edges.
fn room() -> i64 {
    HEIGHT - TOP - BOTTOM
}

fn tenths(length: i64) -> String {
    format!("{}.{}", length / 10, length % 10)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use proptest::prelude::*;

    use super::*;

    fn chart(values: Vec<Vec<i64>>) -> Chart {
        let steps = (1..=values.first().map_or(0, Vec::len)).map(|n| format!("{n} Nov")).collect();
        let series = values.into_iter().map(|values| Series::new("Visits", values)).collect();
        Chart::new("visits", ("Visits", "Day"), steps, series)
    }

    #[test]
    fn a_scale_has_round_lines_and_reaches_the_largest_number() {
        let labels = |most| chart(vec![vec![most]]).lines().into_iter().map(|line| line.label).collect::<Vec<_>>();
        assert_eq!(labels(0), ["0", "1"]);
        assert_eq!(labels(3), ["0", "1", "2", "3"]);
        assert_eq!(labels(17), ["0", "5", "10", "15", "20"]);
        assert_eq!(labels(4_100), ["0", "2,000", "4,000", "6,000"]);
    }

    #[test]
    fn a_bar_is_as_high_as_its_number_and_nothing_is_no_bar() {
        let drawn = chart(vec![vec![4, 0, 2]]).bars();
        let heights: Vec<_> = drawn.iter().map(|bar| bar.height.as_str()).collect();
        assert_eq!(heights, ["200.0", "100.0"]);
        assert_eq!(drawn.first().map(|bar| bar.title.as_str()), Some("1 Nov · Visits: 4"));
        assert!(chart(vec![vec![0, 0]]).is_flat());
    }

    #[test]
    fn few_names_stand_under_many_steps() {
        assert_eq!(chart(vec![vec![1; 62]]).names().len(), 8);
        assert_eq!(chart(vec![vec![1; 3]]).names().len(), 3);
    }

    proptest! {
        #[test]
        fn no_numbers_draw_outside_the_plot(values in prop::collection::vec(prop::collection::vec(0_i64..1_000_000_000, 0..120), 0..5)) {
            let drawn = chart(values);
            for bar in drawn.bars() {
                let read = |text: &str| text.parse::<f64>().unwrap();
                prop_assert!(read(&bar.x) >= 0.0 && read(&bar.y) >= 0.0);
                prop_assert!(read(&bar.y) + read(&bar.height) <= 240.0);
            }
            prop_assert!(drawn.lines().len() <= 6);
        }
    }
}
