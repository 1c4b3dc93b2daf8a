//! Text that is edited in place: what is typed goes to the map letter by letter, a pause begins a new undo step.

use eframe::egui;
use egui::text_edit::{TextEdit, TextEditOutput};

use crate::document::{Edit, Step, TextTarget};

use super::{Cx, Message};

/// A pause in typing that is longer than this begins a new undo step.
const PAUSE_SECS: f64 = 1.0;

/// The text that was typed in last.
#[derive(Clone, Debug, PartialEq)]
pub struct Typing {
    target: TextTarget,
    at_secs: f64,
}

impl Typing {
    /// A text that begins to be typed in.
    pub fn new(target: TextTarget, now_secs: f64) -> Self {
        Self { target, at_secs: now_secs }
    }

    /// Whether it is this text.
    pub fn is_in(&self, target: &TextTarget) -> bool {
        self.target == *target
    }
}

/// Shows an editor for a text of the map. Every change goes to the outbox at once.
///
/// `configure` gives the editor its size, font and hint; `name` is what a screen reader says.
pub fn show(
    ui: &mut egui::Ui,
    cx: &mut Cx<'_>,
    id: egui::Id,
    target: &TextTarget,
    name: &str,
    configure: impl for<'t> FnOnce(TextEdit<'t>) -> TextEdit<'t>,
) -> Option<TextEditOutput> {
    show_edit(ui, cx, id, target, name, |text| configure(TextEdit::multiline(text)))
}

/// Like [`show`], for a text of one line: Enter ends it, and pasted lines become one.
pub fn show_line(
    ui: &mut egui::Ui,
    cx: &mut Cx<'_>,
    id: egui::Id,
    target: &TextTarget,
    name: &str,
    configure: impl for<'t> FnOnce(TextEdit<'t>) -> TextEdit<'t>,
) -> Option<TextEditOutput> {
    show_edit(ui, cx, id, target, name, |text| configure(TextEdit::singleline(text)))
}

fn show_edit(
    ui: &mut egui::Ui,
    cx: &mut Cx<'_>,
    id: egui::Id,
    target: &TextTarget,
    name: &str,
    add: impl for<'t> FnOnce(&'t mut String) -> TextEdit<'t>,
) -> Option<TextEditOutput> {
    let before = target.read(cx.map)?.to_owned();
    let (output, after) = edit(ui, id, &before, name, |ui, text| add(text).id(id).show(ui));
    if let Some(after) = after {
        typed(cx, target.clone(), before, after, ui.input(|input| input.time));
    }
    Some(output)
}

/// Shows an editor that `add` makes, and returns what the text became, once an input method has settled its letters.
pub fn edit(
    ui: &mut egui::Ui,
    id: egui::Id,
    before: &str,
    name: &str,
    add: impl FnOnce(&mut egui::Ui, &mut String) -> TextEditOutput,
) -> (TextEditOutput, Option<String>) {
    let kept = Composition::take(ui, id);
    let composing = composes(ui).unwrap_or(kept.is_some());
    let mut after = kept.unwrap_or_else(|| before.to_owned());
    let output = add(ui, &mut after);
    let response = &output.response.response;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    if composing && response.has_focus() {
        // Letters that an input method has not settled yet belong to this window alone.
        Composition::keep(ui, id, after);
        return (output, None);
    }
    (output, (after != before).then_some(after))
}

/// Puts a typed change into the outbox, as part of the step before where the person did not pause.
pub fn typed(cx: &mut Cx<'_>, target: TextTarget, before: String, after: String, now_secs: f64) {
    let continues = (cx.view.typing.as_ref())
        .is_some_and(|typing| typing.target == target && now_secs - typing.at_secs < PAUSE_SECS);
    cx.view.typing = Some(Typing::new(target.clone(), now_secs));
    let step = if continues { Step::Continue } else { Step::Begin };
    cx.out.push(Message::Edit { edits: vec![Edit::EditText { target, before, after }], step });
}

/// Whether the input method began or ended to show unsettled letters; `None` when nothing was heard of it.
fn composes(ui: &egui::Ui) -> Option<bool> {
    ui.input(|input| {
        input.events.iter().rev().find_map(|event| match event {
            egui::Event::Ime(egui::ImeEvent::Preedit { text, .. }) => Some(!text.is_empty()),
            egui::Event::Ime(egui::ImeEvent::Commit(_)) => Some(false),
            _ => None,
        })
    })
}

/// A text with letters of an input method that are not settled yet, kept from frame to frame.
#[derive(Clone, Default)]
struct Composition(String);

impl Composition {
    fn take(ui: &egui::Ui, id: egui::Id) -> Option<String> {
        ui.data_mut(|data| data.remove_temp::<Self>(id)).map(|composition| composition.0)
    }

    fn keep(ui: &egui::Ui, id: egui::Id, text: String) {
        ui.data_mut(|data| data.insert_temp(id, Self(text)));
    }
}
