//! What a picture and its golden must have in common. Both are a third of the screen's size, so one pixel here is
//! three by three of the screen's.
//!
//! Letters smoothed in another way pass; a button a few pixels further, a word too many, another colour do not.

use crate::picture::{Colour, Picture, SHRINK};

/// Levels, of 255, by which a channel may differ before its pixel does. The golden's few colours take up to 25.
pub const LEVELS: u8 = 56;
/// One pixel in so many may differ in a whole picture.
pub const SHARE: usize = 500;
/// Width and height of a block: 48 pixels of the screen.
pub const BLOCK: usize = 16;
/// Pixels of one block that may differ, of 256.
pub const BLOCK_PIXELS: usize = 20;
/// Levels by which the mean colour of a block may differ.
pub const BLOCK_LEVELS: usize = 8;

/// How far two pictures are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    /// Width and height of the golden and of the picture.
    Size {
        before: (usize, usize),
        after: (usize, usize),
    },
    Pixels(Pixels),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels that differ, and of how many.
    pub apart: usize,
    pub of: usize,
    /// Pixels that differ in the worst block.
    pub block_apart: usize,
    /// Levels by which the mean colour of the worst block differs.
    pub block_levels: usize,
    /// Left, top, right and bottom of what differs, in pixels of the screen; none where no pixel does.
    pub within: Option<[usize; 4]>,
}

impl Distance {
    pub fn is_tolerable(self) -> bool {
        match self {
            Distance::Size { .. } => false,
            Distance::Pixels(it) => {
                it.apart * SHARE <= it.of && it.block_apart <= BLOCK_PIXELS && it.block_levels <= BLOCK_LEVELS
            }
        }
    }

    /// As a sentence with what is allowed.
    pub fn said(self) -> String {
        match self {
            Distance::Size { before, after } => {
                format!("the golden has {}x{} pixels, the page {}x{}", before.0, before.1, after.0, after.1)
            }
            Distance::Pixels(it) => format!(
                "{} of {} pixels differ by more than {LEVELS} levels (at most {}), {} of the worst block (at most \
                 {BLOCK_PIXELS}); the mean of the worst block differs by {} levels (at most {BLOCK_LEVELS}){}",
                it.apart,
                it.of,
                it.of / SHARE,
                it.block_apart,
                it.block_levels,
                it.within.map_or_else(String::new, |[left, top, right, bottom]| {
                    format!("; all between {left},{top} and {right},{bottom} of the screen")
                })
            ),
        }
    }
}

/// Compares a golden with a picture of the same scale.
pub fn distance(before: &Picture, after: &Picture) -> Distance {
    let sizes = ((before.width, before.height), (after.width, after.height));
    if sizes.0 != sizes.1 {
        return Distance::Size { before: sizes.0, after: sizes.1 };
    }
    let mut found = Pixels { of: before.pixels.len(), ..Pixels::default() };
    for top in (0..before.height).step_by(BLOCK) {
        for left in (0..before.width).step_by(BLOCK) {
            let block = block(before, after, left, top);
            found.apart += block.apart;
            found.block_apart = found.block_apart.max(block.apart);
            found.block_levels = found.block_levels.max(block.levels);
            if block.apart > 0 {
                let here = [left, top, left + BLOCK, top + BLOCK].map(|it| it * SHRINK);
                found.within = Some(
                    found
                        .within
                        .map_or(here, |[l, t, r, b]| [l.min(here[0]), t.min(here[1]), r.max(here[2]), b.max(here[3])]),
                );
            }
        }
    }
    Distance::Pixels(found)
}

struct Block {
    apart: usize,
    levels: usize,
}

/// One block; those at the right and at the bottom are smaller, and what differs in them counts the same.
fn block(before: &Picture, after: &Picture, left: usize, top: usize) -> Block {
    let (right, bottom) = ((left + BLOCK).min(before.width), (top + BLOCK).min(before.height));
    let (mut apart, mut sums) = (0, [0_i64; 3]);
    for y in top..bottom {
        let row = y * before.width + left..y * before.width + right;
        for (a, b) in before.pixels[row.clone()].iter().zip(&after.pixels[row]) {
            if a == b {
                continue;
            }
            apart += usize::from(is_apart(*a, *b));
            for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
                *sum += i64::from(*a) - i64::from(*b);
            }
        }
    }
    // By the size of a whole block: a strip one pixel wide at the edge is not an area.
    let levels = sums.iter().map(|it| it.unsigned_abs() as usize / (BLOCK * BLOCK)).max().unwrap_or(0);
    Block { apart, levels }
}

fn is_apart(a: Colour, b: Colour) -> bool {
    a.iter().zip(b).any(|(a, b)| a.abs_diff(b) > LEVELS)
}

/// What differs in red, upon what the page shows now, made pale.
pub fn difference(before: &Picture, after: &Picture) -> Picture {
    const RED: Colour = [214, 0, 0];
    const FAINT_RED: Colour = [255, 190, 190];
    let mut out = Picture::plain(before.width.max(after.width), before.height.max(after.height), RED);
    for y in 0..before.height.min(after.height) {
        for x in 0..before.width.min(after.width) {
            let (a, b) = (before.pixels[y * before.width + x], after.pixels[y * after.width + x]);
            let near = a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= LEVELS / 2);
            out.pixels[y * out.width + x] = match (is_apart(a, b), near) {
                (true, _) => RED,
                (false, false) => FAINT_RED,
                (false, true) => b.map(|it| 200 + it / 5),
            };
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUND: Colour = [244, 246, 249];
    const INK: Colour = [29, 37, 48];

    /// A screen of 1366 by 768 with a head, a panel, lines of strokes like letters, and an outlined button.
    fn screen(button_left: usize) -> Picture {
        let mut it = Picture::plain(1366, 768, GROUND);
        it.fill(0, 0, 1366, 90, [31, 95, 174]);
        it.fill(200, 120, 960, 560, [255, 255, 255]);
        for line in 0..12 {
            letters(&mut it, 230, 160 + line * 28, 50, INK);
        }
        button(&mut it, button_left);
        it
    }

    fn letters(it: &mut Picture, left: usize, top: usize, count: usize, ink: Colour) {
        for letter in 0..count {
            for stroke in 0..4 {
                it.fill(left + letter * 16 + stroke * 4, top + stroke, 2, 14 - stroke * 2, ink);
                it.fill(left + letter * 16, top + stroke * 4, 14, 1, ink);
            }
        }
    }

    fn button(it: &mut Picture, left: usize) {
        it.fill(left, 620, 112, 36, [124, 134, 147]);
        it.fill(left + 1, 621, 110, 34, [255, 255, 255]);
        letters(it, left + 16, 630, 5, INK);
    }

    fn check(before: &Picture, after: &Picture, passes: bool) {
        let found = distance(&before.shrunk().reduced(), &after.shrunk());
        assert_eq!(found.is_tolerable(), passes, "{}", found.said());
    }

    #[test]
    fn the_same_picture_passes() {
        check(&screen(240), &screen(240), true);
    }

    #[test]
    fn a_moved_button_fails() {
        for by in [6, 12, 100] {
            check(&screen(240), &screen(240 + by), false);
        }
    }

    #[test]
    fn a_word_too_many_fails() {
        let mut after = screen(240);
        letters(&mut after, 400, 560, 4, INK);
        check(&screen(240), &after, false);
    }

    #[test]
    fn another_colour_of_a_panel_fails() {
        let mut after = screen(240);
        after.fill(200, 520, 960, 60, [255, 244, 223]);
        check(&screen(240), &after, false);
    }

    #[test]
    fn a_missing_picture_of_48_pixels_fails() {
        let mut after = screen(240);
        after.fill(20, 20, 48, 48, [255, 255, 255]);
        check(&screen(240), &after, false);
    }

    #[test]
    fn letters_smoothed_in_another_way_pass() {
        // Every edge between two colours a little softer, as another version's rasteriser draws it.
        let before = screen(240);
        let mut after = before.clone();
        for at in 1..before.pixels.len() - 1 {
            for lane in 0..3 {
                let side = |other: usize| u16::from(before.pixels[other][lane]);
                after.pixels[at][lane] = ((side(at - 1) + 6 * side(at) + side(at + 1)) / 8) as u8;
            }
        }
        assert_ne!(before, after);
        check(&before, &after, true);
    }

    #[test]
    fn noise_passes() {
        let before = screen(240);
        let mut seed = 1_u32;
        let mut after = before.clone();
        for lane in after.pixels.iter_mut().flatten() {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *lane = lane.saturating_add((seed >> 28) as u8);
        }
        check(&before, &after, true);
    }

    #[test]
    fn another_size_fails() {
        check(&Picture::plain(1366, 768, GROUND), &Picture::plain(1366, 780, GROUND), false);
        check(&Picture::plain(1366, 768, GROUND), &Picture::plain(1024, 768, GROUND), false);
    }

    #[test]
    fn the_difference_is_red_where_it_is() {
        let (before, mut after) = (Picture::plain(9, 9, GROUND), Picture::plain(9, 9, GROUND));
        after.fill(3, 3, 2, 2, INK);
        let shown = difference(&before, &after);
        assert_eq!(shown.pixels.iter().filter(|it| **it == [214, 0, 0]).count(), 4);
        assert_eq!(shown.pixels[3 * 9 + 3], [214, 0, 0]);
    }
}
