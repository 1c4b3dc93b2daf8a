//! Suggested themes on the canvas: "sort by hand first, then see where the machine differs".
//!
//! While they are shown, each suggestion lies as a ghost around its notes, and a list at the side says why. Nothing of it
//! is on the map before it is accepted. [`proposals`] is what is proposed and what a person made of it, without a window;
//! `search` finds it on a thread of its own; `ghosts` paints; `bar`, `list`, `theme_card` and `others` are the widgets.

mod bar;
mod ghosts;
mod list;
mod others;
pub mod proposals;
mod row;
mod search;
pub mod stack;
mod theme_card;

use eframe::egui;
use egui::{Id, Key as KeyboardKey, Modifiers, Pos2, Rect, Response};

use crate::app::state::{Camera, Reveal};
use crate::app::{Command, Cx, Editor, Message, ViewState, clock};
use crate::document::Edit;
use crate::file::{Dismissed, Proposal};
use crate::model::{NoteId, ThemeId};
use crate::synthesis::{ENOUGH_NOTES, Grain};

use proposals::{Key, Proposals, Shown, put_into};
use search::Search;

pub use bar::show as show_bar;
pub use ghosts::{fades, paint_over, paint_under};
pub use list::dock;
pub use row::has_keyboard;

/// The suggestions, while they are shown.
pub struct Suggested {
    proposals: Proposals,
    search: Search,
    grain: Grain,
    /// What was dismissed when the proposals were looked through last.
    dismissed: Option<Dismissed>,
    /// Whether the map has changed since then.
    is_changed: bool,
    /// Whether anything was found yet, be it nothing.
    has_answer: bool,
    /// The suggested theme under the pointer or the keyboard: its notes light up.
    lit: Option<Key>,
    /// The suggested theme whose notes are listed.
    open: Option<Key>,
    /// The rows of the list that can be accepted, dismissed and walked through by keys, in order.
    rows: Vec<(Id, Item)>,
    /// Where suggested themes are on the screen, to drop notes onto.
    targets: Vec<(Rect, Key)>,
    /// Whether the first row shall take the keyboard as soon as there is one.
    wants_focus: bool,
    /// The row that was given the keyboard without being asked for: it does not light up, so that all themes are seen first.
    quiet: Option<Id>,
    room: Option<Room>,
    before: Before,
}

/// What a row of the list is about.
#[derive(Clone, Debug, PartialEq)]
enum Item {
    Theme(Key),
    Home(NoteId),
    Elsewhere(NoteId),
    Same(NoteId, NoteId),
}

/// What a person wants of the list.
#[derive(Clone, Debug, PartialEq)]
enum Wish {
    Accept(Item),
    Dismiss(Item),
    Rename(Key, String),
    Sort(NoteId, Option<Key>),
    Fold(Key),
    BringAllHome,
    DismissHomes,
}

/// The room for the board, while it settles in the beginning.
struct Room {
    settled_at_secs: f64,
    canvas_width: f32,
}

/// How the window was before the suggestions were shown.
struct Before {
    camera: Camera,
    /// Whether the panel was put away to make room.
    had_panel: bool,
}

impl Suggested {
    /// What is shown.
    pub fn shown(&self) -> std::rc::Rc<Shown> {
        self.proposals.shown()
    }

    /// Whether an answer is on its way.
    pub fn is_searching(&self) -> bool {
        self.search.is_under_way()
    }

    /// Says that the map has changed.
    pub fn map_changed(&mut self) {
        self.is_changed = true;
    }

    /// Takes in what was found, asks anew when the map has changed, and settles what is shown. `false` when the search has
    /// failed.
    fn tend(&mut self, ui: &egui::Ui, cx: &Cx<'_>) -> bool {
        let changed = std::mem::take(&mut self.is_changed);
        let answered = match self.search.tend(ui, cx.map, self.grain, changed) {
            Ok(Some((found, groups))) => {
                self.proposals.follow(found, groups);
                self.has_answer = true;
                true
            }
            Ok(None) => false,
            Err(_) => return false,
        };
        if changed || answered || self.dismissed != cx.view.dismissed {
            self.dismissed.clone_from(&cx.view.dismissed);
            self.review(cx);
        }
        true
    }

    fn review(&mut self, cx: &Cx<'_>) {
        let nothing = Dismissed::new();
        self.proposals.review(cx.map, cx.scene, self.dismissed.as_ref().unwrap_or(&nothing));
        if self.has_answer && self.proposals.misses_notes(cx.map) {
            self.search.misses_notes();
        }
    }

    fn choose(&mut self, cx: &Cx<'_>, grain: Grain) {
        if self.grain != grain {
            self.grain = grain;
            self.search.begin_anew(cx.map, grain);
        }
    }

    fn follow(&mut self, cx: &mut Cx<'_>, wish: Wish) {
        let shown = self.shown();
        match wish {
            Wish::Fold(key) => self.open = (self.open != Some(key)).then_some(key),
            Wish::Rename(key, name) => {
                self.proposals.rename(key, name);
                self.review(cx);
            }
            Wish::Sort(note, into) => {
                self.proposals.sort(note, into);
                self.review(cx);
            }
            Wish::Accept(_) | Wish::BringAllHome if !cx.view.can_edit => cx.out.say(super::VIEW_ONLY),
            Wish::Accept(Item::Theme(key)) => {
                let edit = shown.accept(key, clock::new_id(ThemeId::from_parts));
                cx.out.edits(edit.into_iter().collect());
            }
            Wish::Accept(Item::Home(note) | Item::Elsewhere(note)) => {
                let mut homes = shown.homes.iter().chain(&shown.elsewhere);
                let home = homes.find(|home| home.note == note);
                cx.out.edits(home.map(|home| put_into(vec![note], &home.theme)).into_iter().collect());
            }
            Wish::Accept(Item::Same(a, b)) => {
                cx.out.edits(stack::lay_together(cx.map, cx.scene, self.proposals.pairs(), &a, &b));
                cx.view.reveal = Some(Reveal::Notes(vec![a, b]));
            }
            Wish::Dismiss(item) => dismiss(cx, &shown, item),
            Wish::BringAllHome => cx.out.edits(shown.bring_home()),
            Wish::DismissHomes => {
                let homes = shown.homes.iter().map(|home| Proposal::Home(home.note.clone()));
                cx.out.push(Message::Dismiss(homes.collect()));
            }
        }
    }
}

fn dismiss(cx: &mut Cx<'_>, shown: &Shown, item: Item) {
    let proposal = match item {
        Item::Theme(key) => match shown.theme(key) {
            Some(theme) => Proposal::theme(&theme.notes),
            None => return,
        },
        Item::Home(note) | Item::Elsewhere(note) => Proposal::Home(note),
        Item::Same(a, b) => Proposal::same(&a, &b),
    };
    cx.out.push(Message::Dismiss(vec![proposal]));
}

/// Shows suggestions, or ends them where they are shown.
pub fn toggle(editor: &mut Editor, ctx: &egui::Context) {
    if editor.view.canvas.suggested.is_some() {
        return end(&mut editor.view);
    }
    let count = editor.map().notes.len();
    if count < ENOUGH_NOTES {
        let keys = Command::Group.shortcut_text(ctx).unwrap_or_default();
        return editor.outbox.say(format!(
            "Suggestions help from {ENOUGH_NOTES} notes on; this map has {count}. With so few, hands are quicker: select notes \
             that belong together and press {keys}."
        ));
    }
    let before = Before { camera: editor.view.camera, had_panel: false };
    editor.view.canvas.suggested = Some(Box::new(Suggested {
        proposals: Proposals::default(),
        search: Search::begin(ctx, editor.document.map(), Grain::default()),
        grain: Grain::default(),
        dismissed: None,
        is_changed: false,
        has_answer: false,
        lit: None,
        open: None,
        rows: Vec::new(),
        targets: Vec::new(),
        wants_focus: true,
        quiet: None,
        room: None,
        before,
    }));
    editor.view.reveal = Some(Reveal::Board);
}

/// Ends the suggestions; the window looks as it did before.
fn end(view: &mut ViewState) {
    let Some(suggested) = view.canvas.suggested.take() else { return };
    view.panel_open |= suggested.before.had_panel;
    view.canvas.glide = None;
    view.camera = suggested.before.camera;
}

/// Ends the suggestions with Escape.
pub fn end_by_escape(ui: &egui::Ui, view: &mut ViewState) {
    if view.canvas.suggested.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, KeyboardKey::Escape))
    {
        end(view);
        ui.ctx().request_repaint();
    }
}

/// Lets notes that were dragged out of the canvas fall onto a suggested theme; `false` where none is there.
pub fn take_drop(cx: &mut Cx<'_>, at: Pos2) -> bool {
    let Some(mut suggested) = cx.view.canvas.suggested.take() else { return false };
    let key = suggested.target_at(at);
    if let Some(key) = key {
        let mut notes = cx.view.gesture.dragged_notes().to_vec();
        notes.retain(|id| cx.map.note(id).is_some_and(|note| note.theme.is_none()));
        if notes.is_empty() {
            cx.out.say("A note that is in a theme already stays there. Take it out first.");
        }
        for note in notes {
            suggested.proposals.sort(note, Some(key));
        }
        suggested.review(cx);
    }
    cx.view.canvas.suggested = Some(suggested);
    key.is_some()
}

impl Suggested {
    fn target_at(&self, at: Pos2) -> Option<Key> {
        self.targets.iter().find(|(rect, _)| rect.contains(at)).map(|(_, key)| *key)
    }

    /// All suggestions as changes of the map.
    fn all_edits(&self) -> Vec<Edit> {
        self.shown().accept_all(|| clock::new_id(ThemeId::from_parts))
    }
}

/// Lights up the suggested theme of the note under the pointer, where no row of the list does.
pub fn light(cx: &mut Cx<'_>, canvas: &Response) {
    let hovered = super::overlay::hovered(cx, canvas);
    let note = hovered.map(|index| cx.scene.notes[index].id.clone());
    let Some(suggested) = &mut cx.view.canvas.suggested else { return };
    if let Some(note) = note {
        suggested.lit = suggested.shown().theme_of(&note).map(|theme| theme.key);
    }
}

/// "1 note", "2 notes".
fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// The first words of a text, on one line.
fn shortened(text: &str, most_chars: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most_chars {
        return line;
    }
    let kept: String = line.chars().take(most_chars.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
