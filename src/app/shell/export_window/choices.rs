//! What a person chose at an export, kept on this machine for the next one.

use crate::export::pdf::Paper;
use crate::export::{Format, Order, png};
use crate::file::ExportChoices;
use crate::scene::{Palette, Part};

/// The usual scale, in percent, and what can be chosen.
pub const SCALE_PERCENT: std::ops::RangeInclusive<u32> = 10..=800;
/// The width that can be chosen, in pixels.
pub const WIDTH: std::ops::RangeInclusive<u32> = 64..=png::MAX_SIDE;

/// The order that these choices stand for, in a window with these colours. `parts` are those that there is something for.
pub fn order(choices: &ExportChoices, window: Palette, parts: &[Part]) -> Order {
    let mut order = Order::default();
    if let Some(format) = Format::from_ending(&choices.format) {
        order.format = format;
    }
    let known = Part::from_key(&choices.part).filter(|part| parts.contains(part));
    let usual = if parts.contains(&Part::All) { Part::All } else { Part::Map };
    order.part = known.unwrap_or(usual);
    order.palette = match choices.theme.as_str() {
        "light" => Palette::Light,
        "dark" => Palette::Dark,
        _ => window,
    };
    order.size = size(choices);
    order.paper = Paper::from_key(&choices.paper).unwrap_or_default();
    order.carries_map = choices.carries_map;
    order.clean = choices.clean;
    order
}

/// How large a picture shall be.
pub fn size(choices: &ExportChoices) -> png::Size {
    let (scale, width) = (within(choices.scale_percent, SCALE_PERCENT), within(choices.width, WIDTH));
    if choices.by_width { png::Size::Width(width) } else { png::Size::Scale(scale as f32 / 100.0) }
}

/// Keeps what was ordered.
pub fn keep(choices: &mut ExportChoices, order: &Order) {
    choices.format = order.format.ending().to_owned();
    choices.part = order.part.key().to_owned();
    choices.theme = if order.palette == Palette::Dark { "dark" } else { "light" }.to_owned();
    choices.paper = order.paper.key().to_owned();
    choices.clean = order.clean;
    choices.carries_map = order.carries_map;
}

fn within(value: u32, range: std::ops::RangeInclusive<u32>) -> u32 {
    value.clamp(*range.start(), *range.end())
}
