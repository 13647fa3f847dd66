//! A small canvas: filled paths and round strokes, smooth at the edges.

use image::{Rgb, RgbImage};

/// The side of a portrait, in pixels.
pub const SIDE: u32 = 256;
/// The paths are drawn on a grid of 96.
const GRID: f32 = 96.0;
/// Horizontal slices of a pixel row; within a slice the cover is exact.
const SLICES: usize = 5;

type Point = (f32, f32);

/// An image being painted.
pub struct Canvas {
    image: RgbImage,
    /// Pixels for one step of the grid.
    scale: f32,
    cover: Vec<f32>,
}

impl Canvas {
    /// A canvas of one colour.
    pub fn new(colour: u32) -> Self {
        Self::sized((SIDE, SIDE), GRID, colour)
    }

    /// One of so many pixels, and so many steps of the grid from left to right.
    pub fn sized((width, height): (u32, u32), grid: f32, colour: u32) -> Self {
        let image = RgbImage::from_pixel(width, height, Rgb(channels(colour)));
        Self { image, scale: width as f32 / grid, cover: vec![0.0; width as usize] }
    }

    /// The finished image.
    pub fn finish(self) -> RgbImage {
        self.image
    }

    /// Fills a path written as in SVG (M L H V C S Z, absolute or relative).
    pub fn fill(&mut self, path: &str, colour: u32, alpha: f32) {
        self.paint(&flatten(path), colour, alpha);
    }

    /// Fills an ellipse.
    pub fn ellipse(&mut self, centre: Point, radii: Point, colour: u32, alpha: f32) {
        self.paint(&[ellipse(centre, radii)], colour, alpha);
    }

    /// Draws along a path with a round pen.
    pub fn stroke(&mut self, path: &str, width: f32, colour: u32, alpha: f32) {
        let half = width / 2.0;
        let mut shapes = Vec::new();
        for line in flatten(path) {
            for pair in line.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                let length = (b.0 - a.0).hypot(b.1 - a.1).max(1e-6);
                let (nx, ny) = ((b.1 - a.1) / length * half, (a.0 - b.0) / length * half);
                shapes.push(vec![
                    (a.0 + nx, a.1 + ny),
                    (b.0 + nx, b.1 + ny),
                    (b.0 - nx, b.1 - ny),
                    (a.0 - nx, a.1 - ny),
                ]);
            }
            shapes.extend(line.iter().map(|&p| ellipse(p, (half, half))));
        }
        for shape in &mut shapes {
            if area(shape) < 0.0 {
                shape.reverse();
            }
        }
        self.paint(&shapes, colour, alpha);
    }

    fn paint(&mut self, shapes: &[Vec<Point>], colour: u32, alpha: f32) {
        let (scale, height) = (self.scale, self.image.height());
        let edges: Vec<(Point, Point, f32)> = shapes
            .iter()
            .flat_map(|s| (0..s.len()).map(move |i| (s[i], s[(i + 1) % s.len()])))
            .filter(|(a, b)| a.1 != b.1)
            .map(|(a, b)| ((a.0 * scale, a.1 * scale), (b.0 * scale, b.1 * scale)))
            .map(|(a, b)| if a.1 < b.1 { (a, b, 1.0) } else { (b, a, -1.0) })
            .collect();
        let low = edges.iter().map(|e| e.0.1).fold(f32::MAX, f32::min);
        let high = edges.iter().map(|e| e.1.1).fold(f32::MIN, f32::max);
        let rows = (low.max(0.0) as u32)..(high.ceil().clamp(0.0, height as f32) as u32);
        let mut crossings: Vec<(f32, f32)> = Vec::new();
        for row in rows {
            self.cover.fill(0.0);
            for slice in 0..SLICES {
                let y = row as f32 + (slice as f32 + 0.5) / SLICES as f32;
                crossings.clear();
                crossings.extend(
                    edges
                        .iter()
                        .filter(|(a, b, _)| a.1 <= y && y < b.1)
                        .map(|(a, b, turn)| (a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1), *turn)),
                );
                crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
                let mut winding = 0.0;
                for pair in crossings.windows(2) {
                    winding += pair[0].1;
                    if winding != 0.0 {
                        self.span(pair[0].0, pair[1].0);
                    }
                }
            }
            self.blend(row, channels(colour), alpha);
        }
    }

    fn span(&mut self, from: f32, to: f32) {
        let width = self.cover.len();
        let (from, to) = (from.clamp(0.0, width as f32), to.clamp(0.0, width as f32));
        for x in from as usize..(to.ceil() as usize).min(width) {
            let part = (to.min(x as f32 + 1.0) - from.max(x as f32)).max(0.0);
            self.cover[x] += part / SLICES as f32;
        }
    }

    fn blend(&mut self, row: u32, colour: [u8; 3], alpha: f32) {
        for (x, cover) in self.cover.iter().enumerate().filter(|(_, c)| **c > 0.0) {
            let part = cover.min(1.0) * alpha;
            let pixel = self.image.get_pixel_mut(x as u32, row);
            for (old, new) in pixel.0.iter_mut().zip(colour) {
                *old = (f32::from(*old) * (1.0 - part) + f32::from(new) * part).round() as u8;
            }
        }
    }
}

fn channels(colour: u32) -> [u8; 3] {
    [(colour >> 16) as u8, (colour >> 8) as u8, colour as u8]
}

fn area(shape: &[Point]) -> f32 {
    (0..shape.len()).map(|i| (shape[i], shape[(i + 1) % shape.len()])).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

fn ellipse((x, y): Point, (rx, ry): Point) -> Vec<Point> {
    (0..28)
        .map(|i| (i as f32 * std::f32::consts::TAU / 28.0).sin_cos())
        .map(|(sin, cos)| (x + rx * cos, y + ry * sin))
        .collect()
}

/// The lines of a path, its curves cut in short pieces.
fn flatten(path: &str) -> Vec<Vec<Point>> {
    let mut lines: Vec<Vec<Point>> = Vec::new();
    let (mut at, mut bend): (Point, Point) = ((0.0, 0.0), (0.0, 0.0));
    for (letter, numbers) in commands(path) {
        let size = match letter.to_ascii_uppercase() {
            'H' | 'V' => 1,
            'C' => 6,
            'S' => 4,
            _ => 2,
        };
        for n in numbers.chunks_exact(size) {
            let origin = if letter.is_ascii_lowercase() { at } else { (0.0, 0.0) };
            let point = |i: usize| (origin.0 + n[i], origin.1 + n[i + 1]);
            let (c1, c2, end) = match letter.to_ascii_uppercase() {
                'C' => (point(0), point(2), point(4)),
                'S' => ((2.0 * at.0 - bend.0, 2.0 * at.1 - bend.1), point(0), point(2)),
                'H' => (at, at, (origin.0 + n[0], at.1)),
                'V' => (at, at, (at.0, origin.1 + n[0])),
                _ => (at, point(0), point(0)),
            };
            if letter.eq_ignore_ascii_case(&'M') {
                lines.push(Vec::new());
            }
            let curved = matches!(letter.to_ascii_uppercase(), 'C' | 'S');
            let steps = if curved { 14 } else { 1 };
            if let Some(line) = lines.last_mut() {
                line.extend((1..=steps).map(|i| {
                    let t = i as f32 / steps as f32;
                    if curved { curve(at, c1, c2, end, t) } else { end }
                }));
            }
            (at, bend) = (end, if curved { c2 } else { end });
        }
        if letter.eq_ignore_ascii_case(&'Z')
            && let Some(&start) = lines.last().and_then(|l| l.first())
        {
            (at, bend) = (start, start);
        }
    }
    lines
}

fn curve(a: Point, b: Point, c: Point, d: Point, t: f32) -> Point {
    let u = 1.0 - t;
    let (p, q, r, s) = (u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t);
    (p * a.0 + q * b.0 + r * c.0 + s * d.0, p * a.1 + q * b.1 + r * c.1 + s * d.1)
}

fn commands(path: &str) -> Vec<(char, Vec<f32>)> {
    let mut found: Vec<(char, Vec<f32>)> = Vec::new();
    let mut number = String::new();
    for c in path.chars().chain([' ']) {
        let ends = c.is_ascii_alphabetic() || c == '-' || c == ' ' || c == ',';
        if (ends || (c == '.' && number.contains('.'))) && !number.is_empty() {
            if let (Some(last), Ok(value)) = (found.last_mut(), number.parse()) {
                last.1.push(value);
            }
            number.clear();
        }
        match c {
            c if c.is_ascii_alphabetic() => found.push((c, Vec::new())),
            ' ' | ',' => {}
            c => number.push(c),
        }
    }
    found
}
