//! Places for notes within a quadrant: in a grid, or in the space that others leave.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

use epaint::emath::{Pos2, Rect, Vec2, pos2, vec2};

use crate::model::Point;
use crate::scene::metrics::{NOTE_GAP, NOTE_WIDTH, QUADRANT_PADDING};

/// From the left edge of a note in the grid to the next.
const STEP_X: f32 = NOTE_WIDTH + NOTE_GAP;
/// Distance between the places that are tried in free space.
const STEP: f32 = NOTE_GAP;
/// Free space around the badge.
pub(super) const BADGE_SPACE: f32 = 12.0;

/// The part of a quadrant where notes may lie, in the quadrant's coordinates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    /// Size of the whole quadrant.
    pub size: Vec2,
    /// Where the heading ends.
    pub top: f32,
    /// The badge, with some space around it, where it reaches into the quadrant.
    pub badge: Option<Rect>,
    /// Whether the grid stands on the right side.
    pub mirrored: bool,
}

impl Area {
    /// The least `y` of a note between these two `x`.
    pub fn min_y(&self, left: f32, right: f32) -> f32 {
        match self.badge {
            Some(badge) if badge.min.y <= self.top && left < badge.max.x && right > badge.min.x => {
                self.top.max(badge.max.y)
            }
            _ => self.top,
        }
    }
}

/// A place on the map, in whole units so that files stay easy to read.
pub(super) fn point(at: Pos2) -> Point {
    Point { x: f64::from(at.x.round()), y: f64::from(at.y.round()) }
}

/// How many columns a grid of this many notes has: two as long as they fit into the least quadrant, then about as many as
/// make it a little wider than high.
pub(super) fn grid_columns(notes: usize) -> usize {
    if notes <= 8 { 2 } else { (notes as f32 * 0.7).sqrt().ceil() as usize }
}

/// Width of a quadrant that holds a grid of this many notes.
pub(super) fn grid_width(notes: usize) -> f32 {
    2.0 * QUADRANT_PADDING + grid_columns(notes) as f32 * STEP_X - NOTE_GAP
}

/// The places of notes with these sizes, row by row.
pub(super) fn grid(area: &Area, sizes: &[Vec2]) -> Vec<Pos2> {
    let columns = grid_columns(sizes.len());
    let width = columns as f32 * STEP_X - NOTE_GAP;
    let left = if area.mirrored { area.size.x - QUADRANT_PADDING - width } else { QUADRANT_PADDING };
    let mut y = area.min_y(left, left + width);
    let mut places = Vec::with_capacity(sizes.len());
    for row in sizes.chunks(columns) {
        places.extend((0..row.len()).map(|column| pos2(left + column as f32 * STEP_X, y)));
        y += row.iter().map(|size| size.y).fold(0.0, f32::max) + NOTE_GAP;
    }
    places
}

/// Notes in reading order: those whose middle lies above another's top come first, then from left to right.
pub(super) fn sort_for_reading(order: &mut [usize], rect: impl Fn(usize) -> Rect) {
    order.sort_by(|&a, &b| rect(a).min.y.total_cmp(&rect(b).min.y).then(a.cmp(&b)));
    // A row is what begins above the middle of its first note.
    let mut start = 0;
    while start < order.len() {
        let middle = rect(order[start]).center().y;
        let length = order[start..].iter().take_while(|&&note| rect(note).min.y < middle).count().max(1);
        order[start..start + length].sort_by(|&a, &b| rect(a).min.x.total_cmp(&rect(b).min.x).then(a.cmp(&b)));
        start += length;
    }
}

/// Moves notes of one theme behind the first of it.
pub(super) fn join_themes<T: Eq + Hash>(order: &mut [usize], theme: impl Fn(usize) -> Option<T>) {
    let mut first: HashMap<T, usize> = HashMap::new();
    let mut keys: HashMap<usize, usize> = HashMap::new();
    for (place, &note) in order.iter().enumerate() {
        let key = theme(note).map_or(place, |theme| *first.entry(theme).or_insert(place));
        keys.insert(note, key);
    }
    order.sort_by_key(|note| keys[note]);
}

/// Free places for notes of these heights, one after the other.
pub(super) fn free_places(area: &Area, taken: Vec<Rect>, heights: &[f32], near: Option<Point>) -> Vec<Point> {
    let mut space = Space::new(*area, taken, Growth::Both);
    let mut near = near.map(|near| pos2(near.x as f32, near.y as f32));
    heights
        .iter()
        .map(|&height| {
            let place = space.take(height, near);
            near = near.map(|_| place);
            point(place)
        })
        .collect()
}

/// In which directions a quadrant may grow for the notes that find no place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Growth {
    /// Its width is settled.
    Down,
    /// In the direction in which it is smaller.
    Both,
}

/// The free space of a quadrant, which grows when it is used up.
pub(super) struct Space {
    area: Area,
    growth: Growth,
    taken: Vec<Rect>,
    /// The indices of `taken` by the cells that they touch.
    cells: HashMap<(i32, i32), Vec<usize>, BuildHasherDefault<CellHasher>>,
    /// Least height of a note that found no place, so that the next one of that height need not look again.
    full_from: f32,
    /// Where notes of a height found the first place, in the columns of the grid and beside them: what is as high finds none
    /// above.
    searched: [Vec<(f32, f32)>; 2],
}

impl Space {
    pub fn new(area: Area, taken: Vec<Rect>, growth: Growth) -> Self {
        let mut space = Self {
            area,
            growth,
            taken: Vec::new(),
            cells: HashMap::default(),
            full_from: f32::INFINITY,
            searched: Default::default(),
        };
        for rect in taken {
            space.occupy(rect);
        }
        space
    }

    /// The best free place for a note of this height, which is then taken.
    pub fn take(&mut self, height: f32, near: Option<Pos2>) -> Pos2 {
        let size = vec2(NOTE_WIDTH, height);
        loop {
            let place = match near {
                Some(near) => self.nearest(size, near),
                None if height >= self.full_from => None,
                None => self.first(size),
            };
            if let Some(place) = place {
                self.occupy(Rect::from_min_size(place, size));
                return place;
            }
            if near.is_none() {
                self.full_from = self.full_from.min(height);
            }
            self.grow(height);
        }
    }

    /// Takes this very place if nothing lies there.
    pub fn take_at(&mut self, rect: Rect) -> bool {
        let free = cells(rect).all(|cell| {
            self.cells.get(&cell).is_none_or(|near| near.iter().all(|&index| !self.taken[index].intersects(rect)))
        });
        if free {
            self.occupy(rect);
        }
        free
    }

    fn occupy(&mut self, rect: Rect) {
        let index = self.taken.len();
        self.taken.push(rect);
        for cell in cells(rect.expand(NOTE_GAP)) {
            self.cells.entry(cell).or_default().push(index);
        }
    }

    /// Makes the quadrant larger by a note; the badge, at the lower end of an upper quadrant, moves along.
    fn grow(&mut self, height: f32) {
        self.full_from = f32::INFINITY;
        let widen = self.growth == Growth::Both && self.area.size.y > self.area.size.x;
        let by = if widen { vec2(STEP_X, 0.0) } else { vec2(0.0, height + NOTE_GAP) };
        if widen || self.area.badge.is_some_and(|badge| badge.min.y > self.area.top) {
            self.searched = Default::default();
        } else {
            // What was looked through stays so: there is new space only at the lower end.
            let end = self.area.size.y - QUADRANT_PADDING;
            for (height, y) in self.searched.iter_mut().flatten() {
                *y = y.min(end - *height);
            }
        }
        self.area.size += by;
        if let Some(badge) = &mut self.area.badge {
            if badge.min.y > self.area.top {
                *badge = badge.translate(vec2(0.0, by.y));
            }
            if badge.max.x > self.area.size.x - by.x {
                // How far it moves to the right depends on the other quadrants too: all of the way is kept free.
                badge.max.x += by.x;
            }
        }
    }

    fn is_free(&self, rect: Rect) -> bool {
        let roomy = rect.expand(NOTE_GAP - 0.5);
        let inside = rect.min.x >= QUADRANT_PADDING
            && rect.min.y >= self.area.min_y(rect.min.x, rect.max.x)
            && rect.max.x <= self.area.size.x - QUADRANT_PADDING
            && rect.max.y <= self.area.size.y - QUADRANT_PADDING;
        inside
            && self.area.badge.is_none_or(|badge| !badge.intersects(rect))
            && cells(rect).all(|cell| {
                self.cells.get(&cell).is_none_or(|near| near.iter().all(|&index| !self.taken[index].intersects(roomy)))
            })
    }

    /// The first free place in reading order, in the columns of the grid if there is one.
    fn first(&mut self, size: Vec2) -> Option<Pos2> {
        let (columns, left) = self.columns();
        let coarse: Vec<f32> = (0..columns).map(|column| left + column as f32 * STEP_X).collect();
        self.scan(size, &coarse, 0).or_else(|| self.scan(size, &self.fine_xs(), 1))
    }

    fn columns(&self) -> (usize, f32) {
        let inner = self.area.size.x - 2.0 * QUADRANT_PADDING;
        let columns = (((inner + NOTE_GAP) / STEP_X).floor() as usize).max(1);
        let width = columns as f32 * STEP_X - NOTE_GAP;
        (columns, if self.area.mirrored { self.area.size.x - QUADRANT_PADDING - width } else { QUADRANT_PADDING })
    }

    fn fine_xs(&self) -> Vec<f32> {
        let end = self.area.size.x - QUADRANT_PADDING - NOTE_WIDTH;
        let count = ((end - QUADRANT_PADDING) / STEP).max(0.0) as usize;
        (0..=count).map(|step| QUADRANT_PADDING + step as f32 * STEP).collect()
    }

    /// The `y` to try, from the last one that is not below `from`.
    fn ys(&self, size: Vec2, from: f32) -> impl Iterator<Item = f32> + use<> {
        let (start, end) = (self.area.top, self.area.size.y - QUADRANT_PADDING - size.y);
        let count = ((end - start) / STEP).floor().max(-1.0) as i64;
        let first = ((from - start) / STEP).floor().max(0.0) as i64;
        (first..=count).map(move |step| start + step as f32 * STEP)
    }

    fn scan(&mut self, size: Vec2, xs: &[f32], pass: usize) -> Option<Pos2> {
        let lower = self.searched[pass].iter().filter(|(height, _)| *height <= size.y);
        let from = lower.map(|&(_, y)| y).fold(self.area.top, f32::max);
        let found = self
            .ys(size, from)
            .find_map(|y| xs.iter().map(|&x| pos2(x, y)).find(|&place| self.is_free(Rect::from_min_size(place, size))));
        let y = found.map_or(f32::INFINITY, |place| place.y);
        match self.searched[pass].iter_mut().find(|(height, _)| *height == size.y) {
            Some(known) => known.1 = y,
            None => self.searched[pass].push((size.y, y)),
        }
        found
    }

    fn nearest(&self, size: Vec2, near: Pos2) -> Option<Pos2> {
        let mut best = self.is_free(Rect::from_min_size(near, size)).then_some(near);
        let xs = self.fine_xs();
        for y in self.ys(size, self.area.top) {
            for &x in &xs {
                let place = pos2(x, y);
                let closer = best.is_none_or(|best| place.distance_sq(near) < best.distance_sq(near));
                if closer && self.is_free(Rect::from_min_size(place, size)) {
                    best = Some(place);
                }
            }
        }
        best
    }
}

/// Hashes cells, which nobody chooses to harm us, far faster than the hasher for strangers' keys.
#[derive(Default)]
struct CellHasher(u64);

impl Hasher for CellHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_i32(byte.into()));
    }

    fn write_i32(&mut self, number: i32) {
        // Multiplying with the golden ratio spreads neighbours over all bits.
        self.0 = (self.0.rotate_left(5) ^ u64::from(number.cast_unsigned())).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The cells of a coarse grid that a rectangle touches.
fn cells(rect: Rect) -> impl Iterator<Item = (i32, i32)> {
    let cell = |value: f32| (value / STEP_X).floor() as i32;
    let (left, right) = (cell(rect.min.x), cell(rect.max.x));
    let (top, bottom) = (cell(rect.min.y), cell(rect.max.y));
    (top..=bottom).flat_map(move |y| (left..=right).map(move |x| (x, y)))
}
