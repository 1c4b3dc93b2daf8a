//! Text that is edited in place: what is typed goes to the map letter by letter, a pause begins a new undo step.

use eframe::egui;
use egui::text_edit::{TextEdit, TextEditOutput};

use crate::document::{Edit, Step, TextTarget, carried};

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
    let text = target.read(cx.map)?;
    let can_edit = cx.view.can_edit;
    let (output, change) = edit(ui, id, text, name, |ui, text| add(text).id(id).interactive(can_edit).show(ui));
    if let Some(change) = change {
        typed(cx, target.clone(), change, ui.input(|input| input.time));
    }
    Some(output)
}

/// What was typed: the text that the person saw, and what they made of it.
pub struct Change {
    /// What stood there; others may have changed it since.
    pub before: String,
    /// What it became.
    pub after: String,
}

/// Shows an editor that `add` makes for a text of the map, and returns what was typed, once an input method has settled its
/// letters. When somebody else changed the text, cursor and selection stay at their letters.
pub fn edit(
    ui: &mut egui::Ui,
    id: egui::Id,
    text: &str,
    name: &str,
    add: impl FnOnce(&mut egui::Ui, &mut String) -> TextEditOutput,
) -> (TextEditOutput, Option<Change>) {
    let kept = Composition::take(ui, id);
    let composing = composes(ui).unwrap_or(kept.is_some());
    let Composition { before, text: mut after } = kept.unwrap_or_else(|| {
        follow_others(ui, id, text);
        Composition { before: text.to_owned(), text: text.to_owned() }
    });
    let output = add(ui, &mut after);
    let response = &output.response.response;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    if composing && response.has_focus() {
        // Letters that an input method has not settled yet belong to this window alone.
        Composition { before, text: after }.keep(ui, id);
        return (output, None);
    }
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, Shown(after.clone())));
    } else {
        ui.data_mut(|data| data.remove_temp::<Shown>(id));
    }
    let change = (after != before).then_some(Change { before, after });
    (output, change)
}

/// Says that an editor shows another text from now on, rather than what somebody else made of the text before.
pub fn begin_anew(ui: &egui::Ui, id: egui::Id) {
    ui.data_mut(|data| data.remove_temp::<Shown>(id));
}

/// What an editor with the keyboard showed last.
#[derive(Clone, Default)]
struct Shown(String);

/// Moves cursor and selection along where somebody else changed the text since the editor was last shown.
fn follow_others(ui: &egui::Ui, id: egui::Id, text: &str) {
    let Some(Shown(before)) = ui.data(|data| data.get_temp::<Shown>(id)) else { return };
    if before == text {
        return;
    }
    let Some(mut state) = egui::text_edit::TextEditState::load(ui.ctx(), id) else { return };
    let Some(mut range) = state.cursor.char_range() else { return };
    let (primary, secondary) = (range.primary.index.0, range.secondary.index.0);
    let now = carried(primary.min(secondary)..primary.max(secondary), &before, text);
    let (first, last) = if primary <= secondary { (now.start, now.end) } else { (now.end, now.start) };
    (range.primary.index, range.secondary.index) = (first.into(), last.into());
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}

/// Puts a typed change into the outbox, as part of the step before where the person did not pause.
pub fn typed(cx: &mut Cx<'_>, target: TextTarget, change: Change, now_secs: f64) {
    let continues = (cx.view.typing.as_ref())
        .is_some_and(|typing| typing.target == target && now_secs - typing.at_secs < PAUSE_SECS);
    cx.view.typing = Some(Typing::new(target.clone(), now_secs));
    let step = if continues { Step::Continue } else { Step::Begin };
    let Change { before, after } = change;
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
struct Composition {
    /// The text as it was when the first of them came: what others write meanwhile is joined when they are settled.
    before: String,
    text: String,
}

impl Composition {
    fn take(ui: &egui::Ui, id: egui::Id) -> Option<Self> {
        ui.data_mut(|data| data.remove_temp(id))
    }

    fn keep(self, ui: &egui::Ui, id: egui::Id) {
        ui.data_mut(|data| data.insert_temp(id, self));
    }
}
