//! The order of functions: each next to the one most like it, so that a compressor meets them together.

use std::collections::{BTreeMap, HashMap};

/// Functions share a piece when they have these many bytes in a row in common.
const PIECE: usize = 6;
/// Pieces that more functions have say nothing about likeness.
const COMMON: usize = 200;
/// Likeness is counted in shares of this.
const ONE: u64 = 1 << 20;

/// The numbers of the bodies, largest first, then always the one most like the last. The same bodies
/// give the same order.
pub fn by_likeness(bodies: &[&[u8]]) -> Vec<usize> {
    let pieces: Vec<Vec<u64>> = bodies.iter().map(|body| pieces(body)).collect();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, own) in pieces.iter().enumerate() {
        for piece in own {
            holders.entry(*piece).or_default().push(at);
        }
    }
    let mut by_size: Vec<usize> = (0..bodies.len()).collect();
    by_size.sort_by_key(|at| (std::cmp::Reverse(bodies[*at].len()), *at));
    let mut largest = by_size.into_iter();
    let mut is_placed = vec![false; bodies.len()];
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = largest.next();
    while let Some(at) = next {
        is_placed[at] = true;
        order.push(at);
        let mut likeness: BTreeMap<usize, u64> = BTreeMap::new();
        for piece in &pieces[at] {
            let having = holders.get(piece).map(Vec::as_slice).unwrap_or_default();
            if having.len() < COMMON {
                for other in having.iter().filter(|other| !is_placed[**other]) {
                    *likeness.entry(*other).or_default() += ONE / (having.len() as u64).isqrt().max(1);
                }
            }
        }
        let share = |other: usize, sum: u64| sum / (pieces[other].len() as u64).isqrt().max(1);
        let best = likeness.into_iter().max_by_key(|(other, sum)| (share(*other, *sum), std::cmp::Reverse(*other)));
        next = best.map(|(other, _)| other).or_else(|| largest.find(|at| !is_placed[*at]));
    }
    order
}

/// Every run of `PIECE` bytes, once each, as a number.
fn pieces(body: &[u8]) -> Vec<u64> {
    let number = |run: &[u8]| run.iter().fold(0, |all, byte| all << 8 | u64::from(*byte));
    let mut all: Vec<u64> = body.windows(PIECE).map(number).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_stands_next_to_alike_and_nobody_is_lost() {
        let (a, b) = (b"abcdefghijklmnopqrst".as_slice(), b"0123456789012345678!".as_slice());
        let (a2, b2) = (b"abcdefghijklmnop".as_slice(), b"0123456789!".as_slice());
        assert_eq!(by_likeness(&[a, b, a2, b2, b""]), [0, 2, 1, 3, 4]);
        assert_eq!(by_likeness(&[]), Vec::<usize>::new());
    }
}
