//! Soft shadows as a stack of translucent rectangles, which every viewer paints alike and fast.

use epaint::emath::{Rect, Vec2};

use super::xml::{Element, Xml, push_number};
use crate::scene::Shadow;

/// Rectangles of a stack; more are not seen.
const LAYERS: usize = 8;
/// How far the stack reaches inwards and outwards, in standard deviations of the blur.
const INWARDS: f32 = 1.0;
const OUTWARDS: f32 = 2.2;

/// The shadows of a picture, each written once and used wherever it falls.
#[derive(Default)]
pub(super) struct Shadows {
    known: Vec<(Vec2, f32, Shadow)>,
}

impl Shadows {
    /// The name of a rectangle's shadow, which stands in `defs` from then on.
    pub fn of(&mut self, defs: &mut Xml, size: Vec2, radius: f32, shadow: Shadow) -> String {
        let wanted = (size, radius, shadow);
        let place = self.known.iter().position(|known| *known == wanted).unwrap_or_else(|| {
            self.known.push(wanted);
            write(defs, &name(self.known.len() - 1), size, radius, shadow);
            self.known.len() - 1
        });
        name(place)
    }
}

fn name(place: usize) -> String {
    format!("shadow-{}", place + 1)
}

/// Writes the stack for a rectangle whose corner is the origin, the widest layer first.
fn write(defs: &mut Xml, name: &str, size: Vec2, radius: f32, shadow: Shadow) {
    let deviation = shadow.blur / 2.0;
    let rect = Rect::from_min_size(Vec2::new(0.0, shadow.offset).to_pos2(), size);
    defs.start(Element::Group).with("id", name).open();
    let mut reached = 0.0;
    for layer in 0..LAYERS {
        let step = (INWARDS + OUTWARDS) / LAYERS as f32;
        let outwards = OUTWARDS - step * (layer as f32 + 0.5);
        let wanted = shadow.alpha * beyond(outwards);
        // What this layer adds to the layers below it.
        let alpha = 1.0 - (1.0 - wanted) / (1.0 - reached);
        reached = wanted;
        let grown = rect.expand(outwards * deviation);
        let mut opacity = String::new();
        push_number(&mut opacity, f64::from(alpha), 4);
        defs.start(Element::Rect)
            .with("x", grown.min.x)
            .with("y", grown.min.y)
            .with("width", grown.width())
            .with("height", grown.height())
            .with("rx", (radius + outwards * deviation).max(0.0))
            .with("fill-opacity", &opacity)
            .empty();
    }
    defs.end(Element::Group);
}

/// The share of a blur that lies further out than so many standard deviations, by the logistic curve.
fn beyond(deviations: f32) -> f32 {
    1.0 / (1.0 + (1.702 * deviations).exp())
}
