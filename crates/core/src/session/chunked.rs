//! A vector whose clone is cheap however long it is: two levels of shared chunks.
//!
//! A session is copied on every keystroke. Copying one `Vec<Arc<Row>>` of 10,000 rows costs a hundred
//! times what 94 cost; two levels cost about twice. A general persistent vector does the same and
//! brings far more code into the page.

use std::sync::Arc;

/// Items of one chunk: the square root of the longest list, where one chunk and the list of chunks are shortest together.
const CHUNK: usize = 100;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunked<T> {
    chunks: Arc<Vec<Arc<Vec<T>>>>,
    len: usize,
}

impl<T: Clone> Chunked<T> {
    pub fn none() -> Chunked<T> {
        Chunked { chunks: Arc::new(Vec::new()), len: 0 }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn get(&self, at: usize) -> Option<&T> {
        self.chunks.get(at / CHUNK)?.get(at % CHUNK)
    }

    /// Replaces one item; only its chunk and the list of chunks are copied. Past the end it does nothing.
    pub fn set(&mut self, at: usize, item: T) {
        if at >= self.len {
            debug_assert!(false, "no item {at} of {}", self.len);
            return;
        }
        let chunk = &mut Arc::make_mut(&mut self.chunks)[at / CHUNK];
        Arc::make_mut(chunk)[at % CHUNK] = item;
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }
}

impl<T: Clone> FromIterator<T> for Chunked<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let items: Vec<T> = items.into_iter().collect();
        let chunks = items.chunks(CHUNK).map(|chunk| Arc::new(chunk.to_vec())).collect();
        Chunked { chunks: Arc::new(chunks), len: items.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setting_one_keeps_the_rest_and_the_original() {
        let before: Chunked<usize> = (0..1_000).collect();
        let mut after = before.clone();
        after.set(500, 7);
        assert_eq!(before.get(500), Some(&500));
        assert_eq!(after.iter().enumerate().filter(|(at, item)| at != *item).count(), 1);
        assert_eq!(after.get(1_000), None);
    }
}
