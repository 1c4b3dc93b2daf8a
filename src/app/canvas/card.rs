//! A small card beside the badge or a quadrant's heading, to say whom the map is about or what the quadrant asks.

use eframe::egui;
use egui::text_edit::TextEditOutput;
use egui::{Align2, Area, Frame, Id, Key, Margin, Order, Pos2, Rect, Response, RichText, vec2};

use crate::app::{Cx, text_field};
use crate::document::{PersonaField, TextTarget};
use crate::model::QuadrantId;
use crate::scene::Ink;

/// Width of a card's fields, in points.
const WIDTH: f32 = 300.0;

/// A card that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    about: About,
    is_new: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum About {
    Persona,
    Heading(QuadrantId),
}

/// A field of a card: its name, what to write there, how many lines it shows.
struct Field {
    target: TextTarget,
    name: &'static str,
    hint: &'static str,
    rows: usize,
}

impl Card {
    /// The card about the persona.
    pub fn persona() -> Self {
        Self { about: About::Persona, is_new: true }
    }

    /// The card about a quadrant's title and question.
    pub fn heading(quadrant: QuadrantId) -> Self {
        Self { about: About::Heading(quadrant), is_new: true }
    }

    fn title(&self) -> &'static str {
        match self.about {
            About::Persona => "Persona",
            About::Heading(_) => "Quadrant",
        }
    }

    fn fields(&self) -> Vec<Field> {
        let field = |target, name, hint, rows| Field { target, name, hint, rows };
        let persona = |part, name, hint, rows| field(TextTarget::Persona(part), name, hint, rows);
        match &self.about {
            About::Persona => vec![
                persona(PersonaField::Name, "Name", "A name, as of a real person", 1),
                persona(PersonaField::Role, "Role", "Who that is, in a few words", 1),
                persona(PersonaField::Scenario, "Scenario", "The situation that the map looks at", 1),
                persona(PersonaField::Goal, "Goal", "What the person wants from it", 1),
                persona(PersonaField::About, "About", "Whatever else helps to imagine the person", 3),
            ],
            About::Heading(id) => vec![
                field(TextTarget::QuadrantTitle(id.clone()), "Title", "What the notes here are", 1),
                field(TextTarget::QuadrantPrompt(id.clone()), "Question", "A question that draws notes out", 2),
            ],
        }
    }

    /// The part of the board that the card is about, and the corner of the card that stands there.
    fn anchor(&self, cx: &Cx<'_>, canvas: Rect) -> Option<(Pos2, Align2)> {
        let place = |board: Rect| cx.view.camera.screen_rect(canvas, board);
        match &self.about {
            About::Persona => Some((place(cx.scene.badge.rect).center(), Align2::CENTER_CENTER)),
            About::Heading(id) => {
                let quadrant = cx.scene.quadrants.iter().find(|quadrant| quadrant.id == *id)?;
                let heading = place(quadrant.title_rect.union(quadrant.prompt_rect));
                let right = quadrant.title_rect.min.x > quadrant.prompt_rect.min.x;
                let (corner, align) = match right {
                    true => (heading.right_bottom(), Align2::RIGHT_TOP),
                    false => (heading.left_bottom(), Align2::LEFT_TOP),
                };
                Some((corner + vec2(0.0, 8.0), align))
            }
        }
    }
}

/// Shows the open card. Escape or a click outside closes it.
pub fn show(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    let Some(mut card) = cx.view.canvas.card.take() else { return };
    let Some((at, align)) = card.anchor(cx, canvas.rect) else { return };
    let is_new = std::mem::take(&mut card.is_new);
    let area = Area::new(Id::unique(("canvas card", card.title())))
        .order(Order::Foreground)
        .pivot(align)
        .fixed_pos(at)
        .constrain_to(canvas.rect.shrink(8.0));
    let shown = area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(Margin::same(16)).show(ui, |ui| {
            ui.set_width(WIDTH);
            ui.heading(card.title());
            for (index, field) in card.fields().iter().enumerate() {
                field_ui(ui, cx, field, is_new && index == 0);
            }
        });
    });
    let pressed_outside = ui.input(|input| {
        input.pointer.any_pressed()
            && input.pointer.interact_pos().is_some_and(|pos| !shown.response.rect.contains(pos))
    });
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    if is_new || !(pressed_outside || escaped) {
        cx.view.canvas.card.get_or_insert(card);
    } else if escaped {
        canvas.request_focus();
    }
}

fn field_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>, field: &Field, takes_focus: bool) {
    ui.add_space(2.0);
    ui.label(RichText::new(field.name).small().color(cx.look.palette.color(Ink::Muted)));
    let id = Id::unique(("canvas card", field.name));
    let show = if field.rows == 1 { line } else { block };
    let output = show(ui, cx, id, field);
    if takes_focus && let Some(output) = output {
        output.response.response.request_focus();
    }
}

fn line(ui: &mut egui::Ui, cx: &mut Cx<'_>, id: Id, field: &Field) -> Option<TextEditOutput> {
    text_field::show_line(ui, cx, id, &field.target, field.name, |edit| {
        edit.desired_width(f32::INFINITY).hint_text(field.hint)
    })
}

fn block(ui: &mut egui::Ui, cx: &mut Cx<'_>, id: Id, field: &Field) -> Option<TextEditOutput> {
    text_field::show(ui, cx, id, &field.target, field.name, |edit| {
        edit.desired_width(f32::INFINITY).desired_rows(field.rows).hint_text(field.hint)
    })
}
