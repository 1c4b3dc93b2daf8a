//! The quadrants' sizes and places, and the notes' places within them.
//!
//! Widths first, then heights, so that nothing depends on what depends on it: a quadrant's width follows from its notes,
//! its heading and the room beside the badge from the width, its height from all of them.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use epaint::emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::PlacedQuadrant;
use super::place::{self, Area, BADGE_SPACE, Growth, Space};
use crate::model::{EmpathyMap, Point, QuadrantId, Tone};
use crate::scene::heading::{self, Heading};
use crate::scene::metrics::{QUADRANT_GAP, QUADRANT_HEIGHT, QUADRANT_PADDING, QUADRANT_RADIUS, QUADRANT_WIDTH};
use crate::scene::texts::Texts;
use crate::scene::{Ink, Picture, Shape};

/// Least distance of a note from the side of its quadrant.
const INSET: f32 = 12.0;
/// Places beyond are brought back here; more than 20,000 notes in a grid need.
const FARTHEST: f32 = 50_000.0;

/// Everything in its place.
pub(super) struct Plan {
    /// The quadrants' areas on the board.
    pub rects: Vec<Rect>,
    /// The parts where notes may lie, in each quadrant's coordinates.
    pub areas: Vec<Area>,
    /// Each note's quadrant and its top-left corner there.
    pub notes: Vec<(usize, Pos2)>,
    /// The badge on the board.
    pub badge: Rect,
    /// Characters of the headings that no font has.
    pub missing: Vec<String>,
    headings: Vec<Heading>,
    tones: Vec<(QuadrantId, Tone)>,
    counts: Vec<usize>,
    columns: Vec<usize>,
    needed_widths: Vec<f32>,
}

/// Where a quadrant stands among the columns and rows that exist.
#[derive(Clone, Copy)]
struct Cell {
    column: usize,
    row: usize,
}

impl Plan {
    pub fn new(texts: &mut Texts, map: &EmpathyMap, sizes: &[Vec2], badge_size: Vec2) -> Self {
        let (cells, column_count, row_count) = cells(map);
        let by_quadrant = notes_by_quadrant(map);
        let counts: Vec<usize> = by_quadrant.iter().map(Vec::len).collect();

        let needed_widths: Vec<f32> = by_quadrant.iter().map(|notes| needed_width(map, notes, sizes)).collect();
        let widths = shared(&cells, column_count, QUADRANT_WIDTH, |cell| cell.column, &needed_widths);
        let lefts = offsets(&widths);
        let badge_x =
            if column_count > 1 { lefts[column_count / 2] - QUADRANT_GAP / 2.0 } else { lefts[0] + widths[0] / 2.0 };
        // The badge stands between the rows in the middle; under a single row it hangs at its lower edge.
        let row_below_badge = row_count.div_ceil(2).max(1);

        let mut areas = Vec::with_capacity(cells.len());
        let mut headings = Vec::with_capacity(cells.len());
        let mut notes = vec![(0, Pos2::ZERO); map.notes.len()];
        let mut needed_heights = Vec::with_capacity(cells.len());
        for (index, cell) in cells.iter().enumerate() {
            let (left, width) = (lefts[cell.column], widths[cell.column]);
            let mirrored = column_count > 1 && cell.column >= column_count.div_ceil(2);
            // Its centre lies in the gap: above the upper edge, or below the lower edge.
            let reach =
                Rect::from_center_size(pos2(badge_x - left, -QUADRANT_GAP / 2.0), badge_size).expand(BADGE_SPACE);
            let beside = Some(reach).filter(|badge| badge.min.x < width && badge.max.x > 0.0);
            let above = beside.filter(|_| cell.row == row_below_badge);
            let mut space = heading::full_width(width, mirrored);
            if let Some(badge) = above {
                if mirrored {
                    space.left = space.left.max(badge.max.x)
                } else {
                    space.right = space.right.min(badge.min.x)
                }
            }
            let heading = heading::draw(texts, &map.quadrants[index], counts[index], space);
            let size = vec2(width, QUADRANT_HEIGHT.max(heading.height + QUADRANT_PADDING));
            let mut area = Area { size, top: heading.height, badge: above, mirrored };
            let below = beside.filter(|_| cell.row + 1 == row_below_badge);
            needed_heights.push(place_notes(&mut area, map, &by_quadrant[index], sizes, below, index, &mut notes));
            areas.push(area);
            headings.push(heading);
        }

        let heights = shared(&cells, row_count, QUADRANT_HEIGHT, |cell| cell.row, &needed_heights);
        let tops = offsets(&heights);
        let row = row_below_badge - 1;
        let badge_y = tops[row] + heights[row] + QUADRANT_GAP / 2.0;
        let badge = Rect::from_center_size(pos2(badge_x, badge_y), badge_size);
        let mut rects = Vec::with_capacity(cells.len());
        for (cell, area) in cells.iter().zip(&mut areas) {
            area.size = vec2(widths[cell.column], heights[cell.row]);
            let rect = Rect::from_min_size(pos2(lefts[cell.column], tops[cell.row]), area.size);
            let reach = badge.translate(-rect.min.to_vec2()).expand(BADGE_SPACE);
            area.badge = reach.intersects(Rect::from_min_size(Pos2::ZERO, area.size)).then_some(reach);
            rects.push(rect);
        }
        Self {
            rects,
            areas,
            notes,
            badge,
            missing: headings.iter().map(|heading| heading.missing.clone()).collect(),
            headings,
            tones: map.quadrants.iter().map(|quadrant| (quadrant.id.clone(), quadrant.tone)).collect(),
            counts,
            columns: cells.iter().map(|cell| cell.column).collect(),
            needed_widths,
        }
    }

    /// The quadrants as the scene holds them.
    pub fn placed_quadrants(&self) -> Vec<PlacedQuadrant> {
        let quadrant = |index: usize| {
            let (rect, heading, area) = (self.rects[index], &self.headings[index], &self.areas[index]);
            let (id, tone) = self.tones[index].clone();
            let offset = rect.min.to_vec2();
            let mut shapes = vec![Shape::Rect {
                rect: Rect::from_min_size(Pos2::ZERO, rect.size()),
                radius: QUADRANT_RADIUS,
                fill: Ink::Ground(tone),
                stroke: None,
                shadow: None,
            }];
            shapes.extend(heading.shapes.iter().cloned());
            let notes_rect = Rect::from_min_max(rect.min + vec2(INSET, area.top), rect.max - Vec2::splat(INSET));
            PlacedQuadrant {
                id,
                tone,
                rect,
                title_rect: heading.title_rect.translate(offset),
                prompt_rect: heading.prompt_rect.translate(offset),
                notes_rect,
                note_count: self.counts[index],
                picture: Arc::new(Picture { shapes }),
            }
        };
        (0..self.rects.len()).map(quadrant).collect()
    }

    /// The area of a quadrant as it will be once its notes lie in a grid: no wider than the grid and the others need.
    pub fn area_for_tidy(&self, index: usize, notes: usize) -> Area {
        let mut area = self.areas[index];
        let others = (0..self.columns.len())
            .filter(|&other| other != index && self.columns[other] == self.columns[index])
            .map(|other| self.needed_widths[other]);
        let width = others.fold(QUADRANT_WIDTH.max(place::grid_width(notes)), f32::max);
        if let Some(badge) = &mut area.badge {
            // On the left side of the board the badge lies at the quadrant's right edge and moves with it.
            if badge.center().x > area.size.x / 2.0 {
                *badge = badge.translate(vec2(width - area.size.x, 0.0));
            }
        }
        area.size.x = width;
        area
    }
}

/// The quadrants' cells with columns and rows counted without gaps. A quadrant whose cell is taken gets a new row.
fn cells(map: &EmpathyMap) -> (Vec<Cell>, usize, usize) {
    // Where to look on from a cell that is taken, so that many quadrants in one cell are not compared with each other.
    let mut onward: HashMap<(usize, usize), usize> = HashMap::new();
    let mut wanted = Vec::with_capacity(map.quadrants.len());
    for quadrant in &map.quadrants {
        let (column, first) = (usize::from(quadrant.column), usize::from(quadrant.row));
        let mut row = first;
        while let Some(next) = onward.get(&(column, row)) {
            row = *next;
        }
        onward.insert((column, first), row + 1);
        onward.insert((column, row), row + 1);
        wanted.push((column, row));
    }
    let rank = |values: BTreeSet<usize>| -> HashMap<usize, usize> { values.into_iter().zip(0..).collect() };
    let columns = rank(wanted.iter().map(|cell| cell.0).collect());
    let rows = rank(wanted.iter().map(|cell| cell.1).collect());
    let cells = wanted.iter().map(|(column, row)| Cell { column: columns[column], row: rows[row] }).collect();
    (cells, columns.len().max(1), rows.len().max(1))
}

/// The notes of each quadrant as indices, in document order.
fn notes_by_quadrant(map: &EmpathyMap) -> Vec<Vec<usize>> {
    let known: HashMap<&QuadrantId, usize> = map.quadrants.iter().map(|quadrant| &quadrant.id).zip(0..).collect();
    let mut notes = vec![Vec::new(); map.quadrants.len()];
    for (index, note) in map.notes.iter().enumerate() {
        // A checked map has no note in an unknown quadrant.
        let quadrant = known.get(&note.quadrant).copied().unwrap_or_default();
        if let Some(list) = notes.get_mut(quadrant) {
            list.push(index);
        }
    }
    notes
}

fn given(at: Point) -> Pos2 {
    let within = |value: f64| value.clamp(f64::from(INSET), f64::from(FARTHEST)) as f32;
    pos2(within(at.x), within(at.y))
}

fn needed_width(map: &EmpathyMap, notes: &[usize], sizes: &[Vec2]) -> f32 {
    let mut width: f32 = 0.0;
    let mut waiting = false;
    for &note in notes {
        match map.notes[note].at {
            Some(at) => width = width.max(given(at).x + sizes[note].x + INSET),
            None => waiting = true,
        }
    }
    if waiting { width.max(place::grid_width(notes.len())) } else { width }
}

/// The sizes of columns or rows: each as large as its largest quadrant needs.
fn shared(cells: &[Cell], count: usize, least: f32, line: impl Fn(&Cell) -> usize, needed: &[f32]) -> Vec<f32> {
    let mut sizes = vec![least; count];
    for (cell, needed) in cells.iter().zip(needed) {
        let size = &mut sizes[line(cell)];
        *size = size.max(needed.ceil());
    }
    sizes
}

fn offsets(sizes: &[f32]) -> Vec<f32> {
    sizes
        .iter()
        .scan(0.0, |next, size| {
            let offset = *next;
            *next += size + QUADRANT_GAP;
            Some(offset)
        })
        .collect()
}

/// Places the notes of one quadrant and returns the height that they need.
///
/// Each note without a place has a cell of a grid to itself, counted among all notes of the quadrant: so it stays where it is
/// when others are moved. Where its cell is covered by a note that was put there, it goes to the next free space.
fn place_notes(
    area: &mut Area,
    map: &EmpathyMap,
    list: &[usize],
    sizes: &[Vec2],
    badge_below: Option<Rect>,
    quadrant: usize,
    notes: &mut [(usize, Pos2)],
) -> f32 {
    let mut placed = Vec::new();
    for &note in list {
        notes[note].0 = quadrant;
        if let Some(at) = map.notes[note].at {
            let mut at = given(at);
            at.y = at.y.max(area.min_y(at.x, at.x + sizes[note].x));
            notes[note].1 = at;
            placed.push(Rect::from_min_size(at, sizes[note]));
        }
    }
    if placed.len() < list.len() {
        let list_sizes: Vec<Vec2> = list.iter().map(|&note| sizes[note]).collect();
        let cells = place::grid(area, &list_sizes);
        let mut space = (!placed.is_empty()).then(|| Space::new(*area, placed, Growth::Down));
        let mut homeless = Vec::new();
        for (&note, cell) in list.iter().zip(cells).filter(|(note, _)| map.notes[**note].at.is_none()) {
            let free = space.as_mut().is_none_or(|space| space.take_at(Rect::from_min_size(cell, sizes[note])));
            if free {
                notes[note].1 = cell;
            } else {
                homeless.push(note);
            }
        }
        if let Some(space) = &mut space {
            for note in homeless {
                notes[note].1 = space.take(sizes[note].y, None);
            }
        }
    }
    let mut needed = area.top + QUADRANT_PADDING;
    for &note in list {
        let rect = Rect::from_min_size(notes[note].1, sizes[note]);
        let beside = badge_below.filter(|badge| rect.min.x < badge.max.x && rect.max.x > badge.min.x);
        let margin = if map.notes[note].at.is_some() { INSET } else { QUADRANT_PADDING };
        let below = beside.map_or(margin, |badge| badge.max.y);
        needed = needed.max(rect.max.y + below.max(margin));
    }
    needed
}
