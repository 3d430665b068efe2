//! What is printed: a line of figures for each benchmark, a line for each target, one closing line.

use crate::load::Figures;

/// Longest wait at the 99th percentile, in milliseconds.
const P99_MS: f64 = 25.0;

/// The targets met and missed so far.
#[derive(Default)]
pub struct Report {
    met: u32,
    missed: u32,
}

impl Report {
    /// Figures of a load on a server that used so many seconds of CPU for it.
    pub fn figures(&self, name: &str, figures: &Figures, cpu: f64, rss: f64) {
        let micros = cpu * 1_000_000.0 / (figures.waits.len().max(1) as f64);
        println!(
            "{name:<34} {:>8.0}/s   p50 {:>6.2} ms   p99 {:>6.2} ms   CPU {micros:>6.0} µs   RSS {rss:>4.0} MB   errors {}",
            figures.per_second(),
            figures.percentile(0.5),
            figures.percentile(0.99),
            figures.errors,
        );
    }

    /// A figure that must not be larger than its target.
    pub fn at_most(&mut self, what: &str, figure: f64, target: f64, unit: &str) {
        self.tell(what, figure <= target, &format!("{figure:.1} {unit}, target ≤ {target:.0} {unit}"));
    }

    /// A multiple of a yardstick that must not be passed.
    pub fn at_most_of(&mut self, what: &str, figure: f64, target: f64) {
        self.tell(what, figure <= target, &format!("{figure:.2} ×, target ≤ {target:.1} ×"));
    }

    /// What must not happen.
    pub fn none(&mut self, what: &str, count: u64) {
        self.tell(what, count == 0, &format!("{count}, target 0"));
    }

    /// A share of a yardstick that must be reached.
    pub fn at_least(&mut self, what: &str, figure: f64, target: f64) {
        self.tell(what, figure >= target, &format!("{figure:.2} ×, target ≥ {target:.2} ×"));
    }

    /// The targets of every load: nothing fails, and nobody waits long.
    pub fn load(&mut self, name: &str, figures: &Figures) {
        self.load_within(name, figures, P99_MS);
    }

    /// The same with another longest wait, in milliseconds.
    pub fn load_within(&mut self, name: &str, figures: &Figures, p99: f64) {
        self.at_most(&format!("{name}: p99"), figures.percentile(0.99), p99, "ms");
        let is_whole = figures.errors == 0 && !figures.waits.is_empty();
        self.tell(&format!("{name}: errors"), is_whole, &format!("{}, target 0", figures.errors));
    }

    fn tell(&mut self, what: &str, is_met: bool, figures: &str) {
        let word = if is_met { "PASS  " } else { "MISSED" };
        println!("    {word} {what}: {figures}");
        if is_met { self.met += 1 } else { self.missed += 1 }
    }

    /// The last line.
    pub fn close(&self) {
        println!("\nbenchmarks: {} targets met, {} missed", self.met, self.missed);
    }
}
