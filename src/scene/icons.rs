//! Small drawings made of lines: what a note rests on, and how it feels.

use std::f32::consts::{PI, TAU};

use epaint::emath::{Pos2, Vec2, pos2, vec2};

use super::{Ink, Shape};
use crate::model::{Evidence, Feeling};

/// Side of the square that an icon stands in, in board units.
pub const ICON_SIZE: f32 = 14.0;

/// Width of an icon's lines.
const LINE: f32 = 1.3;

/// Adds the icon of a kind of evidence, in a square of [`ICON_SIZE`] at `top_left`.
pub fn evidence_icon(shapes: &mut Vec<Shape>, top_left: Pos2, evidence: Evidence, ink: Ink) {
    let mut pen = Pen { shapes, origin: top_left, ink };
    match evidence {
        Evidence::Quote => {
            // Two opening marks.
            for x in [2.6, 8.0] {
                pen.line(&[(x + 3.0, 3.6), (x + 1.0, 5.2), (x + 0.4, 7.6)]);
                pen.dot((x + 1.4, 8.8), 1.5);
            }
        }
        Evidence::Observed => {
            // An eye.
            let lid = |sign: f32| {
                move |step: usize| {
                    let t = step as f32 / 12.0;
                    (1.0 + 12.0 * t, 7.0 + sign * 4.2 * (PI * t).sin())
                }
            };
            let points: Vec<_> = (0..=12).map(lid(-1.0)).chain((1..12).rev().map(lid(1.0))).collect();
            pen.outline(&points);
            pen.dot((7.0, 7.0), 1.9);
        }
        Evidence::Data => {
            // Three bars on a line.
            pen.line(&[(1.6, 12.2), (12.4, 12.2)]);
            for (x, top) in [(3.4, 8.2), (7.0, 2.4), (10.6, 5.6)] {
                pen.thick(&[(x, 9.6), (x, top)], 2.0);
            }
        }
        Evidence::Inferred => {
            // One thing follows from two.
            pen.line(&[(1.8, 3.2), (4.0, 3.2), (6.6, 7.0), (12.0, 7.0)]);
            pen.line(&[(1.8, 10.8), (4.0, 10.8), (6.6, 7.0)]);
            pen.line(&[(9.4, 4.4), (12.2, 7.0), (9.4, 9.6)]);
        }
        Evidence::Assumed => {
            // A cloud.
            pen.outline(&cloud());
        }
        Evidence::Question => {
            // A question mark.
            let hook = (0..=10).map(|step| {
                let angle = PI + 1.45 * PI * step as f32 / 10.0;
                (7.0 + 3.1 * angle.cos(), 5.0 + 3.1 * angle.sin())
            });
            let points: Vec<_> = hook.chain([(7.0, 9.2)]).collect();
            pen.line(&points);
            pen.dot((7.0, 12.0), 1.0);
        }
    }
}

/// Adds a small face, in a square of [`ICON_SIZE`] at `top_left`: the mouth and its depth say how it feels.
pub fn feeling_icon(shapes: &mut Vec<Shape>, top_left: Pos2, feeling: Feeling, ink: Ink) {
    let mut pen = Pen { shapes, origin: top_left, ink };
    let circle: Vec<_> = (0..24)
        .map(|step| {
            let angle = TAU * step as f32 / 24.0;
            (7.0 + 5.9 * angle.cos(), 7.0 + 5.9 * angle.sin())
        })
        .collect();
    pen.outline(&circle);
    pen.dot((4.9, 5.5), 0.85);
    pen.dot((9.1, 5.5), 0.85);
    let bend = feeling.step() as f32 * 1.15;
    let mouth: Vec<_> = (0..=8)
        .map(|step| {
            let t = step as f32 / 8.0;
            (4.2 + 5.6 * t, 9.2 - bend / 2.0 + bend * (PI * t).sin())
        })
        .collect();
    pen.line(&mouth);
}

/// Adds head and shoulders, in a square of this side around `center`: nobody in particular.
pub fn person_icon(shapes: &mut Vec<Shape>, center: Pos2, side: f32, ink: Ink) {
    let unit = side / ICON_SIZE;
    shapes.push(Shape::Circle { center: center - vec2(0.0, 2.6 * unit), radius: 2.6 * unit, fill: ink, stroke: None });
    let shoulders = (0..=10)
        .map(|step| {
            let angle = PI + PI * step as f32 / 10.0;
            center + vec2(4.4 * unit * angle.cos(), 5.0 * unit + 3.6 * unit * angle.sin())
        })
        .collect();
    shapes.push(Shape::Path { points: shoulders, closed: false, width: 1.8 * unit, ink });
}

/// Adds a target, in a square of this side around `center`: what somebody wants to reach.
pub fn goal_icon(shapes: &mut Vec<Shape>, center: Pos2, side: f32, ink: Ink) {
    let ring = (0..24).map(|step| center + 0.45 * side * Vec2::angled(TAU * step as f32 / 24.0)).collect();
    shapes.push(Shape::Path { points: ring, closed: true, width: LINE, ink });
    shapes.push(Shape::Circle { center, radius: 0.18 * side, fill: ink, stroke: None });
}

/// The outline of a cloud: three arcs over a flat bottom.
fn cloud() -> Vec<(f32, f32)> {
    let mut points = Vec::new();
    for (x, y, radius, from, to) in
        [(3.9, 8.6, 2.7, 0.5, 1.36), (6.6, 6.4, 3.2, 1.12, 1.86), (10.2, 8.4, 2.7, 1.52, 2.5)]
    {
        for step in 0..=6 {
            let angle: f32 = PI * (from + (to - from) * step as f32 / 6.0);
            points.push((x + radius * angle.cos(), y + radius * angle.sin()));
        }
    }
    points
}

struct Pen<'a> {
    shapes: &'a mut Vec<Shape>,
    origin: Pos2,
    ink: Ink,
}

impl Pen<'_> {
    fn points(&self, points: &[(f32, f32)]) -> Vec<Pos2> {
        points.iter().map(|&(x, y)| pos2(self.origin.x + x, self.origin.y + y)).collect()
    }

    fn line(&mut self, points: &[(f32, f32)]) {
        self.thick(points, LINE);
    }

    fn thick(&mut self, points: &[(f32, f32)], width: f32) {
        let points = self.points(points);
        self.shapes.push(Shape::Path { points, closed: false, width, ink: self.ink });
    }

    fn outline(&mut self, points: &[(f32, f32)]) {
        let points = self.points(points);
        self.shapes.push(Shape::Path { points, closed: true, width: LINE, ink: self.ink });
    }

    fn dot(&mut self, (x, y): (f32, f32), radius: f32) {
        let center = pos2(self.origin.x + x, self.origin.y + y);
        self.shapes.push(Shape::Circle { center, radius, fill: self.ink, stroke: None });
    }
}
