//! What a row looks like: its texts laid out in a width, and painted.

use std::sync::Arc;

use eframe::egui;
use egui::{Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2, pos2, vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::*;

use crate::app::canvas::others;
use crate::app::theme::{self, metrics};
use crate::app::{Command, Cx};
use crate::document::LinkSet;
use crate::model::{ItemRef, Tone};
use crate::scene::Ink;

use super::rows::{Place, Row};
use super::words::{self, Reader};

/// The least height of a row: there is room for a finger.
pub const LEAST_HEIGHT: f32 = 30.0;
/// Space between the edge of the outline and its rows.
const MARGIN: f32 = 24.0;
/// How far a row stands to the right of the one that it stands below.
const INDENT: f32 = 24.0;
/// Width of the arrow that folds.
pub const ARROW: f32 = 22.0;
/// Width of the sign before the text.
const SIGN: f32 = 26.0;
/// Lines that are longer are hard to read.
const LONGEST_LINE: f32 = 680.0;
/// Room for a count after the text.
const COUNT: f32 = 48.0;
/// Space between the text and what stands small below it.
const GAP: f32 = 2.0;

/// Where the parts of a row begin, from the left edge of the outline.
#[derive(Clone, Copy)]
pub struct Columns {
    /// The arrow that folds.
    pub arrow: f32,
    /// The text.
    pub text: f32,
    /// How wide the text can be.
    pub text_width: f32,
}

impl Columns {
    /// The columns of a row at a depth.
    pub fn of(level: usize, width: f32) -> Self {
        let arrow = MARGIN + INDENT * (level.saturating_sub(1)) as f32;
        let text = arrow + ARROW + SIGN;
        let text_width = (width - text - COUNT - MARGIN).clamp(60.0, LONGEST_LINE);
        Self { arrow, text, text_width }
    }
}

/// The texts of a row, laid out.
pub struct Look {
    text: Arc<Galley>,
    meta: Option<Arc<Galley>>,
    /// Whether the small text stands above the other.
    is_labelled: bool,
    count: Option<Arc<Galley>>,
    padding: f32,
    /// How high the row is.
    pub height: f32,
}

/// The font of a row's text.
pub fn font(place: &Place) -> FontId {
    match place {
        Place::Persona | Place::Quadrant(_) | Place::List(_) => theme::semibold(16.5),
        Place::Theme(..) => theme::semibold(14.0),
        Place::Item(_) => theme::semibold(14.5),
        Place::PersonaLine(_) | Place::Note(_) => theme::regular(14.5),
        Place::Evidence(..) => theme::regular(13.5),
    }
}

fn padding(place: &Place) -> f32 {
    match place {
        Place::Persona | Place::Quadrant(_) | Place::List(_) => 11.0,
        Place::Item(_) => 6.0,
        _ => 5.0,
    }
}

impl Look {
    /// Lays out the texts of a row.
    pub fn of(painter: &Painter, cx: &Cx<'_>, reader: &Reader<'_>, row: &Row, columns: Columns) -> Self {
        let color = |ink| cx.look.palette.color(ink);
        let text = reader.text(&row.place);
        let (text, ink) =
            if text.is_empty() { (Reader::hint(&row.place).to_owned(), Ink::Muted) } else { (text, Ink::Text) };
        let text = painter.layout(text, font(&row.place), color(ink), columns.text_width);
        let small = |text: String| {
            let font = theme::regular(12.5);
            (!text.is_empty()).then(|| painter.layout(text, font, color(Ink::Muted), columns.text_width))
        };
        let meta = small(reader.meta(&row.place));
        let count = small(count(row));
        let padding = padding(&row.place);
        let content = text.size().y + meta.as_ref().map_or(0.0, |meta| GAP + meta.size().y);
        let is_labelled = matches!(row.place, Place::PersonaLine(_));
        Self { text, meta, is_labelled, count, padding, height: (content + 2.0 * padding).max(LEAST_HEIGHT) }
    }

    /// About how high a row is, by the length of its text.
    pub fn guess(reader: &Reader<'_>, row: &Row, columns: Columns) -> f32 {
        let lines = |text: &str, size: f32| {
            let width = text.chars().map(|letter| if letter < '\u{2e80}' { 0.5 } else { 1.0 }).sum::<f32>() * size;
            (width / columns.text_width).ceil().max(1.0) * size * 1.25
        };
        let meta = reader.meta(&row.place);
        let meta = if meta.is_empty() { 0.0 } else { GAP + lines(&meta, 12.5) };
        let text = lines(&reader.text(&row.place), font(&row.place).size);
        (text + meta + 2.0 * padding(&row.place)).max(LEAST_HEIGHT)
    }

    /// Where the text stands in a row.
    pub fn text_rect(&self, rect: Rect, columns: Columns) -> Rect {
        let label = self.meta.as_ref().filter(|_| self.is_labelled).map_or(0.0, |label| label.size().y + GAP);
        let top = if self.is_one_line() {
            rect.center().y - self.text.size().y / 2.0
        } else {
            rect.top() + self.padding + label
        };
        Rect::from_min_size(pos2(rect.left() + columns.text, top), vec2(columns.text_width, self.text.size().y))
    }

    /// How high the first line of the text is.
    pub fn first_line(&self) -> f32 {
        self.text.rows.first().map_or(0.0, |row| row.rect().height())
    }

    fn is_one_line(&self) -> bool {
        self.meta.is_none() && self.text.rows.len() <= 1
    }

    /// Paints the texts; the first one not where it is being edited in its place.
    pub fn paint(&self, painter: &Painter, rect: Rect, columns: Columns, shows_text: bool) {
        let at = self.text_rect(rect, columns).min;
        if shows_text {
            painter.galley(at, Arc::clone(&self.text), Color32::PLACEHOLDER);
            if let Some(count) = &self.count {
                let first = self.text.rows.first().map_or(Vec2::ZERO, |row| row.rect().size());
                let place = at + vec2(first.x + 10.0, (first.y - count.size().y) / 2.0 + 1.0);
                painter.galley(place, Arc::clone(count), Color32::PLACEHOLDER);
            }
        }
        if let Some(meta) = &self.meta {
            let offset = if self.is_labelled { -GAP - meta.size().y } else { self.text.size().y + GAP };
            painter.galley(at + vec2(0.0, offset), Arc::clone(meta), Color32::PLACEHOLDER);
        }
    }
}

fn count(row: &Row) -> String {
    match &row.place {
        Place::Quadrant(_) | Place::Theme(..) => row.notes.to_string(),
        Place::List(_) => row.branch.map_or(0, |branch| branch.rows).to_string(),
        _ => String::new(),
    }
}

/// How a row stands out.
#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    /// It is selected.
    pub is_selected: bool,
    /// It lights up because a card of the panel is under the pointer, or because notes would be dropped there.
    pub is_lit: bool,
    /// The pointer is on it.
    pub is_hovered: bool,
    /// The keyboard is on it.
    pub has_keyboard: bool,
}

/// Paints what lies under the texts of a row.
pub fn ground(painter: &Painter, cx: &Cx<'_>, rect: Rect, row: &Row, state: State) {
    let color = |ink| cx.look.palette.color(ink);
    let line = Stroke::new(1.0, color(Ink::Line));
    let paper = rect.shrink2(vec2(10.0, 1.0));
    if state.is_selected || state.is_lit {
        painter.rect_filled(paper, metrics::RADIUS, color(Ink::AccentSoft));
    } else if state.is_hovered {
        painter.rect_filled(paper, metrics::RADIUS, color(Ink::Surface));
    }
    for level in 1..row.level {
        let x = rect.left() + Columns::of(level, 0.0).arrow + ARROW / 2.0;
        painter.vline(x, rect.y_range(), line);
    }
    let heads = matches!(row.place, Place::Quadrant(_) | Place::List(_));
    if heads && !state.is_selected && !state.has_keyboard {
        painter.hline(paper.x_range().shrink(14.0), rect.top(), line);
    }
    if state.has_keyboard {
        let stroke = Stroke::new(2.0, color(Ink::Accent));
        painter.rect_stroke(paper, metrics::RADIUS, stroke, StrokeKind::Inside);
    } else if state.is_selected {
        painter.rect_stroke(paper, metrics::RADIUS, Stroke::new(1.0, color(Ink::Accent)), StrokeKind::Inside);
    }
}

/// Paints the arrow that folds, and the sign that says of what kind the row is. `line` is the middle of its first line.
pub fn signs(painter: &Painter, cx: &Cx<'_>, reader: &Reader<'_>, row: &Row, columns: Columns, line: Pos2) {
    let muted = cx.look.palette.color(Ink::Muted);
    if let Some(branch) = row.branch {
        let arrow = if branch.is_open { ICON_KEYBOARD_ARROW_DOWN } else { ICON_KEYBOARD_ARROW_RIGHT };
        icon(painter, pos2(line.x + columns.arrow + ARROW / 2.0, line.y), arrow, 18.0, muted);
    }
    let at = pos2(line.x + columns.arrow + ARROW + SIGN / 2.0 - 3.0, line.y);
    let tone = |tone: Tone| cx.look.palette.color(Ink::Strong(tone));
    let quadrant_tone = |id| cx.map.quadrant(id).map_or(muted, |quadrant| tone(quadrant.tone));
    match &row.place {
        Place::Quadrant(id) => _ = painter.circle_filled(at, 6.0, quadrant_tone(id)),
        Place::Theme(_, id) | Place::Item(ItemRef::Theme(id)) => {
            let index = cx.map.themes.iter().position(|theme| theme.id == *id).unwrap_or_default();
            let ink = cx.look.palette.color(Ink::Theme(index));
            painter.circle_stroke(at, 4.5, Stroke::new(2.5, ink));
        }
        Place::Note(id) => {
            let Some(note) = reader.note(id) else { return };
            match note.evidence {
                Some(kind) => icon(painter, at, Command::Mark(kind).icon(), 16.0, quadrant_tone(&note.quadrant)),
                None => _ = painter.circle_filled(at, 2.5, quadrant_tone(&note.quadrant)),
            }
        }
        Place::Evidence(set, _) => {
            let (sign, ink) = match set {
                LinkSet::NeedSupports(_) | LinkSet::MotivationSupports(_) => (ICON_THUMB_UP, muted),
                LinkSet::NeedContradicts(_) | LinkSet::MotivationContradicts(_) => (ICON_THUMB_DOWN, tone(Tone::Rose)),
                LinkSet::TensionThis(_) => (ICON_ARROW_FORWARD, muted),
                LinkSet::TensionBut(_) => (ICON_ARROW_BACK, muted),
            };
            icon(painter, at, sign, 14.0, ink);
        }
        Place::Persona => icon(painter, at, ICON_PERSON, 19.0, muted),
        Place::Item(item) => {
            let sign = match item {
                ItemRef::Need(_) => Command::AddNeed,
                ItemRef::Motivation(_) => Command::AddMotivation,
                _ => Command::AddTension,
            };
            icon(painter, at, sign.icon(), 17.0, cx.look.palette.color(Ink::Accent));
        }
        Place::PersonaLine(_) | Place::List(_) => {}
    }
}

/// Paints at the end of a row who else has it in hand: an initial in the person's colour, a pen beside who writes there.
pub fn people(painter: &Painter, cx: &Cx<'_>, rect: Rect, place: &Place) {
    const RADIUS: f32 = 9.0;
    let mut at = pos2(rect.right() - MARGIN - RADIUS, rect.center().y);
    for (person, writes) in words::held_by(&cx.view.others, place).take(3) {
        let color = others::color(person);
        painter.circle_filled(at, RADIUS, color);
        let initial = others::initial(&person.name);
        painter.text(at, Align2::CENTER_CENTER, initial, theme::semibold(10.5), Color32::WHITE);
        at.x -= 2.0 * RADIUS + 2.0;
        if writes {
            icon(painter, at, ICON_EDIT, 14.0, color);
            at.x -= 2.0 * RADIUS;
        }
    }
}

fn icon(painter: &Painter, at: Pos2, icon: MaterialIcon, size: f32, color: Color32) {
    painter.text(at, Align2::CENTER_CENTER, icon.codepoint, FontId::new(size, icon.font_family()), color);
}
