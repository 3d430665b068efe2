//! The floor plan of a hall as a picture, drawn by the server. Pure: handlers hand in a [`Floor`]
//! with finished texts; nothing here reads a database or knows a language.

use std::sync::Arc;

mod draw;
mod furniture;
mod geometry;
#[cfg(test)]
mod tests;

pub use draw::{hero, plan};

use crate::ids::RoomId;

/// A hall as it is drawn. Lengths in half metres.
#[derive(Debug, Clone, Default)]
pub struct Floor {
    /// What a screen reader calls the picture.
    pub label: String,
    /// From left to right, seen from the entrance.
    pub width: i64,
    /// From the entrance to the back.
    pub depth: i64,
    /// The words at the entrance, in both languages.
    pub entrance: String,
    /// Names for the aisles, from the back to the entrance; an aisle without one stays unnamed.
    pub aisles: Vec<String>,
    /// The stands, in any order.
    pub stands: Vec<Stand>,
}

/// A place on the floor.
#[derive(Debug, Clone)]
pub struct Stand {
    /// Its number, such as `A-07`.
    pub number: String,
    /// To the right of the entrance's left end.
    pub x: i64,
    /// Away from the entrance.
    pub y: i64,
    /// Length along the front.
    pub width: i64,
    /// Length away from the entrance.
    pub depth: i64,
    /// What stands there.
    pub contents: Contents,
}

/// What stands on a place.
#[derive(Debug, Clone)]
pub enum Contents {
    /// Nothing that the public sees.
    Empty {
        /// Its name for a screen reader and a pointer.
        title: String,
    },
    /// A published booth.
    Booth {
        /// Where it leads.
        href: String,
        /// Its name for a screen reader and a pointer: number and name as they are shown, then
        /// whether staff are there.
        title: String,
        /// The short name on the wall.
        name: String,
        /// The language of that name.
        lang: &'static str,
        /// Hue of its walls, in degrees.
        hue: i64,
        /// Address of its logo.
        logo: Option<String>,
        /// How many of its staff are on duty.
        on_duty: i64,
        /// Its room, by which those who are there are counted.
        room: Option<RoomId>,
    },
}

/// A drawn plan: markup that templates print as it stands. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    svg: Arc<str>,
    gaps: Arc<[Gap]>,
}

/// Where the number of those who are at a stand is written in, once it is known.
#[derive(Debug, Clone, PartialEq)]
struct Gap {
    /// Offset in the markup.
    at: usize,
    room: RoomId,
    filling: Filling,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Filling {
    /// In words, at the end of the stand's name.
    Words,
    /// As a number at the front of the stand.
    Pill(geometry::Point),
}

impl Plan {
    /// The plan with the number of those who are at each stand; `words` says it. A stand without
    /// anybody stays as it is.
    #[must_use]
    pub fn counted(&self, count: impl Fn(&RoomId) -> usize, words: impl Fn(usize) -> String) -> Self {
        let mut svg = String::with_capacity(self.svg.len() + self.gaps.len() * 64);
        let mut from = 0;
        let counted = self.gaps.chunk_by(|one, other| one.room == other.room).flat_map(|gaps| {
            let number = gaps.first().map_or(0, |gap| count(&gap.room));
            gaps.iter().map(move |gap| (gap, number))
        });
        for (gap, number) in counted.filter(|(_, number)| *number > 0) {
            svg.push_str(self.svg.get(from..gap.at).unwrap_or_default());
            from = gap.at;
            match gap.filling {
                Filling::Words => draw::write_in(&mut svg, format_args!(" · {}", draw::escape(&words(number)))),
                Filling::Pill(at) => furniture::pill(&mut svg, at, number),
            }
        }
        svg.push_str(self.svg.get(from..).unwrap_or_default());
        Self { svg: svg.into(), gaps: Arc::default() }
    }
}

impl std::fmt::Display for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.svg)
    }
}

impl askama::filters::HtmlSafe for Plan {}
