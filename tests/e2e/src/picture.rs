//! A picture of the page: read from PNG, made smaller, kept in few colours.
//!
//! Not here: what two pictures must have in common (`golden::compare`).

use std::collections::HashMap;
use std::fmt::{Debug, Formatter};

/// How many pixels of the screen, in each direction, make one that is kept. At a third the strokes of a letter are
/// averaged, so that another way of smoothing them changes little, and a golden takes some 5 KB.
pub const SHRINK: usize = 3;
/// Colours that are kept exactly, for they fill areas; the others go to the 6 × 6 × 6 cube, at most 25 levels away.
const FLAT_MAX: usize = 256 - CUBE.pow(3);
const CUBE: usize = 6;
const CUBE_STEP: usize = 255 / (CUBE - 1);
/// One pixel in so many must have a colour for it to count as an area's.
const FLAT_SHARE: usize = 1000;

/// Red, green, blue: 0 to 255 each.
pub type Colour = [u8; 3];

/// Rows of pixels, from above.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<Colour>,
}

impl Debug for Picture {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "a picture of {}x{}", self.width, self.height)
    }
}

impl Picture {
    /// One colour all over.
    pub fn plain(width: usize, height: usize, colour: Colour) -> Picture {
        Picture { width, height, pixels: vec![colour; width * height] }
    }

    /// Fills a rectangle; what lies outside the picture is left out.
    pub fn fill(&mut self, left: usize, top: usize, width: usize, height: usize, colour: Colour) {
        let right = (left + width).min(self.width);
        for y in top..(top + height).min(self.height) {
            self.pixels[y * self.width + left.min(right)..y * self.width + right].fill(colour);
        }
    }

    /// From a PNG without animation; transparency is not looked at.
    ///
    /// # Errors
    /// A sentence about why it cannot be read.
    pub fn read(png: &[u8]) -> Result<Picture, String> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(|e| e.to_string())?;
        let size = reader.output_buffer_size().ok_or("a picture too large to hold")?;
        let mut bytes = vec![0; size];
        let info = reader.next_frame(&mut bytes).map_err(|e| e.to_string())?;
        let lanes = info.color_type.samples();
        if lanes < 3 {
            return Err(format!("a picture in {:?}, not in colour", info.color_type));
        }
        let pixels = bytes[..info.buffer_size()].chunks_exact(lanes).map(|it| [it[0], it[1], it[2]]).collect();
        Ok(Picture { width: info.width as usize, height: info.height as usize, pixels })
    }

    /// A third as wide and as high, each pixel the mean of nine. What is left over at the right and below is dropped.
    pub fn shrunk(&self) -> Picture {
        let (width, height) = (self.width / SHRINK, self.height / SHRINK);
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            let mut sums = vec![[0_u16; 3]; width];
            for row in 0..SHRINK {
                let from = (y * SHRINK + row) * self.width;
                for (sum, nine) in sums.iter_mut().zip(self.pixels[from..from + width * SHRINK].chunks_exact(SHRINK)) {
                    for pixel in nine {
                        sum[0] += u16::from(pixel[0]);
                        sum[1] += u16::from(pixel[1]);
                        sum[2] += u16::from(pixel[2]);
                    }
                }
            }
            let all = (SHRINK * SHRINK) as u16;
            pixels.extend(sums.into_iter().map(|sum| sum.map(|it| ((it + all / 2) / all) as u8)));
        }
        Picture { width, height, pixels }
    }

    /// The same in at most 256 colours: those of areas exactly, the others nearly. The same picture gives the same.
    pub fn reduced(&self) -> Picture {
        let mut counts: HashMap<Colour, usize> = HashMap::new();
        self.pixels.iter().for_each(|it| *counts.entry(*it).or_default() += 1);
        let mut flat: Vec<(usize, Colour)> = counts
            .iter()
            .map(|(it, count)| (*count, *it))
            .filter(|it| it.0 * FLAT_SHARE >= self.pixels.len())
            .collect();
        flat.sort_unstable_by(|a, b| b.cmp(a));
        flat.truncate(FLAT_MAX);
        let kept: HashMap<Colour, Colour> =
            counts.into_keys().map(|it| (it, if flat.iter().any(|one| one.1 == it) { it } else { cube(it) })).collect();
        Picture { pixels: self.pixels.iter().map(|it| kept[it]).collect(), ..*self }
    }

    /// As PNG: with a palette where there are few colours, as small as it gets.
    pub fn png(&self) -> Vec<u8> {
        let mut colours: Vec<Colour> = self.pixels.clone();
        colours.sort_unstable();
        colours.dedup();
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, self.width as u32, self.height as u32);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let bytes: Vec<u8> = if colours.len() <= 256 {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(colours.concat());
            encoder.set_filter(png::Filter::NoFilter);
            let places: HashMap<Colour, u8> = colours.iter().enumerate().map(|(at, it)| (*it, at as u8)).collect();
            self.pixels.iter().map(|it| places[it]).collect()
        } else {
            encoder.set_color(png::ColorType::Rgb);
            self.pixels.concat()
        };
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&bytes).expect("pixels");
        writer.finish().expect("an end");
        out
    }
}

/// The nearest colour of the cube.
fn cube(colour: Colour) -> Colour {
    colour.map(|it| ((usize::from(it) + CUBE_STEP / 2) / CUBE_STEP * CUBE_STEP) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut picture = Picture::plain(40, 30, [234, 241, 250]);
        picture.fill(5, 5, 10, 99, [31, 95, 174]);
        assert_eq!(Picture::read(&picture.png()).unwrap(), picture);
        let many: Vec<Colour> = (0..1200_u32).map(|it| [(it % 256) as u8, (it / 5) as u8, 7]).collect();
        let many = Picture { pixels: many, ..picture };
        assert_eq!(Picture::read(&many.png()).unwrap(), many);
        assert!(Picture::read(b"GIF89a").is_err());
    }

    #[test]
    fn nine_pixels_become_their_mean() {
        let mut picture = Picture::plain(7, 4, [255, 255, 255]);
        picture.fill(0, 0, 1, 3, [0, 30, 255]);
        let small = picture.shrunk();
        assert_eq!((small.width, small.height), (2, 1));
        assert_eq!(small.pixels, [[170, 180, 255], [255, 255, 255]]);
    }

    #[test]
    fn areas_keep_their_colour_and_shades_come_near_it() {
        let mut picture = Picture::plain(100, 100, [234, 241, 250]);
        picture.fill(0, 0, 1, 1, [99, 130, 3]);
        let reduced = picture.reduced();
        assert_eq!(reduced.pixels[0], [102, 153, 0]);
        assert_eq!(reduced.pixels[1], [234, 241, 250]);
        for level in 0..=255_u8 {
            assert!(cube([level; 3])[0].abs_diff(level) <= 25, "{level}");
        }
    }
}
