//! Numbers that look like chance and never change: SplitMix64 (Steele, Lea, Flood 2014).
//! Used by the drawings of the demo edition; unfit for anything secret.

/// A source of numbers that depends on its seed only.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(0x632B_E59B_D9B4_E019))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, `sides`.
    pub(super) fn roll(&mut self, sides: u32) -> u32 {
        let rolled = self.next() % u64::from(sides.max(1));
        u32::try_from(rolled).unwrap_or(0)
    }

    /// From `low` to `high`, in a thousand steps.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * f64::from(self.roll(1001)) / 1000.0
    }

    /// One of `choices`; the default value where there are none.
    pub(super) fn pick<T: Copy + Default>(&mut self, choices: &[T]) -> T {
        let sides = u32::try_from(choices.len()).unwrap_or(0);
        let at = usize::try_from(self.roll(sides)).unwrap_or(0);
        choices.get(at).copied().unwrap_or_default()
    }
}
